/**
 * Carts of a store come back through the real program, which is killed again and again: help, reminder and coupon reach each person once, or it is not known
 * whether they did; who ordered hears no more. The store and Telegram are stand-ins that count; the clock is moved on by hand.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { contacts, conversations } from '../../src/store/collections.ts';
import type { Op } from '../../src/store/store.ts';
import { type Asked, type Reply, type StandIn, standIn } from '../stores/stand-in.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';
import { freshFolder, type Program, startProgram } from './program.ts';

const people = 8;
const minute = 60_000;
const hour = 60 * minute;
const folder = freshFolder();
const quiet = { info() {}, warn() {} };
let api: BotApi;
let store: StandIn;
let program: Program | undefined;
afterEach(async () => {
  await program?.end('SIGKILL');
  await store?.close();
  await api?.close();
  folder.clean();
});

/** The store's own state: carts of everybody, orders that come later, coupons by code with how often each was created. */
const state = { carts: [] as object[], orders: [] as { updated_at: string }[], coupons: new Map<string, number>(), price: 1900 };

function answer({ method, path, headers, body, query }: Asked): Reply {
  if (headers.authorization !== 'Bearer store-token') return { status: 401, json: {} };
  if (path === '/products')
    return {
      json: [
        {
          id: 'p1',
          name: 'Wool beanie',
          sku: 'W',
          price_cents: state.price,
          currency: 'USD',
          stock: 9,
          image: 'https://shop.example.com/w.jpg',
          updated_at: '2026-11-01T00:00:00Z',
        },
      ],
    };
  if (path === '/carts') return { json: state.carts };
  if (path === '/coupons' && method === 'POST') {
    const { code } = body as { code: string };
    if (headers['idempotency-key'] !== `coupon-${code}`) return { status: 400, json: { message: 'Idempotency-Key is needed' } };
    state.coupons.set(code, (state.coupons.get(code) ?? 0) + (state.coupons.has(code) ? 0 : 1));
    return { status: 201, json: {} };
  }
  if (path === '/orders') return { json: state.orders.filter((one) => !query.get('since') || one.updated_at >= (query.get('since') ?? '')) };
  return { status: 404, json: { message: 'unknown' } };
}

const config = (url: string): string => `
shop:
  source: http
  demo: false
  currency: USD
  langs: [en, zh]
  poll: 1s
  http:
    base: ${url}
    money: minor
    paging: { by: none }
    orders: { path: /orders, query: { since: "{since}" } }
    order: { path: "/orders/{ref}" }
    products: { path: /products }
    carts: { path: /carts }
    coupon: { method: POST, path: /coupons, body: { code: "{code}", percent: "{percent}" } }
    order_fields: { id: id, number: number, status: state, placed_at: created_at, updated_at: updated_at, total: total_cents, currency: currency, email: email, items: lines, item: { sku: sku, title: name, quantity: qty, price: price_cents } }
    statuses: { paid: paid }
    product_fields: { id: id, title: name, price: price_cents, currency: currency, image: image, stock: stock, sku: sku, updated_at: updated_at }
    cart_fields: { id: id, url: url, currency: currency, updated_at: updated_at, email: email, items: lines, item: { sku: sku, title: name, quantity: qty, price: price_cents } }
promotions: { quiet_from: "00:00", quiet_until: "00:00" }
carts: { on: true, coupon: back }
coupons: { back: { percent: 15, valid: 48h, count: ${people} } }
rates: { telegram: { account: 40, conversation: 20, burst: 20 } }
`;

async function fill(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const rows = await openStore({ dataDir, now: Date.now, log: quiet });
  const now = Date.now();
  const ops = Array.from({ length: people }, (_, n): Op[] => {
    const id = `telegram:main:${1000 + n}`;
    const contact = { ...newContact(id, now - 48 * hour), email: `p${n}@example.com`, consent: { marketing: true }, lang: 'en' };
    const conversation = { ...newConversation(id, now - 48 * hour), v: 1, lastInAt: now - 48 * hour };
    return [
      { op: 'insert', in: contacts.name, row: contact },
      { op: 'insert', in: conversations.name, row: conversation },
    ];
  });
  await rows.write(ops.flat());
  await rows.close();
}

