/** One more entry in the text of a FAQ file; all that stands there stays as it is. */
import { isMap, isNode, isSeq, parseDocument, stringify } from 'yaml';

export interface NewEntry {
  q: readonly string[];
  /** One text, or one in each language. */
  a: string | Readonly<Record<string, string>>;
}

/**
 * Returns the source with the entry behind its last one; undefined when it has no list of entries written line by line.
 * @example
 * ```ts
 * import { appendEntry } from './flow.ts';
 * const faq = 'faq: shop\nentries:\n  - q: [opening hours]\n    a: We open at nine.\n';
 * appendEntry(faq, { q: ['parking'], a: 'Yes.' }); // => `${faq}  - q:\n      - "parking"\n    a: "Yes."\n`
 * ```
 */
export function appendEntry(source: string, { q, a }: NewEntry): string | undefined {
  const document = parseDocument(source, { schema: 'failsafe', uniqueKeys: false, logLevel: 'error', prettyErrors: false });
  const entries = isMap(document.contents) ? document.contents.get('entries') : undefined;
  if (document.errors.length > 0 || !isSeq(entries) || entries.flow) return undefined;
  const last = entries.items.at(-1);
  const [from] = entries.range ?? [];
  const end = isNode(last) ? last.range?.[1] : undefined;
  if (from === undefined || end === undefined) return undefined;
  const indent = source.slice(source.lastIndexOf('\n', from) + 1, from);
  if (indent.trim() !== '') return undefined;
  const at = endOfLine(source, end);
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const before = source.slice(0, at);
  return `${before}${before.endsWith('\n') ? '' : newline}${written({ q, a }, indent, newline)}${source.slice(at)}`;
}

/** Returns the beginning of the next line, or the end of the text. */
function endOfLine(source: string, at: number): number {
  if (source[at - 1] === '\n') return at;
  const end = source.indexOf('\n', at);
  return end === -1 ? source.length : end + 1;
}

/** Writes the entry with every text in quotes: customers write colons, signs and brackets. */
function written({ q, a }: NewEntry, indent: string, newline: string): string {
  const lines = stringify([{ q, a }], { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => `${indent}${line}${newline}`).join('');
}
