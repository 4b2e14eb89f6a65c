/** One contract for every adapter, against strict servers of this machine. */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/load.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import type { OrderChange } from '../../src/shop/adapter.ts';
import { isApplied } from '../../src/shop/changes/decide.ts';
import type { CouponRow, OrderRow } from '../../src/shop/shop.ts';
import { createHttpStore } from '../../src/shop/stores/http/http-store.ts';
import type { HttpMapping } from '../../src/shop/stores/http/mapping.ts';
import type { Page, Result, ReturnWish, StoreAdapter, StoreOrder } from '../../src/shop/stores/kit/store-adapter.ts';
import { createMedusa } from '../../src/shop/stores/medusa/medusa.ts';
import { createShopify } from '../../src/shop/stores/shopify/shopify.ts';
import { createWooCommerce } from '../../src/shop/stores/woocommerce/woocommerce.ts';
import { httpToken, restServer, weimobServer, youzanServer } from './http-servers.ts';
import { medusaServer, medusaToken } from './medusa-server.ts';
import { shopifyServer, shopifyToken } from './shopify-server.ts';
import { type Asked, type Goods, goods, type Reply, type StandIn, standIn } from './stand-in.ts';
import { wooKeys, wooServer } from './woo-server.ts';

/** Pauses pass ten times as fast. */
const real = realClock();
const clock = { ...real, after: (ms: number, run: () => void) => real.after(ms / 10, run) };
const secret = 'secret-of-the-webhooks';
const common = { statuses: {}, clock, timeoutMs: 300 };

/** The mapping that docs/stores.md shows, in its order, for a server of this machine. */
function mappingOf(page: string, at: number, base: string): HttpMapping {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
  const loaded = loadConfig(blocks[at] ?? '', page);
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const { http } = loaded.value.shop;
  if (!http) throw new Error('no mapping');
  return { ...http, base };
}

interface Kind {
  name: string;
  serve(state: Goods): (asked: Asked) => Reply;
  make(url: string): StoreAdapter;
  ref: string;
  product: string;
  currency: string;
  /** What a coupon for TEA-M is good for, in the store's own words. */
  good?: unknown;
  /** Headers and body of a delivery about the first order; undefined: verified elsewhere. */
  delivery?: () => { headers: Record<string, string>; body: string };
}
const hmac = (body: string, encoding: 'hex' | 'base64') => createHmac('sha256', secret).update(body).digest(encoding);

