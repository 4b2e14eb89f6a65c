import { expect, test } from 'vitest';
import { loadConfig } from './load.ts';
import { configSchemaWith } from './schema.ts';

const schema = configSchemaWith([]);
const read = (text: string) => loadConfig(text, 'c.yaml', schema, 'en');

test('off unless it is switched on, and one line switches it on', () => {
  expect(read('')).toMatchObject({ ok: true, value: { carts: { on: false }, coupons: {} } });
  expect(read('carts: { on: true }')).toMatchObject({
    ok: true,
    value: { carts: { on: true, once_in: 7 * 86_400_000, steps: [{ do: 'help', after: 1_800_000 }, {}, {}] } },
  });
});

test.each<[string, string]>([
  ['coupons: { a: { percent: -5 } }', 'percent'],
  ['coupons: { a: { percent: 0 } }', 'percent'],
  ['coupons: { a: { percent: 101 } }', 'percent'],
  ['coupons: { a: { percent: 12.5 } }', 'percent'],
  ['coupons: { a: { amount: -1 } }', 'amount'],
  ['coupons: { a: { amount: 0 } }', 'amount'],
  ['coupons: { a: { amount: "10" } }', 'amount'],
  ['coupons: { a: { amount: 9.999 } }', 'point'],
  ['shop: { currency: JPY }\ncoupons: { a: { percent: 5, minimum: 9.5 } }', 'point'],
  ['coupons: { a: { percent: 5, minimum: -50 } }', 'minimum'],
  ['coupons: { a: { valid: 2d } }', 'exactly one'],
  ['coupons: { a: { percent: 5, amount: 5 } }', 'exactly one'],
  ['coupons: { a: { percent: 5, gift: tea } }', 'exactly one'],
  ['coupons: { a: { percent: 5, valid: 5 } }', 'valid'],
  ['coupons: { a: { percent: 5, valid: 1m } }', '1h'],
  ['coupons: { a: { percent: 5, valid: 400d } }', '366d'],
  ['coupons: { a: { percent: 5, count: 0 } }', 'count'],
  ['coupons: { a: { percent: 5, count: 1.5 } }', 'count'],
  ['coupons: { a: { percent: 5, budget: 0 } }', 'budget'],
  ['coupons: { a: { percent: 5, products: [] } }', 'products'],
  ['coupons: { a: { percent: 5, produkts: [x] } }', 'produkts'],
  ['coupons: { "A B": { percent: 5 } }', 'small letters'],
  ['carts: { coupon: nothing }', 'nothing'],
  ['carts: { on: yes please }', 'on'],
  ['carts: { steps: [] }', 'steps'],
  ['carts: { steps: [{ do: call, after: 1h }] }', 'do'],
  ['carts: { steps: [{ do: help, after: 1s }] }', '1m'],
  ['carts: { steps: [{ do: help, after: 30d }] }', '14d'],
  ['carts: { steps: [{ do: help, after: 2h }, { do: remind, after: 1h }] }', 'later'],
  ['carts: { once_in: 1h }', '1d'],
  ['carts: { sold_out: maybe }', 'sold_out'],
])('refuses %j', (text, word) => {
  const checked = read(text);
  expect(checked.ok).toBe(false);
  const [problem = ''] = checked.ok ? [] : checked.problems;
  expect(problem).toMatch(/^c\.yaml:\d+:\d+: /);
  expect(problem).toContain(word);
});

test.each([
  'coupons: { a: { percent: 100 } }',
  'coupons: { a: { free_shipping: true, minimum: 50 } }',
  'coupons: { a: { gift: tea, once: true, count: 5 } }',
  'coupons: { a: { amount: 9.9, budget: 5000 } }\ncarts: { on: true, coupon: a, once_in: 2w, sold_out: alternatives }',
])('takes %j', (text) => expect(read(text)).toMatchObject({ ok: true }));
