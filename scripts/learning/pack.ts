import type { PackedTable } from '../../src/understanding/weight-table.ts';

/** Packs weights, one byte each: what a weight of 127 stands for is the largest but a few, which are cut. */
export function packed(hashes: readonly number[], weights: Float64Array, columns: number): PackedTable {
  const sizes = Float64Array.from(weights, Math.abs).sort();
  const step = Math.max(1e-6, sizes[Math.floor(sizes.length * 0.99995)]! / 127);
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))));
  return {
    columns,
    step: Number(step.toPrecision(6)),
    hashes: new Uint8Array(Int32Array.from(hashes).buffer),
    weights: new Uint8Array(bytes.buffer),
  };
}
