/** Work that goes on behind a conversation: its calls, its sending, its pauses. Each lane has one piece of work at a time. */
import type { Clock } from '../../event-loop/clock.ts';

export class Lanes {
  readonly #busy = new Set<string>();

  /** Tells whether nothing goes on in any lane. */
  get idle(): boolean {
    return this.#busy.size === 0;
  }

  busy(lane: string): boolean {
    return this.#busy.has(lane);
  }

  /** Keeps the lane busy until the work is over, then calls `done` or, when it failed, `failed`. */
  run<T>(lane: string, work: Promise<T>, done: (result: T) => void, failed: (error: unknown) => void): void {
    this.#busy.add(lane);
    work.then(
      (result) => {
        this.#busy.delete(lane);
        done(result);
      },
      (error: unknown) => {
        this.#busy.delete(lane);
        failed(error);
      },
    );
  }

  /** Keeps the lane busy for so many ms, then calls `done`. Does nothing in a lane that is busy. */
  pause(lane: string, clock: Clock, ms: number, done: () => void): void {
    if (this.#busy.has(lane)) return;
    this.#busy.add(lane);
    clock.after(ms, () => {
      this.#busy.delete(lane);
      done();
    });
  }
}
