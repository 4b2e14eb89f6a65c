import { describe, expect, test } from 'vitest';
import { trades } from '../../tests/shop/trades.ts';
import { atOnce } from '../slices.ts';
import { askedOf } from './asked-of-goods.ts';
import { productRows } from './demo/rows.ts';
import { goodsReading } from './goods-said.ts';
import { uncounted } from './importing/variant-stock.ts';
import { readKinds } from './kinds.ts';
import { productAnswer } from './product-answer.ts';
import { searchExample } from './search-example.ts';
import type { ProductRow, Variant } from './shop.ts';
import { fewLeft } from './stock.ts';
import { wishOf } from './wish.ts';

describe('what is asked of goods', () => {
  test.each([
    ['龙井多少钱', 'price'],
    ['how much is the trench', 'price'],
    ['what is the price of the oolong', 'price'],
    ['大红袍怎么卖', 'price'],
    ['is the trench in stock in M?', 'stock'],
    ['风衣M码有货吗', 'stock'],
    ['这款还有吗', 'stock'],
    ['are the linen shorts available', 'stock'],
    ['what sizes does the trench come in?', 'sizes'],
    ['龙井有什么规格', 'sizes'],
    ['风衣有哪些尺码', 'sizes'],
    ['what colours does it come in', 'colours'],
    ['风衣有什么颜色', 'colours'],
    ['有普洱吗', undefined],
    ['do you have teapots', undefined],
    ['recommend a tea', undefined],
    ['how much is shipping', undefined],
  ])('%s: %s', (text, asks) => expect(askedOf(text)).toBe(asks));
});

describe('goods that a sentence names, of each trade', () => {
  const readers = { tea: atOnce(goodsReading(trades.tea)), phones: atOnce(goodsReading(trades.phones)), furniture: atOnce(goodsReading(trades.furniture)) };
  const named = (trade: keyof typeof readers, text: string): string => {
    const { names, parts } = readers[trade](text);
    return names.length > 0 ? 'names' : parts.length > 0 ? 'parts' : '';
  };
  test.each<[keyof typeof readers, string, boolean]>([
    ['tea', '龙井多少钱', true],
    ['tea', '有普洱吗', true],
    ['tea', '大红袍', true],
    ['tea', '祁门红茶还有吗', true],
    ['tea', '白毫银针怎么卖', true],
    ['tea', 'longjing', true],
    ['tea', 'do you have oolong', true],
    ['tea', 'how much is the gaiwan', true],
    ['tea', 'how much is the gaiwann', true],
    ['tea', 'red dress', false],
    ['tea', '连衣裙', false],
    ['tea', '你好', false],
    ['tea', '今天星期几', false],
    ['phones', '充电宝', true],
    ['phones', 'power bank', true],
    ['phones', 'chargerr price', true],
    ['phones', '沙发', false],
    ['furniture', '沙发多少钱', true],
    ['furniture', 'show me chairs', true],
    ['furniture', 'the mattress', true],
    ['furniture', 'phone case', false],
    ['furniture', 'thank you', false],
  ])('%s: %s', (trade, text, right) => expect(named(trade, text) !== '').toBe(right));
});

describe('numbers of pieces', () => {
  test.each([
    [0, null],
    [1, 1],
    [19, 19],
    [20, null],
    [500, null],
    [uncounted, null],
    [2 * uncounted, null],
  ])('%i in stock: %s', (stock, said) => expect(fewLeft(stock)).toBe(said));
});

describe('the answer', () => {
  const variant = (options: Variant['options'], stock: number, price = 8800): Variant => ({ sku: JSON.stringify(options), options, price, stock });
  const product = (variants: Variant[]): ProductRow => ({
    ...productRows()[0]!,
    title: { en: 'Longjing', zh: '龙井' },
    category: 'tea',
    tags: [],
    price: 8800,
    variants,
    currency: 'CNY',
  });
  const answer = (said: string, variants: Variant[], lang = 'en') => productAnswer(product(variants), said, wishOf(said, 'CNY', atOnce(readKinds([]))), lang);

  test('prices of weights', () => {
    const told = answer('how much is longjing', [variant({ 净含量: '50g' }, uncounted), variant({ 净含量: '100g' }, 0, 16_800)]);
    expect(told).toMatchObject({ asks: 'price', price_to: null, sold_out: ['100g'], chosen: '', left: null, options: [{ name: '净含量', values: ['50g'] }] });
    expect(told.variants).toMatchObject([
      { name: '50g', in_stock: true },
      { name: '100g', in_stock: false },
    ]);
    expect(JSON.stringify(told)).not.toContain(String(uncounted));
  });
  test('the price of an option is the lowest of what can be had', () => {
    const variants = [
      variant({ size: '128GB', colour: 'black' }, 3, 900),
      variant({ size: '256GB', colour: 'black' }, 3, 1200),
      variant({ size: '64GB', colour: 'black' }, 0, 700),
    ];
    expect(answer('longjing in black', variants)).toMatchObject({ chosen_price: { amount: 900 }, chosen_price_to: { amount: 1200 } });
    expect(answer('longjing 128GB', variants)).toMatchObject({ chosen: '128GB', chosen_price: { amount: 900 }, chosen_price_to: null });
  });
  test.each([
    ['zh', ['S', 'M', 'XL'], '尺码'],
    ['zh', ['38', '39.5'], '尺码'],
    ['zh', ['50g', '125g'], '规格'],
    ['zh', ['1.5米'], '规格'],
    ['en', ['50g'], 'size'],
    ['en', ['50g', '125g'], 'sizes'],
  ])('%s: the option of %j is called %s', (lang, sizes, name) => {
    const told = answer(
      'longjing',
      sizes.map((size) => variant({ size }, 1)),
      lang,
    );
    expect(told.options).toEqual([{ name, values: sizes }]);
  });
  test('the stock of an option', () => {
    const variants = [variant({ size: 'M', colour: 'black' }, 3), variant({ size: 'M', colour: 'white' }, 0), variant({ size: 'L', colour: 'black' }, 0)];
    expect(answer('is longjing in stock in M?', variants)).toMatchObject({ chosen: 'M', chosen_in_stock: true, chosen_left: 3 });
    expect(answer('longjing in L', variants)).toMatchObject({ chosen: 'L', chosen_known: true, chosen_in_stock: false });
    expect(answer('龙井有 XL 码吗', variants, 'zh')).toMatchObject({ chosen: 'XL', chosen_known: false, chosen_in_stock: false });
    expect(answer('longjing in white, M', variants)).toMatchObject({ chosen_known: true, chosen_in_stock: false });
    expect(answer('100g 龙井还有吗', [variant({ 净含量: '100g' }, 2)], 'zh')).toMatchObject({ chosen: '100g', chosen_in_stock: true, chosen_left: 2 });
  });
});

test('the example of the search is from the shop’s own goods', () => {
  const tea = trades.tea.find(({ _id }) => _id === 'longjing')!;
  expect(String(searchExample(tea, 'zh').text)).toMatch(/以内的/);
  expect(String(searchExample(tea, 'en').text)).toMatch(/ under /);
  expect(String(searchExample(tea, 'en').text)).not.toMatch(/dress|\$/);
});
