/** Every route is told in both languages, and its example is what it takes and answers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import { importProducts } from './examples/import-file.ts';
import { oneFlow } from './examples/operations.ts';
import { tryMessage } from './examples/understanding.ts';
import type { Route } from './route.ts';

const han = /\p{Script=Han}/u;
let every: EveryRoute;
let routes: Route[];
beforeAll(async () => {
  every = await openEveryRoute();
  ({ routes } = every);
});
afterAll(() => every.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

describe('each route', () => {
  it('is told in both languages', () => {
    expect(routes.length).toBeGreaterThan(35);
    expect(routes.filter(({ summary }) => !summary.en?.trim() || han.test(summary.en) || !han.test(summary.zh ?? '')).map(nameOf)).toEqual([]);
  });

  it('has an example that its own schemas take and answer, to the last field', () => {
    for (const route of routes) {
      const { example } = route;
      expect(example, nameOf(route)).toBeDefined();
      for (const part of ['params', 'query'] as const) {
        const { success, error } = route[part].safeParse(example[part] ?? {});
        expect([nameOf(route), part, success, error?.issues]).toEqual([nameOf(route), part, true, undefined]);
        const known = route[part] instanceof z.ZodObject ? Object.keys(route[part].shape) : [];
        expect(Object.keys(example[part] ?? {}).filter((name) => !known.includes(name))).toEqual([]);
      }
      expect([nameOf(route), route.path.match(/(?<=:)\w+/g) ?? []]).toEqual([nameOf(route), Object.keys(example.params ?? {})]);
      expect([nameOf(route), route.body.safeParse(example.body).error?.issues]).toEqual([nameOf(route), undefined]);
      expect(route.response.parse(example.answer), nameOf(route)).toEqual(example.answer);
    }
  });

  it('names nobody’s real address or number', () => {
    const text = JSON.stringify(routes.map(({ example }) => example));
    expect([...text.matchAll(/[\w.]+@([\w.]+)/g)].filter(([, host]) => host !== 'example.com')).toEqual([]);
    expect([...text.matchAll(/https?:\/\/([\w.]+)/g)].filter(([, host]) => !host?.endsWith('example.com'))).toEqual([]);
  });
});

it('the answers of the examples are what the program says', async () => {
  const taken = await every.file.handle(importProducts.query, new TextEncoder().encode(importProducts.file.text));
  expect(taken).toEqual({ ok: true, status: 200, body: importProducts.answer });
  const asked = routes.find(({ path }) => path === '/understanding/try');
  expect(await asked?.handle({ params: {}, query: {}, body: tryMessage.body })).toEqual({
    ok: true,
    status: 200,
    body: { ...tryMessage.answer, sure: expect.any(Number), maybe: expect.any(Number) },
  });
  expect(every.warnings).toMatchObject(oneFlow.answer.problems);
});
