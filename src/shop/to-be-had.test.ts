import { describe, expect, test } from 'vitest';
import { trades } from '../../tests/shop/trades.ts';
import { productView } from './products.ts';
import type { ProductRow, Variant } from './shop.ts';
import { toBeHad } from './to-be-had.ts';

const tea = trades.tea[0]!;
const variant = (options: Variant['options'], stock: number, price = 8800): Variant => ({ sku: JSON.stringify(options), options, price, stock });
const of = (variants: Variant[], lang = 'en') => toBeHad({ ...tea, price: 8800, variants }, lang);

const named = (id: string): ProductRow => [...trades.tea, ...trades.phones, ...trades.furniture].find(({ _id }) => _id === id)!;
const amount = (value: unknown): number | undefined =>
  typeof value === 'object' && value !== null && 'amount' in value && typeof value.amount === 'number' ? value.amount / 100 : undefined;

/** id, language | lowest and highest price | prices by what they hang on, ! what is sold out | what can be had | what is sold out */
const goods: [string, string, (number | undefined)[], [string, number, boolean][], string[], string[]][] = [
  [
    'longjing',
    'zh',
    [18, 42],
    [
      ['50g', 18, true],
      ['125g', 42, true],
    ],
    [],
    [],
  ],
  [
    'yixing-teapot',
    'en',
    [88, undefined],
    [
      ['200ml', 88, true],
      ['300ml', 108, false],
    ],
    [],
    ['300ml'],
  ],
  ['puer-ripe', 'zh', [39, undefined], [], ['357g'], []],
  ['travel-set', 'en', [35, undefined], [], [], []],
  [
    'iphone-16',
    'zh',
    [5499, 6299],
    [
      ['128GB', 5499, true],
      ['256GB', 6299, true],
    ],
    ['128GB 黑色', '256GB 白色'],
    ['粉色'],
  ],
  [
    'iphone-16',
    'en',
    [5499, 6299],
    [
      ['128GB', 5499, true],
      ['256GB', 6299, true],
    ],
    ['128GB in black', '256GB in white'],
    ['pink'],
  ],
  ['case-galaxy', 'zh', [45, undefined], [], ['S23、S24 黑色', 'A54 透明'], []],
  ['case-galaxy', 'en', [45, undefined], [], ['S23, S24 in black', 'A54 in clear'], []],
  ['buds-sport', 'zh', [129, undefined], [], ['黑色'], ['蓝色']],
  [
    'bed-oak',
    'en',
    [3299, 3699],
    [
      ['1.5 m', 3299, true],
      ['1.8 m', 3699, true],
    ],
    ['natural wood'],
    [],
  ],
  [
    'bed-oak',
    'zh',
    [3299, 3699],
    [
      ['1.5米', 3299, true],
      ['1.8米', 3699, true],
    ],
    ['原木色'],
    [],
  ],
  ['chair-dining', 'en', [299, undefined], [], ['natural wood'], ['black']],
  ['sofa-leather', 'zh', [6999, undefined], [], ['四人位', '棕色'], []],
  ['sofa-cloud', 'en', [2899, undefined], [], ['3-seater', 'grey, cream'], []],
  ['sofa-bed', 'zh', [1999, undefined], [], [], []],
];

test.each(goods)('%s, %s', (id, lang, prices, variants, choices, soldOut) => {
  const view = productView(named(id), lang);
  expect([amount(view.price), amount(view.price_to)]).toEqual(prices);
  expect(view.variants).toEqual(variants.map(([name, price, there]) => ({ name, price: { amount: price * 100, currency: 'CNY' }, in_stock: there })));
  expect(view.choices).toEqual(choices);
  expect(view.sold_out).toEqual(soldOut);
});

describe('what can be had', () => {
  test('the price is that of what can be had, not of what is sold out', () => {
    const had = of([variant({ size: 'S' }, 0), variant({ size: 'M' }, 2, 9900)]);
    expect(had).toMatchObject({ price: { amount: 9900 }, price_to: null, sold_out: ['S'], choices: [] });
    expect(had.variants).toMatchObject([
      { name: 'M', in_stock: true },
      { name: 'S', in_stock: false },
    ]);
  });
  test('a product that is sold out keeps its prices and offers no choice', () => {
    expect(of([variant({ size: 'S' }, 0), variant({ size: 'M' }, 0, 9900)])).toMatchObject({
      price: { amount: 8800 },
      price_to: { amount: 9900 },
      choices: [],
      sold_out: [],
    });
  });
  test('prices that hang on two options are told of both together', () => {
    const had = of([
      variant({ size: 'S', colour: 'black' }, 1, 100),
      variant({ size: 'S', colour: 'red' }, 1, 200),
      variant({ size: 'M', colour: 'black' }, 1, 200),
      variant({ size: 'M', colour: 'red' }, 0, 300),
    ]);
    expect(had.variants).toMatchObject([{ name: 'S, black' }, { name: 'S, red' }, { name: 'M, black' }, { name: 'M, red', in_stock: false }]);
    expect(had).toMatchObject({ choices: [], sold_out: ['M, red'], price_to: { amount: 200 } });
  });
  test('a pairing that is sold out is not told as to be had', () => {
    const variants = ['S', 'M', 'L'].flatMap((size) =>
      ['black', 'white'].map((colour) => variant({ size, colour }, size === 'L' && colour === 'white' ? 0 : 4)),
    );
    expect(of(variants).choices).toEqual(['S, M in black, white', 'L in black']);
    expect(of(variants, 'zh').choices).toEqual(['S、M 黑色、白色', 'L 黑色']);
  });
  test('what this customer cannot read is left out, never half a list', () => {
    expect(of([variant({ 口味: '花香', size: 'S' }, 1), variant({ 口味: '果香', size: 'M' }, 1)]).choices).toEqual(['S, M']);
  });
  test('more prices than are read are told by the lowest and the highest', () => {
    const had = of(Array.from({ length: 12 }, (_, at) => variant({ size: `${at + 34}` }, 1, 1000 + at)));
    expect(had).toMatchObject({ price: { amount: 1000 }, price_to: { amount: 1011 }, variants: [] });
  });
  test('goods without variants cost what the product costs', () =>
    expect(of([])).toMatchObject({ price: { amount: 8800 }, variants: [], choices: [], sold_out: [] }));
});
