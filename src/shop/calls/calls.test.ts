import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { good, goodList, noon, openTestShop, openTestStore, type TestShop } from '../../../tests/shop/test-shop.ts';
import { seed } from '../../demo/seed/seed.ts';
import type { Json } from '../../json.ts';
import { reckonHere } from '../recommending/model-apart.ts';
import { rebuild } from '../recommending/rebuild.ts';
import { type OrderRow, orders, products, ratings, returns } from '../shop.ts';
import { shopCalls } from './calls.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

/** Makes the order c1's own. */
async function own(number: string): Promise<OrderRow> {
  const row = await shop.store.collection(orders).get(number);
  return (await shop.store.collection(orders).replace({ ...row!, contact: 'c1' }))!;
}

describe('the demo shop', () => {
  test('is the same for the same moment, and put in once', async () => {
    const other = await openTestStore();
    expect(await seed(other.store, noon)).toEqual({ products: 32, orders: 40 });
    expect(await seed(other.store, noon + 1)).toEqual({ products: 0, orders: 0 });
    const [mine, theirs] = await Promise.all([shop.store, other.store].map((store) => store.collection(orders).find({ sort: { by: '_id' }, limit: 100 })));
    expect(mine).toEqual(theirs);
    await other.close();
  });

  test('has every state, split parcels, and no step in the future', async () => {
    const rows = await shop.store.collection(orders).find({ limit: 100 });
    expect(new Set(rows.map((row) => row.status)).size).toBe(11);
    expect(rows.filter((row) => row.parcels.length > 1)).toHaveLength(2);
    const skus = new Set((await shop.store.collection(products).find({ limit: 100 })).flatMap((row) => row.variants.map(({ sku }) => sku)));
    for (const row of rows) {
      for (const item of row.items) expect(skus).toContain(item.sku);
      for (const { at } of [...row.history, ...row.parcels.flatMap((parcel) => parcel.steps)]) expect(at).toBeLessThanOrEqual(noon);
      expect(row.total).toBe(row.items.reduce((sum, item) => sum + item.price * item.quantity, 0));
    }
  });

  test('leaves a shop of its own alone', async () => {
    const other = await openTestStore();
    await other.store.collection(products).insert({
      _id: 'mine',
      title: { en: 'Mine' },
      text: {},
      category: 'tops',
      currency: 'USD',
      price: 1,
      image: '',
      url: '',
      tags: [],
      variants: [],
      sold: 0,
    });
    expect(await seed(other.store, noon)).toEqual({ products: 0, orders: 0 });
    await other.close();
  });
});

test('every call has words in both languages, and names of outcomes and parameters', () => {
  for (const call of shopCalls(shop.store)) {
    expect(call.about.zh).toMatch(/\p{Script=Han}/u);
    expect(call.about.en).not.toMatch(/\p{Script=Han}/u);
    expect(call.name).toMatch(/^[a-z]+\.[a-z_]+$/);
    for (const { name } of call.params) expect(name).toMatch(/^[a-z_]+$/);
  }
});

describe('orders in flows', () => {
  test('are in the customer’s language, with numbers ready to compare', async () => {
    await own('SO-10007');
    const zh = good(await shop.call('order.latest', {}, { lang: 'zh' }));
    expect(zh).toMatchObject({
      number: 'SO-10007',
      title: '直筒牛仔裤',
      delivered_days: 3,
      return_days: 4,
      total: { amount: 4990, currency: 'USD' },
      can_change: false,
      split: false,
    });
    await own('SO-10006');
    expect(good(await shop.call('order.find', { number: 'SO-10006' }))).toMatchObject({ split: true, delivered_days: null, title: 'Cashmere crew neck' });
  });

  test('may be changed until they leave; twice is once', async () => {
    await own('SO-10008');
    const address = '12 Main Street, Springfield';
    expect(good(await shop.call('order.change_address', { order: 'SO-10008', address })).address).toBe(address);
    expect(good(await shop.call('order.cancel', { order: { number: 'SO-10008' } })).status).toBe('cancelled');
    expect(good(await shop.call('order.cancel', { order: 'SO-10008' })).status).toBe('cancelled');
    expect((await shop.store.collection(orders).get('SO-10008'))?.history.filter(({ status }) => status === 'cancelled')).toHaveLength(1);
    await own('SO-10013');
    expect(await shop.call('order.cancel', { order: 'SO-10013' })).toEqual({
      ok: false,
      code: 'not_allowed',
      text: 'The parcel has already left, so this can no longer be changed',
    });
    expect(await shop.call('order.change_address', { order: 'SO-10013', address: 'x' })).toMatchObject({ code: 'bad_address' });
    await own('SO-10004');
    expect(good(await shop.call('order.confirm', { order: 'SO-10004' })).confirmed).toBe(true);
  });
});

