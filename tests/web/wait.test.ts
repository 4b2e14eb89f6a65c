import { expect, it } from 'vitest';
import { believedWait, longestWaitMs } from '../../sdk/wait.ts';

it.each([
  [null, 0],
  ['3', 3_000],
  ['3572', longestWaitMs],
  ['172771', longestWaitMs],
  ['Infinity', longestWaitMs],
  ['1e400', longestWaitMs],
  ['-5', 0],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
  ['', 0],
])('an open widget waits for Retry-After %s not longer than a minute', (header, ms) => {
  expect(believedWait(header)).toBe(ms);
});
