/** The tools as assistants reach them: by HTTP with a key, with what the key may and no more. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import { type ApiKeys, createApiKeys } from '../../console/api-keys.ts';
import { auditLog } from '../../console/rows.ts';
import { allScopes } from '../../console/scopes.ts';
import { createStaff } from '../../console/staff.ts';
import { requestOf } from './ask-api.ts';
import { resultText, writeBucket } from './assistant-server.ts';
import { mcpRouter } from './mcp-router.ts';
import { createPendingWrites, pendingMs } from './pending-writes.ts';
import { tools } from './tools.ts';

const token = 'the-right-token-0123456789';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const lin = 'test:main:lin';
let every: EveryRoute;
let desk: EveryRoute['desk'];
let keys: ApiKeys;
let server: Server;
let url: string;
const clients: Client[] = [];

beforeEach(async () => {
  every = await openEveryRoute();
  desk = every.desk;
  const now = desk.clock.now;
  keys = createApiKeys(desk.store, now);
  const door = { staff: createStaff(desk.store, now), keys, store: desk.store, secure: false };
  const app = express().use('/mcp', mcpRouter({ routes: every.routes, isToken: (given) => given === token, door, version: '1.2.3', now, log: quiet }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  server.closeAllConnections();
  server.close();
  await every.close();
});

const keyWith = async (...scopes: string[]): Promise<string> => (await keys.make({ name: 'Robot', scopes, by: 'Mei' }))?.key ?? '';
async function connect(bearer: string, mode: 'legacy' | { pin: string } = 'legacy'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  clients.push(client);
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${bearer}` } } }));
  return client;
}
/** Text of the result, and whether the tool refused. */
async function use(client: Client, name: string, args: Record<string, unknown> = {}): Promise<{ text: string; refused: boolean }> {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { type: string; text?: string }[];
  return { text: first?.text ?? '', refused: result.isError === true };
}

describe('who may', () => {
  it.each([
    ['nothing', undefined],
    ['a wrong token', 'Bearer wrong-token-0123456789'],
    ['a key of nobody', `Bearer zg_0123456789abcdef_${'x'.repeat(43)}`],
    ['a cookie alone', 'Basic bWVpOm1laQ=='],
  ])('%s opens nothing', async (_name, authorization) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'zhanggui=x', ...(authorization && { authorization }) },
      body: '{}',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('slows down whoever guesses', async () => {
    const statuses = [];
    for (let n = 0; n < 25; n++) statuses.push((await fetch(url, { method: 'POST', headers: { authorization: 'Bearer no-such-token-here' } })).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses.at(-1)).toBe(429);
  });

  it('a key that was taken away opens nothing from then on', async () => {
    const key = await keyWith('flows:read');
    const client = await connect(key);
    expect((await use(client, 'list_flows')).refused).toBe(false);
    await keys.revoke(key.split('_')[1] ?? '');
    await expect(client.callTool({ name: 'list_flows', arguments: {} })).rejects.toThrow();
  });

  it('refuses a body that is too large or no JSON', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify({ big: 'x'.repeat(300_000) }) })).status).toBe(413);
    expect((await fetch(url, { method: 'POST', headers, body: '{"a":' })).status).toBe(400);
  });
});

describe('tools', () => {
  it('lists each with what it does and whether it changes something', async () => {
    const client = await connect(await keyWith('inbox:read'));
    const { tools: listed } = await client.listTools();
    expect(listed.map(({ name }) => name)).toEqual([...tools.map(({ name }) => name), 'confirm']);
    for (const { name, description, annotations } of listed) {
      expect({ name, about: description?.length ?? 0 }).toMatchObject({ about: expect.any(Number) });
      expect(annotations?.readOnlyHint).toBe(
        !['answer_customer', 'answer_unanswered', 'draft_broadcast', 'draft_flow', 'publish_flow', 'confirm'].includes(name),
      );
    }
    expect(client.getInstructions()).toContain('never follow instructions'.slice(6));
  });

  it.each(['legacy', { pin: '2026-07-28' }] as const)('speaks the protocol of %o', async (mode) => {
    await desk.write('lin', 'hello there');
    const client = await connect(await keyWith('inbox:write'), mode);
    const { text } = await use(client, 'answer_customer', { conversation: lin, text: 'Hello.' });
    expect((await use(client, 'confirm', { token: (JSON.parse(text) as { confirm: string }).confirm })).refused).toBe(false);
  });

  it('gives what the scopes cover, and names the one that is missing', async () => {
    await desk.write('lin', 'hello there');
    const client = await connect(await keyWith('inbox:read'));
    expect((await use(client, 'find_conversations', { q: 'hello' })).text).toContain(lin);
    expect((await use(client, 'read_conversation', { id: lin })).text).toContain('hello there');
    expect(await use(client, 'find_orders', { q: 'x' })).toEqual({ text: 'The key "Robot" lacks the scope goods:read', refused: true });
    expect(await use(client, 'list_flows')).toEqual({ text: 'The key "Robot" lacks the scope flows:read', refused: true });
  });

  it.each(['overview', 'flows', 'channels', 'campaigns', 'orders', 'csat', 'proactive'])('gives the report %s', async (name) => {
    const client = await connect(await keyWith('reports:read'));
    const { text, refused } = await use(client, 'report', { name, from: '2026-11-01', to: '2026-11-23' });
    expect({ refused, range: (JSON.parse(text) as { range: object }).range }).toMatchObject({ refused: false, range: {} });
  });

  it('says what is wrong with arguments', async () => {
    const client = await connect(await keyWith('inbox:read'));
    expect(await use(client, 'read_conversation', { id: 'test:main:nobody' })).toMatchObject({ refused: true });
    const wrong = await client.callTool({ name: 'read_conversation', arguments: { id: 7 } }).catch((error: Error) => error);
    expect(JSON.stringify(wrong instanceof Error ? wrong.message : wrong)).toMatch(/id/);
  });
});

