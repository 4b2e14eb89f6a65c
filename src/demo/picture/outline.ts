/** A stretch of an outline: a straight line to `[x, y]`, or a curve `[x1, y1, x2, y2, x, y]`. x is the distance from the middle. */
export type Stretch = readonly [number, number] | readonly [number, number, number, number, number, number];

/** The right half of a shape, from the top of its middle line round to the bottom of it. */
export interface Half {
  from: readonly [number, number];
  to: readonly Stretch[];
}

const middle = 200;

/** Draws the whole shape as an SVG path: the right half, and its mirror image back to the start. */
export function outline({ from, to }: Half): string {
  const point = (x: number, y: number) => `${middle + x} ${y}`;
  let path = `M${point(from[0], from[1])}`;
  for (const stretch of to) {
    path +=
      stretch.length === 2 ? `L${point(...stretch)}` : `C${point(stretch[0], stretch[1])} ${point(stretch[2], stretch[3])} ${point(stretch[4], stretch[5])}`;
  }
  for (let i = to.length - 1; i >= 0; i -= 1) {
    const stretch = to[i];
    const before = to[i - 1];
    const [x, y] = before ? before.slice(-2) : from;
    if (!stretch || x === undefined || y === undefined) continue;
    path += stretch.length === 2 ? `L${point(-x, y)}` : `C${point(-stretch[2], stretch[3])} ${point(-stretch[0], stretch[1])} ${point(-x, y)}`;
  }
  return `${path}Z`;
}

/** Draws the same strokes on both sides of the middle: `x` in the path data counts from the middle. */
export function bothSides(strokes: readonly Half[]): string {
  return strokes.map((stroke) => one(stroke, 1) + one(stroke, -1)).join('');
}

function one({ from, to }: Half, side: 1 | -1): string {
  const at = (x: number, y: number) => `${middle + side * x} ${y}`;
  const rest = to.map((s) => (s.length === 2 ? `L${at(...s)}` : `C${at(s[0], s[1])} ${at(s[2], s[3])} ${at(s[4], s[5])}`));
  return `M${at(from[0], from[1])}${rest.join('')}`;
}
