/** Places of the steps in the picture: one row each in the order of the file, further right inside a branch; jumps go round on the right. Pure. */
import type { Graph } from './shapes.ts';

export interface Box {
  id: string;
  x: number;
  y: number;
}
export interface Line {
  from: string;
  to: string;
  /** SVG path. */
  d: string;
}
export interface Layout {
  boxes: Map<string, Box>;
  lines: Line[];
  width: number;
  height: number;
}

export const boxWidth = 232;
export const boxHeight = 52;
const rowHeight = 84;
const indent = 26;
const lane = 12;
const margin = 10;

/** Lays the picture out; linear in steps and ways, so that it is drawn while one types. */
export function layout({ nodes, edges }: Graph): Layout {
  const boxes = new Map<string, Box>();
  for (const [row, { id, depth }] of nodes.entries()) boxes.set(id, { id, x: margin + Math.min(depth, 8) * indent, y: margin + row * rowHeight });
  const right = Math.max(0, ...[...boxes.values()].map(({ x }) => x)) + boxWidth;
  const lines: Line[] = [];
  /** Lanes on the right by the rows that they pass, so that jumps do not lie on each other. */
  const lanes: number[] = [];
  for (const { from, to } of edges) {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    if (!a || !b) continue;
    if (b.y - a.y === rowHeight) {
      const x = Math.max(a.x, b.x) + 24;
      lines.push({ from, to, d: `M${x} ${a.y + boxHeight}V${b.y - 2}` });
      continue;
    }
    const [top, bottom] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
    const at = lanes.findIndex((end) => end < top);
    const place = at < 0 ? lanes.length : at;
    lanes[place] = bottom;
    const x = right + 14 + (place % 12) * lane;
    const [start, end] = [a.y + boxHeight / 2 + 6, b.y + boxHeight / 2 - 6];
    const turn = end > start ? 6 : -6;
    lines.push({ from, to, d: `M${a.x + boxWidth} ${start}H${x - 6}q6 0 6 ${turn}V${end - turn}q0 ${turn} -6 ${turn}H${b.x + boxWidth + 2}` });
  }
  return { boxes, lines, width: right + 14 + Math.min(lanes.length, 12) * lane + margin, height: nodes.length * rowHeight + margin };
}
