import { z } from 'zod';
import { eachInTurn } from './made-once.ts';
import type { Route } from './route.ts';

type Schema = Record<string, unknown>;

/** zod's JSON Schema without what OpenAPI keeps elsewhere. */
function schema(type: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Schema;
  return rest;
}

const errorSchema = schema(z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) }), 'output');

/** Where a route stands in the document, and what it takes and answers. */
function operation(route: Route): { path: string; method: string; of: Schema } {
  const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
  const parameters = (['params', 'query'] as const).flatMap((part) => {
    const { properties = {}, required = [] } = schema(route[part], 'input') as { properties?: Record<string, Schema>; required?: string[] };
    return Object.entries(properties).map(([name, of]) => ({
      name,
      in: part === 'params' ? 'path' : 'query',
      required: part === 'params' || required.includes(name),
      schema: of,
    }));
  });
  const takesBody = route.method !== 'get' && route.body instanceof z.ZodObject;
  const of = {
    summary: route.summary,
    operationId: `${route.method}${path
      .replace(/^\/api/, '')
      .replace(/[{}]/g, '')
      .replace(/\/(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    parameters,
    ...(takesBody
      ? { requestBody: { required: !route.body.safeParse({}).success, content: { 'application/json': { schema: schema(route.body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schema(route.response, 'input') } } },
      default: { description: 'Refused', content: { 'application/json': { schema: errorSchema } } },
    },
  };
  return { path, method: route.method, of };
}

/** Makes the OpenAPI 3.1 document of the routes from the schemas that check them, one route at a time. */
export async function openApi(routes: readonly Route[], version: string): Promise<Schema & { paths: Record<string, Schema> }> {
  const paths: Record<string, Schema> = {};
  for (const { path, method, of } of await eachInTurn(routes, operation)) paths[path] = { ...paths[path], [method]: of };
  return {
    openapi: '3.1.0',
    info: { title: 'Zhanggui', version, description: 'The merchant’s API. Errors are `{ error: { code, message, field? } }`; lists are `{ items, next? }`.' },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
}
