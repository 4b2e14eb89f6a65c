import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon, openTestStore } from '../../tests/shop/test-shop.ts';
import { tellWaiting } from '../tell-waiting.ts';
import { backInStock } from './back-in-stock.ts';
import { importFile } from './import.ts';
import { type RestockRow, restocks } from './shop.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
beforeEach(async () => {
  opened = await openTestStore();
  await load('id,sku,title,price,size,stock\nlongjing,L-S,Longjing,88,S,0\nlongjing,L-M,Longjing,88,M,0\n', 'products.csv');
});
afterEach(() => opened.close());

async function load(text: string, file: string) {
  const result = await importFile(opened.store, { file, bytes: Buffer.from(text), now: noon, currency: 'CNY', zone: 'Asia/Shanghai' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
}
const waits = async (contact: string, sku?: string): Promise<void> => {
  const row: RestockRow = {
    _id: `longjing ${contact}`,
    v: 1,
    product: 'longjing',
    contact,
    conversation: `telegram:main:${contact}`,
    at: noon,
    ...(sku && { sku }),
  };
  await opened.store.collection(restocks).insert(row);
};
const told = async () => (await backInStock(opened.store, 'en')).map(({ conversation, product }) => `${conversation} ${String(product.title)}`);

test('nobody is told while it is sold out', async () => {
  await waits('1');
  expect(await told()).toEqual([]);
});

test('an import of stock tells who waits, once, and only of the variant that they want', async () => {
  await waits('1');
  await waits('2', 'L-M');
  await waits('3', 'L-S');
  await load('sku,stock\nL-M,5\n', 'stock.csv');
  expect(await told()).toEqual(['telegram:main:1 Longjing', 'telegram:main:2 Longjing']);
  expect(await told()).toEqual([]);
  await load('sku,stock\nL-S,5\n', 'stock.csv');
  expect(await told()).toEqual(['telegram:main:3 Longjing']);
});

test('they hear of it as of the shop’s own event', async () => {
  await waits('1');
  await load('sku,stock\nL-M,5\n', 'stock.csv');
  const entered: unknown[] = [];
  const enter = async (...all: unknown[]): Promise<'stored'> => {
    entered.push(all);
    return 'stored';
  };
  await tellWaiting({ store: opened.store, runtime: { enter }, lang: 'en' });
  expect(entered).toMatchObject([
    ['telegram:main:1', { event: { name: 'product.restocked', data: { product: { id: 'longjing', in_stock: true } } } }, expect.any(String)],
  ]);
});
