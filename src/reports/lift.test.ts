import { expect, test } from 'vitest';
import { liftOf, type Side } from './lift.ts';

/** `ordered` of `people` spent `each` (minor units). */
const side = (people: number, ordered: number, each = 100): Side => ({
  people,
  ordered,
  money: ordered > 0 ? { CNY: { sum: ordered * each, squares: ordered * each ** 2 } } : {},
});

test.each<[string, Side, Side, boolean | null, RegExp]>([
  ['nobody held out', side(100, 5), side(0, 0), null, /^$/],
  ['nobody at all', side(0, 0), side(5, 0), false, /Too few/],
  ['few people', side(30, 9), side(3, 0), false, /9 of 30 .* 0 of 3 /],
  ['many people and few orders', side(5_000, 6), side(500, 0), false, /Too few/],
  ['few held out', side(5_000, 600), side(99, 1), false, /Too few/],
  ['it helps', side(10_000, 800), side(1_000, 40), true, /brought orders: 4\.0 of a hundred .*between 2\.\d and 5\.\d points/],
  ['no difference', side(10_000, 500), side(1_000, 50), true, /No difference/],
  ['a difference that may be chance', side(1_000, 60), side(100, 4), true, /No difference/],
  ['it harms', side(10_000, 400), side(1_000, 80), true, /cost orders: 4\.0/],
  ['all ordered', side(1_000, 1_000), side(100, 100), true, /No difference/],
  ['nobody ordered of the held', side(1_000, 100), side(100, 0), true, /brought orders: 10\.0/],
  ['more ordered than there were', side(100, 120), side(100, 1), true, /brought orders: 99\.0/],
])('%s', (_, shown, held, enough, words) => {
  const lift = liftOf(shown, held);
  expect(lift?.enough ?? null).toBe(enough);
  expect(lift?.words.en ?? '').toMatch(words);
  if (lift) expect(lift.words.zh).toMatch(/\p{Script=Han}/u);
  const { low, value, high } = lift?.difference ?? { low: 0, value: 0, high: 0 };
  expect([low <= value, value <= high, low >= -1, high <= 1]).toEqual([true, true, true, true]);
});

test('the interval is that of Newcombe (1998), table II (a), method 10: 56/70 and 48/80', () => {
  const { value, low, high } = liftOf(side(70, 56), side(80, 48))?.difference ?? { value: 0, low: 0, high: 0 };
  expect([value, low, high].map((one) => one.toFixed(4))).toEqual(['0.2000', '0.0524', '0.3339']);
});

test('recovered revenue is the difference of the averages times the people who got it, each currency apart', () => {
  const shown: Side = { people: 1_000, ordered: 100, money: { CNY: { sum: 100_000, squares: 100 * 1_000 ** 2 }, USD: { sum: 500, squares: 250_000 } } };
  const held: Side = { people: 100, ordered: 5, money: { CNY: { sum: 5_000, squares: 5 * 1_000 ** 2 } } };
  const recovered = liftOf(shown, held)?.recovered ?? [];
  expect(recovered.map(({ currency, amount }) => [currency, amount])).toEqual([
    ['CNY', 50_000],
    ['USD', 500],
  ]);
  const [cny] = recovered;
  expect(cny?.low).toBeGreaterThan(0);
  expect((cny?.high ?? 0) - 50_000).toBe(50_000 - (cny?.low ?? 0));
});
