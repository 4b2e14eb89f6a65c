/** What anybody may read of /api without a token costs its making once, however often it is asked for. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
  ...route({ method: 'get', path, summary: '', response: z.object({ a: z.string() }), handle: async () => ok({ a: '' }) }),
  get summary() {
    described++;
    return 'Says a';
  },
}));
app.use('/api', apiRouter(routes, { isToken: () => false, log: quiet, version: '1', now: () => 0 }));
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
  expect(described).toBe(routes.length);
  const tag = again.headers.get('etag');
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  const known = await fetch(url + path, { headers: { 'if-none-match': tag ?? '', 'cache-control': 'max-age=0' } });
  expect([known.status, await known.text()]).toEqual([304, '']);
  expect(again.headers.get('content-type')).toMatch(path.endsWith('.json') ? /^application\/json/ : /^text\/html/);
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
