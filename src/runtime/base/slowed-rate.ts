/** An account that its provider asked to slow down: half of its rate, and slowly back to all of it. Pure; times are of a clock that only goes on, ms. */

/** Share of the rate that held at `at`. */
export interface Slowed {
  share: number;
  at: number;
}

/** An account is not slowed below this share: at a sixteenth it is the pauses that the provider asks for which count. */
const least = 1 / 16;
/** What comes back of the full rate, and in which time, ms: a tenth each half minute. */
const back = { share: 0.1, ms: 30_000 };
/** Refusals within this time are of requests that were under way, and halve once, ms. */
const together = 5_000;

/** The share of the rate that holds now, 1: all of it. */
export function shareNow(slowed: Slowed | undefined, now: number): number {
  if (!slowed) return 1;
  return Math.min(1, slowed.share + Math.floor((now - slowed.at) / back.ms) * back.share);
}

/** The account after one more request to slow down. */
export function slowedBy(before: Slowed | undefined, now: number): Slowed {
  if (before && now - before.at < together) return before;
  return { share: Math.max(least, shareNow(before, now) / 2), at: now };
}
