/**
 * The store port. A store keeps typed collections of JSON rows; a turn writes several of them at once.
 * Rules that every implementation keeps (tests/contract/store.ts):
 * - what `write`, `insert` or `replace` resolved is on disk (survives kill -9 and power loss);
 * - a write is all or nothing, and its guard loses against any other write to that row since it was read;
 * - reads see every write that was resolved before.
 */

export type Scalar = string | number;

export interface Index {
  /** Top-level fields with scalar values. A row that lacks the first field (undefined or null) is not in the index. */
  fields: readonly string[];
  unique?: boolean;
}

/** Every row has an id and a version; the version is 1 at insert and rises by one with each replace. */
export interface Row {
  _id: string;
  v: number;
}

/** A collection: declared once in collections.ts, created by the store at open. The type lives in `row`. */
export interface CollectionSpec<T extends Row> {
  name: string;
  indexes: readonly Index[];
  /**
   * Field with the epoch ms by which rows expire: a row older than the collection's configured retention is removed. Rows are added about in
   * the order of this field, so an embedded store may use their insertion order instead of an index. It needs no index of its own.
   */
  ttlField?: string;
  /** Indexed field that protects a row: while it is set, the row is kept whatever its age. */
  keepWhileSet?: string;
  /** Fields (texts or numbers) that are patched often and alone. A store may keep them beside the row, so that a patch need not rewrite it. */
  hotFields?: readonly string[];
  readonly row?: T;
}

export type Condition = Scalar | { in: readonly Scalar[] } | { gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar };

/**
 * Conditions on indexed fields (or `_id`) only. A row is found only if it has every field named in `where` and `sort`.
 * Numbers come before texts; texts are ordered by code point.
 */
export interface Query {
  where?: Record<string, Condition>;
  /** One indexed field (or `_id`), ascending unless `desc`. */
  sort?: { by: string; desc?: boolean };
  /** Number of rows, at most 1,000; 100 by default. */
  limit?: number;
}

/**
 * Steps of a write, applied in order. All but the guard are idempotent, so that a store without transactions can repeat them.
 * A step that changes a row raises its version, so that guards of others lose; one that changes nothing leaves the version.
 * A `put` or a guard that would double a unique value is a bug of the caller and throws.
 */
export type Op =
  /** Adds the row unless its id or a unique value exists already; then it changes nothing. */
  | { op: 'insert'; in: string; row: Row }
  /** Adds or replaces the row whatever its version; `v` of the row is ignored. */
  | { op: 'put'; in: string; row: Row }
  /** Sets top-level fields (null removes one) of an existing row; changes nothing when there is none. */
  | { op: 'patch'; in: string; id: string; set: Record<string, unknown> }
  | { op: 'delete'; in: string; id: string };

/** Replaces the row if its version still is `row.v - 1`; with `row.v === 1` inserts it if its id is free. */
export interface Guard {
  in: string;
  row: Row;
  /** The row as it was stored with version `row.v - 1`, when the caller has it: a store may then write only the indexes that change. */
  was?: Row;
}

export interface Collection<T extends Row> {
  get(id: string): Promise<T | null>;
  getMany(ids: readonly string[]): Promise<T[]>;
  find(query: Query): Promise<T[]>;
  count(where: Query['where']): Promise<number>;
  /** `duplicate` when the id or a unique value exists. The row is stored with v = 1. */
  insert(row: Omit<T, 'v'>): Promise<'done' | 'duplicate'>;
  /** Stores `row` with v + 1 if the stored version is still `row.v`; resolves to the new row or null on conflict. */
  replace(row: T): Promise<T | null>;
  delete(id: string): Promise<void>;
}

/**
 * Keeps rows by collection. A write of several rows is made as a whole or not at all.
 * @example
 * ```ts
 * import { openTestStore } from '../../tests/shop/test-shop.ts';
 * import { notices } from './collections.ts';
 * const { store, close } = await openTestStore();
 * const rows = store.collection(notices);
 * rows.insert({ _id: 'n1', conversation: 'telegram:main:42', to: 'Mei', text: 'A new order', at: 0, unread: 1 }); // => 'done'
 * rows.insert({ _id: 'n1', conversation: 'telegram:main:42', to: 'Mei', text: 'Again', at: 0, unread: 1 }); // => 'duplicate'
 * await close();
 * ```
 */
export interface Store {
  collection<T extends Row>(spec: CollectionSpec<T>): Collection<T>;
  /** Atomic. `conflict` when the guard lost: then nothing was written. */
  write(ops: readonly Op[], guard?: Guard): Promise<'done' | 'conflict'>;
  /** Inserts each row that is new, durably; many callers share one commit. Result i is false when row i was there already. */
  insertNew(name: string, rows: readonly Row[]): Promise<boolean[]>;
  /** A consistent copy into `file` while running; reports progress as a fraction 0..1. Embedded stores only. */
  backup?(file: string, progress: (done: number) => void): Promise<void>;
  /** Removes rows of `name` whose `field` is below `before`, at most `limit`; resolves to how many went. */
  expire(name: string, field: string, before: number, limit: number): Promise<number>;
  /** Throws when the store cannot be read or written now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Log in which a store tells the merchant what it does by itself. */
export interface StoreLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** The store cannot be read or written now: disk full, file locked, server away. Expected; the caller may try again later. */
export class StoreUnavailable extends Error {
  readonly code = 'store_unavailable';
  override readonly name: string = 'StoreUnavailable';
}

/** Another process has the embedded database. */
export class StoreInUse extends StoreUnavailable {
  override readonly name = 'StoreInUse';
}