describe('returns', () => {
  test.each([
    ['SO-10007', 'other', 'return', true],
    ['SO-10015', 'other', 'return', false],
    ['SO-10015', 'damaged', 'return', true],
    ['SO-10015', 'size', 'exchange', true],
    ['SO-10025', 'damaged', 'return', false],
    ['SO-10001', 'damaged', 'return', false],
    ['SO-10030', 'damaged', 'return', false],
  ])('%s for %s as %s: %s', async (number, reason, kind, allowed) => {
    await own(number);
    const outcome = await shop.call('return.create', { order: number, reason, kind });
    expect(outcome.ok ? true : outcome.code).toBe(allowed || 'not_allowed');
  });

  test('the last day counts, the next does not', async () => {
    const row = await own('SO-10007');
    shop.now = row.deliveredAt! + 8 * 86_400_000 - 1;
    good(await shop.call('return.create', { order: 'SO-10007', reason: 'other' }));
    await own('SO-10002');
    shop.now = row.deliveredAt! + 20 * 86_400_000;
    expect(await shop.call('return.create', { order: 'SO-10002', reason: 'other' }, { lang: 'zh' })).toMatchObject({
      text: expect.stringMatching(/^已签收 \d+ 天，超过 7 天的退货期限$/),
    });
  });

  test('the same call twice opens one; another for the same item is named', async () => {
    await own('SO-10007');
    const first = good(await shop.call('return.create', { order: 'SO-10007', reason: 'size' }, { key: 'k' }));
    const again = good(await shop.call('return.create', { order: 'SO-10007', reason: 'size' }, { key: 'k' }));
    expect(again).toEqual(first);
    expect(await shop.call('return.create', { order: 'SO-10007', reason: 'size' }, { key: 'k2' })).toEqual({
      ok: false,
      code: 'already_open',
      text: first.number,
    });
    expect(await shop.store.collection(returns).count({ order: 'SO-10007' })).toBe(1);
    expect((await shop.store.collection(orders).get('SO-10007'))?.status).toBe('return_requested');
  });

  test('some of the items, and only those of the order, and only by its owner', async () => {
    await own('SO-10038');
    expect(await shop.call('return.create', { order: 'SO-10038', reason: 'other', items: ['NOT-MINE'] })).toMatchObject({ code: 'not_allowed' });
    const items = [{ sku: 'SILK-BLOUSE-BLACK-S', title: 'Silk blouse' }];
    expect(good(await shop.call('return.create', { order: 'SO-10038', reason: 'damaged', items }))).toMatchObject({
      refund: { amount: 8900, currency: 'USD' },
      we_pay: true,
    });
    expect(await shop.call('return.create', { order: 'SO-10007', reason: 'damaged' })).toMatchObject({ code: 'proof_needed' });
  });

  test('no more is paid back than was paid', async () => {
    const row = await own('SO-10007');
    await shop.store.write([{ op: 'patch', in: orders.name, id: row.number, set: { total: 1_000 } }]);
    expect(good(await shop.call('return.create', { order: 'SO-10007', reason: 'size' }))).toMatchObject({ refund: { amount: 1_000 } });
  });
});

