/**
 * Rate of an account: never more than its number in any second at the provider, and promotions evenly within it. A request is counted from when it is
 * let go; on its way it may be held up, so that the window is a little longer than a second.
 */

import { AnswerTimes } from './answer-times.ts';
import { type Slowed, shareNow, slowedBy } from './slowed-rate.ts';

/** Span in which no more than the rate is let go, ms: a second, and what requests may move against each other on their way to the provider. */
export const windowMs = 1_010;
/** Promotions are spread so that the rate takes this long, ms: 98.7 % of it, which leaves room for late timers in each window. */
export const spreadMs = 1_013;
/** Lateness that promotions make up for, ms: a timer's, not that of a machine which slept. */
export const madeUpMs = 100;
/** Promotions that make up for lateness follow each other by this part of their usual gap at least. */
export const leastGapShare = 0.25;
/**
 * After a pause connections are opened anew, and each request that opens one arrives this much later, ms: the requests of the first moments count from
 * then, so that those a second behind them, on open connections, do not catch up with them. The first second takes so much longer.
 */
export const opening = { ms: 120, lasts: 500 };

/** Time from a turn to the look whether its request has left, ms: what is longer was a hold-up. */
const looked = 2;

/** Time between a turn and the call that sends, at most, ms. */
const mostBefore = 100;

/** Promotions that would follow each other faster than timers tell apart are not spread, ms. */
const leastGap = 1;

/** From so many requests a second on an account has no limit: one process does not reach it, and its window would only fill memory. */
const unlimitedFrom = 10_000;

/** Returns the number of requests in a window, its length, the gap of promotions, and the pause after which connections are closed, ms; an account below one a second has one in a longer window. */
export function windowOf(perSecond: number): { most: number; ms: number; gap: number; idle: number } {
  const most = Math.max(1, Math.floor(perSecond));
  const stretch = Math.max(1, 1 / perSecond);
  const gap = (spreadMs * stretch) / most;
  return { most, ms: windowMs * stretch, gap: gap < leastGap ? 0 : gap, idle: 2 * windowMs * stretch };
}

export class AccountRate {
  /** False where every request may go at once. */
  readonly limited: boolean;
  readonly #ms: number;
  readonly #gap: number;
  readonly #idle: number;
  /** Times of the last requests, one for each place of the window; `#next` is the oldest. */
  readonly #sent: number[];
  /** When each of them was let go. */
  readonly #let: number[];
  readonly #answers = new AnswerTimes();
  #slowed: Slowed | undefined;
  #next = 0;
  #promoAt = Number.NEGATIVE_INFINITY;
  #lastAt = Number.NEGATIVE_INFINITY;
  #openedAt = Number.NEGATIVE_INFINITY;
  #counted = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    const { most, ms, gap, idle } = windowOf(perSecond);
    this.#ms = ms;
    this.#gap = gap;
    this.#idle = idle;
    this.limited = most < unlimitedFrom;
    this.#sent = new Array<number>(this.limited ? most : 1).fill(Number.NEGATIVE_INFINITY);
    this.#let = [...this.#sent];
  }

  /** Takes a place when there is one: 0. Else how long until there is, ms, and takes none. Times are of a clock that only goes on. */
  take(now: number, promo: boolean): number {
    if (!this.limited) return 0;
    const wait = this.wait(now, promo);
    if (wait > 0) return wait;
    if (now - this.#lastAt > this.#idle) this.#openedAt = now;
    this.#lastAt = now;
    this.#counted = Math.max(this.#counted, now - this.#openedAt < opening.lasts ? now + opening.ms : now);
    this.#sent[this.#next] = this.#counted;
    this.#let[this.#next] = now;
    this.#next = (this.#next + 1) % this.#sent.length;
    const gap = (now - this.#openedAt < this.#ms ? this.#gap * (1 + opening.ms / this.#ms) : this.#gap) / this.share(now);
    if (promo) this.#promoAt = Math.max((now - this.#promoAt > madeUpMs ? now : this.#promoAt) + gap, now + gap * leastGapShare);
    return 0;
  }

  /** Slows down: the provider asked for it. */
  slow(now: number): void {
    this.#slowed = slowedBy(this.#slowed, now);
  }

  /** The share of the rate that is used now, after the provider asked to slow down. */
  share(now: number): number {
    return shareNow(this.#slowed, now);
  }

  /** Counts the last request from when it was let go, where that was later than its turn: the process was held up in between. */
  left(now: number): void {
    if (!this.limited || now - this.#lastAt <= looked) return;
    const last = (this.#next + this.#sent.length - 1) % this.#sent.length;
    this.#counted = Math.max(this.#counted, now);
    this.#sent[last] = this.#counted;
  }

  /**
   * Counts the request that was let go at `at` from when it can have arrived, where its answer came unusually late: its connection had to be opened, or
   * the process was held up before it was written. Of 81 requests two have the same place, so that no order among them matters.
   */
  answered(at: number, now: number): void {
    if (!this.limited) return;
    const late = this.#answers.heldUp(now - at);
    if (late === 0) return;
    let place = -1;
    for (const [n, one] of this.#let.entries()) if (one <= at && at - one <= mostBefore && (place < 0 || one > (this.#let[place] ?? 0))) place = n;
    if (place >= 0) this.#sent[place] = Math.max(this.#sent[place] ?? 0, at + late);
  }

  /** Returns the time until there is a place, ms; 0: now. */
  wait(now: number, promo: boolean): number {
    if (!this.limited) return 0;
    const places = this.#sent.length;
    const share = this.share(now);
    // Of an account that was slowed down fewer places are used, or the window of its only one is longer.
    const used = Math.max(1, Math.floor(places * share));
    const free = (this.#sent[(this.#next + places - used) % places] ?? Number.NEGATIVE_INFINITY) + (this.#ms * used) / (places * share);
    return Math.max(0, (promo ? Math.max(free, this.#promoAt) : free) - now);
  }
}
