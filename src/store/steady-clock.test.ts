import { describe, expect, it } from 'vitest';
import { steadyClock } from './steady-clock.ts';

const day = 86_400_000;
const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 30, 12);

/** A wall clock and one that nobody sets, on a machine that has run for nine days. */
function clocks() {
  const at = { wall: noon, monotonic: 9 * day };
  const jumps: number[] = [];
  const steady = steadyClock({ now: () => at.wall, monotonic: () => at.monotonic, jumped: (byMs) => jumps.push(byMs) });
  return { at, jumps, steady };
}

describe('a watch over the wall clock', () => {
  it.each<[string, passes: number, moves: number, steady: boolean, jumps: number[]]>([
    ['believes a clock that goes', 3 * day, 3 * day, true, []],
    ['believes a clock that stands where it stood', 0, 0, true, []],
    ['believes a correction of a day', hour, hour + day, true, []],
    ['does not believe more than a day', hour, hour + day + 1, false, [day + 1]],
    ['does not believe more than a day back', hour, hour - day - 1, false, [-day - 1]],
  ])('%s', (_, passes, moves, steady, jumps) => {
    const watch = clocks();
    watch.at.monotonic += passes;
    watch.at.wall += moves;
    expect(watch.steady()).toBe(steady);
    expect(watch.jumps).toEqual(jumps);
  });

  it('believes it again after an hour without a jump, and tells each jump once', () => {
    const { at, jumps, steady } = clocks();
    at.wall += 2 * day;
    expect(steady()).toBe(false);
    at.monotonic += hour - 1;
    at.wall += hour - 1;
    expect(steady()).toBe(false);
    at.monotonic += 1;
    at.wall += 1;
    expect(steady()).toBe(true);
    expect(jumps).toEqual([2 * day]);
  });
});
