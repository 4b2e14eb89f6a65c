import { expect, it } from 'vitest';
import { retryIn } from './retry-in.ts';

const hour = 3_600_000;
it.each([
  [429, undefined, 0, hour, 2_000],
  [429, 1_000, 0, hour, 2_000],
  [429, 30_000, 0, hour, 30_000],
  [429, 600_000, 0, hour, 600_000],
  [429, 600_001, 0, hour, undefined],
  [429, 30_000, 0, 30_000, undefined],
  [429, 30_000, 0, 30_001, 30_000],
  [500, undefined, 1, hour, 15_000],
  [502, undefined, 2, hour, 60_000],
  [503, 120_000, 2, hour, 120_000],
  [503, undefined, 3, hour, undefined],
  [599, undefined, 0, hour, 2_000],
  [0, undefined, 0, hour, 2_000],
  [0, undefined, 0, 1_000, undefined],
  [600, undefined, 0, hour, undefined],
  [400, undefined, 0, hour, undefined],
  [401, 5_000, 0, hour, undefined],
  [403, undefined, 0, hour, undefined],
  [404, undefined, 0, hour, undefined],
  [410, undefined, 0, hour, undefined],
  [413, undefined, 0, hour, undefined],
  [301, undefined, 0, hour, undefined],
])('%d, Retry-After %s ms, try %d, of use for %d ms: again in %s', (status, asked, tries, left, wait) =>
  expect(retryIn({ status, ...(asked !== undefined && { retryAfterMs: asked }) }, tries, left)).toBe(wait),
);
