/** Where in a picture another one may be: all of it, what stands on its plain ground, and what has a frame around it. Pure. */
import { type Box, type Planes, whole } from './planes.ts';

/** Difference in one of the three colours that counts as an edge. */
const step = 4;
/** Lines that are looked at in each direction, besides the rims. */
const linesMost = 8;
/** Frames that are kept. */
const framesMost = 24;
/** Smallest picture in a frame, share of the width and of the height. */
const smallest = 0.28;
/** Share of a frame's sides that has to be an edge. */
const seen = 0.55;

/** Returns the part of `box` that is not its ground, the colour of its rim; null where there is no plain ground. */
export function contentBox({ width, height, grey }: Planes, box: Box = whole): Box | null {
  const [x0, y0] = [Math.round(box.x * width), Math.round(box.y * height)];
  const [x1, y1] = [Math.round((box.x + box.w) * width) - 1, Math.round((box.y + box.h) * height) - 1];
  if (x1 - x0 < 16 || y1 - y0 < 16) return null;
  const at = (x: number, y: number): number => grey[y * width + x]!;
  const corners = [at(x0 + 1, y0 + 1), at(x1 - 1, y0 + 1), at(x0 + 1, y1 - 1), at(x1 - 1, y1 - 1)].sort((a, b) => a - b);
  const ground = (corners[1]! + corners[2]!) / 2;
  if (corners[3]! - corners[0]! > 24) return null;
  const isRow = (y: number): boolean => count(x0, x1, (x) => Math.abs(at(x, y) - ground) > 20) > Math.max(1, (x1 - x0) * 0.02);
  const isColumn = (x: number): boolean => count(y0, y1, (y) => Math.abs(at(x, y) - ground) > 20) > Math.max(1, (y1 - y0) * 0.02);
  let [left, top, right, bottom] = [x0, y0, x1, y1];
  while (top < bottom && !isRow(top)) top++;
  while (bottom > top && !isRow(bottom)) bottom--;
  while (left < right && !isColumn(left)) left++;
  while (right > left && !isColumn(right)) right--;
  const found = { x: left / width, y: top / height, w: (right + 1 - left) / width, h: (bottom + 1 - top) / height };
  return found.w < box.w * 0.15 || found.h < box.h * 0.15 ? null : found;
}

/** Returns parts with an edge around them, the plainest first: a picture on a page, in a chat, in a viewer with black bars. */
export function framesIn(planes: Planes): Box[] {
  const { width, height } = planes;
  const { down, across } = edgesOf(planes);
  // A line may be a pixel thick and lie a pixel off; the rim of the whole is a side of its own.
  const row = (y: number, left: number, right: number): number => (y === 0 || y === height ? 1 : (down[y]![right]! - down[y]![left]!) / (right - left));
  const column = (x: number, top: number, bottom: number): number => (x === 0 || x === width ? 1 : (across[x]![bottom]! - across[x]![top]!) / (bottom - top));
  const rows = lines(height, (y) => row(y, 0, width));
  const columns = lines(width, (x) => column(x, 0, height));
  const found: { box: Box; sides: number }[] = [];
  for (const [top, bottom] of pairs(rows, height * smallest))
    for (const [left, right] of pairs(columns, width * smallest)) {
      if (bottom - top === height && right - left === width) continue;
      const inner = [
        ...[top, bottom].filter((y) => y > 0 && y < height).map((y) => row(y, left, right)),
        ...[left, right].filter((x) => x > 0 && x < width).map((x) => column(x, top, bottom)),
      ];
      const mean = inner.reduce((sum, side) => sum + side, 0) / inner.length;
      if (mean < seen) continue;
      found.push({ box: { x: left / width, y: top / height, w: (right - left) / width, h: (bottom - top) / height }, sides: mean + inner.length * 0.02 });
    }
  const lined = found
    .sort((a, b) => b.sides - a.sides)
    .slice(0, framesMost)
    .map(({ box }) => box);
  return [...islands(planes), ...lined];
}

