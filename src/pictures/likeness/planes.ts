/** A small picture as sums over its pixels, so that the mean of any part of it costs four look-ups. */

/** Pixels of three bytes, red, green and blue, row by row; at most `smallSide` on the longer side. */
export interface Small {
  width: number;
  height: number;
  rgb: Uint8Array;
}
/** Longer side of what is compared, pixels. */
export const smallSide = 256;

/** A part of a picture: shares of its width and height, from its left upper corner. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}
export const whole: Box = { x: 0, y: 0, w: 1, h: 1 };

/** Returns the part of a box that `inner` is, as shares of the whole picture. */
export function inside(box: Box, inner: Box): Box {
  return { x: box.x + inner.x * box.w, y: box.y + inner.y * box.h, w: inner.w * box.w, h: inner.h * box.h };
}

interface Sums {
  width: number;
  height: number;
  /** Sum of all pixels above and to the left, one row and one column more than the picture has. */
  sums: Float64Array;
}
export interface Planes {
  width: number;
  height: number;
  rgb: Uint8Array;
  grey: Uint8Array;
  light: Sums;
  /** Red and blue less the lightness. */
  red: Sums;
  blue: Sums;
}

export function planesOf({ width, height, rgb }: Small): Planes {
  const grey = new Uint8Array(width * height);
  for (let at = 0, of = 0; at < grey.length; at++, of += 3) grey[at] = 0.299 * rgb[of]! + 0.587 * rgb[of + 1]! + 0.114 * rgb[of + 2]!;
  const sum = (value: (at: number) => number): Sums => {
    const sums = new Float64Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y++)
      for (let x = 0, row = 0; x < width; x++) {
        row += value(y * width + x);
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
      }
    return { width, height, sums };
  };
  return {
    width,
    height,
    rgb,
    grey,
    light: sum((at) => grey[at]!),
    red: sum((at) => rgb[at * 3]! - grey[at]!),
    blue: sum((at) => rgb[at * 3 + 2]! - grey[at]!),
  };
}

/** Returns the means of `n` x `n` cells of a box; NaN for cells that lie outside of the picture by more than a sliver. */
export function cellsOf({ width, height, sums }: Sums, box: Box, n: number): Float32Array {
  const [across, down] = [edges(box.x, box.w, n, width), edges(box.y, box.h, n, height)];
  const cells = new Float32Array(n * n);
  let above = across.map((x) => sumAt(sums, width, x, down[0]!));
  for (let row = 0; row < n; row++) {
    const below = across.map((x) => sumAt(sums, width, x, down[row + 1]!));
    const tall = down[row + 1]! - down[row]!;
    for (let col = 0; col < n; col++) {
      const area = (across[col + 1]! - across[col]!) * tall;
      const whole = ((box.w * width) / n) * ((box.h * height) / n);
      cells[row * n + col] = area < whole * 0.5 ? Number.NaN : (below[col + 1]! - below[col]! - above[col + 1]! + above[col]!) / area;
    }
    above = below;
  }
  return cells;
}

/** Where cells begin and end, pixels, no further than the picture goes. */
function edges(from: number, size: number, n: number, pixels: number): number[] {
  return Array.from({ length: n + 1 }, (_, at) => Math.min(pixels, Math.max(0, (from + (size * at) / n) * pixels)));
}

function sumAt(sums: Float64Array, width: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [x - left, y - top];
  const at = top * (width + 1) + left;
  const upper = sums[at]! + (dx === 0 ? 0 : (sums[at + 1]! - sums[at]!) * dx);
  if (dy === 0) return upper;
  const low = at + width + 1;
  return upper + (sums[low]! + (dx === 0 ? 0 : (sums[low + 1]! - sums[low]!) * dx) - upper) * dy;
}
