import { RecentRows } from '../recent-rows.ts';
import type { Op, Row } from '../store.ts';
import { type AnyRow, cellsOf, indexValue, overlaid, storedKey } from '../stored-key.ts';
import { type Cell, type Driver, type Param, plainCell } from './driver.ts';
import { tableStatements } from './statements.ts';
import type { Table } from './table.ts';

export type RowInput = { _id: string };

/** A stored row: its version, JSON and the values of its columns. */
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
  /** A row as a query returned it. */
  parsed(found: readonly Cell[]): Row;
  /** True when the row was new. */
  insert(row: RowInput): () => boolean;
  /** True when the stored version was `row.v - 1`. `was` is the row as stored then; who has it needs no copy here. */
  replace(row: Row, was?: Row): () => boolean;
  delete(id: string): () => void;
  step(op: Op): () => void;
  /** Must be called when a transaction was rolled back, or rows were removed by other means. */
  forget(): void;
}

export function rowsOf(db: Driver, table: Table): Rows {
  const { spec, fields, patched } = table;
  const statements = tableStatements(db, table);
  const recent = new RecentRows<StoredRow>();
  const every = fields.map((_, n) => n);
  const numbers = new Map(patched.map((field) => [field, fields.indexOf(field)]));
  const cells = cellsOf(spec, fields);

  const parsed = ([v, doc, ...values]: readonly Cell[]): AnyRow => {
    const row: AnyRow = JSON.parse(String(doc));
    // The version of the column counts: a row may have been stored with another one in its JSON.
    row.v = Number(v);
    return patched.length === 0 ? row : overlaid(row, patched, values.map(plainCell));
  };

  const read = (key: string): StoredRow | null => {
    const found = statements.get.get([key]);
    if (!found) return null;
    const row = parsed(found);
    return { v: row.v, doc: patched.length === 0 ? String(found[1]) : JSON.stringify(row), cells: cells(row) };
  };

  const update = (key: string, next: StoredRow, old: readonly Param[] | undefined): boolean => {
    const changed = old ? every.filter((n) => old[n] !== next.cells[n]) : every;
    const params: Param[] = [next.v, next.doc];
    for (const n of changed) params.push(next.cells[n] ?? null);
    params.push(key, next.v - 1);
    return statements.replace(changed).run(params) === 1;
  };

  // In a table whose rows are patched as a whole, a new row is patched soon after: it is kept at hand.
  let patchedWhole = false;

  const insert = (row: RowInput) => {
    const key = storedKey(row._id);
    const next = { v: 1, doc: JSON.stringify(row), cells: cells(row) };
    const params = [key, 1, ...next.cells, next.doc];
    return () => {
      const isNew = statements.insert.run(params) === 1;
      if (isNew && patchedWhole) recent.set(key, next);
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

  const patchColumns = (id: string, set: Readonly<Record<string, unknown>>) => {
    const key = storedKey(id);
    const names = Object.keys(set);
    const values = names.map((name) => indexValue(set[name]));
    const statement = statements.patch(names.map((name) => numbers.get(name) ?? -1));
    const params = [...values, key, ...values];
    return () => {
      recent.delete(key);
      statement.run(params);
    };
  };

  const patchWhole = (id: string, set: Readonly<Record<string, unknown>>) => {
    const key = storedKey(id);
    const changes = Object.entries(set).filter(([field]) => field !== '_id' && field !== 'v');
    const texts = changes.map(([field, value]): [string, string | undefined] => [field, value === null ? undefined : JSON.stringify(value)]);
    return () => {
      patchedWhole = true;
      const old = recent.get(key) ?? read(key);
      if (!old) return;
      const values: AnyRow = JSON.parse(old.doc);
      let changed = false;
      for (const [field, text] of texts) {
        if (JSON.stringify(values[field]) === text) continue;
        changed = true;
        if (text === undefined) delete values[field];
        else values[field] = JSON.parse(text);
      }
      if (!changed) return;
      const next = { v: old.v + 1, doc: JSON.stringify(values), cells: cells(values) };
      update(key, next, old.cells);
      recent.set(key, next);
    };
  };

  return {
    table,
    parsed,
    get(id) {
      const key = storedKey(id);
      let found = recent.get(key) ?? null;
      if (!found) {
        found = read(key);
        if (found) recent.set(key, found);
      }
      if (!found) return null;
      const row: AnyRow = JSON.parse(found.doc);
      row.v = found.v;
      return row;
    },
    insert,
    replace(row, was) {
      const key = storedKey(row._id);
      const next = { v: row.v, doc: JSON.stringify(row), cells: cells(row) };
      const old = was && was.v === row.v - 1 ? cells(was) : undefined;
      return () => {
        const known = recent.get(key);
        const done = update(key, next, old ?? (known?.v === next.v - 1 ? known.cells : undefined));
        if (done && !old) recent.set(key, next);
        else if (known) recent.delete(key);
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
          return isPatched(op.set) ? patchColumns(op.id, op.set) : patchWhole(op.id, op.set);
        case 'delete':
          return remove(op.id);
      }
    },
    forget: () => recent.clear(),
  };

  function isPatched(set: Readonly<Record<string, unknown>>): boolean {
    if (numbers.size === 0) return false;
    const names = Object.keys(set);
    return names.length > 0 && names.every((name) => numbers.has(name) && (set[name] === null || indexValue(set[name]) !== null));
  }
}
