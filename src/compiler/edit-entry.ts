/** Entries in the text of a FAQ file: read as they are written, and changed so that comments, order and everything else stay. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar, stringify, type YAMLMap, type YAMLSeq } from 'yaml';

export interface WrittenEntry {
  /** Place in the list, from 0. */
  n: number;
  line: number;
  q: string[];
  /** One text, or one in each language. */
  a: string | Record<string, string>;
  /** Day after which the merchant looks at it again. */
  checkBy?: string;
}

interface Change {
  from: number;
  to: number;
  text: string;
}

const parsed = (source: string, lineCounter?: LineCounter) =>
  parseDocument(source, { schema: 'failsafe', uniqueKeys: false, logLevel: 'error', prettyErrors: false, ...(lineCounter && { lineCounter }) });
const textOf = (node: unknown): string | undefined => (isScalar(node) && typeof node.value === 'string' ? node.value : undefined);
const quoted = (text: string): string => stringify(text, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trimEnd();

function entriesIn(source: string, lines?: LineCounter): YAMLSeq | undefined {
  const document = parsed(source, lines);
  const entries = isMap(document.contents) ? document.contents.get('entries') : undefined;
  return document.errors.length === 0 && isSeq(entries) ? entries : undefined;
}

/** Returns the entries of a FAQ file that are texts. */
export function writtenEntries(source: string): WrittenEntry[] {
  const lines = new LineCounter();
  return (entriesIn(source, lines)?.items ?? []).flatMap((item, n) => {
    if (!isMap(item)) return [];
    const q = questionsOf(item);
    const a = answerOf(item.get('a', true));
    const checkBy = textOf(item.get('check_by', true));
    if (q === undefined || a === undefined) return [];
    return [{ n, line: lines.linePos(item.range?.[0] ?? 0).line, q, a, ...(checkBy !== undefined && { checkBy }) }];
  });
}

function questionsOf(item: YAMLMap): string[] | undefined {
  const q = item.get('q', true) as unknown;
  if (isSeq(q)) {
    const texts = q.items.map(textOf);
    return texts.every((text) => text !== undefined) ? texts : undefined;
  }
  const one = textOf(q);
  return one === undefined ? undefined : [one];
}

function answerOf(node: unknown): WrittenEntry['a'] | undefined {
  if (!isMap(node)) return textOf(node);
  const pairs = node.items.map(({ key, value }) => [textOf(key), textOf(value)] as const);
  return pairs.every(([key, value]) => key !== undefined && value !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/**
 * Returns the source with other words in entry `n`; undefined when it has no such entry of plain texts. Languages that are not given stay.
 * @example
 * ```ts
 * import { editEntry } from './flow.ts';
 * const faq = 'faq: shop\nentries:\n  - q: [opening hours]\n    a: We open at nine. # since May\n';
 * editEntry(faq, 0, { a: 'We open at ten.' }); // => 'faq: shop\nentries:\n  - q: [opening hours]\n    a: "We open at ten." # since May\n'
 * ```
 */
export function editEntry(source: string, n: number, { q, a }: { q?: readonly string[]; a?: WrittenEntry['a'] }): string | undefined {
  const item = entriesIn(source)?.items[n];
  if (!isMap(item) || questionsOf(item) === undefined) return undefined;
  const asked = q === undefined ? [] : questionChanges(source, item.get('q', true) as unknown, q);
  const answered = a === undefined ? [] : answerChanges(source, item.get('a', true), a);
  if (asked === undefined || answered === undefined) return undefined;
  return [...asked, ...answered]
    .sort((one, other) => other.from - one.from)
    .reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);
}

/** A scalar in quotes; what stood behind it on its line stays there. */
function inPlace(source: string, node: Node, text: string): Change[] {
  if (!node.range || textOf(node) === text) return [];
  const [from, to] = node.range;
  return [{ from, to, text: quoted(text) + (source.slice(from, to).endsWith('\n') ? '\n' : '') }];
}

const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (source: string, at: number): number => (source.indexOf('\n', at) === -1 ? source.length : source.indexOf('\n', at));

function questionChanges(source: string, node: unknown, q: readonly string[]): Change[] | undefined {
  if (!isSeq(node) || node.flow) {
    if (!(isSeq(node) || isScalar(node)) || !node.range) return undefined;
    const same = isSeq(node) && node.items.length === q.length && node.items.every((item, at) => textOf(item) === q[at]);
    const [from, to] = node.range;
    return same ? [] : [{ from, to, text: stringify([...q], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trimEnd() }];
  }
  const items = node.items.filter((item): item is Scalar => isScalar(item));
  const first = items[0]?.range?.[0];
  const last = items.at(-1)?.range?.[1];
  if (first === undefined || last === undefined) return undefined;
  const dash = source.slice(lineStart(source, first), first);
  if (dash.trim() !== '-') return undefined;
  const kept = items.flatMap((item, at): Change[] => {
    const text = q[at];
    if (text !== undefined) return inPlace(source, item, text);
    const [from = 0, to = 0] = item.range ?? [];
    return [{ from: lineStart(source, from), to: Math.min(source.length, lineEnd(source, to - 1) + 1), text: '' }];
  });
  const more = q.slice(items.length).map((text) => `\n${dash}${quoted(text)}`);
  const at = lineEnd(source, last - 1);
  return more.length > 0 ? [...kept, { from: at, to: at, text: more.join('') }] : kept;
}

function answerChanges(source: string, node: unknown, a: WrittenEntry['a']): Change[] | undefined {
  if (isScalar(node)) {
    if (typeof a === 'string') return inPlace(source, node, a);
    const [from, to] = node.range ?? [0, 0];
    const written = Object.entries(a).map(([lang, text]) => `${lang}: ${quoted(text)}`);
    return [{ from, to, text: `{ ${written.join(', ')} }${source.slice(from, to).endsWith('\n') ? '\n' : ''}` }];
  }
  if (!isMap(node) || typeof a === 'string' || answerOf(node) === undefined) return undefined;
  const there = new Map(node.items.map(({ key, value }) => [textOf(key), value]));
  const changed = Object.entries(a).flatMap(([lang, text]) => {
    const value = there.get(lang);
    return isScalar(value) ? inPlace(source, value, text) : [];
  });
  const more = Object.entries(a).filter(([lang]) => !there.has(lang));
  if (more.length === 0) return changed;
  const value = node.items.at(-1)?.value;
  const end = isScalar(value) ? value.range?.[1] : undefined;
  const [from] = node.range ?? [];
  if (end === undefined || from === undefined) return undefined;
  if (node.flow) return [...changed, { from: end, to: end, text: more.map(([lang, text]) => `, ${lang}: ${quoted(text)}`).join('') }];
  const indent = source.slice(lineStart(source, from), from);
  if (indent.trim() !== '') return undefined;
  const at = lineEnd(source, end - 1);
  return [...changed, { from: at, to: at, text: more.map(([lang, text]) => `\n${indent}${lang}: ${quoted(text)}`).join('') }];
}
