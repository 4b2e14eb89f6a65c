import type { Param } from './driver.ts';

/** A stored row: its version, JSON and the values of its indexed columns. */
export interface StoredRow {
  v: number;
  doc: string;
  cells: readonly Param[];
}

/** Length of JSON after which the older half is let go. */
const half = 2_000_000;

/**
 * The rows of a table that were read or replaced lately. Right as long as every change goes through it, which holds because one
 * process has the file; after a rollback it must be cleared.
 */
export class RecentRows {
  #young = new Map<string, StoredRow>();
  #old = new Map<string, StoredRow>();
  #length = 0;

  get(key: string): StoredRow | undefined {
    const young = this.#young.get(key);
    if (young) return young;
    const old = this.#old.get(key);
    if (old) this.set(key, old);
    return old;
  }

  set(key: string, row: StoredRow): void {
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
