import type { CollectionSpec, Row } from '../store.ts';
import { indexValue, originalKey } from '../stored-key.ts';
import type { Cell, Param } from './driver.ts';

export type AnyRow = Row & { [field: string]: unknown };

/** Returns the values of the columns of these fields. Throws for a patched field that is neither text nor number: a reader would not get it back. */
export function cellsOf(spec: CollectionSpec<Row>, fields: readonly string[]): (row: { _id: string }) => Param[] {
  const counts = fields.map((field) => spec.hotFields?.includes(field) ?? false);
  return (row) => {
    const values = row as AnyRow;
    return fields.map((field, n) => {
      const cell = indexValue(values[field]);
      if (counts[n] && cell === null && (values[field] ?? null) !== null) throw new Error(`${spec.name}: "${field}" must be a text or a finite number`);
      return cell;
    });
  };
}

/** Puts the values of columns that count into a row. */
export function overlaid(row: Row, fields: readonly string[], cells: readonly Param[]): AnyRow {
  const values = row as AnyRow;
  fields.forEach((field, n) => {
    const cell = cells[n] ?? null;
    if (cell === null) delete values[field];
    else values[field] = typeof cell === 'string' ? originalKey(cell) : cell;
  });
  return values;
}

export function plainCell(cell: Cell | undefined): Param {
  if (cell instanceof Uint8Array) throw new Error('a column of a field holds bytes');
  return cell ?? null;
}
