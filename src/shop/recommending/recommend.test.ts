import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { ownShop } from '../calls/own-shop.ts';
import { carts, type OrderRow, type OrderStatus, orders, type ProductRow, products } from '../shop.ts';
import { reckonHere } from './model-apart.ts';
import { areTwins } from './near-twins.ts';
import { rebuild } from './rebuild.ts';
import { type Goal, recommendationsView, recommendFor } from './recommend-for.ts';
import { holds, lists, reckonings } from './rows.ts';

function product(id: string, en: string, zh: string, category: string, more: Partial<ProductRow> = {}): ProductRow {
  return {
    ...{
      _id: id,
      v: 1,
      title: { en, zh },
      text: {},
      category,
      currency: 'CNY',
      price: 5_000,
      image: '',
      url: `https://shop.example.com/${id}`,
      tags: [],
      sold: 1,
    },
    variants: [{ sku: `${id}-1`, options: {}, price: 5_000, stock: 5 }],
    ...more,
  };
}

const shelf = [
  product('pot', 'Zisha teapot', '紫砂壶', 'teapots', { sold: 5 }),
  product('cup', 'Tasting cups', '品茗杯', 'cups'),
  product('tray', 'Bamboo tea tray', '竹茶盘', 'trays'),
  product('glass', 'Glass teapot with strainer', '玻璃茶壶', 'teapots'),
  product('longjing', 'Longjing green tea', '西湖龙井', 'tea', { sold: 90 }),
  product('tin-red', 'Tea tin small red lacquer', '红色小茶叶罐', 'tins'),
  product('tin-blue', 'Tea tin small blue lacquer', '蓝色小茶叶罐', 'tins'),
  product('gone', 'Bamboo tongs', '竹茶夹', 'tools', { variants: [{ sku: 'gone-1', options: {}, price: 900, stock: 0 }] }),
  product('puer', 'Ripe puer cake', '熟普洱饼', 'tea', { sold: 40 }),
];

function order(number: string, contact: string, ids: string[], status: OrderStatus = 'delivered'): OrderRow {
  const items = ids.map((id) => ({ sku: `${id}-1`, title: { en: id }, quantity: 1, price: 1 }));
  const plain = { customer: { name: 'N' }, currency: 'CNY', total: 1, payment: 'other' as const, address: '', parcels: [], history: [] };
  return {
    _id: number,
    v: 1,
    number,
    key: number,
    digits: number.replace(/\D/g, ''),
    status,
    items,
    placedAt: noon - Number(number.slice(1)) * 1_000,
    contact,
    ...plain,
  };
}

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  const rows = [
    ...shelf.map((row) => ({ op: 'put' as const, in: products.name, row })),
    ...Array.from({ length: 60 }, (_, n) =>
      order(
        `T${n}`,
        `x${n}`,
        n < 12 ? ['pot', 'cup', ...(n < 9 ? ['tray', 'gone'] : []), ...(n < 6 ? ['tin-red', 'tin-blue'] : [])] : n % 3 ? ['longjing'] : ['puer'],
      ),
    ).map((row) => ({ op: 'put' as const, in: orders.name, row })),
  ];
  for (const op of rows) await store.write([op]);
  await again();
});
afterEach(() => close());

const again = () => rebuild({ store, products: shelf, reckon: reckonHere, now: () => noon });
const asker = { contact: 'ann', address: { channel: 'telegram', account: 'main', user: 'ann' } };

async function shown(goal: Goal, more: { products?: string[]; lang?: string; limit?: number } = {}) {
  const { lang = 'zh', limit = 3, products: of = [] } = more;
  const found = await recommendFor({ store, shop: ownShop(store, 'CNY') }, { goal, asker, products: of, limit, now: noon });
  return recommendationsView(found, lang).map(({ id, reason, personal }) => `${id}: ${reason}${personal ? ' *' : ''}`);
}
const refuse = (granted: boolean) => store.write([{ op: 'patch', in: contacts.name, id: 'ann', set: { consent: { personal: granted } } }]);
const ann = () =>
  store
    .collection(contacts)
    .insert({ _id: 'ann', tags: [], vars: {}, consent: {}, addresses: ['telegram:main:ann'], promos: [], createdAt: noon, seenAt: noon });

