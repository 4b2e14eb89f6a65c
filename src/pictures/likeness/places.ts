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
  const { width, height, rgb } = planes;
  const isDown = (x: number, y: number): boolean => y > 0 && y < height && gap(rgb, y * width + x, (y - 1) * width + x) > step;
  const isAcross = (x: number, y: number): boolean => x > 0 && x < width && gap(rgb, y * width + x, y * width + x - 1) > step;
  const rows = lines(height, (y) => count(0, width - 1, (x) => isDown(x, y)) / width);
  const columns = lines(width, (x) => count(0, height - 1, (y) => isAcross(x, y)) / height);
  const found: { box: Box; sides: number }[] = [];
  for (const [top, bottom] of pairs(rows, height * smallest))
    for (const [left, right] of pairs(columns, width * smallest)) {
      if (bottom - top === height && right - left === width) continue;
      // The rim of the whole is a side of its own; a line may be a pixel thick and lie a pixel off.
      const row = (y: number): number => (y === 0 || y === height ? 1 : count(left, right - 1, (x) => isDown(x, y) || isDown(x, y + 1)) / (right - left));
      const column = (x: number): number => (x === 0 || x === width ? 1 : count(top, bottom - 1, (y) => isAcross(x, y) || isAcross(x + 1, y)) / (bottom - top));
      const sides = [row(top), row(bottom), column(left), column(right)];
      const inner = sides.filter((_, n) => ![top === 0, bottom === height, left === 0, right === width][n]);
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

/** Largest difference of two pixels in one colour. */
function gap(rgb: Uint8Array, a: number, b: number): number {
  const [p, q] = [a * 3, b * 3];
  return Math.max(Math.abs(rgb[p]! - rgb[q]!), Math.abs(rgb[p + 1]! - rgb[q + 1]!), Math.abs(rgb[p + 2]! - rgb[q + 2]!));
}

/** Returns what stands on a ground of the most frequent colour, in one piece: a picture in a chat. */
function islands({ width, height, rgb }: Planes): Box[] {
  const counts = new Map<number, number>();
  const shade = (at: number): number => ((rgb[at * 3]! >> 3) << 10) | ((rgb[at * 3 + 1]! >> 3) << 5) | (rgb[at * 3 + 2]! >> 3);
  const first = new Map<number, number>();
  for (let at = 0; at < width * height; at++) {
    const one = shade(at);
    counts.set(one, (counts.get(one) ?? 0) + 1);
    if (!first.has(one)) first.set(one, at);
  }
  const [ground, share] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  if (share < width * height * 0.1) return [];
  const like = first.get(ground)!;
  const open = Uint8Array.from({ length: width * height }, (_, at) => (gap(rgb, at, like) > step ? 1 : 0));
  const found: Box[] = [];
  for (let start = 0; start < open.length; start++) {
    if (!open[start]) continue;
    let [left, top, right, bottom] = [width, height, 0, 0];
    const todo = [start];
    open[start] = 0;
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      for (const [next, is] of [[at - 1, x > 0], [at + 1, x < width - 1], [at - width, y > 0], [at + width, y < height - 1]] as const)
        if (is && open[next]) {
          open[next] = 0;
          todo.push(next);
        }
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
