interface Waiting<I, O> {
  item: I;
  done(result: O): void;
  failed(error: unknown): void;
}

/** Most commands of one kind on their way at once: while they are, what comes next gathers. */
const atOnce = 2;

/**
 * Makes one call for what is asked at the same time: items that arrive in one turn of the event loop, or while `atOnce` calls are on their way, go
 * together. `run` answers item by item, in order.
 */
export function gather<I, O>(most: number, run: (items: I[]) => Promise<O[]>): (item: I) => Promise<O> {
  let queue: Waiting<I, O>[] = [];
  let running = 0;
  let scheduled = false;

  const call = async (group: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const results = await run(group.map(({ item }) => item));
      group.forEach(({ done }, n) => {
        done(results[n] as O);
      });
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
    running -= 1;
    start();
  };

  const start = (): void => {
    scheduled = false;
    while (running < atOnce && queue.length > 0) {
      const group = queue.slice(0, most);
      queue = queue.slice(most);
      running += 1;
      void call(group);
    }
  };

  return (item) =>
    new Promise<O>((done, failed) => {
      queue.push({ item, done, failed });
      if (scheduled || running >= atOnce) return;
      scheduled = true;
      setImmediate(start);
    });
}
