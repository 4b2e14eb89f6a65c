/** The state of one conversation as the engine keeps it: plain JSON, a few hundred bytes. */
import type { Part } from '../message.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Vars = Record<string, Json>;

/** One flow on a run's stack; the last frame is the one that is being worked on. */
export interface Frame {
  flow: string;
  /** Content hash of the flow's source; the frame goes on in this version whatever is live. */
  version: string;
  /** Path of the step where it stands, e.g. `2.then.0`. */
  at: string;
  /** Plain names, live as long as the frame. */
  vars: Vars;
  /** Rounds done of the `each` loops that it is in, by path. */
  rounds?: Record<string, number>;
  /** Variable of the caller that takes the value of `end:`. */
  save?: string;
  /** This frame was pushed by an interruption: when it ends, the question below comes again. */
  interrupted?: true;
  /** What was said on the way and no question has asked for yet, oldest first, bounded. */
  said?: KeptWords[];
  /** What the frame below waited for when this one was pushed by an interruption. */
  paused?: Waiting;
}

/** Words of the customer, and the questions that took an answer from them. */
export interface KeptWords {
  text: string;
  /** They stood beside an answer, or in its place. */
  beside?: true;
  used?: string[];
}

/** What a run waits for. Exactly one of the kinds. `timers` are ids to cancel when the wait is over. */
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
  /** A call that changes something was made after this answer; going back cannot cross it. */
  barrier?: true;
}

/** What a run is about, for whoever decides later whether it is over: when it began, epoch ms, and the cart of its event. */
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
  /** The customer's message or press moved it last, not a timer or an event: what it says now is a reply. */
  replying?: true;
  /** Its question was pushed aside by another run and comes again when that one is done. */
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
  /** Wishes that wait for the front run to end, by flow name. */
  queue: string[];
  /** A person has the conversation: the bot is silent. `run` goes on after hand-back. */
  handoff?: {
    since: number;
    until: number;
    run?: string;
    team?: string;
    accepted?: true;
    timer?: string /** The customer was told that what they write is read. */;
    told?: true;
  };
  /** Nobody came in time, or the shop is closed: the bot serves again, and the customer stays in the queue until a person takes or gives back, or the limit is over. */
  queued?: { since: number; until: number; team?: string; timer?: string };
  /** How often triggers with at_most fired, by `flow:index`: times, bounded. */
  fired: Record<string, number[]>;
  /** Give-ups of the day, and answers in a row that were not understood. */
  gaveUp: number[];
  confused: number;
  /** Last tokens that were answered, so that a second press says so; bounded. */
  pressed: string[];
  /** A question of the engine itself, e.g. "did you mean", in front of the run's question for one message. */
  aside?: {
    kind: 'clarify' | 'cancel' | 'person' /** What the customer wrote before it was asked. */;
    said?: string;
    choices: { token: string; label: string; value: string }[];
  };
  /** What `recent.x` holds: what the talk was about a moment ago, with the time; bounded. */
  recent?: Record<string, { value: Json; at: number }>;
  /** The cards that were shown last, and the run that showed them; bounded. */
  shown?: { at: number; run: string; cards: { id: string; title: string; text?: string; price?: number }[] };
  /** FAQ entries given lately, with the time; bounded. */
  answered?: { id: string; at: number }[];
  /** What nothing explained yet: understood together with what comes within seconds; bounded. */
  held?: { id: string; parts: Part[]; since: number; timer: string };
  /** The customer's last message, cut, as long as a run may read it. */
  last?: { id: string; text: string };
  lastAt?: number;
  /** How annoyed the conversation is by now, 0..1; absent when it is not. */
  anger?: number;
  greetedAt?: number;
  /** The order that the customer could not yet prove to be theirs, and the flow that asked. */
  unproved?: { order: string; flow: string; at: number };
  /** The customer was told which languages the shop speaks. */
  toldLanguages?: true;
  /** Language the customer writes in, once known. */
  lang?: string;
}

export function newSession(): Session {
  return { turn: 0, nextRun: 1, background: [], queue: [], fired: {}, gaveUp: [], confused: 0, pressed: [] };
}
