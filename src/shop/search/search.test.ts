import { describe, expect, test } from 'vitest';
import { productRows } from '../../demo/seed/rows.ts';
import { atOnce } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { readKinds } from './kinds.ts';
import { budgetIn } from './price-range.ts';
import { popular } from './products.ts';
import { mostWords, search, searching, searchWords } from './search.ts';
import { type Wish, wishOf } from './wish.ts';

const rows = productRows();
const table = atOnce(readKinds(rows));

/** Does the whole search at once, and counts the pauses in it. */
function searched(products: readonly ProductRow[], wish: Wish, limit: number): { found: ProductRow[]; pauses: number } {
  const work = searching(products, wish, limit);
  for (let pauses = 0; ; pauses++) {
    const step = work.next();
    if (step.done) return { found: step.value.products, pauses };
  }
}
const find = (text: string, limit = 5) => searched(rows, wishOf(text, 'USD', table), limit).found.map((product) => product._id);

describe('finds what was said', () => {
  test.each([
    ['red dress under 50', ['red-midi-dress']],
    ['Do you have a red dress under $50?', ['red-midi-dress']],
    ['300块以内的外套', ['denim-jacket']],
    ['三百块以内的外套', ['denim-jacket']],
    ['我想买一件红色连衣裙', ['red-midi-dress']],
    ['羊绒围巾', ['cashmere-scarf']],
    ['cashmere scarf', ['cashmere-scarf']],
    ['有没有旗袍', ['velvet-qipao']],
    ['kids rain jacket', ['kids-rain-jacket']],
    ['儿童外套', ['kids-rain-jacket']],
    ['Ｔ恤 黑色', ['cotton-tee']],
    ['silk pajamas for my mom', ['silk-pyjamas']],
    ['适合通勤的裤子', ['wide-leg-trousers']],
    ['yellow coat for my son', ['kids-rain-jacket']],
    ['wide leg trousers', ['wide-leg-trousers']],
    ['do you have the Silk slip dress in white', ['silk-slip-dress']],
    ['wool coat', ['wool-coat']],
  ])('%s', (text, first) => expect(find(text).slice(0, first.length)).toEqual(first));

  test.each(['spaceship', '洗衣机', 'asdf qwer', '{{ 7 | times: 6 }}', ''])('nothing for %s', (text) => expect(find(text)).toEqual([]));

  const names = rows.flatMap(({ _id, title }) => Object.values(title).map((name): [string, string] => [name, _id]));
  test.each(names)('%s by its name', (name, id) => {
    for (const text of [name, name.toLowerCase(), `${name}有货吗`, `${name}还有吗？`, `Do you have "${name}"?`, `${name} in stock`])
      expect(find(text)[0]).toBe(id);
  });

  test("children's things are for those who ask for them", () => {
    for (const text of ['yellow coat', 'rain jacket', '外套', '防水外套', 'jacket under 200']) expect(find(text, 40)).not.toContain('kids-rain-jacket');
    expect(popular(rows, ['outerwear'], 40).map((row) => row._id)).not.toContain('kids-rain-jacket');
    const school = rows.filter((row) => row._id === 'kids-rain-jacket');
    expect(searched(school, wishOf('jacket', 'USD'), 5).found).toHaveLength(1);
  });

  test.each(['warm sweater', 'a warm sweater please', '暖和的毛衣', '保暖毛衣'])('a sweater is a sweater: %s', (text) => {
    for (const id of find(text, 20)) expect(rows.find((row) => row._id === id)!.category).toBe('knitwear');
    expect(find(text).length).toBeGreaterThan(1);
  });

  test.each(['200刀以内', '200刀以内的大衣', '大衣，两百刀以内'])('%s is a budget', (text) => {
    const found = find(text, 40);
    expect(found.length).toBeGreaterThan(1);
    for (const id of found) expect(rows.find((row) => row._id === id)!.price).toBeLessThanOrEqual(20_000);
  });

  test('an upper limit is kept', () => {
    for (const id of find('外套 500块以内', 20)) expect(rows.find((row) => row._id === id)!.price).toBeLessThanOrEqual(7042);
    expect(find('外套 500块以内', 20).length).toBeGreaterThan(1);
  });

  test('what is sold out comes behind what fits as well, and before what fits less', () => {
    const coats = find('black coat', 20);
    expect(coats.slice(0, 2)).toEqual(['wool-coat', 'peacoat']);
    expect(coats.length).toBeGreaterThan(2);
  });

  test.each([
    ['紫色的鞋', 'colour', 'canvas-sneakers'],
    ['dress under 3', 'price', 'red-midi-dress'],
  ])('%s: the nearest, and what it lacks', (text, near, first) => {
    const found = atOnce(searching(rows, wishOf(text, 'USD', table), 5));
    expect([found.near, found.products[0]?._id]).toEqual([near, first]);
  });
});

