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
let deliveries = 0;
/** Something happens to an order at the store, and the store tells of it, if it can. */
async function happens(): Promise<void> {
  const one = state.orders[Math.floor(random() * state.orders.length)];
  if (!one) return;
  changes += 1;
  const updated = new Date(Date.now()).toISOString();
  Object.assign(one, random() < 0.5 ? { state: 'shipped', updated } : { address: `Neue Str. ${changes}`, updated });
  // A delivery that meets nobody is lost, as at a store that gives up: the poll brings it.
  await deliver('order.updated', one.id);
}

/** Tells the program of something, and whether it took it. */
async function deliver(topic: string, id: number): Promise<boolean> {
  if (!program) return false;
  const text = JSON.stringify({ id });
  deliveries += 1;
  const headers = {
    'content-type': 'application/json',
    'x-wc-webhook-signature': createHmac('sha256', secret).update(text).digest('base64'),
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-delivery-id': `d${deliveries}`,
  };
  const sent = fetch(`${program.url}/events/woocommerce`, { method: 'POST', headers, body: text, signal: AbortSignal.timeout(30_000) });
  return sent.then(({ status }) => status === 200).catch(() => false);
}

/** Products that went while nobody was there; no poll tells of them, so the store tells until it is heard. */
const untold: number[] = [];
async function tellGone(): Promise<void> {
  for (const id of [...untold]) if (await deliver('product.deleted', id)) untold.splice(untold.indexOf(id), 1);
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
      const busy = Promise.all([tellGone(), ...Array.from({ length: 3 }, happens)]);
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
      untold.push(100 + n);
    }
    program = await startProgram(dataDir, env);
    const { url } = program;
    await happens();
    await expect.poll(async () => shopState.parse(await (await fetch(`${url}/readyz`)).json()).shop.state, { timeout: 60_000, interval: 200 }).toBe('ok');
    const wanted = state.orders.map(({ id, state: is, address }) => `${id} ${is} ${address} 5820 1`).sort();
    await expect.poll(() => tellGone().then(() => untold.length), { timeout: 30_000 }).toBe(0);
    // What happened is there when its change is read, and the poll after that; the newest comes last.
    const newestFirst = [...state.orders].sort((one, other) => other.updated.localeCompare(one.updated));
    const missing = async () => {
      for (const { id, state: is, address } of newestFirst) {
        const shown = JSON.stringify((await program?.api(`/orders/${id}`))?.body);
        if (!shown.includes(is === 'shipped' ? '"status":"shipped"' : String(address))) return id;
      }
      return 'none';
    };
    await expect.poll(missing, { timeout: 100_000, interval: 200 }).toBe('none');
    const goneId = String(state.gone?.at(-1));
    const isGone = async () => !JSON.stringify((await program?.api(`/products?q=${encodeURIComponent(`Tea ${goneId}`)}`))?.body).includes(`"${goneId}"`);
    await expect.poll(isGone, { timeout: 60_000, interval: 200 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
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