/** Counts edges: `down[y][x]` those of the line `y` before the column `x`, `across[x][y]` those of the column `x` above the line `y`. */
function edgesOf({ width, height, rgb }: Planes): { down: Uint16Array[]; across: Uint16Array[] } {
  const isEdge = (a: number, b: number): boolean => gap(rgb, a, b) > step;
  const counted = (long: number, is: (at: number) => boolean): Uint16Array => {
    const sums = new Uint16Array(long + 1);
    for (let at = 0; at < long; at++) sums[at + 1] = sums[at]! + (is(at) ? 1 : 0);
    return sums;
  };
  const above = (x: number, y: number): boolean => y > 0 && y < height && isEdge(y * width + x, (y - 1) * width + x);
  const before = (x: number, y: number): boolean => x > 0 && x < width && isEdge(y * width + x, y * width + x - 1);
  return {
    down: Array.from({ length: height + 1 }, (_, y) => counted(width, (x) => above(x, y) || above(x, y + 1))),
    across: Array.from({ length: width + 1 }, (_, x) => counted(height, (y) => before(x, y) || before(x + 1, y))),
  };
}

/** Largest difference of two pixels in one colour. */
function gap(rgb: Uint8Array, a: number, b: number): number {
  const [p, q] = [a * 3, b * 3];
  return Math.max(Math.abs(rgb[p]! - rgb[q]!), Math.abs(rgb[p + 1]! - rgb[q + 1]!), Math.abs(rgb[p + 2]! - rgb[q + 2]!));
}

/** Returns what stands on a ground of the most frequent colour, in one piece: a picture in a chat. */
function islands({ width, height, rgb }: Planes): Box[] {
  const shade = (at: number): number => ((rgb[at * 3]! >> 3) << 10) | ((rgb[at * 3 + 1]! >> 3) << 5) | (rgb[at * 3 + 2]! >> 3);
  const counts = new Uint32Array(1 << 15);
  for (let at = 0; at < width * height; at++) counts[shade(at)]!++;
  let ground = 0;
  for (let at = 1; at < counts.length; at++) if (counts[at]! > counts[ground]!) ground = at;
  if (counts[ground]! < width * height * 0.1) return [];
  let like = 0;
  while (shade(like) !== ground) like++;
  const open = new Uint8Array(width * height);
  for (let at = 0; at < open.length; at++) open[at] = gap(rgb, at, like) > step ? 1 : 0;
  const found: Box[] = [];
  for (let start = 0; start < open.length; start++) {
    if (!open[start]) continue;
    let [left, top, right, bottom] = [width, height, 0, 0];
    const todo = [start];
    open[start] = 0;
    const visit = (next: number): void => {
      if (!open[next]) return;
      open[next] = 0;
      todo.push(next);
    };
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    const box = { x: left / width, y: top / height, w: (right + 1 - left) / width, h: (bottom + 1 - top) / height };
    if (box.w >= smallest && box.h >= smallest * 0.7) found.push(box);
  }
  return found.slice(0, islandsMost);
}
const islandsMost = 8;

/** The strongest lines, none beside a stronger one, with both rims. */
function lines(length: number, strength: (at: number) => number): number[] {
  const all = Array.from({ length: length - 1 }, (_, at) => ({ at: at + 1, by: strength(at + 1) })).sort((a, b) => b.by - a.by);
  const kept: number[] = [];
  for (const { at, by } of all) {
    if (kept.length >= linesMost || by < 0.15) break;
    if (kept.every((one) => Math.abs(one - at) > 2)) kept.push(at);
  }
  return [0, ...kept.sort((a, b) => a - b), length];
}

function pairs(at: readonly number[], least: number): [number, number][] {
  return at.flatMap((from, n) => at.slice(n + 1).flatMap((to): [number, number][] => (to - from >= least ? [[from, to]] : [])));
}

function count(from: number, to: number, is: (at: number) => boolean): number {
  let found = 0;
  for (let at = from; at <= to; at++) if (is(at)) found++;
  return found;
}
