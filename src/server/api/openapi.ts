import { z } from 'zod';
import { apiCodes, errorExample } from './api-codes.ts';
import { describedSchema, type JsonSchema } from './described-schema.ts';
import { eachInTurn } from './made-once.ts';
import { operationId, type Route, takesBody } from './route.ts';
import type { Lang } from './words.ts';

const errorShape = z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional(), at: z.number().optional() }) });

const words = {
  en: {
    about: 'The merchant’s API. Errors are `{ error: { code, message, field?, at? } }`; lists are `{ items, next? }`, the next page with `?cursor=`.',
    codes: 'Codes of errors:',
    done: 'Done',
    refused: 'Refused',
  },
  zh: {
    about: '供店家使用的接口。出错时返回 `{ error: { code, message, field?, at? } }`；列表是 `{ items, next? }`，下一页用 `?cursor=`。',
    codes: '错误代码：',
    done: '成功',
    refused: '未执行',
  },
} as const satisfies Record<Lang, object>;

/** A parameter of the path or the query as OpenAPI wants it: what describes it stands beside its schema. */
function parametersOf(route: Route, lang: Lang): JsonSchema[] {
  return (['params', 'query'] as const).flatMap((part) => {
    const { properties = {}, required = [] } = describedSchema(route[part], 'input', lang) as {
      properties?: Record<string, JsonSchema>;
      required?: string[];
    };
    const example = route.example[part] ?? {};
    return Object.entries(properties).map(([name, { description, ...schema }]) => ({
      name,
      in: part === 'params' ? 'path' : 'query',
      required: part === 'params' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
      ...(name in example ? { example: example[name] } : {}),
    }));
  });
}

function requestBodyOf(route: Route, lang: Lang): JsonSchema | undefined {
  const { body: example, file } = route.example;
  if (file) {
    const content = {
      'text/csv': { schema: { type: 'string' }, example: file.text },
      'application/json': { schema: { type: 'array', items: { type: 'object' } } },
    };
    return { required: true, content };
  }
  if (!takesBody(route)) return undefined;
  return {
    required: !route.body.safeParse({}).success,
    content: { 'application/json': { schema: describedSchema(route.body, 'input', lang), example } },
  };
}

/** Returns the route's place in the document, its parameters and its answers. */
function operation(route: Route, lang: Lang): { path: string; method: string; of: JsonSchema } {
  const requestBody = requestBodyOf(route, lang);
  const { status = 200, answer } = route.example;
  const of = {
    summary: route.summary[lang],
    operationId: operationId(route),
    parameters: parametersOf(route, lang),
    ...(requestBody ? { requestBody } : {}),
    responses: {
      [status]: {
        description: words[lang].done,
        content:
          answer === 'application/zip'
            ? { [answer]: { schema: { type: 'string', format: 'binary' } } }
            : { 'application/json': { schema: describedSchema(route.response, 'input', lang), example: answer } },
      },
      default: {
        description: words[lang].refused,
        content: { 'application/json': { schema: describedSchema(errorShape, 'output', lang), example: errorExample } },
      },
    },
  };
  return { path: `/api${route.path.replace(/:(\w+)/g, '{$1}')}`, method: route.method, of };
}

/** Makes the OpenAPI 3.1 document of the routes, in one language, from the schemas that check them, one route at a time. */
export async function openApi(routes: readonly Route[], version: string, lang: Lang): Promise<JsonSchema & { paths: Record<string, JsonSchema> }> {
  const paths: Record<string, JsonSchema> = {};
  for (const { path, method, of } of await eachInTurn(routes, (route) => operation(route, lang))) paths[path] = { ...paths[path], [method]: of };
  const codes = Object.entries(apiCodes).map(([code, { status, [lang]: text }]) => `- \`${code}\` (${status.join(', ')}): ${text}`);
  return {
    openapi: '3.1.0',
    info: { title: 'Zhanggui', version, description: `${words[lang].about}\n\n${words[lang].codes}\n\n${codes.join('\n')}` },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
}
