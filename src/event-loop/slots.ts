/** Places for work that is done by so many at once; the others wait in line, and leave it when their time is over. */
export class Slots {
  #free: number;
  readonly #most: number;
  readonly #line: ((taken: boolean) => void)[] = [];

  /** `most`: how many may wait. */
  constructor(places: number, most: number) {
    this.#free = places;
    this.#most = most;
  }

  /** Waits for a place: true with one, which is given back by `leave`; false when the line is full, or the signal aborts first. */
  take(signal: AbortSignal): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    if (this.#line.length >= this.#most || signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (taken: boolean): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(taken);
      };
      const giveUp = (): void => {
        this.#line.splice(this.#line.indexOf(end), 1);
        end(false);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#line.push(end);
    });
  }

  leave(): void {
    const next = this.#line.shift();
    if (next) next(true);
    else this.#free += 1;
  }
}
