/**
 * Limits that hold before a file is given to the YAML parser: a deeply nested document aborts Node, which nothing can catch. Works on the token stream,
 * without recursion.
 */
import { CST, Lexer } from 'yaml';
import type { Diagnostics } from './diagnostics.ts';

export const maxBytes = 256 * 1024;
const maxDepth = 32;

/** Returns the text without byte order mark, with plain line ends and composed characters. Positions of problems refer to it. */
export function normalised(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
}

/** Returns the offset where lists and maps are nested deeper than `most`, if any. */
export function nesting(source: string, most: number): { tooDeepAt?: number } {
  let offset = 0;
  let lineStart = 0;
  let flow = 0;
  const columns: number[] = [];
  for (const lexeme of new Lexer().lex(source)) {
    const type = CST.tokenType(lexeme);
    // Marks of the lexer that stand for no character of the source.
    const length = type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar' ? 0 : lexeme.length;
    if (type === 'flow-map-start' || type === 'flow-seq-start') flow++;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') flow = Math.max(0, flow - 1);
    else if (flow === 0 && (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind')) {
      const column = offset - lineStart;
      while (columns.length > 0 && (columns.at(-1) ?? 0) > column) columns.pop();
      if (columns.at(-1) !== column) columns.push(column);
    }
    if (flow + columns.length > most) return { tooDeepAt: offset };
    if (type === 'newline') {
      lineStart = offset + length;
    } else if (lexeme.includes('\n') && length > 0) lineStart = offset + lexeme.lastIndexOf('\n') + 1;
    offset += length;
    if (type === 'space' && offset - length === lineStart) while (columns.length > 0 && (columns.at(-1) ?? 0) > lexeme.length) columns.pop();
  }
  return {};
}

/** Returns false, with a problem, when the file must not be parsed. */
export function withinLimits(source: string, diagnostics: Diagnostics): boolean {
  if (Buffer.byteLength(source) > maxBytes) {
    diagnostics.report('too-large', { line: 1, column: 1 }, { kb: String(maxBytes / 1024) });
    return false;
  }
  // What decoding leaves where bytes are no UTF-8.
  const undecoded = source.indexOf('\uFFFD');
  if (undecoded >= 0) {
    diagnostics.report('not-utf8', diagnostics.place(undecoded));
    return false;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that YAML does not allow
  const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/.exec(source);
  if (control) {
    diagnostics.report('control-character', diagnostics.place(control.index), {
      code: `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    });
    return false;
  }
  const { tooDeepAt } = nesting(source, maxDepth);
  if (tooDeepAt !== undefined) {
    diagnostics.report('too-deep', diagnostics.place(tooDeepAt), { most: String(maxDepth) });
    return false;
  }
  return true;
}