describe('budgets', () => {
  test.each([
    ['under $50', undefined, 5000],
    ['between 30 and 60 dollars', 3000, 6000],
    ['100到200', 10_000, 20_000],
    ['￥710以内', undefined, 10_000],
    ['两百块以下', undefined, 2817],
    ['一百五十元以内', undefined, 2113],
    ['around 80', 3200, 10_400],
    ['80左右', 3200, 10_400],
    ['from 30 dollars', 3000, undefined],
    ['from 2018', undefined, undefined],
    ['a cake from 2018', undefined, undefined],
    ['a table for 4 people', undefined, undefined],
    ['within 3 days', undefined, undefined],
    ['iphone 15 and 2 cables', undefined, undefined],
    ['4-6人', undefined, undefined],
    ['10000毫安以上', undefined, undefined],
    ['1.5米左右', undefined, undefined],
    ['between 30 and 60', 3000, 6000],
    ['100-200', 10_000, 20_000],
    ['budget 40', undefined, 4000],
    ['over 1,000 usd', 100_000, undefined],
    ['不超过５０美元', undefined, 5000],
    ['size 38 please', undefined, undefined],
  ])('%s', (text, from, to) => {
    const budget = budgetIn(text, 'USD');
    expect([budget.from, budget.to]).toEqual([from, to]);
  });
});

describe('bounds its work', () => {
  const many = Array.from({ length: 20_000 }, (_, n): ProductRow => ({ ...rows[n % rows.length]!, _id: `p${n}` }));
  const han = (count: number) => String.fromCodePoint(...Array.from({ length: count }, (_, n) => 0x4e00 + n * 7));

  test.each([
    ['490 different Han', han(490)],
    ['4,000 different Han', han(2_900).padEnd(4_000, '好')],
    ['100 different words', Array.from({ length: 100 }, (_, n) => `w${'abcdefghij'[n % 10]}${'klmnopqrst'[Math.floor(n / 10)]}`).join(' ')],
    ['one word again and again', 'dress '.repeat(700)],
    ['numbers', Array.from({ length: 300 }, (_, n) => 1_000 + n).join(' ')],
  ])('%s are at most 12 words', (_, text) => {
    const words = searchWords(wishOf(text, 'USD'));
    expect(words.length).toBeLessThanOrEqual(mostWords);
    expect(new Set(words).size).toBe(words.length);
  });

  test('what people write keeps all its words', () =>
    expect(searchWords(wishOf('a long sleeved linen shirt with a collar', 'USD'))).toEqual(['long', 'sleeved', 'linen', 'collar']));

  test('looks at no more than 1,000 products between two pauses', () => {
    const { found, pauses } = searched([...many], wishOf('under 1 dollar', 'USD'), 5);
    expect(found).toHaveLength(3);
    expect(pauses).toBeGreaterThanOrEqual(39);
  });

  test('20,000 products of one name are found by it', () => {
    const same = many.map((product): ProductRow => ({ ...product, title: { en: 'Silk slip dress' }, variants: rows[0]!.variants }));
    expect(searched(same, wishOf('silk slip dress', 'USD'), 5).found.map(({ _id }) => _id)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  test('others are served while it works', async () => {
    let served = 0;
    const others = setInterval(() => served++, 0);
    await search([...many], wishOf(han(490), 'USD'), 5);
    clearInterval(others);
    expect(served).toBeGreaterThan(2);
  });
});
