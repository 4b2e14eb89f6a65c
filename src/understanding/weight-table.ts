/** Weights of features that were learned beforehand, as the files made by scripts/weights.ts hold them. */
import { rowFinder } from './row-finder.ts';

/** A table as it lies in a file: `hashes` are 32-bit numbers, `weights` signed bytes, row by row. */
export interface PackedTable {
  /** Number of weights of a feature. */
  columns: number;
  /** Value that a byte of 1 stands for. */
  step: number;
  hashes: Uint8Array;
  weights: Uint8Array;
}

export interface WeightTable {
  columns: number;
  /** Returns the row of a feature; -1 when nothing was learned of it. */
  rowOf(hash: number): number;
  rows: number;
  step: number;
  /** Weights of the row `r` are at `r * columns` and after; times `step`. */
  weights: Int8Array;
}

export function unpacked({ columns, step, hashes, weights }: PackedTable): WeightTable {
  const numbers = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  const rows = hashes.length / 4;
  const rowOf = rowFinder(rows, (row) => numbers.getInt32(row * 4, true));
  return { columns, step, rows, rowOf, weights: new Int8Array(weights.buffer, weights.byteOffset, weights.length) };
}

/** Turns sums of weights into probabilities, in place. */
export function softmax(sums: Float32Array): Float32Array {
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < sums.length; c++) top = Math.max(top, sums[c]!);
  let total = 0;
  for (let c = 0; c < sums.length; c++) total += sums[c] = Math.exp(sums[c]! - top);
  for (let c = 0; c < sums.length; c++) sums[c]! /= total;
  return sums;
}
