/** What the log says when the times that others sign are far from the machine's own. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { Channel } from '../../src/channel.ts';
import { hookHandler } from '../../src/server/hooks/hooks.ts';
import { eventHandler } from '../../src/server/hooks/shop-event-hook.ts';
import { signEvent } from '../../src/server/hooks/signed-event.ts';

const secret = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0';
const warn = vi.fn<(fields: object, text: string) => void>();
const log = { debug() {}, info() {}, warn, error() {} };
const channel = { name: 'test', capabilities: {}, hook: () => ({ ok: false, reason: 'time' }) } as unknown as Channel;
let server: Server;
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

test('webhooks and shop events of another time are refused, and the log names the clock, once', async () => {
  const clock = { now: () => Date.UTC(2026, 0, 1) };
  const hooks = hookHandler({ channels: new Map([['test:main', channel]]), receive: async () => {}, proxies: 0, log, now: clock.now, count() {} });
  const events = eventHandler({ secret, maxBytes: 1_000, accept: async () => ({ status: 202 }), proxies: 0, log, now: clock.now });
  server = createServer((request, response) => void (request.url?.startsWith('/events/') ? events : hooks)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stamp = clock.now() / 1_000 + 7_200;
  const headers = { 'webhook-id': 'e', 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(secret, 'e', stamp, '{}') };
  for (let n = 0; n < 3; n++) {
    expect((await fetch(`${at}/hooks/test/main`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await fetch(`${at}/events/cart.abandoned`, { method: 'POST', body: '{}', headers })).status).toBe(401);
  }
  expect(warn.mock.calls.map(([fields, text]) => [fields, text.includes('set the clock')])).toEqual([
    [{ account: 'test:main', reason: 'time', count: 1 }, true],
    [{ offMs: 7_200_000 }, true],
  ]);
});
