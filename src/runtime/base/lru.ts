/** A map of bounded size that forgets what was written longest ago. */
export class Lru<T> {
  readonly #map = new Map<string, T>();
  readonly #most: number;
  readonly #pinned: (key: string) => boolean;

  /** Keeps at most `most` entries; those that are `pinned` are never dropped. */
  constructor(most: number, pinned: (key: string) => boolean = () => false) {
    this.#most = most;
    this.#pinned = pinned;
  }

  get size(): number {
    return this.#map.size;
  }

  get(key: string): T | undefined {
    return this.#map.get(key);
  }

  /** Puts an entry, as the newest again when it was there. */
  set(key: string, value: T): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size <= this.#most) return;
    for (const oldest of this.#map.keys()) {
      if (this.#pinned(oldest)) continue;
      this.#map.delete(oldest);
      return;
    }
  }

  delete(key: string): void {
    this.#map.delete(key);
  }
}
