import type { CallSpec, Faq, Flow, FlowSet } from '../engine/flow-tree.ts';
import { indexing } from '../engine/trigger-index.ts';
import { atOnce, type Sliced } from '../slices.ts';
import { angry, isForeign, language, maybe, sure, training } from '../understanding/index.ts';

export interface FlowSetParts {
  flows: readonly Flow[];
  faqs: readonly Faq[];
  calls: ReadonlyMap<string, CallSpec>;
  /** Older versions; the live ones are known anyway. */
  pinned?(name: string, version: string): Flow | undefined;
  /** Instead of the calibrated scores. */
  sure?: number;
  maybe?: number;
}

/** Checked flows and FAQ files as the engine uses them, with a matcher trained on what customers ask for. Pure. */
export function flowSet(parts: FlowSetParts): FlowSet {
  return atOnce(makingFlowSet(parts));
}

/** Makes the same in slices. */
export function* makingFlowSet(parts: FlowSetParts): Sliced<FlowSet> {
  const live = new Map(parts.flows.map((flow) => [flow.name, flow]));
  const faqs = new Map(parts.faqs.map((faq) => [faq.name, faq]));
  const answers = parts.faqs.flatMap((faq) => faq.entries.map(({ id, q }) => ({ id, texts: q })));
  const wishes = parts.flows.flatMap(({ name, start }) => {
    const texts = start.flatMap((trigger) => ('says' in trigger ? trigger.says : []));
    return texts.length > 0 ? [{ id: `flow:${name}`, texts }] : [];
  });
  const matcher = yield* training([...answers, ...wishes]);
  const set: FlowSet = {
    live,
    faqs,
    calls: parts.calls,
    pinned(name, version) {
      const flow = live.get(name);
      return flow?.version === version ? flow : parts.pinned?.(name, version);
    },
    rank: (text, most) => matcher.rank(text, most),
    sure: parts.sure ?? sure,
    maybe: parts.maybe ?? maybe,
    angry,
    language,
    foreign: isForeign,
  };
  yield* indexing(set);
  return set;
}
