/** Whose address a request has that came through proxies. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { afterEach, expect, it } from 'vitest';
import { callerAddress } from './limits/caller-address.ts';
import { createMetrics } from './operations/metrics.ts';
import { buildServer } from './server.ts';

let server: Server;
afterEach(() => server.close());

async function addressSeen(proxies: number, forwarded: string): Promise<string> {
  const router = Router().get('/', (request, response) => void response.send(`${request.ip} ${callerAddress(request, proxies)}`));
  server = buildServer({
    hooks: async () => {},
    events: async () => {},
    takesIn: true,
    routers: [{ at: '/ip', router }],
    metrics: createMetrics({ runtime: () => ({}), notSent: async () => 0 }),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    ping: async () => {},
    disk: async () => 'ok',
    channels: new Map(),
    problems: () => [],
    accepting: () => true,
    proxies,
    now: () => 0,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ip`, { headers: { 'x-forwarded-for': forwarded } });
  return response.text();
}

it.each([
  [0, '203.0.113.7', '127.0.0.1'],
  [1, '203.0.113.7', '203.0.113.7'],
  [1, '198.51.100.66, 203.0.113.7', '203.0.113.7'],
  [2, '198.51.100.66, 203.0.113.7, 192.0.2.1', '203.0.113.7'],
  [3, '203.0.113.7', '203.0.113.7'],
  [2, '198.51.100.66,203.0.113.7 ,2001:db8::1', '203.0.113.7'],
])('with %i proxies, of "%s" the address is %s', async (proxies, forwarded, seen) => {
  expect(await addressSeen(proxies, forwarded)).toBe(`${seen} ${seen}`);
});
