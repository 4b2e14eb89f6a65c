/** The document is OpenAPI 3.1 in both languages, and its examples fit its own schemas. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import { apiCodes } from './api-codes.ts';
import { openApi } from './openapi.ts';
import type { Route } from './route.ts';
import { docLangs } from './words.ts';

const han = /\p{Script=Han}/u;
let every: EveryRoute;
let routes: Route[];
beforeAll(async () => {
  every = await openEveryRoute();
  ({ routes } = every);
});
afterAll(() => every.close());

/** Descriptions anywhere in a schema or document, in order. */
function descriptionsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(descriptionsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'example' ? [] : key === 'description' && typeof inner === 'string' ? [inner] : descriptionsIn(inner),
  );
}

/** What OpenAPI 3.1 asks of the parts that are used here. */
const media = z.strictObject({ schema: z.looseObject({}), example: z.unknown().optional() });
const content = z.record(z.string().regex(/^\w+\/[\w.+-]+$/), media).refine((given) => Object.keys(given).length > 0);
const operation = z.strictObject({
  summary: z.string().min(1),
  operationId: z.string().regex(/^[a-z]\w+$/i),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query']),
      required: z.boolean(),
      description: z.string().optional(),
      schema: z.looseObject({}),
      example: z.unknown().optional(),
    }),
  ),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^(default|[1-5]\d\d)$/), z.strictObject({ description: z.string().min(1), content })),
});
const openApi31 = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  components: z.strictObject({ securitySchemes: z.record(z.string(), z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer') })) }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'patch', 'delete']), operation)),
});

describe.each(docLangs)('the document in %s', (lang) => {
  const operations = async () => {
    const { paths } = openApi31.parse(await openApi(routes, '1.2.3', lang));
    return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, name: `${method} ${path}`, ...one })));
  };

  it('is what OpenAPI 3.1 asks for', async () => {
    const all = await operations();
    expect(all.length).toBe(routes.length);
    expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
    for (const { path, name, parameters, responses, requestBody } of all) {
      const inPath = parameters.filter((one) => one.in === 'path');
      expect([name, inPath.map((one) => one.name)]).toEqual([name, path.match(/(?<=\{)\w+/g) ?? []]);
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(new Set(parameters.map((one) => `${one.in} ${one.name}`)).size).toBe(parameters.length);
      expect([name, Object.keys(responses)]).toEqual([name, [expect.stringMatching(/^20[012]$/), 'default']]);
      const contents = [...Object.values(responses), ...(requestBody ? [requestBody] : [])].flatMap((one) => Object.values(one.content));
      expect(JSON.stringify([...parameters, ...contents].map(({ schema }) => schema))).not.toMatch(/"(\$ref|\$defs|\$schema)":|"zh":"/);
    }
  });

  it('has examples that its own schemas take', async () => {
    for (const { name, parameters, responses, requestBody } of await operations()) {
      const bodies = [...Object.values(responses), ...(requestBody ? [requestBody] : [])].flatMap((one) => Object.values(one.content));
      const given = [...parameters, ...bodies].filter((one) => 'example' in one);
      expect(given.length).toBeGreaterThan(1);
      for (const { schema, example } of given) {
        const result = z.fromJSONSchema(schema).safeParse(example);
        expect([name, result.error?.issues]).toEqual([name, undefined]);
      }
    }
  });

  it('describes every parameter and field in its language', async () => {
    const all = await operations();
    expect(all.flatMap(({ name, parameters }) => parameters.filter(({ description }) => !description).map((one) => `${name} ${one.name}`))).toEqual([]);
    const { paths } = await openApi(routes, '1', lang);
    const told = descriptionsIn(paths);
    expect(told.length).toBeGreaterThan(40);
    // Words that are typed are the same in both.
    const words = told.map((text) => text.replace(/`[^`]*`/g, '')).filter((text) => /\p{L}/u.test(text));
    expect(words.filter((text) => han.test(text) !== (lang === 'zh'))).toEqual([]);
  });

  it('explains every code of errors', async () => {
    const { info } = openApi31.parse(await openApi(routes, '1', lang));
    for (const [code, words] of Object.entries(apiCodes)) expect(info.description).toContain(`\`${code}\` (${words.status.join(', ')}): ${words[lang]}`);
    expect(Object.values(apiCodes).filter(({ en, zh }) => han.test(en) || !han.test(zh))).toEqual([]);
  });
});
