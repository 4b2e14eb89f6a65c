import { RecentRows } from '../recent-rows.ts';
import type { Op, Row } from '../store.ts';
import { indexValue, storedKey } from '../stored-key.ts';
import type { Driver, Param } from './driver.ts';
import { tableStatements } from './statements.ts';
import type { Table } from './table.ts';

export type RowInput = { _id: string };

type AnyRow = Row & { [field: string]: unknown };

/** A stored row: its version, JSON and the values of its indexed columns. */
interface StoredRow {
  v: number;
  doc: string;
  cells: readonly Param[];
}

/**
 * The rows of one table. What changes rows comes in two halves: the call takes the row's JSON at once, so that the caller may
 * go on changing the object; the function that it returns does the work inside a transaction.
 */
export interface Rows {
  table: Table;
  get(id: string): Row | null;
  /** True when the row was new. */
  insert(row: RowInput): () => boolean;
  /** True when the stored version was `row.v - 1`. */
  replace(row: Row): () => boolean;
  delete(id: string): () => void;
  step(op: Op): () => void;
  /** Must be called when a transaction was rolled back, or rows were removed by other means. */
  forget(): void;
}

export function rowsOf(db: Driver, table: Table): Rows {
  const statements = tableStatements(db, table);
  const recent = new RecentRows<StoredRow>();
  const every = table.fields.map((_, n) => n);

  const cells = (row: RowInput): Param[] => {
    const values = row as AnyRow;
    return table.fields.map((field) => indexValue(values[field]));
  };

  const read = (key: string): StoredRow | null => {
    const found = statements.get.get([key]);
    if (!found) return null;
    const [v, doc] = [Number(found[0]), String(found[1])];
    return { v, doc, cells: cells(parseRow(v, doc)) };
  };

  const update = (key: string, next: StoredRow, old: StoredRow | undefined): boolean => {
    const changed = old ? every.filter((n) => old.cells[n] !== next.cells[n]) : every;
    const params: Param[] = [next.v, next.doc];
    for (const n of changed) params.push(next.cells[n] ?? null);
    params.push(key, next.v - 1);
    return statements.replace(changed).run(params) === 1;
  };

  // In a table whose rows are patched, a new row is patched soon after: it is kept at hand.
  let patched = false;

  const insert = (row: RowInput) => {
    const key = storedKey(row._id);
    const next = { v: 1, doc: JSON.stringify(row), cells: cells(row) };
    const params = [key, 1, ...next.cells, next.doc];
    return () => {
      const isNew = statements.insert.run(params) === 1;
      if (isNew && patched) recent.set(key, next);
      return isNew;
    };
  };

  const remove = (id: string) => {
    const key = storedKey(id);
    return () => {
      recent.delete(key);
      statements.delete.run([key]);
    };
  };

  const put = (row: RowInput) => {
    const key = storedKey(row._id);
    const params = [key, 1, ...cells(row), JSON.stringify(row)];
    return () => {
      recent.delete(key);
      statements.put.run(params);
    };
  };

  const patch = (id: string, set: Readonly<Record<string, unknown>>) => {
    const key = storedKey(id);
    const fields = Object.entries(set).filter(([field]) => field !== '_id' && field !== 'v');
    const texts = fields.map(([field, value]): [string, string | undefined] => [field, value === null ? undefined : JSON.stringify(value)]);
    return () => {
      patched = true;
      const old = recent.get(key) ?? read(key);
      if (!old) return;
      const values = parseRow(old.v, old.doc);
      let changes = false;
      for (const [field, text] of texts) {
        if (JSON.stringify(values[field]) === text) continue;
        changes = true;
        if (text === undefined) delete values[field];
        else values[field] = JSON.parse(text);
      }
      if (!changes) return;
      const next = { v: old.v + 1, doc: JSON.stringify(values), cells: cells(values) };
      update(key, next, old);
      recent.set(key, next);
    };
  };

  return {
    table,
    get(id) {
      const key = storedKey(id);
      let found = recent.get(key) ?? null;
      if (!found) {
        found = read(key);
        if (found) recent.set(key, found);
      }
      return found && parseRow(found.v, found.doc);
    },
    insert,
    replace(row) {
      const key = storedKey(row._id);
      const next = { v: row.v, doc: JSON.stringify(row), cells: cells(row) };
      return () => {
        const known = recent.get(key);
        const done = update(key, next, known?.v === next.v - 1 ? known : undefined);
        if (done) recent.set(key, next);
        else recent.delete(key);
        return done;
      };
    },
    delete: remove,
    step(op) {
      switch (op.op) {
        case 'insert':
          return insert(op.row);
        case 'put':
          return put(op.row);
        case 'patch':
          return patch(op.id, op.set);
        case 'delete':
          return remove(op.id);
      }
    },
    forget: () => recent.clear(),
  };
}

/** The version of the column counts: a row may have been stored with another one in its JSON. */
export function parseRow(v: unknown, doc: unknown): AnyRow {
  const row: AnyRow = JSON.parse(String(doc));
  row.v = Number(v);
  return row;
}
