import type { CallSpec, Faq, Flow, FlowSet } from '../engine/flow-tree.ts';
import type { GoodsReader } from '../engine/goods-said.ts';
import { indexing, sameTriggers } from '../engine/trigger-index.ts';
import { atOnce, type Sliced } from '../slices.ts';
import { anger, angryFrom, type Entry, isForeign, language, maybe, runningAnger, sure, tongue, training } from '../understanding/index.ts';

export interface FlowSetParts {
  flows: readonly Flow[];
  faqs: readonly Faq[];
  calls: ReadonlyMap<string, CallSpec>;
  /** Older versions; the live ones are known anyway. */
  pinned?(name: string, version: string): Flow | undefined;
  /** Goods of the shop's catalogue in a text. */
  goods?: GoodsReader;
  /** Instead of the calibrated scores. */
  sure?: number;
  maybe?: number;
}

/** Checked flows and FAQ files as the engine uses them, with a matcher trained on what customers ask for. Pure. */
export function flowSet(parts: FlowSetParts): FlowSet {
  return atOnce(makingFlowSet(parts));
}

/** What customers ask for: entries of the FAQ files, and `flow:name` for the sentences that start a flow. */
export function asked({ flows, faqs }: Pick<FlowSetParts, 'flows' | 'faqs'>): Entry[] {
  const answers = faqs.flatMap((faq) => faq.entries.map(({ id, q }) => ({ id, texts: q })));
  const wishes = flows.flatMap(({ name, start }) => {
    const texts = start.flatMap((trigger) => ('says' in trigger ? trigger.says : []));
    return texts.length > 0 ? [{ id: `flow:${name}`, texts }] : [];
  });
  return [...answers, ...wishes];
}

/** Makes the same in slices. */
export function* makingFlowSet(parts: FlowSetParts): Sliced<FlowSet> {
  const live = new Map(parts.flows.map((flow) => [flow.name, flow]));
  const faqs = new Map(parts.faqs.map((faq) => [faq.name, faq]));
  const matcher = yield* training(asked(parts));
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
    ...(parts.goods && { goods: parts.goods }),
    anger,
    runningAnger,
    angryFrom,
    language,
    foreign: isForeign,
    tongue,
  };
  yield* indexing(set);
  return set;
}

/** The same flows, with another catalogue. */
export function withGoods(set: FlowSet, goods: GoodsReader): FlowSet {
  const next = { ...set, goods };
  sameTriggers(set, next);
  return next;
}
