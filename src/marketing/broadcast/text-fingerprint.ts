/** Fingerprint of a text by which nearly the same texts are found: a simhash over its shingles, without what is the person's own. Pure. */

/** Signs in a shingle. */
const length = 3;
/** Bits of 64 in which nearly the same texts may differ. */
const mostBits = 12;
/** The person's own values that are shorter stand in too many words to be taken out. */
const leastOwn = 2;

/** Returns what is common to texts for many people: no case, no links' ends, no numbers, no marks; nothing of the values that are the person's own. */
export function commonText(text: string, own: readonly string[]): string {
  let left = text.normalize('NFKC');
  for (const value of own.toSorted((a, b) => b.length - a.length)) if (value.trim().length >= leastOwn) left = left.replaceAll(value.normalize('NFKC'), ' ');
  return left
    .toLowerCase()
    .replace(/https?:\/\/([^\s/]+)\S*/g, ' $1 ')
    .replace(/\p{N}+/gu, '0')
    .replace(/[^\p{L}0]+/gu, ' ')
    .trim();
}

/** FNV-1a over the shingle, once for each half. */
function hash(shingle: string, seed: number): number {
  let state = seed;
  for (let n = 0; n < shingle.length; n++) state = Math.imul(state ^ shingle.charCodeAt(n), 16_777_619);
  state ^= state >>> 15;
  state = Math.imul(state, 0x2c1b3c6d);
  return (state ^ (state >>> 12)) >>> 0;
}

/**
 * 16 hexadecimal digits; texts of which much is the same differ in few bits.
 * @example
 * ```ts
 * import { areAlike, fingerprintOf } from './text-fingerprint.ts';
 * const [a, b] = [fingerprintOf('Hi Ann, new tea is here', ['Ann']), fingerprintOf('Hi Bob, new tea is here!', ['Bob'])];
 * areAlike(a, b); // => true
 * ```
 */
export function fingerprintOf(text: string, own: readonly string[] = []): string {
  const common = commonText(text, own);
  const weights = new Array<number>(64).fill(0);
  const shingles = new Set<string>();
  for (let n = 0; n < Math.max(1, common.length - length + 1); n++) shingles.add(common.slice(n, n + length));
  for (const shingle of shingles) {
    const halves = [hash(shingle, 0x811c9dc5), hash(shingle, 0x2545f491)];
    for (let bit = 0; bit < 64; bit++) weights[bit] = (weights[bit] ?? 0) + (((halves[bit >> 5] ?? 0) >>> (bit & 31)) & 1 ? 1 : -1);
  }
  let digits = '';
  for (let n = 0; n < 64; n += 4) digits += [0, 1, 2, 3].reduce((sum, bit) => sum + ((weights[n + bit] ?? 0) > 0 ? 1 << bit : 0), 0).toString(16);
  return digits;
}

/** Tells whether two fingerprints are of nearly the same text. */
export function areAlike(a: string, b: string): boolean {
  let bits = 0;
  for (let n = 0; n < 16; n++) {
    for (let left = Number.parseInt(a[n] ?? '0', 16) ^ Number.parseInt(b[n] ?? '0', 16); left > 0; left >>= 1) bits += left & 1;
  }
  return bits <= mostBits;
}
