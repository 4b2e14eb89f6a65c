/** Reads the weights that ship: files of bytes beside this one, which the program loads when the first text asks for them. */
import { readFileSync } from 'node:fs';
import { codeFolder } from '../machine/root.ts';
import type { PackedTable } from './weight-table.ts';

/** What is known of a file of weights beside its bytes. */
export interface WeightFile {
  columns: number;
  /** Value that a byte of 1 stands for. */
  step: number;
  file: string;
}

/** Returns a table as it lies in its file: the hashes, 4 bytes a row, then the weights, a byte a column. */
export function weightFile({ columns, step, file }: WeightFile): PackedTable {
  const bytes = readFileSync(new URL(file, codeFolder('src/understanding')));
  const rows = bytes.length / (4 + columns);
  return { columns, step, hashes: bytes.subarray(0, rows * 4), weights: bytes.subarray(rows * 4) };
}
