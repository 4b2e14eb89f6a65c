/** How wide texts are on a terminal. Pure. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** East Asian Wide and Fullwidth, and emoji: two columns. */
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const zero = /^[\p{Mn}\p{Cf}\p{Cc}]+$/u;

function graphemeWidth(grapheme: string): number {
  if (zero.test(grapheme)) return 0;
  return wide.test(grapheme) || /\p{Emoji_Presentation}|\uFE0F/u.test(grapheme) ? 2 : 1;
}

/** Columns that a text takes; Chinese characters and emoji take two. */
function displayWidth(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += graphemeWidth(segment);
  return columns;
}

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
