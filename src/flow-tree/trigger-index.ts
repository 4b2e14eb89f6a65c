/** The words that start flows, indexed once for each set of flows, so that a message costs the same however many flows there are. */
import { atOnce, type Sliced } from '../event-loop/slices.ts';
import { words } from '../reading/wording.ts';
import type { FaqEntry, Flow, FlowSet, Trigger } from './flow-tree.ts';

export interface TriggerRef {
  flow: Flow;
  trigger: Trigger;
  /** Place among the triggers of its flow. */
  index: number;
  /** Place of its flow among all flows: the earlier one wins a tie. */
  order: number;
}

export interface Phrase extends TriggerRef {
  words: readonly string[];
  /** Characters: the longer phrase is the more specific one. */
  length: number;
  kind: 'says' | 'keyword';
}

export interface TriggerIndex {
  /** Phrases by their first word. */
  phrases: Map<string, Phrase[]>;
  /** Triggers of the other kinds by kind, in order. */
  others: Map<string, TriggerRef[]>;
  /** Flows that words can start, as FlowSet.rank names them: `flow:NAME`. */
  flows: Map<string, TriggerRef[]>;
  /** FAQ entries by their id. */
  faq: Map<string, FaqEntry>;
}

/** Returns a flow that starts because it is named, not by one of its triggers. */
export function byName(flows: FlowSet, name: string): TriggerRef | undefined {
  const flow = flows.live.get(name);
  return flow && { flow, trigger: { fallback: true }, index: -1, order: 0 };
}

const indexes = new WeakMap<FlowSet, TriggerIndex>();

/** Returns the index of a set of flows; made when it is first asked for, unless {@link indexing} made it. */
export function triggerIndex(flows: FlowSet): TriggerIndex {
  return indexes.get(flows) ?? atOnce(indexing(flows));
}

/** Phrases and entries read between two pauses. */
const slice = 100;

/** Makes the index of a set of flows in slices, so that no message has to. */
export function* indexing(flows: FlowSet): Sliced<TriggerIndex> {
  const index: TriggerIndex = { phrases: new Map(), others: new Map(), flows: new Map(), faq: new Map() };
  let order = 0;
  for (const flow of flows.live.values()) {
    for (const [place, trigger] of flow.start.entries()) {
      const ref: TriggerRef = { flow, trigger, index: place, order };
      const texts = 'says' in trigger ? trigger.says : 'keyword' in trigger ? trigger.keyword : undefined;
      if ('says' in trigger) put(index.flows, `flow:${flow.name}`, ref);
      if (texts) yield* addPhrases(index, ref, texts, 'says' in trigger ? 'says' : 'keyword');
      else put(index.others, kindOf(trigger), ref);
      yield;
    }
    order++;
  }
  for (const faq of flows.faqs.values()) {
    for (const [n, entry] of faq.entries.entries()) {
      if (n % slice === slice - 1) yield;
      index.faq.set(entry.id, entry);
    }
  }
  indexes.set(flows, index);
  return index;
}

/** Gives a set of flows the index of another one that has the same flows. */
export function sameTriggers(from: FlowSet, to: FlowSet): void {
  const known = indexes.get(from);
  if (known) indexes.set(to, known);
}

function put<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function kindOf(trigger: Trigger): string {
  for (const kind of ['event', 'referral', 'joins', 'schedule', 'segment', 'media', 'mood', 'card', 'cards', 'trouble', 'goods', 'fallback'])
    if (kind in trigger) return kind;
  return 'none';
}

function* addPhrases(index: TriggerIndex, ref: TriggerRef, texts: readonly string[], kind: Phrase['kind']): Sliced<void> {
  for (const [n, text] of texts.entries()) {
    if (n % slice === slice - 1) yield;
    const found = words(text);
    const first = found[0];
    if (first !== undefined) put(index.phrases, first, { ...ref, words: found, length: found.join('').length, kind });
  }
}
