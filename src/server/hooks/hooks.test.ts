/** What strangers can cost at the doors of webhooks and shop events, and what they cannot take from others. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, HookRequest } from '../../channel.ts';
import { hookHandler } from './hooks.ts';
import { eventHandler } from './shop-event-hook.ts';
import { signEvent } from './signed-event.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const large = 'x'.repeat(100 * 1024);
const eventsSecret = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0';

let server: Server;
let port: number;
let now: number;
let seen: number;

/** Genuine is what has the header `x-sign: good`; `x-head: bad` is refused by its head. */
const channel = {
  name: 'test',
  capabilities: { webhook: 200 * 1024 },
  hookHead: ({ headers }: Omit<HookRequest, 'body'>) => (headers['x-head'] === 'bad' ? { ok: false, reason: 'signature' } : null),
  hook({ headers, body }: HookRequest) {
    seen += body.length;
    return headers['x-sign'] === 'good' ? { ok: true, events: [] } : { ok: false, reason: 'signature' };
  },
} as unknown as Channel;

async function open(proxies: number): Promise<void> {
  const hooks = hookHandler({
    channels: new Map([['test:main', channel]]),
    receive: async () => {},
    proxies,
    log: quiet,
    now: () => now,
    count: () => undefined,
  });
  const events = eventHandler({ secret: eventsSecret, maxBytes: 200 * 1024, accept: async () => ({ status: 202 }), proxies, log: quiet, now: () => now });
  server = createServer((request, response) => void (request.url?.startsWith('/events/') ? events : hooks)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
}

beforeEach(() => {
  now = Date.UTC(2026, 10, 29);
  seen = 0;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), connection: response.headers.get('connection') };
};
const hook = (body: string, headers: Record<string, string> = {}) => post('/hooks/test/main', body, headers);
const fail = async (times: number, headers: Record<string, string> = {}) => {
  for (let each = 0; each < times; each++) expect((await hook('no', headers)).status).toBe(401);
};

/** Announces a body and sends none of it: what comes back, once the server has closed. */
const announced = (path: string, headers: string, length = 150_000_000): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n${headers}\r\n`));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });

describe('an address whose webhooks fail', () => {
  it('is read up to what is cheap, and genuine ones from there still pass', async () => {
    await open(0);
    expect((await hook(large)).status).toBe(401);
    await fail(29);
    seen = 0;
    expect(await hook(large)).toEqual({ status: 429, retryAfter: '2', connection: 'close' });
    expect(seen).toBe(0);
    expect((await hook('yes', { 'x-sign': 'good' })).status).toBe(200);
    expect((await hook('x'.repeat(64 * 1024), { 'x-sign': 'good' })).status).toBe(200);
    now += 2_000;
    expect((await hook(large, { 'x-sign': 'good' })).status).toBe(200);
  });

  it('is the one behind the proxy where there is one, and never what a stranger wrote where there is none', async () => {
    await open(1);
    await fail(30, { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' });
    expect((await hook(large, { 'x-sign': 'good', 'x-forwarded-for': '203.0.113.7' })).status).toBe(429);
    expect((await hook(large, { 'x-sign': 'good', 'x-forwarded-for': '198.51.100.1' })).status).toBe(200);
    server.close();
    await open(0);
    for (let each = 0; each < 30; each++) await fail(1, { 'x-forwarded-for': `203.0.113.${each}` });
    expect((await hook(large, { 'x-forwarded-for': '192.0.2.1' })).status).toBe(429);
  });

  it('counts genuine ones for nothing', async () => {
    await open(0);
    for (let each = 0; each < 100; each++) expect((await hook('yes', { 'x-sign': 'good' })).status).toBe(200);
    expect((await hook(large, { 'x-sign': 'good' })).status).toBe(200);
  });
});

describe('a long body', () => {
  it.each([
    ['of an unknown account', '/hooks/test/other', '', 404],
    ['refused by its head', '/hooks/test/main', 'x-head: bad\r\n', 401],
    ['over the limit of the channel', '/hooks/test/main', 'x-sign: good\r\n', 413],
    ['of an event without a signature', '/events/order.paid', '', 401],
    ['of an event without a name', '/events/', '', 404],
  ])('%s is answered and closed unread', async (_name, path, headers, status) => {
    await open(0);
    const answer = await announced(path, headers);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(seen).toBe(0);
  });
});

describe('shop events', () => {
  const send = (body: string, secret: string) => {
    const stamp = Math.floor(now / 1_000);
    const headers = { 'webhook-id': 'e1', 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(secret, 'e1', stamp, body) };
    return post('/events/order.paid', body, headers);
  };
  it('of an address that forges are read up to what is cheap; genuine ones pass', async () => {
    await open(0);
    const body = JSON.stringify({ text: large });
    for (let each = 0; each < 30; each++) expect((await send('{}', 'whsec_b3RoZXI=')).status).toBe(401);
    expect(await send(body, eventsSecret)).toEqual({ status: 429, retryAfter: '2', connection: 'close' });
    expect((await send('{}', eventsSecret)).status).toBe(202);
    now += 2_000;
    expect((await send(body, eventsSecret)).status).toBe(202);
  });
});

it('takes so many bytes of unsigned bodies at once from an address, and counts bodies that never end', async () => {
  await open(0);
  const half = 'x'.repeat(150 * 1024);
  const sockets = Array.from({ length: 300 }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(`POST /hooks/test/main HTTP/1.1\r\nhost: x\r\ncontent-length: 200000\r\n\r\n${half}`);
    return socket;
  });
  // 33.5 MB are 218 of them.
  let refused = 0;
  for (const socket of sockets) socket.once('data', (data) => (refused += data.toString().startsWith('HTTP/1.1 503') ? 1 : 0));
  await vi.waitFor(() => expect(refused).toBe(300 - 218), { timeout: 30_000 });
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect((await hook(large, { 'x-sign': 'good' })).status).toBe(429), { timeout: 30_000 });
});
