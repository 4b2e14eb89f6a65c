/** The state of one conversation as the engine keeps it: plain JSON, a few hundred bytes. */
import type { Json, Vars } from '../../json.ts';
import type { Part } from '../../message.ts';

/** One flow on a run's stack; the last frame is the one that is being worked on. */
export interface Frame {
  flow: string;
  /** Content hash of the flow's source; the frame goes on in this version whatever is live. */
  version: string;
  /** Path of the step where it stands, e.g. `2.then.0`. */
  at: string;
  /** Variables by their plain names; they live as long as the frame. */
  vars: Vars;
  /** Rounds done of the `each` loops that it is in, by path. */
  rounds?: Record<string, number>;
  /** Variable of the caller that takes the value of `end:`. */
  save?: string;
  /** True when an interruption pushed this frame: when it ends, the question below comes again. */
  interrupted?: true;
  /** Words said on the way that no question has asked for yet, oldest first, bounded. */
  said?: KeptWords[];
  /** The wait of the frame below at the moment when an interruption pushed this one. */
  paused?: Waiting;
}

/** Words of the customer, and the questions that took an answer from them. */
export interface KeptWords {
  text: string;
  /** True when they stood beside an answer, or in its place. */
  beside?: true;
  /** Whether the team has to be told: `later` with what the flow comes to, or at its end. */
  team?: 'later' | 'knows';
  used?: string[];
}

/** The wait of a run, of exactly one of the kinds. `timers` are ids to cancel when the wait is over. */
export interface Waiting {
  kind: 'answer' | 'call' | 'time' | 'event' | 'agent';
  /** Path of the step that waits. */
  at: string;
  since: number;
  /** answer: wrong answers so far; and what was already asked of a form. */
  tries?: number;
  /** answer: field of a form, page of a long list, comment of a rating, the choices picked so far, candidates of a clarification ... */
  stage?: Json;
  /** answer: tokens of the choices on show, in order, with the value each stands for. */
  choices?: { token: string; label: string; value: Json }[];
  /** call: the effect's id. */
  call?: string;
  /** call: its answer, kept while a person has the conversation. */
  held?: { ok: true; value: Json } | { ok: false; code: string; text: string };
  /** event: its name. */
  event?: string;
  timers?: string[];
  /** The one of `timers` that asks the question again. */
  remind?: string;
  /** answer: the turn in which the question was first asked; part of its tokens. */
  asked?: number;
}

/** An answered question, so that it can be corrected. */
export interface Answer {
  frame: number;
  at: string;
  /** Variable that took the value. */
  save?: string;
  field?: string;
  raw: Part[];
  /** True when it was given together with the answer before, in a form, and was not read yet. */
  filled?: true;
  /** True when a call that changes something was made after this answer; going back cannot cross it. */
  barrier?: true;
}

/** The subject of a run, from which it is decided later whether it is over: when it began, epoch ms, and the cart of its event. */
export interface RunAbout {
  since: number;
  cart?: string;
}

export interface Run {
  id: string;
  stack: Frame[];
  /** Oldest first, bounded. */
  trail: Answer[];
  /** Later answers kept while an earlier one is corrected: given again as long as they are still asked and valid. Oldest first. */
  replay?: Answer[];
  waiting?: Waiting;
  kind: 'service' | 'promo';
  stopOn?: string[];
  /** Data of the event that began the run. */
  event?: { name: string; data: Vars };
  /** True when the customer's message or press moved it last, not a timer or an event: what it says now is a reply. */
  replying?: true;
  /** True when another run pushed its question aside; it comes again when that one is done. */
  displaced?: true;
  startedAt: number;
  touchedAt: number;
}

export interface Session {
  /** Rises with every advance; part of the ids of effects. */
  turn: number;
  nextRun: number;
  front?: Run;
  background: Run[];
  /** Flows, by name, that the customer wants and that wait for the front run to end. */
  queue: string[];
  /** A person has the conversation: the bot is silent. `run` goes on after hand-back. */
  handoff?: {
    since: number;
    until: number;
    run?: string;
    team?: string;
    accepted?: true;
    timer?: string;
    /** True once the customer was told that what they write is read. */
    told?: true;
  };
  /** Nobody came in time, or the shop is closed: the bot serves again, and the customer stays in the queue until a person takes or gives back, or the limit is over. */
  queued?: { since: number; until: number; team?: string; timer?: string };
  /** Times at which triggers with at_most fired, by `flow:index`; bounded. */
  fired: Record<string, number[]>;
  /** Give-ups of the day, and answers in a row that were not understood. */
  gaveUp: number[];
  confused: number;
  /** Last tokens that were answered, so that a second press says so; bounded. */
  pressed: string[];
  /** A question of the engine itself, e.g. "did you mean", in front of the run's question for one message. */
  aside?: {
    kind: 'clarify' | 'cancel' | 'person' | 'heard';
    /** Text that the customer wrote before it was asked. */
    said?: string;
    /** heard: the message that was perhaps understood wrongly. */
    parts?: Part[];
    choices: { token: string; label: string; value: string }[];
  };
  /** Subjects of a moment ago, each with its time, which `recent.x` reads; bounded. */
  recent?: Record<string, { value: Json; at: number }>;
  /** The cards that were shown last, and the run that showed them; bounded. */
  shown?: { at: number; run: string; cards: { id: string; title: string; text?: string; price?: number }[] };
  /** FAQ entries given lately, with the time; bounded. */
  answered?: { id: string; at: number }[];
  /** Parts that nothing explained yet: understood together with what comes within seconds; bounded. */
  held?: { id: string; parts: Part[]; since: number; timer: string };
  /** The customer's last message, cut, as long as a run may read it. */
  last?: { id: string; text: string };
  lastAt?: number;
  /** Anger of the conversation by now, 0..1; absent when there is none. */
  anger?: number;
  greetedAt?: number;
  /** The order that the customer could not yet prove to be theirs, and the flow that asked. */
  unproved?: { order: string; flow: string; at: number };
  /** True once the customer was told which languages the shop speaks. */
  toldLanguages?: true;
  /** Language the customer writes in, once known. */
  lang?: string;
}

export function newSession(): Session {
  return { turn: 0, nextRun: 1, background: [], queue: [], fired: {}, gaveUp: [], confused: 0, pressed: [] };
}
