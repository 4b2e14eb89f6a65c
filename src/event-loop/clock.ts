/** Time as the runtime sees it, so that tests can turn it by hand. */
export interface Clock {
  /** Epoch ms: for what is stored or shown. Somebody may set it at any moment. */
  now(): number;
  /** Ms since any moment, whatever the wall clock is set to: for how long something takes inside this process. Stored it means nothing. */
  monotonic(): number;
  /** Calls `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Returns the machine's clock. Its timers do not keep the process alive. */
export function realClock(now: () => number = Date.now): Clock {
  return {
    now,
    monotonic: () => performance.now(),
    after(ms, run) {
      // A longer delay would make the timer fire at once.
      const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