describe('what goes with a product', () => {
  test('is bought with it, never sold out, one of twins; reasons are in the language of the customer', async () => {
    expect(await shown('product', { products: ['pot'], limit: 4 })).toEqual([
      'cup: 常与“紫砂壶”一起买',
      'tray: 常与“紫砂壶”一起买',
      'tin-blue: 常与“紫砂壶”一起买',
      'glass: 和“紫砂壶”相近',
    ]);
    expect((await shown('product', { products: ['pot'], lang: 'en' }))[0]).toBe('cup: often bought with Zisha teapot');
  });

  test('is alike where nobody bought it yet, and popular where nothing is', async () => {
    expect((await shown('product', { products: ['glass'] }))[0]).toBe('pot: 和“玻璃茶壶”相近');
    expect(await shown('product', { products: ['no such thing'] })).toEqual(['longjing: 近期热卖', 'puer: 近期热卖', 'pot: 近期热卖']);
  });
});

describe('what goes with what somebody bought', () => {
  test('is never what they have, sent back or put into the cart', async () => {
    await ann();
    await store.write([{ op: 'put', in: orders.name, row: order('T100', 'ann', ['pot', 'longjing']) }]);
    await store.write([{ op: 'put', in: orders.name, row: order('T101', 'ann', ['tray'], 'returned') }]);
    await store
      .collection(carts)
      .insert({ _id: 'k', contact: 'ann', url: '', currency: 'CNY', items: [{ sku: 'tin-red-1', title: '', quantity: 1, price: 1 }], updatedAt: noon });
    expect(await shown('contact')).toEqual(['cup: 常与“紫砂壶”一起买 *', 'glass: 和“紫砂壶”相近 *', 'puer: 和“西湖龙井”相近 *']);
    expect((await shown('cart'))[0]).toMatch(/^cup: 常与“红色小茶叶罐”一起买/);
  });

  test('is what everybody buys for one who refused, until they want it again', async () => {
    await ann();
    await store.write([{ op: 'put', in: orders.name, row: order('T100', 'ann', ['pot']) }]);
    await refuse(false);
    expect(await shown('contact')).toEqual(['longjing: 近期热卖', 'puer: 近期热卖', 'pot: 近期热卖']);
    expect(await shown('cart')).toEqual(await shown('everybody'));
    expect((await shown('product', { products: ['pot'] }))[0]).toBe('cup: 常与“紫砂壶”一起买');
    await refuse(true);
    expect((await shown('contact'))[0]).toBe('cup: 常与“紫砂壶”一起买 *');
  });

  test('is nothing of theirs when the contact that refused was merged into another', async () => {
    await ann();
    await store.write([{ op: 'put', in: orders.name, row: order('T100', 'ann', ['pot']) }]);
    await store.write([{ op: 'patch', in: contacts.name, id: 'ann', set: { mergedInto: 'bea' } }]);
    await store
      .collection(contacts)
      .insert({ _id: 'bea', tags: [], vars: {}, consent: { personal: false }, addresses: [], promos: [], createdAt: noon, seenAt: noon });
    expect((await shown('contact'))[0]).toBe('longjing: 近期热卖');
  });
});

test('a reckoning holds until the next one is whole, and goes when it holds no more', async () => {
  const before = (await store.collection(reckonings).get(holds))!;
  const broken = rebuild({
    store,
    products: shelf,
    now: () => noon + 100_000,
    reckon: async () => ({
      popular: [],
      lists: (async function* () {
        yield [{ together: [{ id: 'puer', score: 1 }], also: [], alike: [] }];
        throw new Error('the thread ended');
      })(),
    }),
  });
  await expect(broken).rejects.toThrow('the thread ended');
  expect(await store.collection(reckonings).get(holds)).toEqual(before);
  expect((await shown('product', { products: ['pot'] }))[0]).toMatch(/^cup/);
  const next = await rebuild({ store, products: shelf, reckon: reckonHere, now: () => noon + 300_000 });
  expect(next).toMatchObject({ products: 9, orders: 60, popular: expect.arrayContaining(['longjing', 'pot']) });
  expect(new Set((await store.collection(lists).find({ limit: 1_000 })).map(({ of }) => of))).toEqual(new Set([next.of]));
});

test.each([
  ['Tea tin small red lacquer', 'Tea tin small blue lacquer', true],
  ['Zisha teapot', 'Glass teapot with strainer', false],
  ['红色小茶叶罐', '蓝色小茶叶罐', true],
  ['西湖龙井', '熟普洱饼', false],
  ['iPhone 15 clear case', 'iPhone 15 screen protector', false],
  ['纯棉T恤 白色', '纯棉T恤 黑色', true],
  ['真丝吊带裙', '真丝衬衫', false],
])('%s and %s are twins: %s', (a, b, expected) => expect(areTwins(product('a', a, a, 'x'), product('b', b, b, 'x'))).toBe(expected));
