import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { importFile } from '../importing/import.ts';
import { removeRows } from '../rows/shop-rows.ts';
import type { ProductRow } from '../shop.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let catalogue: Catalogue;
let told: (readonly ProductRow[])[];
const zone = 'Asia/Shanghai';
const load = (text: string, file = 'products.csv') => importFile(opened.store, { file, bytes: Buffer.from(text), now: noon, currency: 'CNY', zone });

beforeEach(async () => {
  opened = await openTestStore();
  catalogue = catalogueOf(opened.store);
  told = [];
  catalogue.onChange((rows) => told.push(rows));
});
afterEach(() => opened.close());

const ids = async (now: number) => (await catalogue.rows(now)).map(({ _id }) => _id);

describe('is what the last import made it', () => {
  test('a second after it', async () => {
    expect((await load('id,title,price,stock\nlongjing,Longjing,88,5\n')).ok).toBe(true);
    expect(await ids(noon)).toEqual(['longjing']);
    await load('id,title,price,stock\ndahongpao,Da Hong Pao,128,5\n');
    expect(await ids(noon + 500)).toEqual(['longjing']);
    expect(await ids(noon + 1_000)).toEqual(['dahongpao', 'longjing']);
    expect(told.map((rows) => rows.length)).toEqual([1, 2]);
  });

  test('of 20,000 products too, and customers wait for the first reading only', async () => {
    const many = (stock: number) => `id,title,price,stock\n${Array.from({ length: 20_000 }, (_, n) => `p${n},Tea number ${n},88,${stock}`).join('\n')}\n`;
    await load(many(5));
    expect(await ids(noon)).toHaveLength(20_000);
    await load(many(0));
    const before = performance.now();
    expect((await catalogue.rows(noon + 1_000))[0]?.variants[0]?.stock).toBe(5);
    const waited = performance.now() - before;
    await catalogue.refresh(noon + 1_000);
    // The reading itself takes much longer, on a busy machine too.
    expect(waited).toBeLessThan(Math.max(200, performance.now() - before - waited));
    expect((await catalogue.rows(noon + 1_500))[0]?.variants[0]?.stock).toBe(0);
  }, 120_000);

  test('rows that were not touched stay the same objects', async () => {
    await load('id,title,price,stock\na,Longjing,88,5\nb,Puer,88,5\n');
    const [a, b] = await catalogue.rows(noon);
    await load('id,stock\nb,7\n', 'stock.csv');
    const [later, other] = await catalogue.rows(noon + 1_000);
    expect(later).toBe(a);
    expect(other).not.toBe(b);
    expect(other?.variants[0]?.stock).toBe(7);
  });

  test('a removed product is gone', async () => {
    await load('id,title,price,stock\na,Longjing,88,5\nb,Puer,88,5\n');
    expect(await ids(noon)).toEqual(['a', 'b']);
    await removeRows(opened.store, 'products', ['a']);
    expect(await ids(noon + 1_000)).toEqual(['b']);
  });

  test('nothing is told when nothing changed', async () => {
    const example = readFileSync(new URL('../../../docs/examples/products.csv', import.meta.url), 'utf8');
    await load(example);
    await catalogue.rows(noon);
    await load(example);
    await catalogue.rows(noon + 1_000);
    expect(told.length).toBeLessThanOrEqual(2);
    await catalogue.rows(noon + 2_000);
    expect(told.length).toBeLessThanOrEqual(2);
  });
});
