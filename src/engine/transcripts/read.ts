/** From the text of a `*.test.yaml` to cases, with the place of every line. */
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar } from 'yaml';
import type { Position, Problem } from '../flow-tree.ts';
import type { Json } from '../session.ts';
import { type RunnerLang, type WordKey, word } from './words.ts';

/** What the customer and the world do, and what is expected of the bot. */
export const inputs = ['customer', 'press', 'photo', 'edit', 'started', 'event', 'after', 'handback', 'agent'] as const;
export const expectations = ['bot', 'vars', 'handoff', 'silent', 'called', 'tracked', 'notified', 'problem'] as const;
export type LineVerb = (typeof inputs)[number] | (typeof expectations)[number];
const lineVerbs: readonly string[] = [...inputs, ...expectations];
const inputVerbs: readonly string[] = inputs;
/** Whether the line does something; the others expect something. */
export function isInput(verb: LineVerb): boolean {
  return inputVerbs.includes(verb);
}

const settings = ['test', 'flow', 'lang', 'contact', 'given', 'now', 'shop', 'channel', 'about', 'lines'];

export interface Line {
  verb: LineVerb;
  value: Json;
  /** Data of an event, arguments of a call. */
  with?: Json;
  position: Position;
}

export interface Case {
  name: string;
  file: string;
  position: Position;
  /** The flow under test: it is begun at once when the first line is not the customer's. */
  flow?: string;
  lang?: string;
  contact: Record<string, Json>;
  /** By call name. */
  given: Record<string, Json>;
  /** Epoch ms at the start. */
  now?: number;
  shop: Record<string, Json>;
  channel?: string;
  lines: Line[];
}

const shortestNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?$/;

/** Plain YAML to data: the shortest decimal form is a number, true and false are what they say; a quoted scalar stays text. */
function dataOf(node: unknown): Json {
  if (isScalar(node)) {
    const text = String(node.value ?? '');
    if (node.type !== Scalar.PLAIN) return text;
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === '' || text === 'null' || text === '~') return null;
    return shortestNumber.test(text) && String(Number(text)) === text ? Number(text) : text;
  }
  if (isSeq(node)) return node.items.map(dataOf);
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', dataOf(pair.value)]));
  return null;
}

/** As {@link dataOf}, but a scalar stays the text that it is: what people say is never a number. */
function saidOf(node: unknown): Json {
  if (isScalar(node)) return String(node.value ?? '').replace(/\n$/, '');
  if (isSeq(node)) return node.items.map(saidOf);
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', saidOf(pair.value)]));
  return null;
}

/**
 * Reads a transcript file. Never throws; a file with problems yields the cases that could be read. The caller guards size
 * and nesting before (see loading).
 */
export function parseTranscript(text: string, file: string, lang: RunnerLang = 'en'): { cases: Case[]; problems: Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, keepSourceTokens: false, uniqueKeys: true });
  const problems: Problem[] = [];
  const placeOf = (offset: number | undefined): Position => {
    const { line, col } = counter.linePos(offset ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const at = (node: unknown): Position => placeOf((node as Node | undefined)?.range?.[0]);
  const report = (position: Position, key: WordKey, values?: Record<string, string>, hint?: string): void => {
    problems.push({ file, ...position, severity: 'error', code: `transcript-${key}`, message: word(key, lang, values), ...(hint && { hint }) });
  };
  for (const error of document.errors) {
    problems.push({ file, ...placeOf(error.pos[0]), severity: 'error', code: 'yaml', message: error.message.split('\n')[0] ?? error.message });
  }
  if (problems.length > 0) return { cases: [], problems };
  const cases: Case[] = [];
  if (document.contents === null) return { cases, problems };
  if (!isSeq(document.contents)) {
    report(at(document.contents), 'not-a-list');
    return { cases, problems };
  }

  const readLine = (item: unknown, into: Line[]): void => {
    const first = isMap(item) ? item.items[0] : undefined;
    if (!first || !isScalar(first.key)) {
      report(at(item), 'unknown-line', { line: isScalar(item) ? String(item.value) : '?' }, word('unknown-line-hint', lang, { known: lineVerbs.join(', ') }));
      return;
    }
    const key = String(first.key.value);
    const verb = lineVerbs.find((known): known is LineVerb => known === key);
    if (!verb) {
      report(at(first.key), 'unknown-line', { line: key }, word('unknown-line-hint', lang, { known: lineVerbs.join(', ') }));
      return;
    }
    const line: Line = {
      verb,
      value: ['vars', 'handoff', 'silent', 'handback'].includes(verb) ? dataOf(first.value) : saidOf(first.value),
      position: at(first.key),
    };
    for (const more of isMap(item) ? item.items.slice(1) : []) {
      const name = isScalar(more.key) ? String(more.key.value) : '';
      if (name === 'with' || name === 'data') line.with = dataOf(more.value);
      else report(at(more.key), 'unknown-line', { line: name }, word('unknown-line-hint', lang, { known: 'with' }));
    }
    if (verb === 'after' && durationMs(line.value) === undefined) report(at(first.value), 'bad-time', { value: String(line.value) });
    into.push(line);
  };

  for (const item of document.contents.items) {
    const opening = isMap(item) ? item.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === 'test') : undefined;
    if (!isMap(item) || !opening) {
      const current = cases.at(-1);
      if (current) readLine(item, current.lines);
      else report(at(item), 'no-test');
      continue;
    }
    const test: Case = { name: String(saidOf(opening.value) ?? ''), file, position: at(opening.key), contact: {}, given: {}, shop: {}, lines: [] };
    if (test.name === '') report(test.position, 'no-name');
    for (const pair of item.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!settings.includes(key)) {
        report(at(pair.key), 'unknown-key', { key }, word('unknown-line-hint', lang, { known: settings.join(', ') }));
        continue;
      }
      if (key === 'flow' || key === 'lang' || key === 'channel') test[key] = String(saidOf(pair.value));
      else if (key === 'contact' || key === 'given' || key === 'shop') {
        const data = dataOf(pair.value);
        if (typeof data === 'object' && data !== null && !Array.isArray(data)) test[key] = data;
        else report(at(pair.value ?? pair.key), 'bad-value', { line: key });
      } else if (key === 'now') {
        test.now = Date.parse(String(saidOf(pair.value)));
        if (Number.isNaN(test.now)) report(at(pair.value), 'bad-moment', { value: String(saidOf(pair.value)) });
      } else if (key === 'lines') {
        if (isSeq(pair.value)) for (const line of pair.value.items) readLine(line, test.lines);
        else report(at(pair.value ?? pair.key), 'not-a-list');
      }
    }
    cases.push(test);
  }
  for (const test of cases) if (test.lines.length === 0) report(test.position, 'no-lines');
  return { cases, problems };
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `22h`, `10m`, `1h 30m` in ms; undefined when it is no length of time. */
export function durationMs(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\s*(?:\d+(?:\.\d+)?\s*[smhdw]\s*)+$/.test(value)) return undefined;
  let sum = 0;
  for (const [, count, unit] of value.matchAll(/(\d+(?:\.\d+)?)\s*([smhdw])/g)) sum += Number(count) * (units[unit ?? ''] ?? 0);
  return sum;
}
