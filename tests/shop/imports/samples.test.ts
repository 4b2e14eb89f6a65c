/**
 * Exports of six shop systems as they are, made after the vendors' own documents and samples and the files of public tools: headers and quirks
 * are theirs, people and goods are invented. Each is taken whole, with the right values.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Imported, importFile } from '../../../src/shop/import.ts';
import { importReport } from '../../../src/shop/import-report.ts';
import { type OrderRow, orders, type ProductRow, products } from '../../../src/shop/shop.ts';
import { consents, contacts } from '../../../src/store/collections.ts';
import type { Store } from '../../../src/store/store.ts';
import { noon, openTestStore } from '../test-shop.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const folder = new URL('samples/', import.meta.url);

async function put(file: string, more: { currency?: string; consent?: string } = {}): Promise<Imported> {
  const request = { file, bytes: readFileSync(new URL(encodeURI(file), folder)), now: noon, currency: 'EUR', zone: 'Asia/Shanghai', ...more };
  const result = await importFile(store, request);
  if (!result.ok) throw new Error(importReport(result, file, 'en').join('\n'));
  return result;
}
const ordersNow = (): Promise<OrderRow[]> => store.collection(orders).find({ sort: { by: '_id' } });
const productsNow = (): Promise<ProductRow[]> => store.collection(products).find({ sort: { by: '_id' } });
const brief = (all: readonly OrderRow[]) =>
  all.map(({ number, status, payment, total, items }) => [number.replace(/^SO-/, ''), status, payment, total, items.length]);

test.each(readdirSync(folder))('%s is taken whole', async (file) => {
  expect((await put(file)).rows).toBeGreaterThan(0);
});

describe('Shopify', () => {
  test('orders: several rows, refunds, part payments, ways of paying that nobody knows, no SKU', async () => {
    await put('shopify-orders_export.csv');
    const all = await ordersNow();
    expect(brief(all)).toEqual([
      ['1050', 'shipped', 'other', 10090, 2],
      ['1051', 'shipped', 'card', 4000, 1],
      ['1052', 'placed', 'other', 8000, 1],
      ['1053', 'cancelled', 'other', 2000, 1],
      ['1054', 'placed', 'cod', 2000, 1],
    ]);
    expect(all[0]).toMatchObject({
      phone: '31612345678',
      coupon: 'TEA10',
      address: 'Dorpsstraat 1, Utrecht, 3512AB, NL',
      shippedAt: Date.UTC(2026, 10, 19, 2),
    });
    expect(all[2]?.items[0]).toMatchObject({ sku: 'Gift box', title: { en: 'Gift box' } });
  });

  test('products: variants with options of their own names, pictures in rows of their own, drafts left out', async () => {
    const { notes } = await put('shopify-products_export.csv');
    const [pao, gift, ...more] = await productsNow();
    expect(more).toEqual([]);
    expect(pao).toMatchObject({
      _id: 'da-hong-pao',
      category: 'Tea & Infusions',
      text: { en: 'Roasted & mineral.\nSix infusions.\n· Wuyi\n· 2026 spring' },
      image: 'https://cdn.example.com/dhp%201.jpg',
      images: ['https://cdn.example.com/dhp2.jpg', 'https://cdn.example.com/dhp3.jpg'],
      price: 1800,
    });
    expect(pao?.tags).toEqual(expect.arrayContaining(['oolong', '岩茶', 'gift', 'Leaf & Pot']));
    expect(pao?.variants.map(({ sku, options, price, stock }) => [sku, options['net weight'], options.packaging, price, stock])).toEqual([
      ['DHP-50-T', '50g', 'Tin', 1800, 12],
      ['DHP-250-B', '250g', 'Bag', 6900, 0],
      ['DA-HONG-PAO-500G-BAG', '500g', 'Bag', 12000, 9999],
    ]);
    expect(gift?.variants).toEqual([{ sku: 'GIFT-CARD', options: {}, price: 2500, stock: 9999 }]);
    expect(notes.map(({ line, code }) => [line, code])).toEqual([
      [3, 'oversold'],
      [7, 'unpublished'],
    ]);
  });

  test('products in the newer form', async () => {
    await put('shopify-products-new.csv');
    const [one] = await productsNow();
    expect(one).toMatchObject({ _id: 'case-iphone-15', title: { en: 'Case for iPhone 15' }, text: { en: 'Slim case' }, category: 'Phone case' });
    expect(one?.variants.map(({ options, stock }) => [options.colour, options.model, stock])).toEqual([
      ['black', 'iPhone 15', 40],
      ['red', 'iPhone 15 Pro', 0],
    ]);
  });

  test('inventory: places add up, by SKU or by options, and nothing else changes', async () => {
    await put('shopify-products_export.csv');
    const { kind, notes } = await put('shopify-inventory_export.csv');
    const [pao] = await productsNow();
    expect(kind).toBe('stock');
    expect(pao?.variants.map(({ stock }) => stock)).toEqual([7, 0, 9]);
    expect(pao?.title.zh).toContain('大红袍');
    expect(notes.map(({ code, fill }) => [code, fill.value])).toEqual([['unknown-sku', 'XX-1']]);
  });

  test('customers: a yes to e-mails is no yes to messages, unless the merchant says what they agreed to', async () => {
    const { notes } = await put('shopify-customers_export.csv');
    const all = await store.collection(contacts).find({ sort: { by: '_id' } });
    expect(all.map(({ name, phone, consent }) => [name, phone, consent.marketing]).sort()).toEqual([
      ['Anna Jansen', '+31612345678', undefined],
      ['Ben', '+14155550142', undefined],
      ['王小明', '+8613800138001', undefined],
    ]);
    expect(notes.map(({ code, fill }) => [code, fill.column])).toEqual([
      ['no-proof', 'Accepts Email Marketing'],
      ['no-proof', 'Accepts SMS Marketing'],
    ]);
    await put('shopify-customers_export.csv', { consent: 'Ticked "news by WhatsApp" at the checkout' });
    const ledger = await store.collection(consents).find({});
    expect(ledger.map(({ granted, words }) => [granted, words]).sort()).toEqual([
      [true, 'Ticked "news by WhatsApp" at the checkout (Accepts Email Marketing: yes)'],
      [true, 'Ticked "news by WhatsApp" at the checkout (Accepts SMS Marketing: yes)'],
    ]);
  });
});

describe('WooCommerce', () => {
  test('products', async () => {
    await put('woocommerce-wc-product-export.csv');
    const [tee, beanie, album, ...more] = await productsNow();
    expect(more).toEqual([]);
    expect(tee).toMatchObject({
      _id: '44',
      title: { en: 'V-Neck T-Shirt' },
      text: { en: 'Soft cotton.\nWashable.' },
      images: ['https://example.com/vneck-green.jpg'],
      price: 1950,
    });
    expect(tee?.variants.map(({ sku, options, price, stock }) => [sku, options.colour, options.size, price, stock])).toEqual([
      ['woo-vneck-tee-blue', 'blue', 'Large', 2000, 5],
      ['44-GREEN-SMALL', 'green', 'Small', 1950, 9999],
    ]);
    expect(beanie).toMatchObject({ price: 1800, variants: [{ sku: 'woo-beanie', options: { colour: 'red' }, stock: 9999 }] });
    expect(album).toMatchObject({ title: { en: 'Album & Single' }, price: 1500, variants: [{ stock: 0 }] });
  });

  test('orders of three export tools', async () => {
    for (const file of ['woocommerce-orders-per-item.csv', 'woocommerce-orders-webtoffee.csv', 'woocommerce-analytics-orders.csv']) await put(file);
    const all = await ordersNow();
    expect(brief(all)).toEqual([
      ['501', 'shipped', 'card', 6300, 2],
      ['502', 'refunded', 'paypal', 2000, 0],
      ['57', 'placed', 'other', 2000, 1],
      ['732', 'paid', 'cod', 5500, 2],
      ['740', 'shipped', 'card', 9800, 2],
    ]);
    expect(all[0]).toMatchObject({ customer: { name: 'Jo Doe' }, email: 'jo@example.com', phone: '864045550101', address: '1 Elm St, Atlanta, GA, 30301, US' });
    expect(all[3]?.items).toMatchObject([
      { sku: 'woo-hoodie', price: 4500 },
      { sku: 'Logo, large', quantity: 2, price: 500 },
    ]);
    expect(all[4]?.items).toMatchObject([
      { title: { en: 'Hoodie' }, quantity: 2 },
      { title: { en: 'Beanie, wool' }, quantity: 1 },
    ]);
  });
});

describe('Medusa', () => {
  test.each([
    ['EUR', 1000],
    ['USD', 1250],
    ['GBP', 1000],
  ])('products in a shop of %s', async (currency, price) => {
    await put('medusa-products.csv', { currency });
    const [mug, ...more] = await productsNow();
    expect(more).toEqual([]);
    expect(mug).toMatchObject({
      _id: 'coffee-mug-v3',
      price,
      currency: currency === 'GBP' ? 'EUR' : currency,
      tags: ['mugs', 'gifts'],
      images: ['https://example.com/mug2.png'],
    });
    expect(mug?.variants).toEqual([{ sku: 'MUG-1', options: { size: 'One Size', glaze: 'Celadon' }, price, stock: 9999 }]);
  });

  test('orders, which have no goods in them', async () => {
    await put('medusa-orders.csv');
    const all = await ordersNow();
    expect(brief(all)).toEqual([
      ['1201', 'paid', 'card', 11000, 0],
      ['1202', 'delivered', 'card', 6000, 0],
      ['1203', 'packed', 'card', 6000, 0],
      ['1204', 'refunded', 'card', 6000, 0],
    ]);
    expect(all[1]).toMatchObject({ customer: { name: 'Ole Lie', externalId: 'cus_02' }, currency: 'EUR', address: 'Storgata 2, H0301, Oslo, 0155, no' });
  });
});

describe('Taobao, JD, Youzan, Weimob', () => {
  const [list, goods] = ['淘宝-ExportOrderList订单.csv', '淘宝-ExportOrderDetail订单明细.csv'];

  test.each([[[list, goods]], [[goods, list]]])('Taobao: the list of orders and that of goods complete each other: %j', async (files) => {
    for (const file of files) await put(file, { currency: 'CNY' });
    const [one, two, three] = await ordersNow();
    expect(one).toMatchObject({
      number: '2987654321098765432',
      status: 'shipped',
      customer: { name: '周小雨', phone: '13800138000' },
      total: 24600,
      address: '浙江省 杭州市 西湖区 文三路 1 号',
      parcels: [{ carrier: '中通快递', number: '773123456789012', skus: ['DHP-50-T', 'QM-L'] }],
    });
    expect(one?.items).toMatchObject([
      { sku: 'DHP-50-T', title: { zh: '大红袍 50g 罐装' }, price: 12800 },
      { sku: 'QM-L', title: { zh: '祁门红茶 礼盒 (红色)' }, price: 11800 },
    ]);
    expect([two?.status, two?.phone, three?.status, three?.total]).toEqual(['delivered', undefined, 'cancelled', 12800]);
  });

  test('JD: one order in two rows, masked phones, the line of totals', async () => {
    const { notes, encoding } = await put('京东-订单.csv', { currency: 'CNY' });
    const all = await ordersNow();
    expect(encoding).toBe('gb18030');
    expect(brief(all)).toEqual([
      ['302514896721', 'paid', 'other', 50000, 2],
      ['302514896722', 'delivered', 'cod', 50000, 1],
    ]);
    expect(all[1]?.deliveredAt).toBe(Date.UTC(2026, 10, 13, 1));
    expect(notes.map(({ line, code }) => [line, code])).toEqual([
      [0, 'code-page'],
      [2, 'masked'],
      [3, 'masked'],
      [4, 'masked'],
      [5, 'totals-row'],
    ]);
  });

  test('Youzan: orders and customers', async () => {
    await put('有赞-订单.csv', { currency: 'CNY' });
    const all = await ordersNow();
    expect(brief(all)).toEqual([
      ['E20261110142238091806172', 'refunded', 'wechat', 8800, 1],
      ['E20261118142238091806171', 'shipped', 'wechat', 18800, 2],
    ]);
    expect(all[1]).toMatchObject({
      phone: '8613666666666',
      address: '云南省昆明市盘龙区北京路 1 号',
      parcels: [{ number: 'SF1234567890123', skus: ['ZS-100', 'CL'] }],
    });
    const { notes } = await put('有赞-客户.csv');
    const [li, ...more] = await store.collection(contacts).find({});
    expect([li?.name, li?.tags, li?.consent.marketing, more.length]).toEqual(['李四', ['老客', '茶友'], false, 0]);
    expect(notes.map(({ code }) => code)).toEqual(['masked', 'masked-only']);
  });

  test('Weimob', async () => {
    await put('微盟-订单导出.csv', { currency: 'CNY' });
    const all = await ordersNow();
    expect(brief(all)).toEqual([
      ['6012345678901234567', 'paid', 'alipay', 19800, 1],
      ['6012345678901234568', 'return_requested', 'wechat', 119800, 1],
    ]);
    expect(all[0]).toMatchObject({
      address: '福建省厦门市思明区环岛路 1 号',
      placedAt: Date.UTC(2026, 10, 18, 1, 5),
      items: [{ title: { zh: '普洱茶饼 (357g)' } }],
    });
  });
});
