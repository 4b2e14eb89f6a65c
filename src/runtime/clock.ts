/** Time as the runtime sees it, so that tests can turn it by hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's clock. Its timers do not keep the process alive. */
export function realClock(now: () => number = Date.now): Clock {
  return {
    now,
    after(ms, run) {
      // A longer delay would make the timer fire at once.
      const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
