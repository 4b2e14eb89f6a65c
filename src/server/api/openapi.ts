import { z } from 'zod';
import type { Route } from './route.ts';

type Schema = Record<string, unknown>;

/** zod's JSON Schema without what OpenAPI keeps elsewhere. */
function schema(type: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Schema;
  return rest;
}

const errorSchema = schema(z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) }), 'output');

/** The OpenAPI 3.1 document of the routes, made from the schemas that check them. */
export function openApi(routes: readonly Route[], version: string): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
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
    paths[path] ??= {};
    paths[path][route.method] = {
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
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zhanggui', version, description: 'The merchant’s API. Errors are `{ error: { code, message, field? } }`; lists are `{ items, next? }`.' },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
}
