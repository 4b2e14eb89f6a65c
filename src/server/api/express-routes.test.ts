/** What stands before every route of /api: the token, the limit of wrong tokens, the size and shape of bodies. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRouter } from './express-routes.ts';
import { ok, route } from './route.ts';

const token = 'the-right-token-0123456789';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let now = 1_000_000;
let server: Server;
let url: string;

beforeAll(async () => {
  const echo = route({
    method: 'post',
    path: '/echo/:id',
    summary: { en: 'Says it again', zh: '再说一遍' },
    example: { params: { id: '1' }, body: { text: 'hi' }, answer: { text: 'hi' } },
    params: z.object({ id: z.string().max(20) }),
    body: z.strictObject({ text: z.string() }),
    response: z.object({ text: z.string() }),
    handle: async ({ body }) => ok({ text: body.text }),
  });
  const app = express().set('trust proxy', ['loopback']);
  const wave = route({
    method: 'post',
    path: '/wave',
    summary: { en: 'Says who', zh: '说出是谁' },
    example: { body: { who: 'Li' }, answer: { who: 'Li' } },
    body: z.strictObject({ who: z.string().default('owner') }),
    response: z.object({ who: z.string() }),
    handle: async ({ body }) => ok({ who: body.who }),
  });
  app.use('/api', apiRouter([echo, wave], { isToken: (given) => given === token, log: quiet, version: '1', now: () => now }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
afterAll(() => server.close());

async function ask(options: { given?: string; from?: string; body?: string; path?: string } = {}) {
  const { given = token, from = '203.0.113.1', body = '{"text":"hi"}', path = '/echo/1' } = options;
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-forwarded-for': from };
  if (given) headers.authorization = `Bearer ${given}`;
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as { error?: { code: string; field?: string } },
  };
}

it('takes the right token only, whatever its length', async () => {
  expect((await ask()).status).toBe(200);
  for (const given of ['', 'x', `${token}x`, token.slice(1), token.toUpperCase(), 'x'.repeat(600)])
    expect((await ask({ given, from: '203.0.113.9' })).status).toBe(401);
});

it('answers an address that sent many wrong tokens with a wait, yet the right token opens from there too', async () => {
  const from = '198.51.100.7';
  const answers = [];
  for (let n = 0; n < 25; n++) answers.push((await ask({ given: `wrong-token-number-${n}`, from })).status);
  expect(answers).toEqual([...Array(20).fill(401), ...Array(5).fill(429)]);
  expect(await ask({ given: 'wrong-again', from })).toMatchObject({ status: 429, retryAfter: '6', body: { error: { code: 'too_many' } } });
  expect((await ask({ from })).status).toBe(200);
  expect((await ask({ given: 'wrong', from: '198.51.100.8' })).status).toBe(401);
  now += 6_000;
  expect((await ask({ given: 'wrong-again', from })).status).toBe(401);
});

it.each([
  ['{"text":', 400, 'malformed', undefined],
  ['"text"', 400, 'malformed', undefined],
  [`{"text":"${'x'.repeat(300_000)}"}`, 413, 'too_large', undefined],
  [`{"text":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422, 'invalid', 'text'],
  ['{"text":"hi","__proto__":{"admin":true}}', 422, 'invalid', '__proto__'],
  ['{"text":"hi","more":1}', 422, 'invalid', 'more'],
])('refuses the body %s', async (body, status, code, field) => {
  expect(await ask({ body })).toMatchObject({ status, body: { error: { code, ...(field && { field }) } } });
});

it.each([
  ['no body', {}, 200, { who: 'owner' }],
  ['an empty body called JSON', { body: '', headers: { 'content-type': 'application/json' } }, 200, { who: 'owner' }],
  ['a body', { body: '{"who":"Li"}', headers: { 'content-type': 'application/json' } }, 200, { who: 'Li' }],
  ['a body that is not called JSON', { body: '{"who":"Li"}' }, 415, { error: { code: 'not_json' } }],
])('takes %s where everything has a default', async (_name, { body, headers }: { body?: string; headers?: Record<string, string> }, status, expected) => {
  const response = await fetch(`${url}/wave`, { method: 'POST', body, headers: { authorization: `Bearer ${token}`, ...headers } });
  expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body: expected });
});

it.each([
  [`/echo/${'x'.repeat(5_000)}`, 422],
  ['/echo/%E0%A4%A', 400],
  ['/echo/..%2f..%2fetc%2fpasswd/../..', 404],
  ['/nothing', 404],
])('answers the path %s', async (path, status) => {
  expect((await ask({ path })).status).toBe(status);
});

it('answers an address without the token so often only, and never refuses the right token', async () => {
  const from = '198.51.100.77';
  const answers: number[] = [];
  for (let n = 0; n < 310; n++) answers.push((await ask({ given: '', from })).status);
  expect([answers.filter((status) => status === 401).length, answers.at(-1)]).toEqual([300, 429]);
  expect((await ask({ given: token, from })).status).not.toBe(429);
  expect((await ask({ given: '', from: '198.51.100.78' })).status).toBe(401);
});
