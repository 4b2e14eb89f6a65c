/** Hashes that are near to another one, among tens of thousands. */
import type { Sliced } from '../../event-loop/slices.ts';
import { type Hash, ones } from './box-hash.ts';

/** Bits that a hash may differ in to be found. Among four quarters of 16 bits, one then differs in two at most. */
export const nearest = 11;
const bands = 4;
const buckets = 1 << 16;
/** Hashes between two pauses. */
const slice = 20_000;
/** All changes of at most two bits of 16. */
const changes = [0, ...Array.from({ length: 16 }, (_, a) => [1 << a, ...Array.from({ length: a }, (_, b) => (1 << a) | (1 << b))]).flat()];

const band = ([high, low]: Hash, n: number): number => ((n < 2 ? high : low) >>> (n % 2 === 0 ? 16 : 0)) & 0xffff;

export interface HashIndex {
  readonly size: number;
  /** Numbers of the hashes that differ in at most 11 bits, with the number of them; a hash may come once only. */
  near(hash: Hash): { at: number; bits: number }[];
}

/** Builds an index of hashes, two numbers each; a hash is known by its place. */
export function* indexing(hashes: Uint32Array): Sliced<HashIndex> {
  const size = hashes.length / 2;
  const tables: { from: Uint32Array; ids: Uint32Array }[] = [];
  for (let n = 0; n < bands; n++) {
    const from = new Uint32Array(buckets + 1);
    const bandAt = (id: number): number => band([hashes[id * 2]!, hashes[id * 2 + 1]!], n);
    for (let id = 0; id < size; id++) {
      from[bandAt(id) + 1]!++;
      if (id % slice === 0) yield;
    }
    for (let at = 0; at < buckets; at++) from[at + 1]! += from[at]!;
    const next = from.slice();
    const ids = new Uint32Array(size);
    for (let id = 0; id < size; id++) {
      ids[next[bandAt(id)]!++] = id;
      if (id % slice === 0) yield;
    }
    tables.push({ from, ids });
  }
  // The last question in which a hash was looked at, so that it is looked at once.
  const looked = new Uint32Array(size);
  let question = 0;
  return {
    size,
    near(hash) {
      question++;
      const found: { at: number; bits: number }[] = [];
      for (let n = 0; n < bands; n++) {
        const { from, ids } = tables[n]!;
        const own = band(hash, n);
        for (const change of changes) {
          const end = from[(own ^ change) + 1]!;
          for (let at = from[own ^ change]!; at < end; at++) {
            const id = ids[at]!;
            if (looked[id] === question) continue;
            looked[id] = question;
            const bits = ones(hash[0] ^ hashes[id * 2]!) + ones(hash[1] ^ hashes[id * 2 + 1]!);
            if (bits <= nearest) found.push({ at: id, bits });
          }
        }
      }
      return found;
    },
  };
}