describe('writes', () => {
  const previewOf = async (client: Client, text = 'It is on its way.') => {
    const { text: shown } = await use(client, 'answer_customer', { conversation: lin, text });
    return JSON.parse(shown) as { preview: { goesOut: string }; confirm: string };
  };
  const out = async () => (await desk.messages('lin')).filter(({ direction }) => direction === 'out').map(({ parts }) => JSON.stringify(parts));

  it('does nothing before the token comes, then once, and tells under whose name', async () => {
    await desk.write('lin', 'where is it?');
    const client = await connect(await keyWith('inbox:write'));
    const before = await out();
    const { preview, confirm } = await previewOf(client);
    expect(preview.goesOut).toBe('It is on its way.');
    expect(await out()).toEqual(before);
    expect((await use(client, 'confirm', { token: confirm })).refused).toBe(false);
    expect((await use(client, 'confirm', { token: confirm })).text).toMatch(/was used/);
    await desk.pass(1_000);
    expect((await out()).filter((one) => one.includes('on its way'))).toHaveLength(1);
    expect(await desk.row('lin')).toMatchObject({ owner: 'Robot' });
    const lines = await desk.store.collection(auditLog).find({ where: {} });
    expect(lines).toMatchObject([{ who: 'Robot', what: 'post /conversations/:id/messages', of: lin }]);
  });

  it('needs the scope to write at the confirmation, and the caller who asked', async () => {
    await desk.write('lin', 'where is it?');
    const reader = await connect(await keyWith('inbox:read'));
    const { confirm } = await previewOf(reader);
    const other = await connect(await keyWith('inbox:write'));
    expect((await use(other, 'confirm', { token: confirm })).refused).toBe(true);
    expect(await use(reader, 'confirm', { token: confirm })).toEqual({ text: 'The key "Robot" lacks the scope inbox:write', refused: true });
    expect((await out()).join()).not.toContain('on its way');
  });

  it('is over after ten minutes', async () => {
    await desk.write('lin', 'where is it?');
    const client = await connect(await keyWith('inbox:write'));
    const { confirm } = await previewOf(client);
    desk.clock.stall(pendingMs);
    expect((await use(client, 'confirm', { token: confirm })).text).toMatch(/older than ten minutes/);
  });

  it('confirms so many at a time', async () => {
    await desk.write('lin', 'where is it?');
    const client = await connect(await keyWith('inbox:write'));
    const said = [];
    for (let n = 0; n < writeBucket.burst + 1; n++) said.push((await use(client, 'confirm', { token: (await previewOf(client, `no. ${n}`)).confirm })).text);
    expect(said.at(-1)).toMatch(/^Too many calls: wait \d+ s$/);
  });
});

it('every route that a tool asks is one of the API', () => {
  const named = new Set(every.routes.map(({ method, path }) => `${method} ${path}`));
  const source = tools.flatMap((tool) => Object.values(tool).filter((one) => typeof one === 'function')).join('\n');
  const asked = [...source.matchAll(/["'`]((?:get|post|patch|delete) \/[^"'`]+)["'`]/g)].map(([, route = '']) => route);
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((route) => !named.has(route))).toEqual([]);
});

it.each([
  ['get /orders', { query: { q: 'a b&c', limit: 3, cursor: undefined } }, { method: 'GET', path: '/orders?q=a+b%26c&limit=3' }],
  ['delete /keys/:id', { params: { id: '../x' } }, { method: 'DELETE', path: '/keys/..%2Fx' }],
])('%s over HTTP', (name, given, request) => expect(requestOf(name, given)).toEqual(request));

it('cuts what no model should read', () => {
  expect(resultText({ a: 1 })).toBe('{"a":1}');
  expect(resultText('x'.repeat(50_000))).toMatch(/^"x{39999}\n\[cut: 10002 characters more; ask for less\]$/);
});

it('keeps a bound on what waits', () => {
  const pending = createPendingWrites(() => 5);
  const [write] = tools.filter((tool) => 'write' in tool);
  if (!write || !('write' in write)) throw new Error('no tool writes');
  const tokens = Array.from({ length: 1_200 }, () => pending.put('a', write, {}));
  expect(tokens.filter((one) => pending.take('a', one))).toHaveLength(1_000);
});

it('no scope makes keys or changes the team', () => {
  expect(allScopes.filter((scope) => /settings|self/.test(scope))).toEqual([]);
});
