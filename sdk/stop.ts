/** Ends what is under way. Mini programs have no AbortController. */
export interface Stop {
  readonly stopped: boolean;
  stop(): void;
  /** Calls `run` when it is stopped, at once if it is already. Returns what takes that back. */
  onStop(run: () => void): () => void;
}

export function createStop(): Stop {
  const waiting = new Set<() => void>();
  let stopped = false;
  return {
    get stopped() {
      return stopped;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      for (const run of [...waiting]) run();
      waiting.clear();
    },
    onStop(run) {
      if (stopped) run();
      else waiting.add(run);
      return () => void waiting.delete(run);
    },
  };
}
