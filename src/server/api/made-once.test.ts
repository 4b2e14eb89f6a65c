/** What anybody may read of /api without a token costs its making once, however often it is asked for. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRouter } from './express-routes.ts';
import { eachInTurn, madeOnce } from './made-once.ts';
import { ok, route } from './route.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const app = express().disable('etag');
let server: Server;
let url: string;

beforeEach(async () => {
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
});

/** How often a route was described. */
let described = 0;
const routes = ['/a', '/b', '/c'].map((path) => ({
  ...route({
    method: 'get',
    path,
    summary: { en: '', zh: '' },
    response: z.object({ a: z.string() }),
    example: { answer: { a: 'x' } },
    handle: async () => ok({ a: '' }),
  }),
  get summary() {
    described++;
    return { en: 'Says a', zh: '说出 a' };
  },
}));
/** The page names a route in its contents too. */
const times: Record<string, number> = { '/api/openapi.json': 1, '/api/docs': 2 };
app.use('/api', apiRouter(routes, { isToken: (given) => given === 'owner', log: quiet, version: '1', now: () => 0 }));
let tries = 0;
app.get(
  '/failing',
  madeOnce('json', async () => {
    tries++;
    if (tries === 1) throw new Error('not now');
    return '{}';
  }),
);
app.use((_error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => void response.status(500).end());

it.each(['/api/openapi.json', '/api/docs'])('%s is made once, for all who ask at once and later', async (path) => {
  described = 0;
  const texts = await Promise.all(Array.from({ length: 5 }, async () => (await fetch(url + path)).text()));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain('/api/c');
  const again = await fetch(url + path);
  expect(await again.text()).toBe(texts[0]);
  expect(described).toBe(routes.length * (times[path] ?? 0));
  const tag = again.headers.get('etag');
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  const known = await fetch(url + path, { headers: { 'if-none-match': tag ?? '', 'cache-control': 'max-age=0' } });
  expect([known.status, await known.text()]).toEqual([304, '']);
  expect(again.headers.get('content-type')).toMatch(path.endsWith('.json') ? /^application\/json/ : /^text\/html/);
});

const read = async (path: string, accept?: string) => {
  // With the token, so that asking so often costs nothing.
  const response = await fetch(url + path, { headers: { authorization: 'Bearer owner', 'accept-language': accept ?? '' } });
  const text = await response.text();
  return {
    lang: text.includes('说出 a') ? 'zh' : 'en',
    told: response.headers.get('content-language'),
    vary: response.headers.get('vary'),
    tag: response.headers.get('etag'),
  };
};

describe.each(['/api/openapi.json', '/api/docs'])('the language of %s', (path) => {
  it.each([
    ['?lang=zh', 'en', 'zh'],
    ['?lang=en', 'zh-CN', 'en'],
  ])('is %s where it is asked for, whatever the browser says, and then depends on the address alone', async (query, accept, lang) => {
    expect(await read(path + query, accept)).toMatchObject({ lang, told: lang === 'zh' ? 'zh-CN' : 'en', vary: null });
  });

  it.each([
    ['', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['', 'zh-Hant-TW', 'zh'],
    ['', 'en-GB, zh;q=0.5', 'en'],
    ['', 'fr-FR, de', 'en'],
    ['', 'fr, zh;q=0.2', 'zh'],
    ['', '*', 'en'],
    ['', undefined, 'en'],
    ['?lang=fr', 'zh', 'zh'],
    ['?lang=zh&lang=en', 'en', 'en'],
    ['?lang=ZH', undefined, 'en'],
    ['?lang=__proto__', 'zh', 'zh'],
  ])('with %j and %j is told by the browser, else English; caches know', async (query, accept, lang) => {
    expect(await read(path + query, accept)).toMatchObject({ lang, vary: 'accept-language' });
  });

  it('has a tag of its own', async () => {
    const [zh, en] = [await read(`${path}?lang=zh`), await read(`${path}?lang=en`)];
    expect(zh.tag).not.toBe(en.tag);
    expect((await read(path, 'zh')).tag).toBe(zh.tag);
  });
});

it('the page keeps its policy', async () => expect((await fetch(`${url}/api/docs`)).headers.get('content-security-policy')).toContain("default-src 'none'"));

it('a making that failed is tried again', async () => {
  expect((await fetch(`${url}/failing`)).status).toBe(500);
  expect((await fetch(`${url}/failing`)).status).toBe(200);
  expect((await fetch(`${url}/failing`)).status).toBe(200);
  expect(tries).toBe(2);
});

it('others are served after each item', async () => {
  const order: (number | string)[] = [];
  const other = () => {
    order.push('other');
    next = setImmediate(other);
  };
  let next = setImmediate(other);
  const made = await eachInTurn([0, 1, 2], (item) => {
    order.push(item);
    return item * 2;
  });
  clearImmediate(next);
  expect(made).toEqual([0, 2, 4]);
  expect(order.slice(0, 5)).toEqual([0, 'other', 1, 'other', 2]);
});
