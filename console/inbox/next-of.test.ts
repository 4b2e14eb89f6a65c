import { expect, it } from 'vitest';
import { nextOf, placeOf } from './next-of.ts';

const ids = ['a', 'b', 'c'];

it.each([
  ['the first where none is open', ids, undefined, -1, 1, 'a'],
  ['the first from one that was never in the list', ids, 'x', -1, 1, 'a'],
  ['one further', ids, 'a', 0, 1, 'b'],
  ['one back', ids, 'c', 2, -1, 'b'],
  ['nowhere behind the last', ids, 'c', 2, 1, undefined],
  ['nowhere before the first', ids, 'a', 0, -1, undefined],
  ['the one that moved up, after one that left the middle', ['a', 'c'], 'b', 1, 1, 'c'],
  ['the one above, after one that left the middle', ['a', 'c'], 'b', 1, -1, 'a'],
  ['the first, after the last one left', ['a', 'b'], 'c', 2, 1, 'a'],
  ['the new last, back after the last one left', ['a', 'b'], 'c', 2, -1, 'b'],
  ['nowhere in an empty list', [], 'a', 0, 1, undefined],
] as const)('goes to %s', (_what, list, open, before, by, to) => expect(nextOf(list, open, before, by)).toBe(to));

it('keeps the place of one that left the list', () => {
  expect(placeOf(ids, 'b', -1)).toBe(1);
  expect(placeOf(['a', 'c'], 'b', 1)).toBe(1);
  expect(placeOf(ids, undefined, -1)).toBe(-1);
});
