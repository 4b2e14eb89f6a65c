/** Breaks texts into the lines of a terminal. Pure. */

import { displayWidth, graphemes, graphemeWidth } from '../../src/channel-kit/text-width.ts';

/** Breaks a text into lines of at most `columns`: at spaces, and anywhere between wide characters. Existing lines are kept. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(columns, 2)));
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  let lastBreak = 0;
  for (const { segment } of graphemes.segment(line)) {
    const width = graphemeWidth(segment);
    if (used + width > columns && current !== '') {
      const cut = lastBreak > 0 ? lastBreak : current.length;
      lines.push(current.slice(0, cut).trimEnd());
      current = current.slice(cut).trimStart();
      used = displayWidth(current);
      lastBreak = 0;
    }
    current += segment;
    used += width;
    if (segment === ' ' || width === 2) lastBreak = current.length;
  }
  lines.push(current);
  return lines;
}
