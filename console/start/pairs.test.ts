import { expect, it } from 'vitest';
import { type Found, joined, linesOf, split } from './pairs.ts';

const pair = (id: number, q: string, a: string, more: Partial<Found> = {}): Found => ({ id, q, a, take: true, unsure: false, ...more });
const read = (pairs: readonly Found[]) => pairs.map(({ q, a }) => [q, a]);

it('joins a pair to the answer above it', () => {
  const pairs = [pair(1, 'Ship?', 'Yes.'), pair(2, 'By air', 'Always.', { unsure: true }), pair(3, 'Back?', '14 days.')];
  expect(read(joined(pairs, 2))).toEqual([
    ['Ship?', 'Yes.\nBy air\nAlways.'],
    ['Back?', '14 days.'],
  ]);
  expect(joined(pairs, 1)).toEqual(pairs);
  expect(joined(pairs, 9)).toEqual(pairs);
});

it('splits a line of an answer off as a question, and back', () => {
  const pairs = [pair(1, 'Ship?', 'Yes.\nReturns\n14 days.\nFor free.'), pair(2, 'Pay?', 'Cards.')];
  expect(linesOf(pairs[0] ?? pair(0, '', ''))).toEqual([
    { line: 1, text: 'Returns' },
    { line: 2, text: '14 days.' },
    { line: 3, text: 'For free.' },
  ]);
  const apart = split(pairs, 1, 1);
  expect(read(apart)).toEqual([
    ['Ship?', 'Yes.'],
    ['Returns', '14 days.\nFor free.'],
    ['Pay?', 'Cards.'],
  ]);
  expect(new Set(apart.map(({ id }) => id)).size).toBe(3);
  expect(read(joined(apart, 3))).toEqual(read(pairs));
  // Without an answer it is not added until it has one.
  expect(split(pairs, 1, 3)[1]).toMatchObject({ q: 'For free.', a: '', take: false });
  expect(split(pairs, 1, 0)).toEqual(pairs);
});
