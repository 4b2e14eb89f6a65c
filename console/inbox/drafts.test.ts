import { expect, it } from 'vitest';
import { before, behind } from './drafts.ts';

it.each([
  ['it is on its way', '', 'it is on its way'],
  ['it is on its way', '  ', 'it is on its way'],
  ['it is on its way', 'and it comes', 'it is on its way\nand it comes'],
])('puts %j before %j', (back, typed, both) => expect(before(back, typed)).toBe(both));

it.each([
  ['waits since Monday', 'waits since Monday', ''],
  ['waits since Monday', 'waits since Monday, and is', ', and is'],
  ['waits since Monday', 'waits since Monday\nsecond', 'second'],
  ['waits since Monday', 'since Monday', 'since Monday'],
  ['waits since Monday', '', ''],
])('saved %j, and %j stands there: %j is left', (saved, typed, left) => expect(behind(saved, typed)).toBe(left));