test('help, reminder and coupon come once, whatever is killed, and end with the order', { timeout: 480_000 }, async () => {
  api = await startBotApi();
  store = await standIn(answer);
  const dataDir = join(folder.path, 'data');
  await fill(dataDir);
  const file = join(folder.path, 'config.yaml');
  writeFileSync(file, config(store.url));
  const clockFile = join(folder.path, 'clock');
  let off = 0;
  const turn = (ms: number): void => {
    off += ms;
    writeFileSync(clockFile, String(off));
  };
  turn(0);
  const start = async (): Promise<Program> => {
    program = await startProgram(dataDir, {
      CONFIG_FILE: file,
      SHOP_HTTP_TOKEN: 'store-token',
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.url,
      CLOCK_FILE: clockFile,
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../chaos/jumping-clock.mjs')).href}`,
    });
    return program;
  };
  const now = new Date().toISOString();
  state.carts = Array.from({ length: people }, (_, n) => ({
    id: `c${n}`,
    url: `https://shop.example.com/cart/${n}`,
    updated_at: now,
    currency: 'USD',
    email: `p${n}@example.com`,
    lines: [{ sku: 'W', name: 'Wool beanie', qty: 1, price_cents: 1900 }],
  }));
  let running = await start();
  const ladders = async () => ((await running.api('/carts?limit=200')).body as { items: { state: string; why?: string; sent: { do: string }[] }[] }).items;
  await expect.poll(async () => (await ladders()).length, { interval: 300 }).toBe(people);

  const textOf = (body: object): string => String(Reflect.get(body, 'text') ?? Reflect.get(body, 'caption') ?? '');
  const got = (words: RegExp): string[] => api.messages.filter(({ body }) => words.test(textOf(body))).map(({ body }) => String(body.chat_id));
  const unknown = async (): Promise<number> => ((await running.api('/outbox?status=unknown&limit=200')).body as { items: unknown[] }).items.length;
  let lost = 0;

  /** Everybody is to get one message with these words; the program is killed on the way. */
  const step = async (kind: string, words: RegExp, sent: number, kills: readonly number[]): Promise<void> => {
    for (const share of kills) {
      await expect.poll(() => got(words).length, { timeout: 60_000, interval: 2 }).toBeGreaterThanOrEqual(Math.floor(share * sent));
      await running.end('SIGKILL');
      running = await start();
    }
    // A message in doubt may have arrived too, so messages do not tell when all had their turn; the ladders do.
    const taken = async () => (await ladders()).filter((one) => one.sent.some((each) => each.do === kind)).length;
    await expect.poll(taken, { timeout: 60_000, interval: 300 }).toBe(sent);
    await expect.poll(async () => got(words).length + (await unknown()) - lost, { timeout: 60_000, interval: 300 }).toBeGreaterThanOrEqual(sent);
    const reached = got(words);
    expect(new Set(reached).size).toBe(reached.length);
    expect(reached.length).toBeLessThanOrEqual(sent);
    lost = await unknown();
  };

  turn(31 * minute);
  await step('help', /You were looking at Wool beanie/, people, [0.3]);

  state.price = 1500;
  // Half of them order at the store, which tells by being asked.
  state.orders = Array.from({ length: people / 2 }, (_, n) => {
    const at = new Date(Date.now() + off).toISOString();
    return {
      id: `o${n}`,
      number: `SO-${100 + n}`,
      state: 'paid',
      created_at: at,
      updated_at: at,
      total_cents: 1900,
      currency: 'USD',
      email: `p${n}@example.com`,
      lines: [{ sku: 'W', name: 'Wool beanie', qty: 1, price_cents: 1900 }],
    };
  });
  await expect.poll(async () => (await ladders()).filter(({ why }) => why === 'ordered').length, { timeout: 60_000, interval: 300 }).toBe(people / 2);
  turn(4 * hour);
  await step('remind', /is still in your cart/, people / 2, [0.5]);
  turn(21 * hour);
  await step('offer', /Still thinking about Wool beanie/, people / 2, [0.3, 0.7]);

  const ordered = new Set(Array.from({ length: people / 2 }, (_, n) => String(1000 + n)));
  expect([...got(/is still in your cart/), ...got(/Still thinking/)].filter((id) => ordered.has(id))).toEqual([]);
  const codes = api.messages.flatMap(({ body }) => /with ([A-Z]{3}-\w{4}-\w{4})/.exec(textOf(body))?.[1] ?? []);
  expect(new Set(codes).size).toBe(codes.length);
  // Each code is at the store, once; what was in doubt when the process died is told again after a while.
  turn(20 * minute);
  await expect.poll(() => state.coupons.size, { timeout: 30_000, interval: 300 }).toBe(people / 2);
  for (const code of codes) expect(state.coupons.get(code)).toBe(1);
  const rules = (await running.api('/coupon-rules')).body as { items: { issued: number }[] };
  expect(rules.items).toMatchObject([{ name: 'back', issued: people / 2 }]);
  const { out, err } = running.output();
  expect(out + err).not.toContain('store-token');
});
