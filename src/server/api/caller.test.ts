/** The API as the browser of a person of the shop uses it: cookie, roles, origin, wrong passwords, audit. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { createApiKeys } from '../../console/api-keys.ts';
import { noteAudit } from '../../console/audit.ts';
import { createLive, type Live } from '../../console/live.ts';
import { auditLog, staffRows } from '../../console/rows.ts';
import { createStaff, type Staff } from '../../console/staff.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { auditRoutes } from './audit.ts';
import { signInRoutes } from './console-sign-in.ts';
import { consoleStream } from './console-stream.ts';
import { teamRoutes } from './console-team.ts';
import { apiRouter } from './express-routes.ts';
import { neededFor } from './needed-permission.ts';
import { secondFactorRoutes } from './second-factor.ts';

const token = 'the-right-token-0123456789';
const password = 'green tea at four';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let now = 1_000_000_000;
let store: Store;
let staff: Staff;
let live: Live;
let close: () => Promise<void>;
let server: Server;
let url: string;

async function open(secure = false): Promise<void> {
  const parts = { store, staff, now: () => now, publicUrl: '' };
  const routes = [...signInRoutes(parts), ...teamRoutes(parts), ...auditRoutes(parts), ...secondFactorRoutes({ ...parts, publicUrl: 'http://localhost' })];
  const app = express().set('trust proxy', ['loopback']);
  live = createLive(() => now);
  const stream = consoleStream({ store, staff, keys: createApiKeys(store, () => now), live });
  const options = { isToken: (given: string) => given === token, log: quiet, version: '1', now: () => now };
  app.use(
    '/api',
    apiRouter(routes, {
      ...options,
      door: { staff, keys: createApiKeys(store, () => now), store, secure },
      streams: [{ path: '/console/stream', handle: stream }],
    }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  staff = createStaff(store, () => now);
  await open();
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await close();
});

interface Asked {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}
async function ask(path: string, { method = 'GET', body, headers = {} }: Asked = {}) {
  const own = { 'sec-fetch-site': 'same-origin', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
  const response = await fetch(url + path, { method, headers: own, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const cookie = response.headers.get('set-cookie') ?? '';
  const json = response.headers.get('content-type')?.startsWith('application/json') ? ((await response.json()) as Record<string, unknown>) : {};
  return { status: response.status, body: json, cookie, jar: { cookie: cookie.split(';')[0] ?? '' }, retryAfter: response.headers.get('retry-after') };
}
async function owner() {
  const joined = await ask('/console/join', { method: 'POST', body: { token: await staff.firstRun(), name: 'Mei', password } });
  expect(joined.status).toBe(201);
  return joined.jar;
}
async function member(role: 'editor' | 'agent', jar: Record<string, string>) {
  const made = await ask('/console/team/invitations', { method: 'POST', body: { role }, headers: jar });
  const link = String(made.body.url);
  return (await ask('/console/join', { method: 'POST', body: { token: link.split('#')[1], name: `The ${role}`, password } })).jar;
}

describe('the cookie', () => {
  it('is out of reach of scripts and of other sites, and another one after each sign-in', async () => {
    const joined = await ask('/console/join', { method: 'POST', body: { token: await staff.firstRun(), name: 'Mei', password } });
    expect(joined.cookie).toMatch(/^zhanggui=[\w-]{43}; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const again = await ask('/console/session', { method: 'POST', body: { name: 'mei', password }, headers: joined.jar });
    expect(again).toMatchObject({ status: 200, body: { name: 'Mei', role: 'owner' } });
    expect(again.jar.cookie).not.toBe(joined.jar.cookie);
    expect((await ask('/console/me', { headers: joined.jar })).status).toBe(401);
    expect((await ask('/console/me', { headers: again.jar })).body).toMatchObject({ name: 'Mei', permissions: expect.arrayContaining(['settings']) });
  });

  it('has the prefix and is secure behind https; plain http from elsewhere takes no password', async () => {
    const body = { token: await staff.firstRun(), name: 'Mei', password };
    const outside = { host: 'shop.example.com' };
    const { request } = process.getBuiltinModule('node:http');
    const post = (headers: Record<string, string>) =>
      new Promise<{ status: number; cookie: string }>((resolve, reject) => {
        const sent = request(`${url}/console/join`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
        });
        sent.on('response', (response) => {
          response.resume();
          resolve({ status: response.statusCode ?? 0, cookie: String(response.headers['set-cookie'] ?? '') });
        });
        sent.on('error', reject).end(JSON.stringify(body));
      });
    expect((await post(outside)).status).toBe(403);
    const joined = await post({ ...outside, 'x-forwarded-proto': 'https' });
    expect(joined.status).toBe(201);
    expect(joined.cookie).toMatch(/^__Host-zhanggui=[\w-]{43}; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('is gone after the sign-out, on the server too', async () => {
    const jar = await owner();
    const out = await ask('/console/session', { method: 'DELETE', headers: jar });
    expect(out.cookie).toMatch(/^zhanggui=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await ask('/console/me', { headers: jar })).status).toBe(401);
  });

  it.each(['zhanggui=', 'zhanggui=x', `zhanggui=${'x'.repeat(43)}`, `other=${'x'.repeat(43)}`, `${'a=b; '.repeat(3_000)}`])(
    'is nobody’s as %s',
    async (cookie) => {
      expect((await ask('/console/me', { headers: { cookie } })).status).toBe(401);
    },
  );
});

it('answers the sixth wrong password for a name with a wait, for that name from there alone', async () => {
  await owner();
  const wrong = (name: string, from: string) =>
    ask('/console/session', { method: 'POST', body: { name, password: 'wrong' }, headers: { 'x-forwarded-for': from } });
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push((await wrong('Mei', '203.0.113.1')).status);
  expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  expect(await wrong(' MEI ', '203.0.113.1')).toMatchObject({ status: 429, retryAfter: '180', body: { error: { code: 'too_many' } } });
  const right = (from: string) => ask('/console/session', { method: 'POST', body: { name: 'Mei', password }, headers: { 'x-forwarded-for': from } });
  expect((await right('203.0.113.1')).status).toBe(429);
  expect((await right('203.0.113.2')).status).toBe(200);
  now += 180_000;
  expect((await right('203.0.113.1')).status).toBe(200);
  expect((await wrong('Nobody', '203.0.113.3')).body).toEqual((await wrong('Mei', '203.0.113.3')).body);
  const told = (await store.collection(auditLog).find({})).filter(({ what }) => what === 'wrong password').map(({ who }) => who);
  expect([...new Set(told)].sort()).toEqual(['', 'Mei']);
});

describe('pages of other sites', () => {
  const foreign: [string, Record<string, string>][] = [
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site, another host', { 'sec-fetch-site': 'same-site' }],
    ['typed by hand, which posts nothing', { 'sec-fetch-site': 'none' }],
  ];
  it.each(foreign)('cannot post with the cookie: %s', async (_name, headers) => {
    const jar = await owner();
    expect(await ask('/console/team/invitations', { method: 'POST', body: { role: 'owner' }, headers: { ...jar, ...headers } })).toMatchObject({
      status: 403,
      body: { error: { code: 'foreign_origin' } },
    });
    expect((await ask('/console/session', { method: 'POST', body: { name: 'Mei', password }, headers })).status).toBe(403);
  });

  it('are known by Origin where a browser has no Sec-Fetch-Site', async () => {
    const jar = await owner();
    const post = async (origin: string | undefined) => {
      const headers: Record<string, string> = { ...jar, 'content-type': 'application/json', ...(origin !== undefined && { origin }) };
      return (await fetch(`${url}/console/team/invitations`, { method: 'POST', headers, body: '{"role":"agent"}' })).status;
    };
    expect(await post('https://evil.example')).toBe(403);
    expect(await post('null')).toBe(403);
    expect(await post(undefined)).toBe(403);
    expect(await post(new URL(url).origin)).toBe(201);
  });

  it('get no stream', async () => {
    const jar = await owner();
    expect((await ask('/console/stream', { headers: { ...jar, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask('/console/stream')).status).toBe(401);
    const own = await fetch(`${url}/console/stream`, { headers: { ...jar, 'sec-fetch-site': 'same-origin' } });
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await own.body?.cancel();
  });
});

it('ends the stream of whoever lost the role before the next word that it would tell', async () => {
  const jar = await owner();
  const agent = await member('agent', jar);
  const stream = await fetch(`${url}/console/stream`, { headers: { ...agent, 'sec-fetch-site': 'same-origin' } });
  let told = '';
  const read = (async () => {
    for await (const chunk of stream.body ?? []) told += Buffer.from(chunk).toString();
  })();
  live.present('a-page', 'Mei', 'telegram:main:1', false);
  while (!told.includes('telegram:main:1')) await new Promise((resolve) => setTimeout(resolve, 5));
  const id = (await staff.team()).find(({ role }) => role === 'agent')?.id;
  expect((await ask(`/console/team/${id}`, { method: 'PATCH', body: { role: 'editor' }, headers: jar })).status).toBeLessThan(300);
  live.present('a-page', 'Mei', 'telegram:main:2', true);
  await read;
  expect(told).not.toContain('telegram:main:2');
});

it('ends the stream of a key that was taken away before the next word that it would tell', async () => {
  const keys = createApiKeys(store, () => now);
  const made = await keys.make({ name: 'script', scopes: ['inbox:read'], by: 'script' });
  const stream = await fetch(`${url}/console/stream`, { headers: { authorization: `Bearer ${made?.key}` } });
  expect(stream.status).toBe(200);
  let told = '';
  const read = (async () => {
    for await (const chunk of stream.body ?? []) told += Buffer.from(chunk).toString();
  })();
  live.present('a-page', 'Mei', 'telegram:main:1', false);
  while (!told.includes('telegram:main:1')) await new Promise((resolve) => setTimeout(resolve, 5));
  await keys.revoke(made?.row._id ?? '');
  live.present('a-page', 'Mei', 'telegram:main:2', true);
  await read;
  expect(told).not.toContain('telegram:main:2');
});

it('names the customer whom a line of the log is about', async () => {
  const jar = await owner();
  await store.collection(contacts).insert({ ...newContact('telegram:main:7', 1), name: 'Ann' });
  await noteAudit(store, { at: now + 1, who: 'Wei', from: '', what: 'post /conversations/:id/handoff', of: 'telegram:main:7' });
  expect((await ask('/console/audit?limit=1', { headers: jar })).body).toMatchObject({ items: [{ of: 'telegram:main:7', customer: 'Ann' }] });
});

it('lets each role do what the table says, and notes every change with who, from where and what', async () => {
  const jar = await owner();
  const agent = await member('agent', jar);
  expect(await ask('/console/team/invitations', { method: 'POST', body: { role: 'owner' }, headers: agent })).toMatchObject({
    status: 403,
    body: { error: { code: 'forbidden' } },
  });
  expect((await ask('/console/audit', { headers: agent })).status).toBe(403);
  expect((await ask('/console/me', { headers: agent })).body).toMatchObject({ role: 'agent', permissions: ['self', 'inbox', 'customers', 'goods'] });
  const editor = await member('editor', jar);
  expect((await ask('/console/stream', { headers: editor })).status).toBe(403);
  const wei = (await staff.team()).find(({ role }) => role === 'agent');
  await ask(`/console/team/${wei?.id}`, { method: 'PATCH', body: { role: 'editor' }, headers: { ...jar, 'x-forwarded-for': '203.0.113.9' } });
  expect((await ask('/console/me', { headers: agent })).status).toBe(401);
  const lines = await store.collection(auditLog).find({ sort: { by: 'at', desc: true } });
  expect(lines.find(({ what }) => what === 'patch /console/team/:id')).toMatchObject({
    who: 'Mei',
    from: '203.0.113.9',
    of: wei?.id,
    before: { name: 'The agent', role: 'agent', off: false },
    after: { name: 'The agent', role: 'editor', off: false },
  });
  expect(JSON.stringify(lines)).not.toMatch(/green tea|join#/);
});

it('leaves the admin token as it was, from wherever it comes', async () => {
  const headers = { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' };
  expect((await ask('/console/team', { headers })).status).toBe(200);
  expect((await ask('/console/team/invitations', { method: 'POST', body: { role: 'agent' }, headers })).status).toBe(201);
  expect((await ask('/console/me', { headers })).status).toBe(409);
  const jar = await owner();
  expect((await ask('/console/me', { headers: { ...jar, authorization: 'Bearer wrong-token-of-nobody' } })).status).toBe(401);
});

it('knows the permission of every route that the program has', async () => {
  const every: EveryRoute = await openEveryRoute();
  expect(every.routes.filter((route) => !neededFor(route).listed).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(every.routes.filter((route) => neededFor(route).need === 'open').map(({ path }) => path)).toEqual([
    '/console/session',
    '/console/invitation',
    '/console/join',
    '/console/passkeys/challenge',
    '/console/passkeys/session',
  ]);
  await every.close();
});

it('answers a flood of cookies of no session with a wait, and lets in whoever it knows', async () => {
  const jar = await owner();
  expect((await ask('/console/me', { headers: jar })).status).toBe(200);
  let last = 0;
  for (let n = 0; n <= 310 && last !== 429; n++) ({ status: last } = await ask('/console/me', { headers: { cookie: `zhanggui=${`x${n}`.padEnd(43, 'y')}` } }));
  expect(last).toBe(429);
  expect((await ask('/console/me', { headers: jar })).status).toBe(200);
});

it('removes a passkey only with the password of the person it belongs to', async () => {
  const jar = await owner();
  const [mei] = await store.collection(staffRows).find({ sort: { by: 'login' } });
  if (!mei) throw new Error('nobody');
  await store.collection(staffRows).replace({ ...mei, passkeys: [{ id: 'laptop', name: 'Laptop', key: 'AA', alg: -7, count: 0, at: now, used: [] }] });
  const remove = async (body?: object) => (await ask('/console/passkeys/laptop', { method: 'DELETE', headers: jar, ...(body && { body }) })).status;
  expect([await remove(), await remove({}), await remove({ password: 'not the password' })]).toEqual([422, 422, 422]);
  const left = async () => ((await ask('/console/second', { headers: jar })).body.passkeys as { id: string }[]).map(({ id }) => id);
  expect(await left()).toEqual(['laptop']);
  expect(await remove({ password })).toBe(200);
  expect(await left()).toEqual([]);
});

it('takes a passkey of the port to which the request came, and of no other program of the machine', async () => {
  await owner();
  const [mei] = await store.collection(staffRows).find({ sort: { by: 'login' } });
  if (!mei) throw new Error('nobody');
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  await store.collection(staffRows).replace({ ...mei, passkeys: [{ id: 'laptop', name: 'Laptop', key, alg: -7, count: 0, at: now, used: [] }] });
  const { port } = new URL(url);
  const enter = async (origin: string, host: string): Promise<number> => {
    const post = (path: string, body: unknown) =>
      fetch(`http://${host}:${port}/api/console/passkeys/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify(body),
      });
    const { challenge } = (await (await post('challenge', {})).json()) as { challenge: string };
    const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }));
    const auth = Buffer.concat([createHash('sha256').update('localhost').digest(), Buffer.from([5, 0, 0, 0, 0])]);
    const signature = createSign('sha256').update(auth).update(createHash('sha256').update(client).digest()).sign(privateKey);
    const [clientData, authData, signed] = [client, auth, signature].map((bytes) => bytes.toString('base64url'));
    return (await post('session', { id: 'laptop', clientData, authData, signature: signed, challenge })).status;
  };
  expect(await enter(`http://localhost:${port}`, 'localhost')).toBe(200);
  expect(await enter('http://localhost:1', 'localhost')).toBe(401);
  expect(await enter('http://localhost', 'localhost')).toBe(401);
  expect(await enter(`http://localhost:${port}`, '127.0.0.1')).toBe(401);
});

it('changes one’s own password, and lists and withdraws links', async () => {
  const jar = await owner();
  const post = (path: string, body: unknown, headers: Record<string, string>) => ask(path, { method: 'POST', body, headers });
  expect((await post('/console/password', { current: 'wrong', password: 'white tea at nine' }, jar)).status).toBe(422);
  const changed = await post('/console/password', { current: password, password: 'white tea at nine' }, jar);
  expect(changed.status).toBe(200);
  expect((await ask('/console/me', { headers: jar })).status).toBe(401);
  const mei = changed.jar;
  await post('/console/team/invitations', { role: 'agent' }, mei);
  const { body } = await ask('/console/team/invitations', { headers: mei });
  const [link] = body.items as { id: string; role: string; by: string }[];
  expect(link).toMatchObject({ role: 'agent', by: 'Mei' });
  expect((await ask(`/console/team/invitations/${link?.id}`, { method: 'DELETE', headers: mei })).status).toBe(200);
  expect(((await ask('/console/team/invitations', { headers: mei })).body.items as unknown[]).length).toBe(0);
  const { body: log } = await ask('/console/audit', { headers: mei });
  expect((log.items as { what: string; agent?: string }[]).map(({ what, agent }) => [what, agent])).toContainEqual([
    'delete /console/team/invitations/:id',
    expect.stringContaining('node'),
  ]);
});
