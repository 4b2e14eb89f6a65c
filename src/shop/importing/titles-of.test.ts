import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import type { Store } from '../../store/store.ts';
import { products } from '../shop.ts';
import { importFile } from './import.ts';
import { importReport } from './import-report.ts';
import { withOtherLanguage } from './titles-of.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

async function put(file: string, text: string, lang: 'zh' | 'en' = 'en'): Promise<string[]> {
  const result = await importFile(store, { file, bytes: new TextEncoder().encode(text), now: noon, currency: 'USD', zone: 'Asia/Shanghai' });
  return importReport(result, file, lang);
}
const shopify = (title: string, price = '32.90'): string =>
  `Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\niphone-13-screen,${title},SCR-IP13,${price},45\nmi11-bat,Mi 11 battery,B-MI11,9.90,3\n`;
const titleOf = async (id: string) => (await store.collection(products).get(id))?.title;

test('an export of one language and a file with titles: both languages, and the next export keeps them', async () => {
  await put('products_export.csv', shopify('iPhone 13 Screen'));
  expect(await put('titles.csv', 'Handle,中文标题,title_en\niphone-13-screen,苹果 13 屏幕总成,\n', 'zh')).toEqual([
    '已导入 1 个商品的标题（1 行）。',
    '新增 0，修改 1，删除 0，不变 0。',
  ]);
  const both = { zh: '苹果 13 屏幕总成', en: 'iPhone 13 Screen' };
  expect(await store.collection(products).get('iphone-13-screen')).toMatchObject({ title: both, price: 3290, variants: [{ sku: 'SCR-IP13', stock: 45 }] });
  await put('products_export.csv', shopify('iPhone 13 Screen', '29.90'));
  expect(await store.collection(products).get('iphone-13-screen')).toMatchObject({ title: both, price: 2990 });
  await put('products_export.csv', shopify('iPhone 13 Screen Assembly'));
  expect(await titleOf('iphone-13-screen')).toEqual({ zh: '苹果 13 屏幕总成', en: 'iPhone 13 Screen Assembly' });
});

test('by SKU; what is not known is told and left out', async () => {
  await put('products_export.csv', shopify('iPhone 13 Screen'));
  expect(await put('translations.csv', 'sku,title_zh\nB-MI11,小米 11 电池\nB-MI12,小米 12 电池\n')).toEqual([
    'translations.csv:3: id: there is no product "B-MI12".',
    'Imported. Products with new titles: 1 (rows: 2).',
    'New: 0, changed: 1, removed: 0, as before: 0.',
  ]);
  expect(await titleOf('mi11-bat')).toEqual({ zh: '小米 11 电池', en: 'Mi 11 battery' });
  expect(await titleOf('iphone-13-screen')).toEqual({ zh: 'iPhone 13 Screen', en: 'iPhone 13 Screen' });
});

test.each([
  ['one language before', { zh: 'Cup', en: 'Cup' }, { zh: 'Mug', en: 'Mug' }, { zh: 'Mug', en: 'Mug' }],
  ['as before', { zh: '杯子', en: 'Cup' }, { zh: 'Cup', en: 'Cup' }, { zh: '杯子', en: 'Cup' }],
  ['a new English one', { zh: '杯子', en: 'Cup' }, { zh: 'Mug', en: 'Mug' }, { zh: '杯子', en: 'Mug' }],
  ['a new Chinese one', { zh: '杯子', en: 'Cup' }, { zh: '马克杯', en: '马克杯' }, { zh: '马克杯', en: 'Cup' }],
  ['none', { zh: '杯子', en: 'Cup' }, {}, {}],
])('told in one language, %s', (_, before, told, after) => {
  expect(withOtherLanguage(before, told)).toEqual(after);
});
