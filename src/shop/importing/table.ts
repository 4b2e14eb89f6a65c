/** A merchant's table, whatever file it came from. */
import type { ImportProblem } from './problems.ts';

export interface TableRow {
  line: number;
  /** Cells by {@link columnKey} of the column's name. Empty cells are left out. */
  cells: Record<string, string>;
}

export interface Column {
  key: string;
  /** Name of the column as the file has it. */
  name: string;
}

export type Table =
  | {
      ok: true;
      columns: Column[];
      rows: TableRow[];
      /** Notes for people on what was left out or taken for granted. */
      notes: ImportProblem[];
    }
  | { ok: false; problem: ImportProblem };

export const mostRows = 200_000;

/** Returns the key by which column names are compared: `Title (ZH)`, `title_zh` and `TITLE-zh` are one. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Words that shop systems write where there is nothing. */
const nothing = /^(?:-{1,3}|—{1,2}|\/|null|n\/a|\\n|0000-00-00(?: 00:00:00)?)$/i;

/** Tells whether this cell is as good as empty. */
export function isEmpty(cell: string): boolean {
  return cell === '' || nothing.test(cell);
}
