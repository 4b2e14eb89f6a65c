import { describe, expect, it } from 'vitest';
import { atOnce } from '../../event-loop/slices.ts';
import { readKinds } from '../../shop/search/kinds.ts';
import { searching } from '../../shop/search/search.ts';
import { wishOf } from '../../shop/search/wish.ts';
import { orderStatuses } from '../../shop/shop.ts';
import { productPicture } from '../demo-catalogue.ts';
import { demoShopNames, demoShops } from './demo-shops.ts';
import { shopRows } from './trade-rows.ts';

const now = Date.UTC(2026, 10, 23, 4);

describe.each(demoShopNames)('the demo shop of %s', (name) => {
  const { products, orders, carts, coupons } = shopRows(name, now);
  const skus = new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));

  it('has thirty products or more, each once, in both languages, with prices, stock and a picture', () => {
    expect(products.length).toBeGreaterThanOrEqual(30);
    expect(new Set(products.map(({ _id }) => _id)).size).toBe(products.length);
    expect(skus.size).toBe(products.reduce((sum, { variants }) => sum + variants.length, 0));
    for (const product of products) {
      expect(product.title.zh).toMatch(/\p{Script=Han}/u);
      expect(product.title.en).not.toMatch(/\p{Script=Han}/u);
      expect(product.text.zh && product.text.en).toBeTruthy();
      expect(product.price).toBeGreaterThan(0);
      expect(product.variants.every(({ price }) => Number.isInteger(price) && price >= product.price)).toBe(true);
      expect(productPicture(product._id)).toMatch(/^<svg/);
    }
    expect(products.filter(({ variants }) => variants.every(({ stock }) => stock === 0)).length).toBeGreaterThan(0);
  });

  it('has orders in every state, of its own goods, and carts and coupons', () => {
    expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(orderStatuses));
    for (const order of orders) {
      for (const { sku } of order.items) expect(skus).toContain(sku);
      for (const parcel of order.parcels) for (const sku of parcel.skus) expect(order.items.map((item) => item.sku)).toContain(sku);
      expect(order.total).toBe(order.items.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
    }
    for (const cart of carts) for (const { sku } of cart.items) expect(skus).toContain(sku);
    for (const { gift } of coupons) if (gift) expect(products.map(({ _id }) => _id)).toContain(gift);
  });

  it('has a name, and terms in both languages', () => {
    expect(demoShops[name].title).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
    for (const term of Object.values(demoShops[name].terms))
      if (typeof term === 'object' && !('value' in term)) expect(Object.keys(term)).toEqual(['zh', 'en']);
  });
});

const found = (name: 'tea' | 'phones', text: string): string => {
  const rows = shopRows(name, now).products;
  const result = atOnce(searching(rows, wishOf(text, 'USD', atOnce(readKinds(rows))), 3));
  return [...(result.near ? [`(${result.near})`] : []), ...result.products.map(({ _id }) => _id)].join(' ');
};

it.each([
  ['tea', '有红茶吗', 'qimen dianhong zhengshan'],
  ['tea', '20 美元以内的乌龙茶', 'tieguanyin-light tieguanyin-roasted'],
  ['tea', 'green tea', 'longjing maofeng longjing-yuqian'],
  ['tea', 'an oolong under $20', 'tieguanyin-light osmanthus-oolong tieguanyin-roasted'],
  ['tea', '紫砂壶', 'yixing-teapot'],
  ['tea', 'gift box', 'gift-four gift-tea-ware gift-puer'],
  ['phones', '充电宝', 'power-10000 power-20000 power-5000'],
  ['phones', 'power bank under $40', 'power-10000 power-20000 power-5000'],
  ['phones', '降噪耳机', 'buds-anc'],
  ['phones', 'screen protector', 'film-glass film-privacy film-lens'],
  ['phones', '小米 14 手机壳', 'case-xiaomi'],
] as const)('%s: %s', (name, text, ids) => {
  expect(found(name, text)).toBe(ids);
});
