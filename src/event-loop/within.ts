import type { Clock } from './clock.ts';

/**
 * Settles as `work` does, or with what `late` gives or throws when `ms` pass before. The work goes on; the timer ends with the race. Time is
 * the clock's, so that a test can turn it by hand.
 *
 * @example
 * ```ts
 * import { realClock } from './clock.ts';
 * import { within } from './within.ts';
 * within(realClock(), 1_000, Promise.resolve('in time'), () => 'late'); // => 'in time'
 * ```
 */
export async function within<T, L>(clock: Pick<Clock, 'after'>, ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let cancel = (): void => {};
  const over = new Promise<L>((resolve, reject) => {
    cancel = clock.after(ms, () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    });
  });
  return Promise.race([work, over]).finally(() => cancel());
}
