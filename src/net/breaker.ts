/** Keeps requests away from a server that does not answer: it rests, then one request tries it again. */
import { backOff } from '../event-loop/back-off.ts';
import type { AskFailure } from './ask-failure.ts';

/** Failures in a row after which it rests. */
const most = 3;
/** Rests after failures, ms. */
const pauses = { first: 30_000, most: 10 * 60_000 };

export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #until = 0;
  #trying = false;

  /** `now` on a clock that is never set back, ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True while it takes no requests. */
  get resting(): boolean {
    return this.#now() < this.#until || (this.#until > 0 && this.#trying);
  }

  /** Asks for a request to be let through; each `true` is followed by one `note`. */
  enter(): boolean {
    if (this.resting) return false;
    if (this.#until > 0) this.#trying = true;
    return true;
  }

  /** Notes what came of it; null: it was answered. */
  note(failure: AskFailure | null): void {
    const tried = this.#trying;
    this.#trying = false;
    if (!failure) {
      this.#failures = 0;
      this.#until = 0;
      return;
    }
    this.#failures += 1;
    const asked = failure.retryAfterMs ?? 0;
    // A key that is not taken, and a rest that was asked for, hold at once; the rest may be bad luck.
    if (tried || this.#failures >= most || failure.why === 'refused' || asked > 0)
      this.#until = this.#now() + Math.max(backOff(Math.max(0, this.#failures - most), pauses), asked);
  }
}
