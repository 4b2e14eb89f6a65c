/** What is kept of a picture to know it again, and how like another one is to it. Pure. */
import { hashOf } from './box-hash.ts';
import { contentBox } from './places.ts';
import { type Box, cellsOf, inside, type Planes, whole } from './planes.ts';

/** Cells of lightness and of colour, a side. */
const fine = 32;
const coarse = 16;
export const lookBytes = fine * fine + 2 * coarse * coarse;

/** The middle that is left of a picture whatever quarter is cut off on whichever side. */
export const middle: Box = { x: 0.25, y: 0.25, w: 0.5, h: 0.5 };

/** Parts that may be left of a picture when up to a quarter is cut off on one or two sides. */
const cuts: Box[] = [
  ...[0, 0.08, 0.16, 0.24].flatMap((x) => [0, 0.08, 0.16, 0.24].map((y) => ({ x, y, w: 0.76, h: 0.76 }))),
  ...[0, 0.12, 0.24].flatMap((at) => [
    { x: at, y: 0, w: 0.76, h: 1 },
    { x: 0, y: at, w: 1, h: 0.76 },
  ]),
  ...[0, 0.06, 0.12].flatMap((x) => [0, 0.06, 0.12].map((y) => ({ x, y, w: 0.88, h: 0.88 }))),
];

/** The parts that every picture is found by; a last one is what stands on its plain ground. */
export const parts: readonly Box[] = [whole, middle, ...cuts];
export const marksOf = parts.length + 1;

export interface Look {
  /** Two numbers for each part; two zeros where a part is as good as one colour. */
  hashes: Uint32Array;
  content: Box | null;
  /** Lightness of 32 x 32 cells, then red and blue of 16 x 16, 128 being none. */
  cells: Uint8Array;
}

/** Returns what is kept of a picture; null for one that is as good as one colour. */
export function lookOf(planes: Planes): Look | null {
  const content = contentBox(planes);
  const hashes = new Uint32Array(marksOf * 2);
  for (const [at, box] of [...parts, content].entries()) {
    const hash = box && hashOf(planes, box);
    if (hash) hashes.set(hash, at * 2);
  }
  if (hashes.every((half) => half === 0)) return null;
  const cells = new Uint8Array(lookBytes);
  cells.set(cellsOf(planes.light, whole, fine).map(Math.round));
  const colour = (value: number): number => Math.max(0, Math.min(255, Math.round(128 + value / 2)));
  cells.set(cellsOf(planes.red, whole, coarse).map(colour), fine * fine);
  cells.set(cellsOf(planes.blue, whole, coarse).map(colour), fine * fine + coarse * coarse);
  return { hashes, content, cells };
}

/**
 * How like two pictures are: `light` and `detail` are correlations, -1 to 1; `colour` is a difference, 0 the same; `odd` the largest differences that no
 * change of lightness explains; `shared` the share of cells that both have.
 */
export interface Likeness {
  light: number;
  detail: number;
  colour: number;
  shared: number;
  odd: number;
}

/** Compares a kept picture with the part of another that may be all of it; the box may reach beyond that other one, where it was cut. */
export function likeness(planes: Planes, box: Box, mirror: boolean, { cells }: Pick<Look, 'cells'>): Likeness {
  const light = turned(cellsOf(planes.light, box, fine), fine, mirror);
  const kept = cells.subarray(0, fine * fine);
  const here = Float32Array.from(kept, (_, at) => (Number.isNaN(light[at]!) ? 0 : 1));
  const shared = here.reduce((sum, one) => sum + one, 0) / here.length;
  return {
    light: correlation(kept, light, 0, fine, 0, fine)?.by ?? 0,
    detail: detail(kept, light),
    colour: colourGap(planes, box, mirror, cells, light),
    shared,
    odd: oddness(kept, light),
  };
}

/** Returns the correlation of lightness alone. */
export function lightness(planes: Planes, box: Box, mirror: boolean, { cells }: Pick<Look, 'cells'>): number {
  return correlation(cells, turned(cellsOf(planes.light, box, fine), fine, mirror), 0, fine, 0, fine, 0.45)?.by ?? 0;
}

function turned(cells: Float32Array, n: number, mirror: boolean): Float32Array {
  if (!mirror) return cells;
  return cells.map((_, at) => cells[at - (at % n) + (n - 1 - (at % n))]!);
}

/** Pearson's correlation of the cells that both have. */
function correlation(
  kept: Uint8Array,
  seen: Float32Array,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  least = 0,
): { by: number; weight: number } | undefined {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const [p, q] = [kept[y * fine + x]!, seen[y * fine + x]!];
      if (Number.isNaN(q)) continue;
      n++;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  if (n < 8 || n < least * (x1 - x0) * (y1 - y0)) return undefined;
  const [va, vb] = [aa / n - (a / n) ** 2, bb / n - (b / n) ** 2];
  // Flat in both is the same; flat in one is not.
  if (va < 12 && vb < 12) return undefined;
  return { by: (ab / n - (a / n) * (b / n)) / Math.sqrt((va + 1) * (vb + 1)), weight: Math.min(1, Math.max(va, vb) / 200) };
}

