/** Input and output of a turn of the engine. Plain JSON; nothing here does anything. */

import type { Json, Vars } from '../../json.ts';
import type { AnswerForm, Choice, Meaning, MessageClass, Part } from '../../message.ts';
import type { OwnPhrases } from '../../text/phrases.ts';
import type { RunAbout, Session } from './session.ts';

/** The event that the engine is called for. */
export type EngineEvent =
  | {
      type: 'message';
      id: string;
      parts: Part[];
      /** True when the message replaces an earlier one. */
      edited?: boolean;
      /** The ad or link that led here. */
      referral?: string;
      /** The flow that a message of a broadcast names for what the customer says to it; `pressed`: a button under that message. */
      broadcast?: { flow: string; pressed?: true };
      /** What models made of it before the turn. */
      meaning?: Meaning;
      /** It waited since this time for more: `whole` waits no longer, `timer` is to be cancelled. */
      pieces?: { since: number; timer?: string; whole: boolean };
    }
  | { type: 'pressed'; id: string; token: string; label?: string; fields?: Record<string, string> }
  /** `page`: where on the shop's own site they opened it, `page.flow` being what begins. */
  | { type: 'started'; id: string; referral?: string; page?: Vars }
  /** Something happened in the shop: `cart.updated`, `order.shipped` ... */
  | { type: 'event'; id: string; name: string; data: Vars }
  | { type: 'result'; call: string; outcome: CallOutcome }
  | { type: 'timer'; timer: string }
  /** A person took the conversation, gave it back, closed it, or none was there. `back` also comes when the time limit is over. */
  | { type: 'agent'; action: 'took' | 'back' | 'closed' | 'none' }
  /** The slow call's `busy` delay is over and it has not answered: tell the customer "one moment". */
  | { type: 'slow'; call: string }
  /** The customer opted out or in elsewhere (provider, console). */
  | { type: 'consent'; marketing: boolean };

export type CallOutcome = { ok: true; value: Json } | { ok: false; code: string; text: string };

/** The contact as data. `vars` are the `contact.x` that flows have set. */
export interface ContactFacts {
  id: string;
  name?: string;
  lang?: string;
  phone?: string;
  email?: string;
  tags: string[];
  vars: Vars;
  /** Agreed to promotions: undefined when never asked. */
  marketing?: boolean;
}

/** Everything that is not in the flows or the session and may differ from call to call. */
export interface Facts {
  /** Epoch ms. */
  now: number;
  /** Conversation id: first part of every effect's id. */
  conversation: string;
  contact: ContactFacts;
  /** `page`: how many choices the channel shows at once at most. `forms`: it shows the questions of a form together. */
  channel: { name: string; page: number; forms?: true };
  shop: ShopFacts;
  /**
   * Limits of the merchant, ms: for a call that names no timeout, for a person who has the conversation, and for messages in pieces (not joined at all
   * unless given). The engine's limits unless given.
   */
  patience?: { callMs: number; handoffMs: number; piecesMs?: number };
  /** Any text; makes `split` and picks repeatable. */
  seed: string;
}

/** A text that is the same in every language, or one by language; flows read it in the customer's. */
export type LocalName = string | { [lang: string]: string };

/** Facts of the shop that flows may read. */
interface ShopData {
  name: LocalName;
  currency: string;
  /** IANA zone of the shop. */
  zone: string;
  /** Languages of the shop, the first is the default. */
  langs: string[];
  open: boolean;
  /** Epoch ms of the next opening; now or earlier when open. */
  opens_at: number;
  /** Names of the shop's departments, in the order of its menu. */
  categories: LocalName[];
  [extra: string]: Json;
}

/** Further facts that the shop may state of itself; what it does not state is absent. */
interface ShopPromises {
  /** The shop's own words instead of the engine's, by phrase and language. */
  phrases?: OwnPhrases;
  /** Promises to customers, as in the config: days, postage, warranty ... */
  terms?: { [name: string]: number | LocalName | { amount: number; currency: string } };
  /** Times at which people answer, in words. */
  opening_hours?: LocalName;
  /** An order number as customers see it, to show where one is asked for; null when the shop names none. */
  order_example?: string | null;
  /** Pattern of the shop's own order numbers. */
  order_pattern?: string | null;
  /** ISO 3166; unset where neither the settings nor the time zone tell. */
  country?: string;
  /** Name that the assistant calls itself. */
  assistant?: LocalName;
  /** Frequency of offers at most, in words. */
  offers?: LocalName;
  /** Which of the demo shops it is, whose goods the program comes with; false: none. */
  demo?: boolean | string;
  /** True when carts that were left come back by the steps of the settings, which flows of the shop's own need not do then. */
  cart_steps?: boolean;
}

export type ShopFacts = ShopData & ShopPromises;

/** Something that the engine wants done. Ids are deterministic: `conversation:turn:n`. */
export type Effect =
  | {
      type: 'send';
      id: string;
      parts: Part[];
      choices?: Choice[];
      many?: boolean;
      form?: AnswerForm;
      template?: { name: string; params: Record<string, string> };
      class: MessageClass;
      lang: string;
      run?: string;
      /** Words that take it back while it waits, not a reply's: the `stop_on` of its flow. */
      stopOn?: string[];
      /** With `stopOn`: what its run is about. */
      about?: RunAbout;
    }
  | {
      type: 'call';
      id: string;
      run: string;
      name: string;
      args: Record<string, Json>;
      mode: 'reads' | 'does';
      timeoutMs: number;
      /** Text that is sent when it takes long. */
      busy?: string;
    }
  /** At `at` (epoch ms) a timer event with this id comes back. `date`: it waits for that moment, not for a length of time. */
  | { type: 'timer'; id: string; at: number; date?: true }
  | { type: 'cancelTimer'; id: string }
  | { type: 'handoff'; id: string; action: 'begin' | 'end'; team?: string; priority?: string; note?: string; until?: number }
  | { type: 'remember'; id: string; op: ContactOp }
  | { type: 'track'; id: string; name: string; data: Record<string, Json>; run?: string }
  | { type: 'notify'; id: string; text: string; to: string }
  /** The run was stopped (stop_on, `stop`, cancel): what it wrote and was not sent yet should not go out. */
  | { type: 'withdraw'; id: string; run: string };

export type ContactOp =
  | { set: string; value: Json }
  | { add: string; by: number }
  | { tag: string }
  | { untag: string }
  /** `words` are the exact words that the customer was shown. */
  | { consent: 'marketing' | 'review' | 'personal'; granted: boolean; words: string }
  | { lang: string };

/** Record of what happened in a turn, for the debugger. */
export interface Trace {
  turn: number;
  at: number;
  event: { type: string; text?: string; name?: string };
  /** Steps in the order they were visited. */
  steps: { run: string; flow: string; version: string; at: string; verb: string }[];
  /** Variables that changed, with the new value. */
  vars: Vars;
  /** One word each: what was understood and decided, e.g. `faq:shipping-time`, `interruption`, `correction`. */
  notes: string[];
  /** warning: goes on; error: the step failed, the customer was told; failure: the run ended. */
  problems: { weight: 'warning' | 'error' | 'failure'; text: string; flow?: string; at?: string }[];
}

export interface TurnResult {
  session: Session;
  effects: Effect[];
  trace: Trace;
}

type Draft<E> = E extends { id: string } ? Omit<E, 'id'> : never;
/** An effect that has no id yet. */
export type EffectDraft = Draft<Effect>;
