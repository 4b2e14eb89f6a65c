/** Tells whether the wall clock may be trusted with what cannot be undone, by a clock that nobody sets. */

/** A difference up to this is daylight saving told wrongly, a time zone or a correction by NTP: what is kept for days goes a day too early at most. */
const jumpMs = 86_400_000;
/** A clock that was set is believed when it was left alone for this long. */
const steadyMs = 3_600_000;

export interface SteadyClockOptions {
  /** Epoch ms. */
  now: () => number;
  /** Ms since any moment; runs on whatever the wall clock is set to. */
  monotonic?: () => number;
  /** Called once for each jump, with its size in ms; negative: back. */
  jumped(byMs: number): void;
}

/**
 * Creates a watch that tells whether the wall clock made no jump of more than a day in the last hour; to be asked before each step. A clock that was
 * wrong from the start is not seen.
 */
export function steadyClock({ now, monotonic = () => performance.now(), jumped }: SteadyClockOptions): () => boolean {
  let apart = now() - monotonic();
  let steadyAt = Number.NEGATIVE_INFINITY;
  return () => {
    const by = now() - monotonic() - apart;
    if (Math.abs(by) > jumpMs) {
      apart += by;
      steadyAt = monotonic() + steadyMs;
      jumped(Math.round(by));
    }
    return monotonic() >= steadyAt;
  };
}
