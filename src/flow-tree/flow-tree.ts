/** A flow as the engine runs it: checked, compiled, flat. Made by src/compiler from YAML text. */
import type { Trouble } from '../reading/wishes/trouble.ts';
import type { Cond, Text } from '../text/compiled-text.ts';
import type { Target } from './fields.ts';
import type { GoodsReader } from './goods-said.ts';
import type { ProactiveRule } from './proactive-rule.ts';
import type { Position, Problem } from './problem.ts';

export type { Position, Problem } from './problem.ts';

export interface CompiledStep {
  /** Path of the step: `2`, `2.then.0`, `4.options.1.then.0`, `3.else.not_found.0`. Unique in its flow. */
  path: string;
  verb: string;
  name?: string;
  only_if?: Cond;
  /** Path of the step that follows when this one is done: the next below, or after the block that it ends; undefined: the flow ends. A block of `each` leads back to its `each`. */
  next?: string;
  /** The compiled fields of the verb, see steps/. */
  fields: Record<string, unknown>;
  position: Position;
}

/** How people enter a flow by a segment. */
export interface SegmentEntry {
  /** They may enter again when they fulfil the condition anew, after this time, ms; else once. */
  again?: number;
  /** Those who fulfil it when the flow goes live enter too. */
  existing?: true;
  /** Who no longer fulfils it leaves. */
  leave?: true;
}

export type TriggerKind =
  | { says: string[] }
  | { keyword: string[] }
  | { event: string }
  | { referral: string }
  | { joins: true }
  | { schedule: { day?: number; hour: number; minute: number } }
  /** The contact comes to fulfil the condition of a saved segment. */
  | ({ segment: string } & SegmentEntry)
  | { media: ('photo' | 'voice' | 'cart' | 'place' | 'goods')[] }
  /** `above`: how annoyed the conversation is by now, 0..1. */
  | { mood: 'angry' | { above: number } }
  /** The customer means one of the cards that were just shown; `recent.card` is that one. */
  | { card: true }
  /** The customer asks something of the cards that were just shown; `recent.cards` says what, and has their ids. */
  | { cards: true }
  /** The customer tells that what they bought is broken, incomplete or late. */
  | { trouble: Trouble[] }
  /** The customer names goods of the shop's catalogue: wants to see them, or asks for price, stock, sizes, colours. */
  | { goods: ('wish' | 'question')[] }
  | { fallback: true };

export type Trigger = TriggerKind & {
  if?: Cond;
  /** At most `times` in `ms` for one contact. */
  at_most?: { times: number; ms: number };
  channel?: string[];
};

export interface Flow {
  name: string;
  /** Content hash of `source`: 16 hex digits. */
  version: string;
  file: string;
  source: string;
  about?: Text;
  start: Trigger[];
  takes: Record<string, 'required' | 'optional'>;
  kind: 'service' | 'promo';
  stop_on: string[];
  uninterrupted: boolean;
  /** True when it is never named to customers as something that they may have meant. */
  unlisted: boolean;
  on_edit: 'finish' | 'move';
  steps: ReadonlyMap<string, CompiledStep>;
  /** Path of the first step. */
  first: string;
  warnings: Problem[];
}

export interface FaqEntry {
  /** `file name:index` or the given id. */
  id: string;
  q: string[];
  a: Text;
  image?: Text;
  link?: Text;
  then?: Target;
  only_if?: Cond;
  /** Day after which the merchant looks at the entry again: `2026-12-31`, in the shop's zone. */
  check_by?: string;
}

export interface Faq {
  name: string;
  version: string;
  file: string;
  source: string;
  entries: FaqEntry[];
  warnings: Problem[];
}

/** A call that flows may make, as the compiler and the engine need to know it. The code behind it is the runtime's. */
export interface CallSpec {
  name: string;
  /** `does` changes something: it is made after the turn is stored, once, and going back cannot cross it. */
  mode: 'reads' | 'does';
  params: { name: string; required: boolean }[];
  /** Codes that `else:` can name besides `any`. */
  outcomes: string[];
  about: { en: string; zh: string };
}

/** All flows that are live, and those that runs are pinned to. */
export interface FlowSet {
  live: ReadonlyMap<string, Flow>;
  faqs: ReadonlyMap<string, Faq>;
  /** Rules for speaking first on the shop's own site, in the order in which they are tried. */
  rules: readonly ProactiveRule[];
  /** Returns any version that a run may still need; undefined when it is gone. */
  pinned(name: string, version: string): Flow | undefined;
  calls: ReadonlyMap<string, CallSpec>;
  /**
   * Returns the FAQ entries (by id) and flows (`flow:NAME`, by the words that start them) nearest to a text, best first. Score 0..1, calibrated: at
   * least `sure` is meant, at least `maybe` a suggestion. `beside`: what somebody else makes of the text, by id, added to the raw scores of the words.
   */
  rank(text: string, most: number, beside?: ReadonlyMap<string, number>): { id: string; score: number }[];
  sure: number;
  maybe: number;
  /** Goods of the shop's catalogue that a text names; nothing is known of them unless given. */
  goods?: GoodsReader;
  /**
   * Returns the anger of a message, 0..1; `runningAnger`: that of the whole conversation after it; `angryFrom`: the least that counts as angry. Pure;
   * injected from src/understanding.
   */
  anger(text: string): number;
  runningAnger(before: number, message: number): number;
  angryFrom: number;
  /** Returns the one of a shop's languages that a text is written in, if it tells; injected from src/understanding, as what follows. */
  language(text: string, langs: readonly string[]): string | undefined;
  /** Tells whether a text is written in a language that is not Chinese, whichever it is. */
  foreign(text: string): boolean;
  /** Returns the language of a text, whether or not the shop has it; undefined when it does not tell. */
  tongue(text: string): string | undefined;
}