const kinds: Kind[] = [
  {
    name: 'woocommerce',
    serve: (state) => wooServer(state, 150),
    make: (url) => createWooCommerce({ url, ...wooKeys, webhookSecret: secret, ...common }),
    ref: '1001',
    product: '5',
    currency: 'EUR',
    good: [52],
    delivery: () => {
      const body = JSON.stringify({ id: 1001 });
      return { body, headers: { 'x-wc-webhook-signature': hmac(body, 'base64'), 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-delivery-id': 'd1' } };
    },
  },
  {
    name: 'shopify',
    serve: (state) => shopifyServer(state, { times: 1 }),
    make: (root) => createShopify({ root, token: shopifyToken, webhookSecret: secret, ...common }),
    ref: '1001',
    product: '5',
    currency: 'EUR',
    good: ['gid://shopify/ProductVariant/52'],
    delivery: () => {
      const body = JSON.stringify({ id: 1001 });
      return { body, headers: { 'x-shopify-hmac-sha256': hmac(body, 'base64'), 'x-shopify-topic': 'orders/updated', 'x-shopify-webhook-id': 'd1' } };
    },
  },
  {
    name: 'medusa',
    serve: medusaServer,
    make: (url) => createMedusa({ url, token: medusaToken, currency: 'EUR', verify: () => ({ ok: false, reason: 'unsigned' }), ...common }),
    good: ['variant_m'],
    ref: 'order_1001',
    product: 'prod_5',
    currency: 'EUR',
  },
  ...['docs/stores.md', 'docs/stores.zh-CN.md'].flatMap((page): Kind[] => [
    {
      name: `an own shop (${page})`,
      serve: restServer,
      make: (url) => createHttpStore({ mapping: mappingOf(page, 0, url), token: httpToken, webhookSecret: secret, ...common }),
      ref: 'o-1001',
      product: 'p-5',
      currency: 'EUR',
      delivery: () => {
        const body = JSON.stringify({ id: 'o-1001', type: 'order.changed' });
        return { body, headers: { 'x-signature': hmac(body, 'hex'), 'x-delivery': 'd1' } };
      },
    },
    {
      name: `Youzan (${page})`,
      serve: youzanServer,
      make: (url) => createHttpStore({ mapping: mappingOf(page, 1, url), token: httpToken, webhookSecret: secret, ...common }),
      ref: 'E1001',
      product: '5',
      currency: 'CNY',
      delivery: () => {
        const body = JSON.stringify({ id: 'E1001', type: 'trade_TradePaid' });
        return { body, headers: { 'event-sign': createHash('md5').update(`your-client-id${body}${secret}`).digest('hex'), 'msg-id': 'd1' } };
      },
    },
    {
      name: `Weimob (${page})`,
      serve: weimobServer,
      make: (url) => createHttpStore({ mapping: mappingOf(page, 2, url), token: httpToken, ...common }),
      ref: '9007199254741001',
      product: '5',
      currency: 'CNY',
    },
  ]),
];

async function all<T>(read: (cursor?: string) => Promise<Result<Page<T>>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    if (!page.ok) throw new Error(page.detail);
    if (page.value.bad.length > 0) throw new Error(JSON.stringify(page.value.bad));
    items.push(...page.value.items);
    cursor = page.value.next;
    if (cursor === undefined) return items;
  }
}
/** Another text in the rows of the first order, wherever a store puts them. */
function spoilt(value: unknown, pattern: RegExp, by: string): unknown {
  if (Array.isArray(value))
    return value.map((row: unknown) => {
      const text = JSON.stringify(row);
      return text.includes('1001') && !text.includes('1002') ? JSON.parse(text.replace(pattern, by)) : spoilt(row, pattern, by);
    });
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoilt(one, pattern, by)]));
}
const wish = (cursor?: string) => (cursor === undefined ? {} : { cursor });
const asRow = (order: StoreOrder): OrderRow => ({ _id: order.number, v: 1, key: '', digits: '', history: [], ...order });
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`);
  return result.value;
}

describe.each(kinds)('$name', ({ name, serve, make, ref, product, currency, good, delivery }) => {
  let state: Goods;
  let server: StandIn;
  let store: StoreAdapter;
  let spoil: [RegExp, string] | undefined;
  beforeEach(async () => {
    state = goods();
    spoil = undefined;
    const answer = serve(state);
    server = await standIn((asked) => {
      const reply = answer(asked);
      return spoil && reply.json !== undefined ? { ...reply, json: spoilt(reply.json, ...spoil) } : reply;
    });
    store = make(server.url);
  });
  afterEach(() => server.close());

  it('answers a ping, and refuses a wrong key', async () => {
    expect((await store.ping()).ok).toBe(true);
    server.trouble('401');
    const refused = await store.orders({});
    expect(refused).toMatchObject({ ok: false, code: 'unauthorised' });
    expect(JSON.stringify(refused)).not.toMatch(/secret_of_the_shop|Basic [\w=]{8}/);
  });

  it('reads every order and product, page by page', async () => {
    const orders = await all((cursor) => store.orders(wish(cursor)));
    expect(orders.map((one) => one.number.slice(-4)).sort()).toEqual(['1001', '1002', '1003']);
    expect(orders.find((one) => one.ref === ref)).toMatchObject({
      status: 'paid',
      currency,
      total: 5_820,
      placedAt: Date.UTC(2026, 10, 29, 9),
      items: [{ sku: 'TEA-S', quantity: 2, price: 2_910 }],
    });
    expect(orders.find((one) => one.number.endsWith('1002'))?.status).toBe('shipped');
    const products = await all((cursor) => store.products(wish(cursor)));
    expect(products.length).toBe(name === 'woocommerce' ? 152 : 2);
    expect(products.find((one) => one._id === product)).toMatchObject({ currency, price: 2_910, variants: [{ stock: 3 }] });
  });

  it('reads what changed since', async () => {
    const orders = await all((cursor) => store.orders({ ...wish(cursor), since: Date.UTC(2026, 10, 29, 11, 30) }));
    expect(orders.map((one) => one.number.slice(-4))).toEqual(['1003']);
  });

  it('finds one order by its id and by its number; none is not found', async () => {
    const one = must(await store.order({ ref }));
    expect(must(await store.order({ number: one.number })).ref).toBe(ref);
    expect(await store.order({ number: '999999' })).toMatchObject({ ok: false, code: 'not_found' });
  });

  it('cancels once what has not been sent, and shows it', async () => {
    const order = must(await store.order({ ref }));
    if (!store.can.has('cancel')) return expect(await store.change(order, { do: 'cancel' }, 'k')).toMatchObject({ code: 'not_possible' });
    must(await store.change(order, { do: 'cancel' }, 'k'));
    expect(must(await store.order({ ref })).status).toBe('cancelled');
    expect((await store.change(must(await store.order({ ref })), { do: 'cancel' }, 'k')).ok).toBe(true);
    const sent = must(await store.order({ number: '1002' }));
    expect(await store.change(sent, { do: 'cancel' }, 'k2')).toMatchObject({ ok: false, code: 'not_allowed' });
  });

  const moved = { do: 'change_address', address: 'Neue Str. 9' } as const;
  it('changes an address, or says that it cannot', async () => {
    const order = must(await store.order({ ref }));
    if (!store.can.has('change_address')) return expect(await store.change(order, moved, 'k')).toMatchObject({ code: 'not_possible' });
    must(await store.change(order, moved, 'k'));
    expect(must(await store.order({ ref })).address).toContain('Neue Str. 9');
  });

  it.each([
    { do: 'change_items', from: 'TEA-S', to: { sku: 'TEA-M', title: {}, quantity: 2, price: 2_910 }, count: 2, total: 5_820 },
    { do: 'change_payment', payment: 'cod' },
    { do: 'refund_account', account: 'DE02 1203 0000 0000 2020 51' },
    { do: 'profile_address', address: 'Neue Str. 9, Bonn' },
    { do: 'change_address', address: 'Neue Str. 9' },
    { do: 'cancel' },
  ] as const satisfies OrderChange[])('makes the change $do once for a key, shows it, and makes none of what was sent', async (change) => {
    const order = must(await store.order({ ref }));
    const again = () => store.change(order, change, 'key-1');
    if (!store.can.has(change.do)) return expect(await again()).toMatchObject({ ok: false, code: 'not_possible' });
    must(await again());
    expect(isApplied(asRow(must(await store.order({ ref }))), change)).toBe(true);
    if (name === 'woocommerce' || name.startsWith('an own shop')) {
      must(await again());
      expect(state.orders[0]?.effects).toEqual(['key-1']);
    }
    expect(state.orders.slice(1).flatMap(({ effects }) => effects ?? [])).toEqual([]);
  });

  it.each(['500', 'html', 'silent'] as const)('sends a write once and knows that it does not know at %s', async (trouble) => {
    const order = must(await store.order({ ref }));
    if (!store.can.has('change_address')) return;
    let writes = 0;
    server.before = ({ method, body }) => {
      if (method === 'GET' || JSON.stringify(body ?? '').includes('"query ')) return undefined;
      writes += 1;
      return trouble;
    };
    expect(await store.change(order, moved, 'k')).toMatchObject({ ok: false, code: 'unclear' });
    expect(writes).toBe(1);
  });

  it.each(['401', '429'] as const)('knows that nothing was done at %s', async (trouble) => {
    const order = must(await store.order({ ref }));
    if (!store.can.has('change_address')) return;
    server.trouble(trouble);
    const failed = await store.change(order, moved, 'k');
    expect(failed).toMatchObject({ ok: false, code: trouble === '401' ? 'unauthorised' : 'rate_limited' });
    expect(state.orders[0]?.effects).toBeUndefined();
  });

  it('opens a return once for a key', async () => {
    Object.assign(state.orders[0] ?? {}, { state: 'shipped' });
    const order = must(await store.order({ ref }));
    const wish: ReturnWish = { order, skus: ['TEA-S'], kind: 'exchange', reason: 'size', key: 'RT-7KQ2MD3' };
    if (!store.can.has('return')) return expect(await store.openReturn(wish)).toMatchObject({ ok: false, code: 'not_possible' });
    must(await store.openReturn(wish));
    must(await store.openReturn(wish));
    expect(state.orders[0]?.returns).toHaveLength(1);
    expect(state.orders[0]?.returns?.[0]).toContain('RT-7KQ2MD3');
  });

  it('creates a coupon once', async () => {
    const coupon: CouponRow = {
      _id: 'YUN-1',
      v: 1,
      code: 'YUN-1',
      campaign: 'c',
      contact: 'x',
      claim: 'c:x',
      kind: 'percent',
      percent: 10,
      until: Date.UTC(2027, 0, 1),
      issuedAt: 0,
    };
    if (!store.can.has('coupon')) return expect(await store.createCoupon(coupon, currency)).toMatchObject({ code: 'not_possible' });
    must(await store.createCoupon(coupon, currency));
    must(await store.createCoupon(coupon, currency));
    expect(state.coupons).toEqual(['YUN-1']);
    if (!good) return;
    // For certain products it names those of the store; one that it does not have makes the whole impossible.
    const some = (code: string, products: string[]): CouponRow => ({ ...coupon, _id: code, code, products });
    must(await store.createCoupon(some('YUN-2', ['TEA-M']), currency));
    expect(state.good).toEqual({ 'YUN-2': good });
    expect(await store.createCoupon(some('YUN-3', ['TEA-M', 'TEA-X']), currency)).toMatchObject({ ok: false, code: 'not_possible' });
    expect(state.coupons).not.toContain('YUN-3');
  });

  it.each([
    ['429', 'rate_limited'],
    ['500', 'unavailable'],
    ['html', 'invalid'],
    ['silent', 'unavailable'],
  ] as const)('says what is wrong at %s, and goes on after it', async (trouble, code) => {
    server.trouble(trouble);
    const failed = await store.orders({});
    expect(failed).toMatchObject({ ok: false, code });
    server.trouble('none');
    expect((await store.orders({})).ok).toBe(true);
    server.trouble(trouble, 1);
    expect((await store.orders({})).ok).toBe(trouble !== 'html');
  });

  it.each([
    ['without currency', /"(currency|currency_code|currencyCode)":"\w{3}"/g, '"$1":""'],
    ['with a currency that is none', /"(currency|currency_code|currencyCode)":"\w{3}"/g, '"$1":"dollars"'],
    ['with negative amounts', /\b(58\.20?|5820|29\.10?|2910)\b/g, '-$1'],
  ])('leaves out an order %s and says where, and takes the others', async (what, pattern, by) => {
    // Its mapping names the currency of the whole shop.
    if (/^(?:Youzan|Weimob)/.test(name) && what.includes('currency')) return;
    spoil = [pattern, by];
    const [items, bad]: [string[], object[]] = [[], []];
    for (let cursor: string | undefined; ; ) {
      const page = must(await store.orders(wish(cursor)));
      items.push(...page.items.map(({ number }) => number));
      bad.push(...page.bad);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(items.map((number) => number.slice(-4)).sort()).toEqual(['1002', '1003']);
    expect(bad).toEqual([{ what: 'order', ref, field: expect.any(String), message: expect.any(String) }]);
  });

  it('believes only what is signed', () => {
    if (!delivery) return expect(store.webhook({}, Buffer.from('{}'))).toMatchObject({ ok: false });
    const { headers, body } = delivery();
    expect(store.webhook(headers, Buffer.from(body))).toEqual({ ok: true, id: 'd1', change: { kind: 'order', ref } });
    expect(store.webhook(headers, Buffer.from(`${body} `))).toMatchObject({ ok: false });
    expect(store.webhook({}, Buffer.from(body))).toMatchObject({ ok: false });
  });
});

it('has no YAML in the docs that differs between the languages', () => {
  const read = (page: string) => [...readFileSync(page, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text ?? ''));
  expect(read('docs/stores.md')).toEqual(read('docs/stores.zh-CN.md'));
});
