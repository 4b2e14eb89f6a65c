import { expect, test } from 'vitest';
import { openingAt, parseSpan, type WeekHours } from './opening-hours.ts';

const zone = 'Asia/Shanghai';
/** Wall-clock time in Shanghai (UTC+8) in November 2026; the 23rd is a Monday. */
const at = (date: number, hour: number, minute = 0): number => Date.UTC(2026, 10, date, hour - 8, minute);
const hours: WeekHours = { mon: ['09:00-12:00', '13:30-18:00'], fri: ['18:00-02:00'], closed: ['2026-11-30'] };

test.each([
  ['before opening', at(23, 8, 59), false, at(23, 9)],
  ['at opening', at(23, 9), true, at(23, 9)],
  ['in the break', at(23, 12), false, at(23, 13, 30)],
  ['after closing', at(23, 18), false, at(27, 18)],
  ['late on Friday', at(27, 23), true, at(27, 23)],
  ['after midnight of a late span', at(28, 1, 59), true, at(28, 1, 59)],
  ['after it; the next Monday is a holiday', at(28, 2), false, Date.UTC(2026, 11, 4, 10)],
])('%s', (_, now, open, opensAt) => {
  expect(openingAt(hours, zone, now)).toEqual({ open, opensAt });
});

test('without hours always open; with none at all never', () => {
  expect(openingAt(undefined, zone, 5)).toEqual({ open: true, opensAt: 5 });
  expect(openingAt({}, zone, 5)).toEqual({ open: false, opensAt: 5 });
});

test('spans', () => {
  expect(parseSpan('09:00-18:30')).toEqual({ from: 540, to: 1110 });
  expect(parseSpan('00:00-24:00')).toEqual({ from: 0, to: 1440 });
  expect(parseSpan('22:00 - 06:00')).toEqual({ from: 1320, to: 1800 });
  expect(parseSpan('00:00-23:59')).toEqual({ from: 0, to: 1440 });
  expect(parseSpan('23:59-06:00')).toEqual({ from: 1439, to: 1800 });
  for (const bad of ['9-18', '25:00-26:00', '09:00-09:00', '24:30-25:00', '']) expect(parseSpan(bad)).toBeNull();
});
