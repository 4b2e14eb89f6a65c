import { csvTable } from './csv-table.ts';
import { jsonTable } from './json-table.ts';
import type { Table } from './table.ts';

/** Reads the table; JSON when it begins with `[` or `{`. */
export function readTable(text: string): Table {
  return /^\s*[[{]/.test(text) ? jsonTable(text) : csvTable(text);
}
