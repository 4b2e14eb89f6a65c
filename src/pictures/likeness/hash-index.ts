/** Hashes that are near to another one, among tens of thousands. */
import type { Sliced } from '../../event-loop/slices.ts';
import { type Hash, onesOf } from './box-hash.ts';

/**
 * Bits that a hash may differ in to be found. Among four quarters of 16 bits, one differs in one at most where seven do in all, so that those are found
 * always, and those of up to eleven mostly: a picture has dozens of hashes, and one that is found is enough.
 */
export const nearest = 11;
const bands = 4;
const buckets = 1 << 16;
/** Hashes between two pauses. */
const slice = 20_000;
/** Changes of at most one bit of 16. */
const changes = [0, ...Array.from({ length: 16 }, (_, a) => 1 << a)];

const band = ([high, low]: Hash, n: number): number => ((n < 2 ? high : low) >>> (n % 2 === 0 ? 16 : 0)) & 0xffff;

export interface HashIndex {
  readonly size: number;
  /** Numbers of hashes that differ in at most 11 bits, with the number of them: all of those in 7. Each comes once only. */
  near(hash: Hash): { at: number; bits: number }[];
}

/** What is looked through for one quarter: hashes in the order of its 16 bits, both halves of one beside each other, so that those of a bucket lie together. */
interface Table {
  from: Uint32Array;
  /** With a sign: numbers that fit into 31 bits and a sign are compared without becoming fractions. */
  halves: Int32Array;
  ids: Uint32Array;
}

/** Builds an index of hashes, two numbers each; a hash is known by its place. */
export function* indexing(hashes: Uint32Array): Sliced<HashIndex> {
  const size = hashes.length / 2;
  const tables: Table[] = [];
  for (let n = 0; n < bands; n++) {
    const from = new Uint32Array(buckets + 1);
    const bandAt = (id: number): number => band([hashes[id * 2]!, hashes[id * 2 + 1]!], n);
    for (let id = 0; id < size; id++) {
      from[bandAt(id) + 1]!++;
      if (id % slice === 0) yield;
    }
    for (let at = 0; at < buckets; at++) from[at + 1]! += from[at]!;
    const next = from.slice();
    const table = { from, halves: new Int32Array(size * 2), ids: new Uint32Array(size) };
    for (let id = 0; id < size; id++) {
      const at = next[bandAt(id)]!++;
      table.halves[at * 2] = hashes[id * 2]!;
      table.halves[at * 2 + 1] = hashes[id * 2 + 1]!;
      table.ids[at] = id;
      if (id % slice === 0) yield;
    }
    tables.push(table);
  }
  return {
    size,
    near(hash) {
      const [high, low] = [hash[0] | 0, hash[1] | 0];
      const found = new Map<number, number>();
      for (let n = 0; n < bands; n++) {
        const { from, halves, ids } = tables[n]!;
        const own = band(hash, n);
        for (let change = 0; change < changes.length; change++) {
          const bucket = own ^ changes[change]!;
          const end = from[bucket + 1]!;
          for (let at = from[bucket]!; at < end; at++) {
            const bits = onesOf(high ^ halves[at * 2]!, low ^ halves[at * 2 + 1]!);
            if (bits <= nearest) found.set(ids[at]!, bits);
          }
        }
      }
      return [...found].map(([at, bits]) => ({ at, bits }));
    },
  };
}
