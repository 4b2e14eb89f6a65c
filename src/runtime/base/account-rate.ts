/** Rate of an account: never more than its number in any second, and promotions evenly within it. */

/** Span in which no more than the rate is sent, ms: a second, and what requests may move against each other on their way to the provider. */
export const windowMs = 1_012;
/** Promotions are spread so that the rate takes this long, ms: 98.4 % of it, which leaves room for a late timer in each window. */
export const spreadMs = 1_016;
/** Lateness that promotions make up for, ms: a timer's, not that of a machine which slept. */
export const madeUpMs = 100;

/** Promotions that would follow each other faster than timers tell apart are not spread, ms. */
const leastGap = 1;

/** Returns the number of requests in a window, and its length, ms; an account below one a second has one in a longer window. */
export function windowOf(perSecond: number): { most: number; ms: number; gap: number } {
  const most = Math.max(1, Math.floor(perSecond));
  const stretch = Math.max(1, 1 / perSecond);
  const gap = (spreadMs * stretch) / most;
  return { most, ms: windowMs * stretch, gap: gap < leastGap ? 0 : gap };
}

export class AccountRate {
  readonly #ms: number;
  readonly #gap: number;
  /** Times of the last requests, one for each place of the window; `#next` is the oldest. */
  readonly #sent: number[];
  #next = 0;
  #promoAt = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    const { most, ms, gap } = windowOf(perSecond);
    this.#ms = ms;
    this.#gap = gap;
    this.#sent = new Array<number>(most).fill(Number.NEGATIVE_INFINITY);
  }

  /** Takes a place when there is one: 0. Else how long until there is, ms, and takes none. Times are of a clock that only goes on. */
  take(now: number, promo: boolean): number {
    const wait = this.wait(now, promo);
    if (wait > 0) return wait;
    this.#sent[this.#next] = now;
    this.#next = (this.#next + 1) % this.#sent.length;
    if (promo) this.#promoAt = (now - this.#promoAt > madeUpMs ? now : this.#promoAt) + this.#gap;
    return 0;
  }

  /** Returns the time until there is a place, ms; 0: now. */
  wait(now: number, promo: boolean): number {
    const free = (this.#sent[this.#next] ?? Number.NEGATIVE_INFINITY) + this.#ms;
    return Math.max(0, (promo ? Math.max(free, this.#promoAt) : free) - now);
  }
}
