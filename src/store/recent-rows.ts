/** Length of JSON after which the older half is let go. */
const half = 2_000_000;

/**
 * The rows of a collection that were read or replaced lately, as stored. Where one process has the database they are right as
 * long as every change goes through here (after a rollback it must be cleared); where several have it they are a guess.
 */
export class RecentRows<T extends { doc: string }> {
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  #length = 0;

  get(key: string): T | undefined {
    const young = this.#young.get(key);
    if (young) return young;
    const old = this.#old.get(key);
    if (old) this.set(key, old);
    return old;
  }

  set(key: string, row: T): void {
    this.#length += row.doc.length - (this.#young.get(key)?.doc.length ?? 0);
    this.#young.set(key, row);
    if (this.#length < half) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#length = 0;
  }

  delete(key: string): void {
    this.#length -= this.#young.get(key)?.doc.length ?? 0;
    this.#young.delete(key);
    this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#length = 0;
  }
}
