import { expect, it } from 'vitest';
import { backOff } from './back-off.ts';

const pauses = { first: 1_000, most: 60_000 };

it.each([
  [0, undefined, 1_000],
  [1, undefined, 2_000],
  [5, undefined, 32_000],
  [6, undefined, 60_000],
  [5_000, undefined, 60_000],
  [0, 500, 1_000],
  [0, 30_000, 30_000],
  [6, 90_000, 90_000],
])('after %i failures and with %s ms asked for it is %i ms', (failures, asked, expected) => expect(backOff(failures, pauses, asked)).toBe(expected));

it('is never a number of no sense', () => expect(backOff(5_000, { first: 0, most: 10 })).toBe(0));
