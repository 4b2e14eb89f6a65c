/** Perceptual hash of a part of a picture: the signs of the 64 lowest frequencies of its light and dark (a DCT of 32 x 32, as pHash takes it). */
import { type Box, cellsOf, type Planes } from './planes.ts';

const side = 32;
const kept = 8;
const cosines = Array.from({ length: kept }, (_, u) => Float64Array.from({ length: side }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side))));

/** 64 bits, in two halves. */
export type Hash = readonly [high: number, low: number];

/** The bits of frequencies that a mirror turns round: those that go an odd number of half waves across. */
const odd = 0xaaaaaaaa >>> 0;

/** Returns the hash of the same picture mirrored left to right. */
export function mirrored([high, low]: Hash): Hash {
  return [(high ^ odd) >>> 0, (low ^ odd) >>> 0];
}

/** Returns the hash of a part that lies within the picture; null where it is as good as one colour. */
export function hashOf(planes: Planes, box: Box): Hash | null {
  const cells = cellsOf(planes.light, box, side);
  const rows = new Float64Array(side * kept);
  for (let y = 0; y < side; y++)
    for (let u = 0; u < kept; u++) {
      const cosine = cosines[u]!;
      let sum = 0;
      for (let x = 0; x < side; x++) sum += cells[y * side + x]! * cosine[x]!;
      rows[y * kept + u] = sum;
    }
  const bits: [number, number] = [0, 0];
  let power = 0;
  for (let v = 0; v < kept; v++)
    for (let u = 0; u < kept; u++) {
      if (u === 0 && v === 0) continue;
      const cosine = cosines[v]!;
      let sum = 0;
      for (let y = 0; y < side; y++) sum += rows[y * kept + u]! * cosine[y]!;
      power += sum * sum;
      if (sum > 0) bits[v < 4 ? 0 : 1] |= 1 << ((v & 3) * kept + u);
    }
  if (!(Math.sqrt(power) / (side * side) > flat)) return null;
  return [bits[0] >>> 0, bits[1] >>> 0];
}
/** Greys by which a part has to differ in itself. */
const flat = 1.5;

/** Number of bits that differ. */
export function distance([a, b]: Hash, [c, d]: Hash): number {
  return onesOf(a ^ c, b ^ d);
}

/** Number of bits that are set in two halves. */
export function onesOf(high: number, low: number): number {
  const a = high - ((high >>> 1) & 0x55555555);
  const b = low - ((low >>> 1) & 0x55555555);
  // Four bits hold the ones of eight.
  const both = (a & 0x33333333) + ((a >>> 2) & 0x33333333) + (b & 0x33333333) + ((b >>> 2) & 0x33333333);
  return Math.imul((both & 0x0f0f0f0f) + ((both >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}
