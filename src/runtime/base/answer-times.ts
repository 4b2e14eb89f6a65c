/** How long an account's requests usually take, so that one which was held up on its way stands out. */

/** Answers that are remembered, and after how many more the usual time is looked up anew. */
const kept = 64;
const every = 8;
/** Part of the answers that are no slower than the usual time. */
const usualShare = 0.95;
/** What an answer takes longer than usual without having been held up, ms, and the longest hold-up that is believed: beyond it the provider was slow. */
const tolerated = 6;
const mostHeldUp = 250;

export class AnswerTimes {
  readonly #last: number[] = [];
  #next = 0;
  #usual: number | undefined;

  /** Notes an answer that took `ms`, and tells by how much its request may have arrived later than others, ms; 0: as usual. */
  heldUp(ms: number): number {
    const late = this.#usual === undefined ? 0 : ms - this.#usual;
    this.#last[this.#next % kept] = ms;
    this.#next += 1;
    if (this.#next % every === 0 && this.#next >= 2 * every) {
      const sorted = this.#last.toSorted((a, b) => a - b);
      this.#usual = sorted[Math.floor(sorted.length * usualShare)];
    }
    return late > tolerated ? Math.min(late, mostHeldUp) : 0;
  }
}
