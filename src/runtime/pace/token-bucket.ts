/** Token bucket: a rate a second, and a burst after a pause. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = Math.max(1, burst);
    this.#tokens = this.#burst;
    this.#at = now;
  }

  /** Takes one when there is one: 0. Else how long until there is, ms, and takes none. */
  take(now: number): number {
    const wait = this.wait(now);
    if (wait === 0) this.#tokens -= 1;
    return wait;
  }

  /** Returns the time until there is a token, ms; 0: now. */
  wait(now: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    return this.#tokens >= 1 - 1e-9 ? 0 : Math.max(1, Math.ceil((1 - this.#tokens) / this.#perMs));
  }

  /** Tells whether it is full again, as if nothing had been taken: it may be forgotten. */
  full(now: number): boolean {
    this.wait(now);
    return this.#tokens >= this.#burst;
  }
}
