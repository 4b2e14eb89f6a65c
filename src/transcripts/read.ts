/** From the text of a `*.test.yaml` to cases, with the place of every line. */

import { Diagnostics } from '../compiler/diagnostics.ts';
import { normalised, withinLimits } from '../compiler/input-limits.ts';
import type { MapNode, YamlNode } from '../compiler/node.ts';
import { readYaml } from '../compiler/read-yaml.ts';
import type { Position, Problem } from '../flow-tree/flow-tree.ts';
import type { Json } from '../json.ts';
import { type RunnerLang, type WordKey, word } from './player-texts.ts';

/** Verbs of the lines in which the customer and the world act; `expectations` are those of the lines that expect something. */
const inputs = ['customer', 'press', 'photo', 'edit', 'started', 'event', 'after', 'handback', 'agent'] as const;
const expectations = ['bot', 'vars', 'handoff', 'silent', 'called', 'tracked', 'notified', 'problem'] as const;
export type LineVerb = (typeof inputs)[number] | (typeof expectations)[number];
const lineVerbs: readonly LineVerb[] = [...inputs, ...expectations];
const inputVerbs: readonly string[] = inputs;
/** Tells whether the line does something; the others expect something. */
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

/** Turns plain YAML into data: the shortest decimal form is a number, true and false are what they say; a quoted text stays text. */
function dataOf(node: YamlNode): Json {
  if (node.type === 'list') return node.items.map(dataOf);
  if (node.type === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, dataOf(value)]));
  const { value, style } = node;
  if (style !== 'plain') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === '' || value === 'null' || value === '~') return null;
  return shortestNumber.test(value) && String(Number(value)) === value ? Number(value) : value;
}

/** Turns YAML into data as {@link dataOf} does, but a scalar stays the text that it is: what people say is never a number. */
function saidOf(node: YamlNode): Json {
  if (node.type === 'list') return node.items.map(saidOf);
  if (node.type === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, saidOf(value)]));
  return node.style === 'block' ? node.value.replace(/\n$/, '') : node.value;
}

/** Lines whose value is data, not words. */
const dataLines: readonly string[] = ['vars', 'handoff', 'silent', 'handback'];

/**
 * Reads a transcript file. Never throws; a file with problems yields the cases that could be read.
 * @example
 * ```ts
 * import { parseTranscript } from './transcript.ts';
 * const { cases } = parseTranscript('- test: tells the hours\n- customer: opening hours\n- bot: We open at nine.\n', 'hours.test.yaml');
 * cases.map(({ name, lines }) => [name, lines.map(({ verb }) => verb)]); // => [['tells the hours', ['customer', 'bot']]]
 * ```
 */
export function parseTranscript(text: string, file: string, lang: RunnerLang = 'en'): { cases: Case[]; problems: Problem[] } {
  const source = normalised(text);
  const sink = new Diagnostics(file, source, lang);
  const cases: Case[] = [];
  const { problems } = sink;
  if (!withinLimits(source, sink)) return { cases, problems };
  const read = readYaml(source, sink);
  if ('fault' in read) {
    sink.report(read.fault.code, sink.place(read.fault.offset), read.fault.params);
    return { cases, problems };
  }
  const reader = new Reader(file, lang, problems);
  if (read.root.type === 'list') for (const item of read.root.items) reader.item(item, cases);
  else if (read.root.type === 'map' || read.root.value !== '') reader.report(read.root, 'not-a-list');
  for (const test of cases) if (test.lines.length === 0) reader.report(test.position, 'no-lines');
  return { cases, problems };
}

class Reader {
  private readonly file: string;
  private readonly lang: RunnerLang;
  private readonly problems: Problem[];

  constructor(file: string, lang: RunnerLang, problems: Problem[]) {
    this.file = file;
    this.lang = lang;
    this.problems = problems;
  }

  report({ line, column }: Position, key: WordKey, values: Record<string, string> = {}, known?: readonly string[]): void {
    const hint = known ? word('unknown-line-hint', this.lang, { known: known.join(', ') }) : undefined;
    this.problems.push({
      file: this.file,
      line,
      column,
      severity: 'error',
      code: `transcript-${key}`,
      message: word(key, this.lang, values),
      ...(hint && { hint }),
    });
  }

  /** Reads the head of a case, or a line of the case above. */
  item(node: YamlNode, cases: Case[]): void {
    if (node.type === 'map' && node.entries.some(({ key }) => key.value === 'test')) {
      cases.push(this.head(node));
      return;
    }
    const current = cases.at(-1);
    if (current) this.line(node, current.lines);
    else this.report(node, 'no-test');
  }

  private head(node: MapNode): Case {
    const test: Case = { name: '', file: this.file, position: place(node), contact: {}, given: {}, shop: {}, lines: [] };
    for (const { key, value } of node.entries) {
      const name = key.value;
      if (name === 'test') {
        test.name = String(saidOf(value) ?? '');
        test.position = place(key);
        if (test.name === '') this.report(key, 'no-name');
      } else if (name === 'flow' || name === 'lang' || name === 'channel') test[name] = String(saidOf(value));
      else if (name === 'contact' || name === 'given' || name === 'shop') {
        const data = dataOf(value);
        if (typeof data === 'object' && data !== null && !Array.isArray(data)) test[name] = data;
        else this.report(value, 'bad-value', { line: name });
      } else if (name === 'now') {
        test.now = Date.parse(String(saidOf(value)));
        if (Number.isNaN(test.now)) this.report(value, 'bad-moment', { value: String(saidOf(value)) });
      } else if (name === 'lines') {
        if (value.type === 'list') for (const line of value.items) this.line(line, test.lines);
        else this.report(value, 'bad-value', { line: name });
      } else if (name !== 'about') this.report(key, 'unknown-key', { key: name }, settings);
    }
    return test;
  }

  private line(node: YamlNode, into: Line[]): void {
    const first = node.type === 'map' ? node.entries[0] : undefined;
    const verb = lineVerbs.find((known): known is LineVerb => known === first?.key.value);
    if (node.type !== 'map' || !first || !verb) {
      this.report(node, 'unknown-line', { line: first?.key.value ?? (node.type === 'text' ? node.value : '') }, lineVerbs);
      return;
    }
    const { value } = first;
    const line: Line = { verb, value: dataLines.includes(verb) ? dataOf(value) : saidOf(value), position: place(first.key) };
    for (const { key, value: more } of node.entries.slice(1)) {
      if (key.value === 'with' || key.value === 'data') line.with = dataOf(more);
      else this.report(key, 'unknown-line', { line: key.value }, ['with']);
    }
    if (verb === 'after' && durationMs(line.value) === undefined) this.report(value, 'bad-time', { value: String(line.value) });
    into.push(line);
  }
}

function place({ line, column }: Position): Position {
  return { line, column };
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Returns the ms of `22h`, `10m`, `1h 30m`; undefined when it is no length of time. */
export function durationMs(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\s*(?:\d+(?:\.\d+)?\s*[smhdw]\s*)+$/.test(value)) return undefined;
  let sum = 0;
  for (const [, count, unit] of value.matchAll(/(\d+(?:\.\d+)?)\s*([smhdw])/g)) sum += Number(count) * (units[unit ?? ''] ?? 0);
  return sum;
}
