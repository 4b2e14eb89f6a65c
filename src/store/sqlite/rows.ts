import type { Op, Row } from '../store.ts';
import type { Driver, Param } from './driver.ts';
import { storedKey } from './key.ts';
import { type TableStatements, tableStatements } from './statements.ts';
import { cell, type Table } from './table.ts';

/** The rows of one table. Each method runs inside the caller's transaction; `prepared` work takes its JSON at once, so the row may change afterwards. */
export interface Rows {
  table: Table;
  get(id: string): Row | null;
  /** True when the row was new. */
  insert(row: RowInput): () => boolean;
  /** True when the stored version was `version`; the row then has `row.v`. */
  replace(row: Row, version: number): () => boolean;
  step(op: Op): () => void;
  delete(id: string): () => void;
}

export type RowInput = { _id: string };

export function rowsOf(db: Driver, table: Table): Rows {
  const statements: TableStatements = tableStatements(db, table);
  const { fields } = table;

  const cells = (row: RowInput, before: Param[], after: Param[]): Param[] => {
    const values = Object.entries(row).length === 0 ? {} : (row as Record<string, unknown>);
    const params = before;
    for (const field of fields) params.push(cell(values[field]));
    params.push(JSON.stringify(row));
    for (const param of after) params.push(param);
    return params;
  };

  const read = (id: string): Row | null => {
    const found = statements.get.get([storedKey(id)]);
    return found ? parseRow(found[0], found[1]) : null;
  };

  const patch = (id: string, set: Record<string, unknown>) => {
    const row = read(id);
    if (!row) return;
    const { v } = row;
    const before = JSON.stringify(row);
    const changed: Record<string, unknown> = { ...row };
    for (const [field, value] of Object.entries(set)) {
      if (field === '_id' || field === 'v') continue;
      if (value === null || value === undefined) delete changed[field];
      else changed[field] = value;
    }
    if (JSON.stringify(changed) === before) return;
    statements.replace.run(cells({ ...changed, _id: row._id }, [v + 1], [storedKey(id), v]));
  };

  const insert = (row: RowInput) => {
    const params = cells(row, [storedKey(row._id), 1], []);
    return () => statements.insert.run(params) === 1;
  };

  return {
    table,
    get: read,
    insert,
    replace(row, version) {
      const params = cells(row, [row.v], [storedKey(row._id), version]);
      return () => statements.replace.run(params) === 1;
    },
    delete(id) {
      const key = storedKey(id);
      return () => void statements.delete.run([key]);
    },
    step(op) {
      if (op.op === 'insert') return insert(op.row);
      if (op.op === 'put') {
        const params = cells(op.row, [storedKey(op.row._id), 1], []);
        return () => void statements.put.run(params);
      }
      if (op.op === 'delete') return this.delete(op.id);
      const set = structuredClone(op.set);
      return () => patch(op.id, set);
    },
  };
}

/** The version of the column counts: a row may have been stored with another one in its JSON. */
export function parseRow(v: unknown, doc: unknown): Row {
  const row: Row = JSON.parse(String(doc));
  row.v = Number(v);
  return row;
}
