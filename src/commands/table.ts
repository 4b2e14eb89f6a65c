/** A table of a report for a terminal, with a small bar, or as plain lines for a pipe. Pure. */
import { displayWidth, graphemes } from '../channel-kit/text-width.ts';

export interface Cell {
  text: string;
  /** Set where it is a number: written to the right, and as it is in a file. */
  value?: number;
  /** Currency of the number. */
  unit?: string;
}

export interface Table {
  title: string;
  heads: string[];
  rows: Cell[][];
  /** Column that the bar shows. */
  bar?: number;
  /** Lines below it. */
  notes: string[];
  none: string;
}

const blocks = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;
const barWidth = 12;
const gap = 2;

/** Lines of the table. In a pipe: fields between tabs, without bar, cut or colour. */
export function drawTable({ title, heads, rows, bar, notes, none }: Table, { isTerminal, width }: { isTerminal: boolean; width: number }): string[] {
  if (!isTerminal && rows.length === 0) return [none];
  if (!isTerminal) return [heads.map(plain).join('\t'), ...rows.map((row) => row.map(({ text }) => plain(text)).join('\t'))];
  if (rows.length === 0) return [title, '', none, ...notes];
  const widths = heads.map((head, n) => Math.max(displayWidth(head), ...rows.map((row) => displayWidth(row[n]?.text ?? ''))));
  const left = width - (bar === undefined ? 0 : barWidth + gap);
  // The columns on the right give way where the terminal is narrow; the first one always stays.
  let fits = widths.length;
  while (fits > 2 && widths.slice(0, fits).reduce((sum, one) => sum + one + gap, -gap) > left) fits -= 1;
  const first = Math.max(8, Math.min(widths[0] ?? 0, left - widths.slice(1, fits).reduce((sum, one) => sum + one + gap, 0)));
  widths[0] = first;
  const most = bar === undefined ? 0 : Math.max(0, ...rows.map((row) => row[bar]?.value ?? 0));
  const line = (cells: readonly Cell[]): string => {
    const shown = cells.slice(0, fits).map(({ text, value }, n) => {
      const fitting = cut(plain(text), widths[n] ?? 0);
      const space = ' '.repeat(Math.max(0, (widths[n] ?? 0) - displayWidth(fitting)));
      return value === undefined && n === 0 ? fitting + space : space + fitting;
    });
    return shown.join(' '.repeat(gap));
  };
  const lines = rows.map((row) => (bar === undefined ? line(row) : `${line(row)}  ${barOf(row[bar]?.value ?? 0, most)}`).trimEnd());
  return [title, '', line(heads.map((text) => ({ text }))).trimEnd(), ...lines, ...(notes.length > 0 ? ['', ...notes] : [])];
}

/** What a customer wrote moves no cursor of the terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let shown = '';
  for (const { segment } of graphemes.segment(text)) {
    if (displayWidth(shown + segment) > width - 1) break;
    shown += segment;
  }
  return `${shown}…`;
}

/** A bar of eighths of a character. */
export function barOf(value: number, most: number): string {
  const eighths = most > 0 ? Math.round((Math.max(0, value) / most) * barWidth * 8) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + blocks[eighths % 8];
}
