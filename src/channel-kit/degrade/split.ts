/** Splitting text for channels that limit the length of a message. Pure. */

export type TextUnit = 'chars' | 'bytes';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Returns the length of a text as a channel counts it: UTF-16 code units, or UTF-8 bytes. */
export function measure(text: string, unit: TextUnit): number {
  return unit === 'chars' ? text.length : Buffer.byteLength(text);
}

/** Returns what every provider accepts as text: well-formed Unicode, no control characters but line feed and tab, no outer white space. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
}

function fits(text: string, max: number, unit: TextUnit): boolean {
  return text.length <= max && measure(text, unit) <= max;
}

/** Index after the last whole code point that fits; at least one code point, so that splitting always ends. */
function fittingEnd(text: string, max: number, unit: TextUnit): number {
  let end = 0;
  let used = 0;
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    used += unit === 'chars' ? size : code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (used > max && end > 0) break;
    end += size;
  }
  return end;
}

/** Returns the end of the last whole grapheme before `end`; `end` itself when one grapheme is longer than all that fits. */
function graphemeCut(text: string, end: number): number {
  if (end >= text.length) return end;
  const start = graphemes.segment(text.slice(0, end + 64)).containing(end)?.index ?? end;
  return start > 0 ? start : end;
}

/** The boundary between words at or before `end`, with closing punctuation kept at the word before it. */
function wordCut(text: string, end: number): number {
  const segments = words.segment(text);
  let cut = end;
  for (let steps = 0; steps < 8 && cut > 0; steps++) {
    const segment = segments.containing(cut);
    if (!segment) break;
    cut = segment.index;
    if (segment.isWordLike || /^\s/.test(segment.segment)) break;
    cut = segments.containing(cut - 1)?.index ?? 0;
  }
  return cut;
}

/** The best place to cut: after a paragraph, line, sentence or word in the second half of what fits; else after a grapheme. */
function bestCut(text: string, max: number, unit: TextUnit): number {
  const end = graphemeCut(text, fittingEnd(text.slice(0, max + 2), max, unit));
  const window = text.slice(0, end + 1);
  const least = end / 2;
  const candidates = [
    () => window.lastIndexOf('\n\n', end),
    () => window.lastIndexOf('\n', end),
    () => sentences.segment(window).containing(end)?.index ?? -1,
    () => window.lastIndexOf(' ', end),
    () => wordCut(window, end),
  ];
  for (const candidate of candidates) {
    const cut = candidate();
    if (cut >= least && cut > 0) return cut;
  }
  return end;
}

/**
 * Splits a text into pieces of at most `max` units, at a paragraph if possible, else at a line, sentence, word or grapheme.
 * Only white space at the joints is dropped. A single grapheme longer than `max` is cut between code points. No empty pieces.
 * @example
 * ```ts
 * import { splitText } from './split.ts';
 * splitText('One line.\nAnother line.', 12, 'chars'); // => ['One line.', 'Another', 'line.']
 * ```
 */
export function splitText(text: string, max: number, unit: TextUnit): string[] {
  const pieces: string[] = [];
  let rest = clean(text);
  while (!fits(rest, max, unit)) {
    const cut = bestCut(rest, max, unit);
    const piece = rest.slice(0, cut).trimEnd();
    if (piece) pieces.push(piece);
    rest = rest.slice(cut).trimStart();
  }
  if (rest) pieces.push(rest);
  return pieces;
}

/** Shortens a label to `max` UTF-16 code units with an ellipsis, never inside a grapheme. */
export function cutLabel(label: string, max: number): string {
  if (label.length <= max) return label;
  let kept = '';
  for (const { segment } of graphemes.segment(label.slice(0, max + 64))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
