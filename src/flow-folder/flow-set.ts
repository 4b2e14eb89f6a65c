import { isDeepStrictEqual } from 'node:util';
import { atOnce, type Sliced } from '../event-loop/slices.ts';
import type { CallSpec, Faq, Flow, FlowSet } from '../flow-tree/flow-tree.ts';
import type { GoodsReader } from '../flow-tree/goods-said.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import { indexing, sameTriggers } from '../flow-tree/trigger-index.ts';
import {
  anger as angerIn,
  angryFrom,
  type Entry,
  isForeign,
  type Lessons,
  language,
  lessonsOf,
  type Matcher,
  maybe,
  runningAnger,
  sure,
  tongue,
  training,
} from '../understanding/index.ts';
import { remembered } from '../understanding/remembered.ts';

export interface FlowSetParts {
  flows: readonly Flow[];
  faqs: readonly Faq[];
  /** Rules for speaking first; none unless given. */
  rules?: readonly ProactiveRule[];
  calls: ReadonlyMap<string, CallSpec>;
  /** Older versions; the live ones are known anyway. */
  pinned?(name: string, version: string): Flow | undefined;
  /** Goods of the shop's catalogue in a text. */
  goods?: GoodsReader;
  /** Instead of the calibrated scores. */
  sure?: number;
  maybe?: number;
  /** The set that was live until now: what customers ask for is learned again only where it changed. */
  before?: FlowSet;
  /** What an earlier run of the same program learned, where there is no set before. */
  lessons?: Lessons | undefined;
}

/** The ranking that a set learned, and the entries that it learned it from. */
const learned = new WeakMap<FlowSet, { entries: readonly Entry[]; matcher: Matcher; rank: FlowSet['rank'] }>();

function sameEntries(one: readonly Entry[], other: readonly Entry[]): boolean {
  return one.length === other.length && one.every(({ id, texts }, at) => other[at]?.id === id && isDeepStrictEqual(texts, other[at].texts));
}

/**
 * Makes checked flows and FAQ files ready for the engine, with a matcher trained on what customers ask for. Pure.
 * @example
 * ```ts
 * import { checkFlows } from '../compiler/flow.ts';
 * import { flowSet } from './flow-set.ts';
 * const text = 'flow: hours\nstart:\n  - says: [opening hours, 几点开门]\nsteps:\n  - say: We open at nine.\n';
 * const { flows, faqs } = checkFlows([{ file: 'hours.yaml', text }]);
 * flowSet({ flows, faqs, calls: new Map() }).rank('opening hours', 1); // => [{ id: 'flow:hours', score: 1 }]
 * ```
 */
export function flowSet(parts: FlowSetParts): FlowSet {
  return atOnce(makingFlowSet(parts));
}

/** Returns what customers ask for: entries of the FAQ files, and `flow:name` for the sentences that start a flow. */
export function asked({ flows, faqs }: Pick<FlowSetParts, 'flows' | 'faqs'>): Entry[] {
  const answers = faqs.flatMap((faq) => faq.entries.map(({ id, q }) => ({ id, texts: q })));
  const wishes = flows.flatMap(({ name, start }) => {
    const texts = start.flatMap((trigger) => ('says' in trigger ? trigger.says : []));
    return texts.length > 0 ? [{ id: `flow:${name}`, texts }] : [];
  });
  return [...answers, ...wishes];
}

const anger = remembered(angerIn);

/** Entries of a ranking that are remembered; a turn asks for no more (TurnState.ranked). */
const ranked = 6;

/** Apart from what makes the set, so that a ranking keeps its matcher alive and no earlier set. */
function rankingOf(matcher: { rank: FlowSet['rank'] }): FlowSet['rank'] {
  const few = remembered((text) => matcher.rank(text, ranked));
  // What a model says beside the words belongs to one message.
  return (text, most, beside) => (beside === undefined && most <= ranked ? few(text).slice(0, most) : matcher.rank(text, most, beside));
}

/** Finds versions among the live flows first; keeps nothing else alive. */
function pinnedIn(live: ReadonlyMap<string, Flow>, older: FlowSetParts['pinned']): FlowSet['pinned'] {
  return (name, version) => {
    const flow = live.get(name);
    return flow?.version === version ? flow : older?.(name, version);
  };
}

/** Makes the same in slices. */
export function* makingFlowSet(parts: FlowSetParts): Sliced<FlowSet> {
  const live = new Map(parts.flows.map((flow) => [flow.name, flow]));
  const faqs = new Map(parts.faqs.map((faq) => [faq.name, faq]));
  const entries = asked(parts);
  const known = parts.before && learned.get(parts.before);
  const same = known && sameEntries(entries, known.entries);
  const matcher = same ? known.matcher : yield* training(entries, (known && lessonsOf(known.matcher)) ?? parts.lessons);
  const rank = same ? known.rank : rankingOf(matcher);
  const set: FlowSet = {
    live,
    faqs,
    rules: (parts.rules ?? []).toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    calls: parts.calls,
    pinned: pinnedIn(live, parts.pinned),
    rank,
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
  learned.set(set, { entries, matcher, rank });
  yield* indexing(set);
  return set;
}

/** Returns what the ranking of a set learned. */
export function lessonsOfSet(set: FlowSet): Lessons | undefined {
  const known = learned.get(set);
  return known && lessonsOf(known.matcher);
}

/** Returns the same flows, with another catalogue. */
export function withGoods(set: FlowSet, goods: GoodsReader): FlowSet {
  const next = { ...set, goods };
  sameTriggers(set, next);
  const known = learned.get(set);
  if (known) learned.set(next, known);
  return next;
}
