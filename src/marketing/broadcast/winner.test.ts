import { expect, test } from 'vitest';
import type { RecipientRow } from './rows.ts';
import { isDecided } from './winner.ts';

const hour = 3_600_000;
const sentAt = (...times: number[]) =>
  times.map((at): RecipientRow => ({ _id: `b:x:${at}`, v: 1, broadcast: 'x', contact: `${at}`, state: 'sent', at: 0, sentAt: at }));

test.each<[string, number[], number, number, boolean]>([
  ['before its time', [0, 0, 0, 0], 0, 4 * hour - 1, false],
  ['at its time', [0, 0, 0, 0], 0, 4 * hour, true],
  ['half of it out for long enough', [0, 0], 2, 4 * hour, true],
  ['less than half', [0], 2, 4 * hour, false],
  ['sent over the quiet hours', [9 * hour, 9 * hour], 0, 12 * hour, false],
  ['and four hours after that', [9 * hour, 9 * hour], 0, 13 * hour, true],
  ['nobody got it, all wait', [], 3, 5 * hour, false],
  ['nobody is in the sample', [], 0, 4 * hour, true],
  ['a day later nothing waits for it', [], 3, 28 * hour, true],
])('%s', (_, times, pending, now, decided) => {
  expect(isDecided({ variants: new Map(), sent: sentAt(...times), pending }, 0, 4 * hour, now)).toBe(decided);
});
