import { RecentRows } from '../recent-rows.ts';
import type { CollectionSpec, Index, Row, Scalar } from '../store.ts';
import { indexValue } from '../stored-key.ts';

/** Steps of a write that are not all done yet, as JSON of `Op[]`. The process that finds them runs them. */
export interface Journal {
  /** Id of the write. */
  id: string;
  ops: string;
}

/**
 * A row in MongoDB. The row itself is JSON text, so that every text, key and number comes back as it was; the indexed fields
 * stand beside it under `f_` and their name. Nothing here but `doc` and `v` reaches a reader.
 */
export interface StoredDoc {
  /** The row's id as `storedKey`. */
  _id: string;
  v: number;
  /** Id of the write that made this state, unlike every other write's: it is what a change names to replace this state only. */
  c: string;
  /** Ids of the writes before, newest first: a repeated write learns from them that it was done. */
  was?: string[];
  doc: string;
  j?: Journal;
  /** Time at which the journal was written, epoch ms; goes with it. */
  p?: number;
  [field: `f_${string}`]: Scalar;
}

/** Part of the document that comes from the row. */
export type Body = Pick<StoredDoc, 'doc' | `f_${string}`>;

export type AnyRow = Row & { [field: string]: unknown };

/** Number of earlier writes that a document remembers. */
const remembered = 4;

/** Returns the indexes of a collection. The age has one here even when the collection names none. */
export function indexesOf({ indexes, ttlField: ages }: CollectionSpec<Row>): readonly Index[] {
  return ages === undefined || indexes.some(({ fields }) => fields[0] === ages) ? indexes : [...indexes, { fields: [ages] }];
}

/** Returns the indexed fields of a collection besides `_id`. */
export function fieldsOf(spec: CollectionSpec<Row>): string[] {
  const fields = new Set(indexesOf(spec).flatMap((index) => index.fields));
  fields.delete('_id');
  return [...fields];
}

export function stored(field: string): '_id' | `f_${string}` {
  return field === '_id' ? '_id' : `f_${field}`;
}

export function bodyOf(fields: readonly string[], row: { _id: string }): Body {
  const values: Record<string, unknown> = { ...row };
  const body: Body = { doc: JSON.stringify(row) };
  for (const field of fields) {
    const value = indexValue(values[field]);
    if (value !== null) body[`f_${field}`] = value;
  }
  return body;
}

/** Returns the row of a document, with the document's version: a row may have been stored with another one in its JSON. */
export function rowOf({ v, doc }: StoredDoc): AnyRow {
  const row: AnyRow = JSON.parse(doc);
  row.v = v;
  return row;
}

/** Makes a document that has not been written before. */
export function first(_id: string, c: string, body: Body): StoredDoc {
  return { _id, v: 1, c, ...body };
}

/** Makes the document that follows `old`. */
export function following(old: StoredDoc, c: string, body: Body): StoredDoc {
  return { _id: old._id, v: old.v + 1, c, was: [old.c, ...(old.was ?? [])].slice(0, remembered), ...body };
}

/** Tells whether the document holds what the write `c` made of it, or what others made of that. */
export function holds(doc: StoredDoc, c: string): boolean {
  return doc.c === c || (doc.was?.includes(c) ?? false);
}

export function withoutJournal({ j: _j, p: _p, ...doc }: StoredDoc): StoredDoc {
  return doc;
}

export const recentDocs = () => new RecentRows<StoredDoc>();
