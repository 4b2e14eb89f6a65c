/** Pauses between tries. Pure. */

/** The first and the longest pause, ms. */
export interface Pauses {
  first: number;
  most: number;
}

/**
 * Returns the pause before the next try, ms: doubles with each failure in a row, from `first` (none before this one) up to `most`. Where the provider
 * asked for a longer one, `askedMs`, that holds.
 * @example
 * ```ts
 * import { backOff } from './back-off.ts';
 * backOff(3, { first: 1_000, most: 60_000 }); // => 8_000
 * backOff(9, { first: 1_000, most: 60_000 }); // => 60_000
 * ```
 */
export function backOff(failuresBefore: number, { first, most }: Pauses, askedMs = 0): number {
  return Math.max(askedMs, Math.min(first * 2 ** Math.min(failuresBefore, 30), most));
}
