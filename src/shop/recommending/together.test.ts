import { expect, test } from 'vitest';
import { atOnce } from '../../event-loop/slices.ts';
import { bestSelling } from './popular.ts';
import { type Basket, gathering, type Purchases } from './purchases.ts';
import { likelihoodRatio, ofCustomers, pairing } from './together.ts';

function purchases(baskets: Basket[]): Purchases {
  const gathered = gathering();
  for (const basket of baskets) gathered.add(basket);
  return gathered.done();
}

const basket = (customer: string, at: number, ...products: number[]): Basket => ({ customer, at, products });
const places = (found: { place: number }[][]): number[][] => found.map((pairs) => pairs.map(({ place }) => place));

// Values reckoned by hand from the four cells of the table: 2 * sum(k * ln(k * N / (row * column))).
test.each([
  ['as often as chance has it', 1, 10, 10, 100, 0],
  ['never', 0, 10, 10, 100, 2.227],
  ['always', 10, 10, 10, 100, 65.017],
  ['half of the time', 5, 10, 10, 100, 12.533],
])('the ratio of two things that meet %s', (_, both, a, b, all, expected) => expect(likelihoodRatio(both, a, b, all)).toBeCloseTo(expected, 2));

test('what meets beyond chance is a pair, both ways; what everybody buys is none', () => {
  // 0 and 1 go together; 2 is in every basket; 3 is alone.
  const baskets = Array.from({ length: 40 }, (_, n) => basket(`c${n}`, n, 2, ...(n < 8 ? [0, 1] : [3 + (n % 4)])));
  const found = places(atOnce(pairing(purchases(baskets), 7, 20)));
  expect(found[0]).toEqual([1]);
  expect(found[1]).toEqual([0]);
  expect(found[2]).toEqual([]);
});

test('what one person buys again and again is no pair', () => {
  const others = Array.from({ length: 40 }, (_, n) => basket(`c${n}`, n, 2 + (n % 3)));
  const same = Array.from({ length: 8 }, (_, n) => basket('one', n, 0, 1));
  expect(atOnce(pairing(purchases([...others, ...same]), 5, 20))[0]).toEqual([]);
  const two = same.map((one, n) => ({ ...one, customer: `p${n % 2}` }));
  expect(places(atOnce(pairing(purchases([...others, ...two]), 5, 20)))[0]).toEqual([1]);
});

test('the share of those who buy the other one decides, less where few do', () => {
  const baskets = [
    ...Array.from({ length: 20 }, (_, n) => basket(`a${n}`, n, 0, 1)),
    ...Array.from({ length: 4 }, (_, n) => basket(`b${n}`, n, 0, 2)),
    ...Array.from({ length: 60 }, (_, n) => basket(`c${n}`, n, 3 + (n % 5))),
  ];
  const [pairs] = atOnce(pairing(purchases(baskets), 8, 20));
  expect(pairs?.map(({ place }) => place)).toEqual([1, 2]);
  expect(pairs?.[0]?.score).toBeCloseTo((20 / 24) * (20 / 23), 5);
});

test('a customer is one basket of all they bought, the latest first', () => {
  const { items, ends, customers } = ofCustomers(purchases([basket('a', 1, 0, 1), basket('b', 2, 5), basket('a', 3, 2, 1)]));
  expect([Array.from(items), Array.from(ends), Array.from(customers)]).toEqual([
    [2, 1, 0, 5],
    [3, 4],
    [0, 1],
  ]);
});

test('a large order counts with its first products, a product twice in an order once', () => {
  const { items } = purchases([basket('a', 1, ...Array.from({ length: 500 }, (_, n) => n % 60))]);
  expect(items).toHaveLength(40);
});

test('a sale counts half after thirty days', () => {
  const day = 86_400_000;
  const found = bestSelling(
    purchases([basket('a', 0, 0), basket('b', 0, 0), basket('c', 0, 0), basket('d', 60 * day, 1), basket('e', 61 * day, 2), basket('f', 61 * day, 2)]),
    [{ sold: 0 }, { sold: 0 }, { sold: 0 }, { sold: 9 }, { sold: 0 }],
    10,
  );
  expect(found).toEqual([2, 1, 0, 3]);
});
