import type { Clock } from '../../src/event-loop/clock.ts';

/**
 * A clock that stands still until it is turned.
 * @example
 * ```ts
 * import { ManualClock } from './manual-clock.ts';
 * const clock = new ManualClock(0);
 * let ran = -1;
 * clock.after(1_000, () => {
 *   ran = clock.now();
 * });
 * await clock.turn(5_000, async () => {});
 * [ran, clock.now()]; // => [1_000, 5_000]
 * ```
 */
export class ManualClock implements Clock {
  /** What only turns, ms, and how far the wall clock is set from it. */
  #turned = 0;
  #set: number;
  #timers: { at: number; run: () => void }[] = [];

  constructor(now = Date.UTC(2026, 10, 23, 2, 0, 0)) {
    this.#set = now;
  }

  now = (): number => this.#set + this.#turned;

  monotonic = (): number => this.#turned;

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#turned + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  /** Somebody sets the wall clock forward or, negative, back; no time goes by. */
  jump(ms: number): void {
    this.#set += ms;
  }

  /** Time goes on and nothing runs, as in a process that was stopped; what fell due meanwhile runs with the next turn. */
  stall(ms: number): void {
    this.#turned += ms;
  }

  /** How many timers are set. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Turns the clock forward; what is due runs in order, each at its time. `settle` runs after each. */
  async turn(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#turned + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#turned = Math.max(this.#turned, next.at);
      next.run();
      await settle();
    }
    this.#turned = end;
  }
}
