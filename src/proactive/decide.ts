/** Decides whether the shop speaks first, and by which rule. Pure. */
import { createHash } from 'node:crypto';
import type { ProactiveRule, ProactiveWhen } from '../flow-tree/proactive-rule.ts';
import { pathFits } from './page-path.ts';

/** What a page reports of itself and the visitor, checked. */
export interface PageReport {
  path: string;
  /** Id of the product that the page shows. */
  product?: string | undefined;
  /** Ms on the page, and ms without any sign of the visitor. */
  onPage: number;
  idle: number;
  /** Percent. */
  scroll: number;
  left: boolean;
  /** Value in major units of the shop's currency. */
  cart?: { count: number; value: number } | undefined;
  source?: string | undefined;
  lang: string;
  /** Name given to `track`. */
  event?: string | undefined;
  /** The visitor types, anywhere on the page. */
  typing: boolean;
  /** The chat is open. */
  open: boolean;
}

/** A moment at which a rule was used: the visitor was shown it, or is of those who never are. */
export interface UsedMoment {
  rule: string;
  about: string;
  at: number;
  held: boolean;
}

/** What the server knows. */
export interface VisitorFacts {
  /** Id of the visitor; the hold-out depends on it alone. */
  visitor: string;
  /** Number of this visit, 1 for the first. */
  visits: number;
  used: readonly UsedMoment[];
  /** A person of the shop has the conversation, or the visitor waits for one. */
  person: boolean;
  /** Last message of the visitor, epoch ms; 0: never. */
  wroteAt: number;
  shopOpen: boolean;
  /** Minutes after midnight in the shop's zone. */
  minute: number;
  now: number;
}

export interface ProactiveLimits {
  /** Times that a visitor is spoken to first within a day, all rules together. */
  perDay: number;
  /** Least ms between two. */
  apart: number;
}

export type WhyNot = 'person' | 'typing' | 'chat_open' | 'day_full' | 'too_soon' | 'wrote_lately' | 'rule_full' | 'same' | `when.${keyof ProactiveWhen}`;

/** `hold`: it would have been shown, and is noted in its place for comparison. `why`: the reason of each rule that was not used. */
export type Decision =
  | { does: 'show' | 'hold'; rule: ProactiveRule; about: string; why: Readonly<Record<string, WhyNot>> }
  | { does: 'nothing'; why: Readonly<Record<string, WhyNot>> };

const dayMs = 86_400_000;

/**
 * Returns what to do at this moment: the first rule that fits, shown or held out. A visitor is left alone while a person has the conversation, while
 * they type, while the chat is open, above any cap, and about what they were spoken to already.
 */
export function decide(rules: readonly ProactiveRule[], report: PageReport, facts: VisitorFacts, limits: ProactiveLimits): Decision {
  const why: Record<string, WhyNot> = {};
  const never = quiet(report, facts, limits);
  const about = report.product ?? report.path;
  for (const rule of rules) {
    const reason = never ?? unfit(rule.when, report, facts) ?? spent(rule, about, facts);
    if (reason === undefined) return { does: isHeldOut(facts.visitor, rule) ? 'hold' : 'show', rule, about, why };
    why[rule.name] = reason;
  }
  return { does: 'nothing', why };
}

/** Tells whether the visitor is among those who are never shown the rule: always the same ones, whatever changes in its file. */
export function isHeldOut(visitor: string, rule: Pick<ProactiveRule, 'name' | 'hold_out'>): boolean {
  const place = createHash('sha256').update(`${rule.name}\n${visitor}`).digest().readUInt32BE(0) / 2 ** 32;
  return place * 100 < rule.hold_out;
}

/** Reasons that hold for every rule. */
function quiet(report: PageReport, { person, used, now }: VisitorFacts, limits: ProactiveLimits): WhyNot | undefined {
  if (person) return 'person';
  if (report.typing) return 'typing';
  if (report.open) return 'chat_open';
  if (used.filter(({ at }) => within(at, now, dayMs)).length >= limits.perDay) return 'day_full';
  if (used.some(({ at }) => within(at, now, limits.apart))) return 'too_soon';
  return undefined;
}

/** A moment of the future, from before the clock was set back, counts as now. */
const within = (at: number, now: number, ms: number): boolean => at > now - ms;

function spent(rule: ProactiveRule, about: string, { used, wroteAt, now }: VisitorFacts): WhyNot | undefined {
  if (wroteAt > 0 && within(wroteAt, now, rule.not_after)) return 'wrote_lately';
  const own = used.filter((moment) => moment.rule === rule.name);
  if (own.some((moment) => moment.about === about)) return 'same';
  if (own.filter(({ at }) => within(at, now, rule.at_most.ms)).length >= rule.at_most.times) return 'rule_full';
  return undefined;
}

type Test<K extends keyof ProactiveWhen> = (wanted: NonNullable<ProactiveWhen[K]>, report: PageReport, facts: VisitorFacts) => boolean;

const tests: { readonly [K in keyof Required<ProactiveWhen>]: Test<K> } = {
  path: (patterns, { path }) => patterns.some((pattern) => pathFits(pattern, path)),
  product: (wanted, { product }) => product !== undefined && (wanted === 'any' || wanted.includes(product)),
  on_page: (ms, { onPage }) => onPage >= ms,
  scroll: (percent, { scroll }) => scroll >= percent,
  leaves: (_, { left }) => left,
  idle: (ms, { idle }) => idle >= ms,
  visits: (least, _, { visits }) => visits >= least,
  cart: (state, { cart }) => cart !== undefined && cart.count > 0 === (state === 'filled'),
  cart_value: ({ above, below }, { cart }) =>
    cart !== undefined && cart.count > 0 && (above === undefined || cart.value > above) && (below === undefined || cart.value < below),
  source: (known, { source }) => source !== undefined && known.some((name) => source === name || source.endsWith(`.${name}`)),
  event: (name, report) => report.event === name,
  hours: ({ from, to }, _, { minute }) => (minute >= from && minute < to) || minute + 1440 < to,
  lang: (langs, { lang }) => langs.some((one) => lang === one || lang.startsWith(`${one}-`)),
  shop: (state, _, { shopOpen }) => shopOpen === (state === 'open'),
};

/** Returns the first condition that does not hold. */
function unfit(when: ProactiveWhen, report: PageReport, facts: VisitorFacts): WhyNot | undefined {
  const holds = <K extends keyof ProactiveWhen>(key: K): boolean => {
    const wanted = when[key];
    return wanted === undefined || tests[key](wanted, report, facts);
  };
  for (const key of Object.keys(tests) as (keyof ProactiveWhen)[]) if (!holds(key)) return `when.${key}`;
  return undefined;
}
