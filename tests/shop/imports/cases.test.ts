/** Files that real people brought: what is taken, with its values, and what is refused, with the cure. One row a file. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptEvent, applyEvent } from '../../../src/shop/events.ts';
import { type ImportResult, importFile } from '../../../src/shop/import.ts';
import { importReport } from '../../../src/shop/import-report.ts';
import { type OrderRow, orders, type ProductRow, products } from '../../../src/shop/shop.ts';
import type { Store } from '../../../src/store/store.ts';
import { noon, openTestStore } from '../test-shop.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const bytesOf = (file: string) => readFileSync(new URL(`cases/${file}`, import.meta.url));
const put = (file: string, bytes: Uint8Array): Promise<ImportResult> => importFile(store, { file, bytes, now: noon, currency: 'USD', zone: 'Asia/Shanghai' });
const ordersNow = (): Promise<OrderRow[]> => store.collection(orders).find({ sort: { by: '_id' } });
const productsNow = (): Promise<ProductRow[]> => store.collection(products).find({ sort: { by: '_id' } });

describe('refused, with the cure, and nothing written', () => {
  test.each([
    ['orders-sci-number.csv', ['"2.98765E+17" was turned into a scientific number', 'Export the file from the shop again']],
    ['orders-sci-sku.csv', ['sku: "6.92123E+12" was turned into', 'tracking: "7.73123E+14" was turned into']],
  ])('%s', async (file, words) => {
    const result = await put(file, bytesOf(file));
    const report = importReport(result, file, 'en').join('\n');
    for (const word of words) expect(report).toContain(word);
    expect(await ordersNow()).toEqual([]);
  });
});

describe('orders', () => {
  test.each<[string, (all: OrderRow[]) => unknown, unknown]>([
    [
      'orders-underscore.csv',
      (all) => all.map(({ number, customer }) => [number, customer.name]),
      [
        ['ORD_2024_001', 'A'],
        ['ORD_2024_002', 'B'],
      ],
    ],
    [
      'orders-suffix.csv',
      (all) => all.map(({ number, status }) => [number, status]),
      [
        ['SO-10001-1', 'shipped'],
        ['SO-10001-2', 'delivered'],
      ],
    ],
    ['orders-plain.csv', (all) => all.map(({ number, phone, total }) => [number.endsWith('10001'), phone, total]), [[true, '8613800138000', 10000]]],
    [
      'orders-phones.csv',
      (all) => all.map(({ phone }) => phone),
      ['14155550101', '14155550102', '551187654321', '525512345678', '541112345678', '8613800138000', '867700900123'],
    ],
    ['orders-formula.csv', ([one]) => [one?.number, one?.phone, one?.parcels[0]?.number], ['298765432109876543', '8613800138000', '773123456789012']],
    ['orders-lrm-phone.csv', ([one]) => [one?.customer.phone, one?.phone], ['+86 138 0013 8000', '8613800138000']],
    ['orders-sep.csv', ([one]) => [one?.number, one?.total, one?.parcels[0]?.number], ['A1001', 10050, 'SF1']],
    [
      'taobao-orders.csv',
      ([one]) => [
        one?.number,
        one?.status,
        one?.phone,
        one?.customer.name,
        one?.items[0]?.title.zh,
        one?.items[0]?.price,
        one?.total,
        one?.parcels[0]?.number,
        one?.parcels[0]?.carrier,
        one?.placedAt,
      ],
      ['2987654321098765432', 'shipped', '8613800138000', '张三', '亚麻连衣裙', 12800, 12800, '773123456789012', '中通快递', Date.UTC(2026, 10, 18, 2, 24, 31)],
    ],
    ['shopify-orders-refunded.csv', ([one]) => [one?.number, one?.status, one?.total], ['1004', 'refunded', 6900]],
    ['shopify-orders-partial.csv', ([one]) => [one?.number, one?.status, one?.payment, one?.address], ['1002', 'shipped', 'card', '1 Main St']],
    [
      'shopify-orders-nosku.csv',
      ([one]) => [one?.items[0]?.sku, one?.items[0]?.title.en, one?.shippedAt],
      ['Linen dress - S', 'Linen dress - S', Date.UTC(2026, 10, 19, 2)],
    ],
  ])('%s', async (file, seen, right) => {
    const result = await put(file, bytesOf(file));
    expect(importReport(result, file, 'en').join('\n')).toContain('Imported.');
    expect(seen(await ordersNow())).toEqual(right);
  });
});

test('an event about an order of a file is about that order', async () => {
  await put('orders-plain.csv', bytesOf('orders-plain.csv'));
  const accepted = acceptEvent('order.shipped', { contact: { phone: '+8613800138000' }, data: { order: { number: '10001' } } });
  if (!accepted.ok) throw new Error(accepted.error.message);
  await applyEvent(store, accepted.event, { lang: 'en' }, noon + 1_000);
  expect((await ordersNow()).map(({ number, status }) => [number, status])).toEqual([['10001', 'shipped']]);
});

describe('products', () => {
  test.each<[string, (all: ProductRow[]) => unknown, unknown]>([
    [
      'products-shopify.csv',
      ([one]) => [one?._id, one?.text.en, one?.image, one?.images, one?.variants.map(({ sku, options, price, stock }) => [sku, options.size, price, stock])],
      [
        'linen-dress',
        'Airy & long\n· Linen',
        'https://cdn.example.com/1.jpg',
        ['https://cdn.example.com/2.jpg'],
        [
          ['LD-S', 'S', 6900, 12],
          ['LD-M', 'M', 6900, 0],
        ],
      ],
    ],
    [
      'products-woo.csv',
      ([one]) => [one?._id, one?.title.en, one?.text.en, one?.image, one?.variants.map(({ sku, options, price, stock }) => [sku, options.size, price, stock])],
      ['44', 'V-Neck T-Shirt', 'A tee', 'https://example.com/a.jpg', [['woo-vneck-s', 'S', 1800, 5]]],
    ],
    ['products-oversold.csv', (all) => all.map(({ variants }) => variants[0]?.stock), [0, 1200, 5]],
    ['products-latin1.csv', (all) => all.map(({ title }) => title.en), ['Schlüsselanhänger', 'Crème brûlée']],
    ['products-html.csv', ([one]) => one?.text.en, 'Warm & soft\n· wool'],
    ['products-jpy.csv', ([one]) => [one?.price, one?.currency], [1500, 'JPY']],
  ])('%s', async (file, seen, right) => {
    const result = await put(file, bytesOf(file));
    expect(importReport(result, file, 'en').join('\n')).toContain('Imported.');
    expect(seen(await productsNow())).toEqual(right);
  });
});
