import { expect, it } from 'vitest';
import { nearest } from './focus-keeper.ts';

const around = ['a', 'b', 'c', 'd'];
it.each([
  ['the opener', 2, around, 'c'],
  ['the next where it is gone', 1, ['a', 'c', 'd'], 'c'],
  ['the one before where nothing follows', 3, ['a', 'b'], 'b'],
  ['nothing where all is gone', 1, [], undefined],
  ['nothing where nobody knows who opened it', -1, around, undefined],
])('%s', (_name, at, left, found) => expect(nearest({ around, at }, (one) => left.includes(one))).toBe(found));
