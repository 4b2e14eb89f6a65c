import { expect, it } from 'vitest';
import { monthsLater } from './warranty.ts';

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-11-30', 12, '2027-11-30'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-08-31', 18, '2028-02-29'],
  ['2026-05-05', 0, '2026-05-05'],
])('%s and %i months: %s', (from, months, until) => {
  expect(new Date(monthsLater(Date.parse(from), months)).toISOString().slice(0, 10)).toBe(until);
});
