/** The steps and entries of a file as they are written, flat, with their lines: what a comparison and a form work on. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { verbs } from '../engine/steps/index.ts';
import { plainKey } from './plain-key.ts';

export interface WrittenStep {
  /** Path in the document, e.g. `['steps', 2, 'then', 0]`. */
  path: (string | number)[];
  /** `entry` for an entry of a FAQ. */
  verb: string;
  name?: string;
  /** Its fields without the steps inside. */
  own: Record<string, unknown>;
  line: number;
}

export interface WrittenFile {
  /** Everything but steps and entries. */
  head: Record<string, unknown>;
  steps: WrittenStep[];
}

/** Fields that may hold steps, by their kind. */
const holding: ReadonlySet<string> = new Set(['block', 'outcomes', 'cases', 'options', 'ways']);
const modifiers: ReadonlySet<string> = new Set(['name', 'only_if']);
/** Stands where steps were taken out. */
export const steps = '\u2026';

/** Reads the file; undefined when it is not YAML, or no map. */
export function writtenSteps(source: string): WrittenFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source, { schema: 'failsafe', uniqueKeys: false, logLevel: 'error', prettyErrors: false, lineCounter: lines });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const head: Record<string, unknown> = {};
  const found: WrittenStep[] = [];
  const read = (node: YAMLMap, path: WrittenStep['path']): void => {
    const keys = node.items.map(({ key }) => plainKey(key));
    const verb = path[0] === 'entries' ? 'entry' : (keys.find((key) => verbs.has(key)) ?? keys.find((key) => !modifiers.has(key)) ?? '');
    const own: Record<string, unknown> = {};
    const step: WrittenStep = { path, verb, own, line: lines.linePos(node.range?.[0] ?? 0).line };
    found.push(step);
    for (const { key, value } of node.items) {
      const field = plainKey(key);
      if (field === 'name' && isScalar(value)) step.name = String(value.value);
      const kind = verb === 'entry' ? undefined : verbs.get(verb)?.fields[field]?.kind;
      own[field] = kind !== undefined && holding.has(kind) ? without(value, [...path, field]) : json(value);
    }
  };
  /** Returns the value with its steps read and taken out. */
  const without = (value: unknown, path: WrittenStep['path']): unknown => {
    if (isSeq(value)) {
      // Options and ways are maps with a block in them, not steps.
      return value.items.map((item, at) => {
        if (!isMap(item)) return json(item);
        const keys = item.items.map(({ key }) => plainKey(key));
        if (keys.some((key) => verbs.has(key))) {
          read(item, [...path, at]);
          return steps;
        }
        return mapped(item, [...path, at]);
      });
    }
    if (!isMap(value)) return json(value);
    if (value.items.some(({ key }) => verbs.has(plainKey(key)))) {
      read(value, path);
      return steps;
    }
    return mapped(value, path);
  };
  const mapped = (map: YAMLMap, path: WrittenStep['path']): Record<string, unknown> =>
    Object.fromEntries(map.items.map(({ key, value }) => [plainKey(key), isSeq(value) ? compact(without(value, [...path, plainKey(key)])) : json(value)]));
  const compact = (value: unknown): unknown => (Array.isArray(value) && value.every((item) => item === steps) ? steps : value);
  for (const { key, value } of document.contents.items) {
    const field = plainKey(key);
    if ((field === 'steps' || field === 'entries') && isSeq(value)) {
      for (const [at, item] of value.items.entries()) if (isMap(item)) read(item, [field, at]);
    } else head[field] = json(value);
  }
  for (const step of found) for (const [field, value] of Object.entries(step.own)) step.own[field] = compact(value);
  return { head, steps: found };
}

const json = (node: unknown): unknown => (node === null || node === undefined ? null : isNodeLike(node) ? node.toJSON() : node);
const isNodeLike = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'toJSON' in node;