/** Mean of the correlations of 8 x 8 blocks, weighted by how much there is to see in each: what is like it only from afar fails here. */
function detail(kept: Uint8Array, seen: Float32Array): number {
  const size = fine / 8;
  let [sum, weight] = [0, 0];
  for (let y = 0; y < fine; y += size)
    for (let x = 0; x < fine; x += size) {
      const one = correlation(kept, seen, x, x + size, y, y + size);
      if (!one) continue;
      sum += one.by * one.weight;
      weight += one.weight;
    }
  return weight === 0 ? 0 : sum / weight;
}

/** Mean difference of colour over lightness, which darkening leaves as it is. */
function colourGap(planes: Planes, box: Box, mirror: boolean, cells: Uint8Array, light: Float32Array): number {
  const red = turned(cellsOf(planes.red, box, coarse), coarse, mirror);
  const blue = turned(cellsOf(planes.blue, box, coarse), coarse, mirror);
  const lightAt = (at: number): number => (at - (at % coarse)) * 4 + (at % coarse) * 2;
  const both = [...red.keys()].filter((at) => !Number.isNaN(red[at]!) && !Number.isNaN(light[lightAt(at)]!));
  const sumOf = (value: (at: number) => number): number => both.reduce((sum, at) => sum + value(at), 0);
  const gain =
    sumOf((at) => light[lightAt(at)]!) /
    Math.max(
      1,
      sumOf((at) => cells[lightAt(at)]!),
    );
  const [reds, blues] = [cells.subarray(fine * fine), cells.subarray(fine * fine + coarse * coarse)];
  const was = (value: number): number => (value - 128) * 2;
  // Darkening takes the colours down with the lightness, or leaves them as they are.
  const power = sumOf((at) => was(reds[at]!) ** 2 + was(blues[at]!) ** 2);
  const fit = power === 0 ? 1 : sumOf((at) => was(reds[at]!) * red[at]! + was(blues[at]!) * blue[at]!) / power;
  const by = Math.min(Math.max(gain, 1) * 1.2, Math.max(Math.min(gain, 1) * 0.8, fit));
  const gap = (at: number): number => Math.hypot(was(reds[at]!) * by - red[at]!, was(blues[at]!) * by - blue[at]!);
  const ground = sumOf((at) => light[lightAt(at)]!) / Math.max(1, both.length) + 24;
  return both.length === 0 ? 1 : sumOf(gap) / both.length / ground;
}

/** Returns where all of a kept picture would be, given where one of its marks is. */
export function wholeFrom(place: Box, mark: Box, mirror: boolean): Box {
  const [w, h] = [place.w / mark.w, place.h / mark.h];
  const left = mirror ? 1 - mark.x - mark.w : mark.x;
  return { x: place.x - left * w, y: place.y - mark.y * h, w, h };
}

/** Moves the box to where the two are most alike, in steps that become smaller; `by` is the first, a share of the box. */
export function settle(planes: Planes, start: Box, mirror: boolean, look: Pick<Look, 'cells'>, by: number): Box {
  let box = start;
  let like = lightness(planes, box, mirror, look);
  for (let step = by, round = 0; round < 5; step *= 0.6, round++)
    for (const [dx, dy, dw, dh] of moves) {
      const moved = inside(box, { x: dx * step - (dw * step) / 2, y: dy * step - (dh * step) / 2, w: 1 + dw * step, h: 1 + dh * step });
      const next = lightness(planes, moved, mirror, look);
      if (next > like) [box, like] = [moved, next];
    }
  return box;
}
const moves = [
  [1, 0, 0, 0],
  [-1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, -1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, -1, 0],
  [0, 0, 0, 1],
  [0, 0, 0, -1],
  [0, 0, 1, 1],
  [0, 0, -1, -1],
] as const;

/** Mean of the largest twentieth of what a straight change of lightness leaves unexplained, as a share of the contrast. */
function oddness(kept: Uint8Array, seen: Float32Array): number {
  const both = [...seen.keys()].filter((at) => !Number.isNaN(seen[at]!));
  const mean = (value: (at: number) => number): number => both.reduce((sum, at) => sum + value(at), 0) / Math.max(1, both.length);
  const [a, b] = [mean((at) => kept[at]!), mean((at) => seen[at]!)];
  const spread = mean((at) => (kept[at]! - a) ** 2);
  const slope = spread === 0 ? 1 : mean((at) => (kept[at]! - a) * (seen[at]! - b)) / spread;
  const left = both.map((at) => Math.abs(seen[at]! - b - slope * (kept[at]! - a))).sort((x, y) => y - x);
  const worst = left.slice(0, Math.ceil(left.length / 20));
  return worst.reduce((sum, one) => sum + one, 0) / Math.max(1, worst.length) / (Math.abs(slope) * Math.sqrt(spread) + 6);
}
