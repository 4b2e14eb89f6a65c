/** Changes of an import to the rows that are there: for the preview, and for rows that the file no longer has. */
import { isDeepStrictEqual } from 'node:util';
import { everyRow } from '../../store/every-row.ts';
import type { Row, Store } from '../../store/store.ts';

export interface Change {
  id: string;
  /** Name that people know it by. */
  name: string;
  /** Fields that get another value; empty for what is added or removed. */
  fields: string[];
}

export interface Changes {
  added: Change[];
  changed: Change[];
  removed: Change[];
  same: number;
}

const aside = new Set(['_id', 'v', 'toldAt', 'addressWas', 'seen', 'issuedAt', 'seenAt']);

/** A name to show: the title, the customer, the number. */
function nameOf(row: object): string {
  const { title, number, name, code, email, phone } = row as Record<string, unknown>;
  const words = typeof title === 'object' && title !== null ? Object.values(title)[0] : (number ?? name ?? code ?? email ?? phone);
  return typeof words === 'string' ? words : '';
}

function differing(before: object, after: object): string[] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !aside.has(key) && !isDeepStrictEqual(a[key], b[key]));
}

export interface Put {
  in: string;
  row: Row;
}

/** The rows of the store that `puts` replace. */
async function rowsThere(store: Store, puts: readonly Put[]): Promise<Map<string, Row>> {
  const there = new Map<string, Row>();
  const name = puts[0]?.in;
  if (name === undefined) return there;
  for (let at = 0; at < puts.length; at += 500)
    for (const row of await store.collection({ name, indexes: [] }).getMany(puts.slice(at, at + 500).map((put) => put.row._id))) there.set(row._id, row);
  return there;
}

/** Tells whether somebody else wrote one of the rows since they were read. */
export async function isStale(store: Store, puts: readonly Put[]): Promise<boolean> {
  const there = await rowsThere(store, puts);
  return puts.some(({ row }) => (there.get(row._id)?.v ?? 0) !== row.v - 1);
}

/** Compares the rows with the store. `replaces` names the collection of which everything goes that is neither written nor in `keeps`. */
export async function changesOf(store: Store, puts: readonly Put[], replaces?: { name: string; keeps: readonly string[] }): Promise<Changes> {
  const there = await rowsThere(store, puts);
  const changes: Changes = { added: [], changed: [], removed: [], same: 0 };
  for (const { row } of puts) {
    const before = there.get(row._id);
    const fields = before ? differing(before, row) : [];
    if (!before) changes.added.push({ id: row._id, name: nameOf(row), fields });
    else if (fields.length > 0) changes.changed.push({ id: row._id, name: nameOf(row), fields });
    else changes.same += 1;
  }
  if (replaces) {
    const kept = new Set([...puts.map(({ row }) => row._id), ...replaces.keeps]);
    for await (const row of everyRow(store, { name: replaces.name, indexes: [] }))
      if (!kept.has(row._id)) changes.removed.push({ id: row._id, name: nameOf(row), fields: [] });
  }
  return changes;
}
