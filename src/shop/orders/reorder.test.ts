import { expect, it } from 'vitest';
import { percentile, reorderOf } from './reorder.ts';

const day = 86_400_000;
const at = (...days: number[]) => days.map((one) => one * day);

it.each([
  [[5], 0.75, 5],
  [[10, 20], 0.75, 17.5],
  [[30, 10, 20], 0.75, 25],
  [[1, 2, 3, 4, 5], 0.75, 4],
  [[7, 7, 7], 0.5, 7],
])('%j at %d: %d', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});

it.each<[string, number[], number | undefined]>([
  ['two orders tell nothing', at(0, 30), undefined],
  ['three do', at(0, 30, 60), 90],
  ['in any order', at(60, 0, 30), 90],
  ['most of the intervals are over, not half of them', at(0, 20, 60, 80), 110],
  ['two on one day are one purchase', [...at(0, 30), 30 * day + 3_600_000], undefined],
  ['none', [], undefined],
])('%s', (_, times, due) => {
  expect(reorderOf(times)?.due).toBe(due === undefined ? undefined : due * day);
});
