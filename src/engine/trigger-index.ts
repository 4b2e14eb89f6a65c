/** The words that start flows, indexed once for each set of flows, so that a message costs the same however many flows there are. */
import type { FaqEntry, Flow, FlowSet, Trigger } from './flow-tree.ts';
import { words } from './wording.ts';

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

/** A flow that starts because it is named, not by one of its triggers. */
export function byName(flows: FlowSet, name: string): TriggerRef | undefined {
  const flow = flows.live.get(name);
  return flow && { flow, trigger: { fallback: true }, index: -1, order: 0 };
}

const indexes = new WeakMap<FlowSet, TriggerIndex>();

/** The index of a set of flows; made when it is first asked for. */
export function triggerIndex(flows: FlowSet): TriggerIndex {
  let index = indexes.get(flows);
  if (!index) {
    index = build(flows);
    indexes.set(flows, index);
  }
  return index;
}

function build(flows: FlowSet): TriggerIndex {
  const index: TriggerIndex = { phrases: new Map(), others: new Map(), flows: new Map(), faq: new Map() };
  let order = 0;
  for (const flow of flows.live.values()) {
    flow.start.forEach((trigger, place) => {
      const ref: TriggerRef = { flow, trigger, index: place, order };
      const texts = 'says' in trigger ? trigger.says : 'keyword' in trigger ? trigger.keyword : undefined;
      if ('says' in trigger) index.flows.set(`flow:${flow.name}`, [...(index.flows.get(`flow:${flow.name}`) ?? []), ref]);
      if (texts) addPhrases(index, ref, texts, 'says' in trigger ? 'says' : 'keyword');
      else {
        const kind = kindOf(trigger);
        index.others.set(kind, [...(index.others.get(kind) ?? []), ref]);
      }
    });
    order++;
  }
  for (const faq of flows.faqs.values()) for (const entry of faq.entries) index.faq.set(entry.id, entry);
  return index;
}

function kindOf(trigger: Trigger): string {
  for (const kind of ['event', 'referral', 'joins', 'schedule', 'media', 'mood', 'fallback']) if (kind in trigger) return kind;
  return 'none';
}

function addPhrases(index: TriggerIndex, ref: TriggerRef, texts: readonly string[], kind: Phrase['kind']): void {
  for (const text of texts) {
    const found = words(text);
    const first = found[0];
    if (first === undefined) continue;
    index.phrases.set(first, [...(index.phrases.get(first) ?? []), { ...ref, words: found, length: found.join('').length, kind }]);
  }
}
