import type { Op, Row } from '../store.ts';
import type { Driver, Param } from './driver.ts';
import { storedKey } from './key.ts';
import { RecentRows, type StoredRow } from './recent-rows.ts';
import { tableStatements } from './statements.ts';
import { cell, type Table } from './table.ts';

export type RowInput = { _id: string };

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
  const recent = new RecentRows();
  const every = table.fields.map((_, n) => n);

  const cells = (row: RowInput): Param[] => {
    const values: Readonly<Record<string, unknown>> = { ...row };
    return table.fields.map((field) => cell(values[field]));
  };

  const read = (key: string): (StoredRow & { row: Row }) | null => {
    const found = statements.get.get([key]);
    if (!found) return null;
    const row = parseRow(found[0], found[1]);
    return { v: row.v, doc: String(found[1]), cells: cells(row), row };
  };

  const update = (key: string, next: StoredRow, old: StoredRow | undefined): boolean => {
    const changed = old ? every.filter((n) => old.cells[n] !== next.cells[n]) : every;
    const params: Param[] = [next.v, next.doc];
    for (const n of changed) params.push(next.cells[n] ?? null);
    params.push(key, next.v - 1);
    return statements.replace(changed).run(params) === 1;
  };

  const insert = (row: RowInput) => {
    const params = [storedKey(row._id), 1, ...cells(row), JSON.stringify(row)];
    return () => statements.insert.run(params) === 1;
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
      const old = read(key);
      if (!old) return;
      const values: Record<string, unknown> = { ...old.row };
      let changes = false;
      for (const [field, text] of texts) {
        if (JSON.stringify(values[field]) === text) continue;
        changes = true;
        if (text === undefined) delete values[field];
        else values[field] = JSON.parse(text);
      }
      if (!changes) return;
      recent.delete(key);
      update(key, { v: old.v + 1, doc: JSON.stringify(values), cells: table.fields.map((field) => cell(values[field])) }, old);
    };
  };

  return {
    table,
    get(id) {
      const key = storedKey(id);
      const known = recent.get(key);
      if (known) return parseRow(known.v, known.doc);
      const found = read(key);
      if (!found) return null;
      recent.set(key, { v: found.v, doc: found.doc, cells: found.cells });
      return found.row;
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
export function parseRow(v: unknown, doc: unknown): Row {
  const row: Row = JSON.parse(String(doc));
  row.v = Number(v);
  return row;
}
