/** The real program on a store: first reading, webhook, live lookup, cancelling, and trouble of the store. */
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { type Goods, goods, type StandIn, standIn } from './stand-in.ts';
import { wooKeys, wooServer } from './woo-server.ts';

const folder = freshFolder();
const secret = 'secret-of-the-webhooks';
let state: Goods;
let server: StandIn;
let program: Program;

beforeAll(async () => {
  state = goods();
  server = await standIn(wooServer(state, 20));
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'shop:\n  source: woocommerce\n  demo: false\n  currency: EUR\n  zone: Europe/Berlin\n  poll: 1s\n');
  program = await startProgram(join(folder.path, 'data'), {
    CONFIG_FILE: config,
    WOO_URL: server.url,
    WOO_KEY: wooKeys.key,
    WOO_SECRET: wooKeys.secret,
    WOO_WEBHOOK_SECRET: secret,
  });
});
afterAll(async () => {
  await program?.end('SIGTERM');
  await server?.close();
  folder.clean();
});

const shopState = z.object({ shop: z.object({ state: z.string(), detail: z.string().optional(), orders: z.number(), products: z.number() }) });
const ready = async () => shopState.parse(await (await fetch(`${program.url}/readyz`)).json()).shop;

async function until<T>(look: () => Promise<T>, is: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await look();
    if (is(value) || tries > 600) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const order = async (number: string): Promise<string> => JSON.stringify((await program.api(`/orders/${number}`)).body);

async function deliver(body: object, sign = secret): Promise<number> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', sign).update(text).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'x-wc-webhook-signature': signature,
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-delivery-id': 'd1',
  };
  return (await fetch(`${program.url}/events/woocommerce`, { method: 'POST', headers, body: text })).status;
}

it('reads the store, takes its webhooks, and lives through its trouble', async () => {
  expect(await until(ready, ({ state: now }) => now === 'ok')).toMatchObject({ state: 'ok', orders: 3, products: 22 });
  expect(await order('1001')).toContain('"status":"paid"');

  const [first] = state.orders;
  if (!first) throw new Error('no order');
  server.trouble('500');
  Object.assign(first, { state: 'shipped', updated: '2026-11-29T14:00:00Z' });
  expect(await deliver({ id: 1001 }, 'another secret')).toBe(401);
  expect(await deliver({ id: 1001 })).toBe(200);
  expect(await deliver({ id: 1001 })).toBe(200);
  expect(await until(ready, ({ state: now }) => now === 'trouble')).toMatchObject({ detail: expect.stringContaining('500') });
  expect(await order('1001')).toContain('"status":"paid"');
  server.trouble('none');
  expect(
    await until(
      () => order('1001'),
      (text) => text.includes('"status":"shipped"'),
    ),
  ).toContain('"status":"shipped"');
  expect((await fetch(`${program.url}/events/shopify`, { method: 'POST', body: '{}' })).status).toBe(404);
  const { out, err } = program.output();
  expect(out + err).not.toMatch(new RegExp(`${wooKeys.secret}|${wooKeys.key}|${secret}`));
});
