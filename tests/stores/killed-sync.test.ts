/** The real program, killed with SIGKILL inside its reading of a store: afterwards it has what the store has. `SYNC_KILLS=20` kills more often. */
import { createHmac } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { allCollections } from '../../src/app/open-store.ts';
import { orders, products } from '../../src/shop/shop.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { randomFrom } from '../chaos/customers.ts';
import { silent } from '../contract/store-kinds.ts';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { type Goods, goods, type Ordered, type StandIn, standIn } from './stand-in.ts';
import { wooKeys, wooServer } from './woo-server.ts';

const kills = Number(process.env.SYNC_KILLS ?? 2);
const random = randomFrom(Number(process.env.SYNC_SEED ?? 1));
const folder = freshFolder();
const dataDir = join(folder.path, 'data');
const secret = 'secret-of-the-webhooks';
const many = { orders: 700, products: 250 };
let state: Goods;
let server: StandIn;
let env: Record<string, string>;
let program: Program | undefined;

beforeAll(async () => {
  const made = (n: number): Ordered => ({ id: 1_001 + n, state: 'paid', updated: '2026-11-29T10:00:00Z', address: `Hauptstr. ${n}` });
  state = { ...goods(), orders: Array.from({ length: many.orders }, (_, n) => made(n)) };
  server = await standIn(wooServer(state, many.products));
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'shop:\n  source: woocommerce\n  demo: false\n  currency: EUR\n  zone: Europe/Berlin\n  poll: 1s\n');
  env = { CONFIG_FILE: config, WOO_URL: server.url, WOO_KEY: wooKeys.key, WOO_SECRET: wooKeys.secret, WOO_WEBHOOK_SECRET: secret };
});
afterAll(async () => {
  await program?.end('SIGKILL');
  await server?.close();
  folder.clean();
});

let changes = 0;
/** Something happens to an order at the store, and the store tells of it, if it can. */
async function happens(): Promise<void> {
  const one = state.orders[Math.floor(random() * state.orders.length)];
  if (!one) return;
  changes += 1;
  const updated = new Date(Date.now()).toISOString();
  Object.assign(one, random() < 0.5 ? { state: 'shipped', updated } : { address: `Neue Str. ${changes}`, updated });
  const text = JSON.stringify({ id: one.id });
  const headers = {
    'content-type': 'application/json',
    'x-wc-webhook-signature': createHmac('sha256', secret).update(text).digest('base64'),
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-delivery-id': `d${changes}`,
  };
  // A delivery that meets nobody is lost, as at a store that gives up.
  if (program) await fetch(`${program.url}/events/woocommerce`, { method: 'POST', headers, body: text, signal: AbortSignal.timeout(2_000) }).catch(() => {});
}

const shopState = z.object({ shop: z.object({ state: z.string(), orders: z.number(), products: z.number() }) });

/** What the program has in its tables, as the store would say it. */
async function kept(): Promise<{ orders: string[]; products: string[] }> {
  const file = readdirSync(dataDir).find((name) => name.endsWith('.db'));
  const store = await openSqlite({ file: join(dataDir, file ?? ''), specs: allCollections, now: Date.now, log: silent });
  const all = await store.collection(orders).find({ limit: 10_000 });
  const goodsHere = await store.collection(products).find({ limit: 10_000 });
  await store.close();
  return {
    orders: all.map(({ ref, status, address, total, items }) => `${ref} ${status} ${address.split(',')[0]} ${total} ${items.length}`).sort(),
    products: goodsHere.map(({ _id, price, variants }) => `${_id} ${price} ${variants.length}`).sort(),
  };
}

it(
  `has what the store has after ${kills} kills`,
  async () => {
    let cut = 0;
    for (let n = 0; n < kills; n++) {
      const before = server.asked.length;
      // A full reading takes about eleven requests: the kill falls into it, or into what follows.
      const at = Math.floor(random() * 9) + 1;
      const hit = new Promise<void>((resolve) => {
        server.before = () => {
          if (server.asked.length - before >= at) resolve();
          return undefined;
        };
      });
      program = await startProgram(dataDir, env);
      const busy = Promise.all(Array.from({ length: 3 }, happens));
      await hit;
      if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 150));
      await program.end('SIGKILL');
      await busy;
      program = undefined;
      server.before = undefined;
      await happens();
      cut += 1;
      // One goes while nobody is there to be told.
      state.gone = [...(state.gone ?? []), 100 + n];
    }
    program = await startProgram(dataDir, env);
    const { url } = program;
    await happens();
    await expect.poll(async () => shopState.parse(await (await fetch(`${url}/readyz`)).json()).shop.state, { timeout: 60_000, interval: 200 }).toBe('ok');
    const wanted = state.orders.map(({ id, state: is, address }) => `${id} ${is} ${address} 5820 1`).sort();
    // Of what changed last the poll tells.
    await expect
      .poll(
        async () =>
          (
            await program?.api(
              `/orders/${
                state.orders.find(
                  ({ updated }) =>
                    updated ===
                    state.orders
                      .map((one) => one.updated)
                      .sort()
                      .at(-1),
                )?.id
              }`,
            )
          )?.status,
        {
          timeout: 20_000,
        },
      )
      .toBe(200);
    await expect
      .poll(async () => shopState.parse(await (await fetch(`${url}/readyz`)).json()).shop.products, { timeout: 60_000, interval: 200 })
      .toBe(many.products + 2 - kills);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    await program.end('SIGTERM');
    program = undefined;
    const has = await kept();
    expect(cut).toBe(kills);
    expect(has.orders).toEqual(wanted);
    expect(has.products).toHaveLength(many.products + 2 - kills);
    expect(has.products.filter((line) => state.gone?.includes(Number.parseInt(line, 10)))).toEqual([]);
    expect(new Set(has.products.map((line) => line.replace(/^\S+ /, '')))).toEqual(new Set(['2910 1']));
  },
  60_000 + kills * 120_000,
);