describe('products in flows', () => {
  test('are found by a sentence, or by parts of a wish', async () => {
    expect(goodList(await shop.call('product.search', { words: 'red dress under 50' }))[0]).toMatchObject({
      id: 'red-midi-dress',
      title: 'Red midi dress',
      price: { amount: 4690, currency: 'USD' },
    });
    const parts = { category: '外套', up_to: { amount: 30_000, currency: 'CNY' }, for: '自己', limit: 3 };
    expect(goodList(await shop.call('product.search', parts, { lang: 'zh' })).map(({ title }) => title)).toEqual(['牛仔外套']);
    expect(await shop.call('product.search', { words: 'spaceship' })).toMatchObject({ code: 'nothing' });
  });

  test('sell, and go with what was bought', async () => {
    const best = goodList(await shop.call('product.popular', { limit: 3 }));
    expect(best.map(({ id }) => id)).toEqual(['cotton-tee', 'straight-jeans', 'light-down-jacket']);
    const first = goodList(await shop.call('product.recommend', { limit: 3 }));
    expect(first.map(({ why, reason, personal }) => ({ why, reason, personal }))).toEqual(
      Array(3).fill({ why: 'popular', reason: 'popular right now', personal: false }),
    );
    await rebuild({ store: shop.store, products: await shop.store.collection(products).find({ limit: 100 }), reckon: reckonHere, now: () => noon });
    await own('SO-10001');
    const mine = goodList(await shop.call('product.recommend', { limit: 4 }));
    expect(mine).toHaveLength(4);
    expect(mine[0]).toMatchObject({ personal: true, reason: expect.stringMatching(/^(often bought with|customers who bought|similar to) /) });
    const own1 = (await shop.store.collection(orders).get('SO-10001'))!.items.map(({ title }) => title.en);
    for (const { title } of mine) expect(own1).not.toContain(title);
  });
});

test('a rating is kept once, with its comment', async () => {
  good(await shop.call('rating.save', { score: 4, comment: 'quick', about: 'SO-10007' }, { key: 'r' }));
  good(await shop.call('rating.save', { score: 4, comment: 'quick', about: 'SO-10007' }, { key: 'r' }));
  expect(await shop.store.collection(ratings).find({})).toMatchObject([{ score: 4, comment: 'quick', about: 'SO-10007' }]);
  expect(await shop.call('rating.save', { score: 'five' })).toMatchObject({ code: 'bad_score' });
});

test('odd arguments never throw', async () => {
  const odd: Json[] = [null, '', 'x'.repeat(10_000), -1, 1e308, true, [], [[[]]], {}, { amount: 'x' }, '{{ 7 | times: 6 }}', '\u0000', '😀'];
  for (const call of shopCalls(shop.store)) {
    for (const value of odd) {
      const args = Object.fromEntries(call.params.map(({ name }) => [name, value]));
      const outcome = await shop.call(call.name, args);
      expect(outcome.ok || call.outcomes.includes(outcome.code), `${call.name} ${JSON.stringify(value).slice(0, 40)} ${JSON.stringify(outcome)}`).toBe(true);
    }
  }
});

test('a delivered order without a date can be returned, one on its way cannot', async () => {
  for (const [status, outcome] of [
    ['delivered', { ok: true }],
    ['shipped', { ok: false, code: 'not_allowed' }],
  ] as const) {
    const row = await shop.store.collection(orders).get('SO-10007');
    const undated: OrderRow = { ...row!, status, contact: 'c1', deliveredAt: undefined };
    await shop.store.write([{ op: 'put', in: orders.name, row: undated }]);
    expect(await shop.call('return.create', { order: 'SO-10007', reason: 'other' })).toMatchObject(outcome);
    for (const { _id } of await shop.store.collection(returns).find({ where: { order: 'SO-10007' } })) await shop.store.collection(returns).delete(_id);
  }
});
