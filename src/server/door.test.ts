import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { afterEach, expect, it } from 'vitest';
import { createMetrics } from './operations/metrics.ts';
import { buildServer } from './server.ts';

let server: Server;
afterEach(() => server.close());

async function start() {
  const world = { now: 0, pings: 0, url: '' };
  const any = Router().use((_request, response) => void response.send('yes'));
  server = buildServer({
    hooks: async () => {},
    events: async () => {},
    takesIn: true,
    routers: [{ at: '/', router: any }],
    metrics: createMetrics({ runtime: () => ({}), notSent: async () => 0 }),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    ping: async () => {
      world.pings += 1;
    },
    disk: async () => 'ok',
    channels: new Map(),
    problems: () => [],
    accepting: () => true,
    proxies: 1,
    now: () => world.now,
    door: { burst: 20, perSecond: 10 },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = (path: string, from = '192.0.2.1') => fetch(`${world.url}${path}`, { headers: { 'x-forwarded-for': from } });
  const statuses = async (count: number, path: string, from = (_n: number) => '192.0.2.1') => {
    const all: number[] = [];
    for (let n = 0; n < count; n += 1) all.push((await get(path, from(n))).status);
    return all.filter((status) => status === 200).length;
  };
  return { world, get, statuses };
}

it.each([
  ['/widget/chat.js', 20],
  ['/', 20],
  ['/nothing', 20],
  ['/media/abc', 4],
  ['/MEDIA/abc', 4],
  ['/demo/products', 2],
  ['/demo/cart', 4],
  ['/demo/images/a.svg', 10],
])('%s is answered %i times at once to an address, then slowly; others do not wait', async (path, times) => {
  const { world, get, statuses } = await start();
  expect(await statuses(30, path)).toBe(times);
  const refused = await get(path);
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: 'too_many' } }]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await get(path, '192.0.2.2')).status).toBe(200);
  world.now = 1_000;
  expect((await get(path)).status).toBe(200);
});

it('counts IPv6 by /64 and by /48', async () => {
  const { statuses } = await start();
  expect(await statuses(30, '/', (n) => `2001:db8:1:1::${n + 1}`)).toBe(20);
  expect(await statuses(200, '/', (n) => `2001:db8:2:${n.toString(16)}::1`)).toBe(160);
});

it('always answers monitors, and works for them no more than every 5 s when their address is over its limit', async () => {
  const { world, get, statuses } = await start();
  expect(await statuses(30, '/')).toBe(20);
  expect([await statuses(30, '/healthz'), await statuses(30, '/readyz'), await statuses(10, '/metrics')]).toEqual([30, 30, 10]);
  expect(world.pings).toBe(1);
  world.now = 60_000;
  await get('/readyz');
  await get('/readyz');
  expect(world.pings).toBe(3);
});
