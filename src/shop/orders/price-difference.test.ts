import { expect, it } from 'vitest';
import { noon } from '../../../tests/shop/test-shop.ts';
import { orderRows, productRows } from '../../demo/seed/rows.ts';
import type { OrderRow } from '../shop.ts';
import { priceDifference } from './price-difference.ts';

const order = orderRows(noon).find(({ number }) => number === 'SO-10007')!;
const cheaper = (by: number) =>
  productRows().map((product) =>
    product._id === 'straight-jeans' ? { ...product, variants: product.variants.map((one) => ({ ...one, price: one.price - by })) } : product,
  );

it.each<[string, Partial<OrderRow>, number, number | undefined, number | string]>([
  ['the difference', {}, 500, 7, 500],
  ['for each piece', { items: order.items.map((item) => ({ ...item, quantity: 2 })), total: 9980 }, 500, 7, 1000],
  ['with a coupon only what is left of it', { total: 4690 }, 500, 7, 200],
  ['no less than nothing', { total: 4000 }, 500, 7, 'no_drop'],
  ['postage is not the price', { total: 5900 }, 500, 7, 500],
  ['nothing got cheaper', {}, 0, 7, 'no_drop'],
  ['dearer now', {}, -900, 7, 'no_drop'],
  ['no promise', {}, 500, undefined, 'no_promise'],
  ['too late', { deliveredAt: noon - 8 * 86_400_000 }, 500, 7, 'too_late'],
  ['on the last day', { deliveredAt: noon - 7 * 86_400_000 }, 500, 7, 500],
  ['on its way', { status: 'shipped', deliveredAt: undefined }, 500, 7, 500],
  ['refunded', { status: 'refunded' }, 500, 7, 'closed'],
  ['another currency', { currency: 'EUR' }, 500, 7, 'no_drop'],
])('%s', (_, change, by, days, expected) => {
  const found = priceDifference({ ...order, ...change }, cheaper(by), days, noon);
  expect(found.ok ? found.total : found.code).toBe(expected);
});
