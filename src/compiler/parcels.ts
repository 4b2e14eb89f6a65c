/**
 * A checked folder on its way from one thread to another: in parcels of some hundred items, so that taking them in can pause. Only
 * plain data can travel: what was parsed of a text goes as its source, and is parsed again where it arrives.
 */
import { z } from 'zod';
import type { Sliced } from '../event-loop/slices.ts';
import type { CompiledStep, Faq, FaqEntry, Flow, Problem } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import { parsedFrom, sourceOf } from '../text/text.ts';
import type { CheckedFolder, FlowFile } from './folder.ts';

type FlowHead = Omit<Flow, 'steps' | 'source' | 'warnings'>;
type RuleHead = Omit<ProactiveRule, 'source' | 'warnings'>;
type FaqHead = Omit<Faq, 'entries' | 'source' | 'warnings'>;

/** Both sides are one build, so that only the kind of an item is looked at. */
const items = <T extends object>() => z.array(z.custom<T>((value) => typeof value === 'object' && value !== null));
const head = <T extends object>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

const parcelSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('problems'), items: items<Problem>() }),
  z.object({ t: z.literal('flow'), head: head<FlowHead>() }),
  /** Steps of the flow before. */
  z.object({ t: z.literal('steps'), items: items<CompiledStep>() }),
  z.object({ t: z.literal('faq'), head: head<FaqHead>() }),
  /** Entries of the FAQ before. */
  z.object({ t: z.literal('entries'), items: items<FaqEntry>() }),
  z.object({ t: z.literal('rule'), head: head<RuleHead>() }),
  z.object({ t: z.literal('end') }),
]);
export type Parcel = z.infer<typeof parcelSchema>;

/** Items of a parcel: about a ms to take in. */
const most = 100;

/** Stands for what was parsed: the data of flows hold no Map of their own. */
type Mark = Map<'template' | 'expression', string>;

/** Returns a copy in which marks stand for what was parsed. */
function sealed<T>(value: T): T;
function sealed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => sealed(item));
  const parsed = sourceOf(value);
  if (parsed) return new Map([[parsed.kind, parsed.source]]) satisfies Mark;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sealed(item)]));
}

/** Puts what was parsed in the place of its marks, with a pause after each and after some hundred values. */
function* unsealing(root: object): Sliced<void> {
  const open: object[] = [root];
  let seen = 0;
  for (let at = open.pop(); at; at = open.pop()) {
    for (const [key, value] of Object.entries(at)) {
      if (++seen % 200 === 0) yield;
      if (value instanceof Map) {
        for (const [kind, source] of value) Object.assign(at, { [key]: parsedFrom(kind === 'template' ? 'template' : 'expression', String(source)) });
        yield;
      } else if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
}

function* batches<T>(all: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of all) {
    batch.push(item);
    if (batch.length < most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Yields all parcels of a checked folder, in the order in which {@link unpacking} takes them. */
export function* parcelsOf({ flows, faqs, rules, problems }: CheckedFolder): Generator<Parcel> {
  for (const batch of batches(problems)) yield { t: 'problems', items: batch };
  for (const { steps, source: _, warnings: __, ...rest } of flows) {
    yield { t: 'flow', head: sealed(rest) };
    for (const batch of batches(steps.values())) yield { t: 'steps', items: sealed(batch) };
  }
  for (const { entries, source: _, warnings: __, ...rest } of faqs) {
    yield { t: 'faq', head: sealed(rest) };
    for (const batch of batches(entries)) yield { t: 'entries', items: sealed(batch) };
  }
  for (const { source: _, warnings: __, ...rest } of rules) yield { t: 'rule', head: sealed(rest) };
  yield { t: 'end' };
}

/**
 * Puts the folder together that the parcels were made of, in slices.
 * @param take the next parcel, at each call; its data become part of the folder
 * @param files files that were checked: sources stay where they are
 */
export function* unpacking(take: () => unknown, files: readonly FlowFile[]): Sliced<CheckedFolder> {
  const folder: CheckedFolder = { flows: [], faqs: [], rules: [], problems: [] };
  const sources = new Map(files.map(({ file, text }) => [file, text]));
  const warnings = new Map<string, Problem[]>(files.map(({ file }) => [file, []]));
  const rest = (file: string) => ({ source: sources.get(file) ?? '', warnings: warnings.get(file) ?? [] });
  let steps = new Map<string, CompiledStep>();
  let entries: FaqEntry[] = [];
  for (;;) {
    yield;
    const parcel = parcelSchema.parse(take());
    switch (parcel.t) {
      case 'end':
        return folder;
      case 'problems':
        for (const problem of parcel.items) {
          folder.problems.push(problem);
          if (problem.severity === 'warning') warnings.get(problem.file)?.push(problem);
        }
        break;
      case 'flow':
        yield* unsealing(parcel.head);
        steps = new Map();
        folder.flows.push({ ...parcel.head, ...rest(parcel.head.file), steps });
        break;
      case 'steps':
        yield* unsealing(parcel.items);
        for (const step of parcel.items) steps.set(step.path, step);
        break;
      case 'rule':
        yield* unsealing(parcel.head);
        folder.rules.push({ ...parcel.head, ...rest(parcel.head.file) });
        break;
      case 'faq':
        entries = [];
        folder.faqs.push({ ...parcel.head, ...rest(parcel.head.file), entries });
        break;
      case 'entries':
        yield* unsealing(parcel.items);
        entries.push(...parcel.items);
        break;
    }
  }
}
