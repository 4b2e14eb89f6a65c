import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generatedHistory, historyOf } from '../../bench/purchase-history.ts';

it('reads a history of two files: the best sellers, then the latest orders', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'history-'));
  const lines = ['customer,order,product,at', '1,a,milk,100', '1,a,bread,100', '2,b,milk,200', '1,c,milk,300', '1,c,salt,300'];
  await writeFile(join(folder, 'purchases.csv'), lines.join('\n'));
  await writeFile(join(folder, 'products.csv'), 'product,type,size,category\nmilk,"MILK, WHITE",1 L,DAIRY\nbread,BREAD,,BAKERY\n');
  const { products, baskets } = await historyOf(folder, 2, 2);
  await rm(folder, { recursive: true });
  expect(products.map(({ _id, category }) => [_id, category])).toEqual([
    ['milk', 'MILK, WHITE'],
    ['bread', 'BREAD'],
  ]);
  expect(baskets).toEqual([
    { customer: '2', at: 200_000, products: [0] },
    { customer: '1', at: 300_000, products: [0] },
  ]);
});

it('makes the same history each time', () => {
  const { products, baskets } = generatedHistory(200, 100);
  expect([products.length, baskets.length]).toEqual([200, 100]);
  expect(generatedHistory(200, 100)).toEqual({ products, baskets });
});
