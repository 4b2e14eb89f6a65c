/** Carts and coupons of people who are no contacts yet: they show the merchant what such rows look like. */
import type { CartRow, CouponRow } from '../../shop/shop.ts';
import { demoProducts } from './product-table.ts';
import { skuOf } from './rows.ts';

const hour = 3_600_000;

// biome-ignore format: a table, one cart a line
const carts: [id: string, hoursAgo: number, items: [product: string, colour: string, size: string, quantity: number][]][] = [
  ['cart-demo-1', 1, [['silk-scarf', 'green', 'one size', 1]]],
  ['cart-demo-2', 5, [['wool-coat', 'camel', 'M', 1], ['wool-beanie', 'grey', 'one size', 1]]],
  ['cart-demo-3', 30, [['fleece-hoodie', 'black', 'L', 2]]],
  ['cart-demo-4', 90, [['floral-dress', 'sky', 'S', 1], ['canvas-tote', 'olive', 'one size', 1]]],
];

export function cartRows(now: number): CartRow[] {
  return carts.map(([id, hoursAgo, items]) => ({
    _id: id,
    v: 1,
    contact: `demo-${id}`,
    url: `/#/cart/${id}`,
    currency: 'USD',
    items: items.map(([product, colour, size, quantity]) => {
      const row = demoProducts.find((candidate) => candidate.id === product);
      return { sku: skuOf(product, colour, size), title: row?.title.en ?? product, quantity, price: row?.price ?? 0, image: `/demo/images/${product}.svg` };
    }),
    updatedAt: now - hoursAgo * hour,
  }));
}

/** Codes that anybody may use once, one of each kind; `*` is anybody. */
export function couponRows(now: number): CouponRow[] {
  const row = (code: string, days: number, worth: Pick<CouponRow, 'kind' | 'percent' | 'money' | 'gift'>): CouponRow => ({
    _id: code,
    v: 1,
    code,
    campaign: 'demo',
    contact: '*',
    claim: `demo:${code}`,
    until: now + days * 24 * hour,
    issuedAt: now - 24 * hour,
    ...worth,
  });
  return [
    row('YUN-DEMX-AUTM', 30, { kind: 'percent', percent: 15 }),
    row('YUN-DEMX-FXED', 30, { kind: 'fixed', money: { amount: 1000, currency: 'USD' } }),
    row('YUN-DEMX-SHXP', 30, { kind: 'free_shipping' }),
    row('YUN-DEMX-GXFT', 30, { kind: 'gift', gift: 'silk-scarf' }),
    row('YUN-DEMX-PAST', -2, { kind: 'percent', percent: 20 }),
  ];
}
