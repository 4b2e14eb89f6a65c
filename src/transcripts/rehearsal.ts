/** The world of a transcript: a clock, timers, given call results and a contact, all in memory; the engine is the real one. */

import { advance } from '../engine/advance.ts';
import type { CallOutcome, ContactFacts, ContactOp, Effect, EngineEvent, Facts, ShopFacts, Trace, TurnResult } from '../engine/model/engine-turn.ts';
import { newSession, type Session } from '../engine/model/session.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import type { Json, Vars } from '../json.ts';
import type { Choice, Meaning, Part } from '../message.ts';
import type { Case } from './read.ts';

/** Turns that one line may lead to (results of calls); more is a loop. */
const mostTurns = 50;
/** Timers that one stretch of time may bring; more is a loop that waits. */
const mostTimers = 500;
/** A Monday morning in the shop's zone. */
const monday = Date.UTC(2026, 10, 23, 2, 0);
/** Time between two messages, ms: people take a moment for each. */
const pace = 1_000;

type CallEffect = Extract<Effect, { type: 'call' }>;
interface Answered {
  outcome: CallOutcome;
  /** The customer is told to wait first. */
  slow?: boolean;
}
/** Work of the engine that hands out each call on the way and takes its outcome, so that a caller may ask something real for it. */
export type Working = Generator<CallEffect, void, Answered>;

/** What is known of a message besides its parts. */
interface Said {
  /** It replaces the one before. */
  edited?: true | undefined;
  /** What models made of it. */
  meaning?: Meaning | undefined;
}

export interface Rehearsal {
  session(): Session;
  now(): number;
  contact: ContactFacts;
  /** Values that variables had last, also of runs that have ended. */
  vars: Vars;
  /** Effects of the lines since `forget`. */
  effects: Effect[];
  problems: Trace['problems'];
  visited: Set<string>;
  /** Steps since `forget`, in the order they were visited. */
  steps: Trace['steps'];
  /** Calls that the case gives no result for. */
  missing: Set<string>;
  looped: boolean;
  /** Every button that was shown; the newest last. */
  choices: Choice[];
  /** Notes of the engine on its decisions since `forget`. */
  notes: string[];
  say(parts: Part[], about?: Said): void;
  press(choice: Choice): void;
  dispatch(event: EngineEvent): void;
  forget(): void;
  /** Lets time pass; what falls due happens in its order. */
  pass(ms: number): void;
  nextId(): string;
  /** The same, call by call. */
  working: {
    say(parts: Part[]): Working;
    press(choice: Choice): Working;
    dispatch(event: EngineEvent): Working;
    pass(ms: number): Working;
  };
  /** Moment at which the next timer is due, epoch ms. */
  nextTimer(): number | undefined;
}

const flagged = new Set(['name', 'lang', 'phone', 'email', 'tags', 'marketing']);

function contactOf(test: Case): ContactFacts {
  const { contact } = test;
  const text = (name: string): string | undefined => (contact[name] === undefined || contact[name] === null ? undefined : String(contact[name]));
  return {
    id: 'contact-1',
    name: text('name'),
    lang: test.lang ?? text('lang'),
    phone: text('phone'),
    email: text('email'),
    tags: Array.isArray(contact.tags) ? contact.tags.map(String) : [],
    marketing: typeof contact.marketing === 'boolean' ? contact.marketing : undefined,
    vars: Object.fromEntries(Object.entries(contact).filter(([name]) => !flagged.has(name))),
  };
}

export function rehearse(flows: FlowSet, test: Case, shopBase: Partial<ShopFacts>, patience?: Facts['patience']): Rehearsal {
  let session = newSession();
  let now = test.now ?? monday;
  let count = 0;
  const timers = new Map<string, number>();
  const used = new Map<string, number>();
  const shop: ShopFacts = {
    name: 'Cloud & Thread',
    currency: 'USD',
    zone: 'Asia/Shanghai',
    langs: ['en', 'zh'],
    categories: [],
    order_example: null,
    order_pattern: null,
    ...shopBase,
    open: true,
    opens_at: now,
    ...test.shop,
  };
  const world: Rehearsal = {
    session: () => session,
    now: () => now,
    contact: contactOf(test),
    vars: {},
    effects: [],
    problems: [],
    visited: new Set(),
    steps: [],
    missing: new Set(),
    looped: false,
    choices: [],
    notes: [],
    nextId: () => `in-${++count}`,
    say(parts, about) {
      drive(saying(parts, about));
    },
    press(choice) {
      drive(pressing(choice));
    },
    working: { say: saying, press: pressing, dispatch: dispatching, pass: passing },
    nextTimer: () => (timers.size > 0 ? Math.min(...timers.values()) : undefined),
    forget() {
      world.effects = [];
      world.problems = [];
      world.notes = [];
      world.visited.clear();
      world.steps = [];
    },
    dispatch(event) {
      drive(dispatching(event));
    },
    pass(ms) {
      drive(passing(ms));
    },
  };

  /** Does the work with the results that the case gives. */
  function drive(work: Working): void {
    for (let step = work.next(); !step.done; step = work.next(answer(step.value.name)));
  }

  function* saying(parts: Part[], { edited, meaning }: Said = {}): Working {
    now += pace;
    yield* dispatching({ type: 'message', id: world.nextId(), parts, ...(edited && { edited }), ...(meaning && { meaning }) });
  }

  function* pressing(choice: Choice): Working {
    now += pace;
    yield* dispatching({ type: 'pressed', id: world.nextId(), token: choice.token, label: choice.label });
  }

  function* dispatching(event: EngineEvent): Working {
    let queue: EngineEvent[] = [event];
    for (let turns = 0; queue.length > 0; turns++) {
      if (turns >= mostTurns) {
        world.looped = true;
        return;
      }
      const [first, ...rest] = queue;
      if (first) queue = [...rest, ...(yield* turn(first))];
    }
  }

  function* passing(ms: number): Working {
    const until = now + ms;
    for (let fired = 0; ; fired++) {
      const due = [...timers].filter(([, at]) => at <= until).sort(([, a], [, b]) => a - b)[0];
      if (!due) break;
      if (fired >= mostTimers) {
        world.looped = true;
        break;
      }
      now = Math.max(now, due[1]);
      timers.delete(due[0]);
      yield* dispatching({ type: 'timer', timer: due[0] });
    }
    now = Math.max(now, until);
  }

  const facts = (): Facts => ({
    now,
    conversation: 'test:main:customer',
    patience,
    contact: world.contact,
    channel: { name: test.channel ?? 'webchat', page: 10 },
    shop,
    seed: test.name,
  });

  /** Runs one advance, with everything that a store would write and read again as JSON; returns the results of its calls. */
  function* turn(event: EngineEvent): Generator<CallEffect, EngineEvent[], Answered> {
    const result: TurnResult = JSON.parse(JSON.stringify(advance(flows, session, event, JSON.parse(JSON.stringify(facts())))));
    session = result.session;
    Object.assign(world.vars, result.trace.vars);
    world.problems.push(...result.trace.problems);
    world.notes.push(...result.trace.notes);
    for (const step of result.trace.steps) world.visited.add(step.flow);
    world.steps.push(...result.trace.steps);
    world.effects.push(...result.effects);
    const follow: EngineEvent[] = [];
    for (const effect of result.effects) {
      if (effect.type === 'send') world.choices.push(...(effect.choices ?? []));
      else if (effect.type === 'timer') timers.set(effect.id, effect.at);
      else if (effect.type === 'cancelTimer') timers.delete(effect.id);
      else if (effect.type === 'remember') remember(world.contact, effect.op);
      else if (effect.type === 'call') {
        const given = yield effect;
        if (given.slow) follow.push({ type: 'slow', call: effect.id });
        follow.push({ type: 'result', call: effect.id, outcome: given.outcome });
      }
    }
    return follow;
  }

  /** Returns the given result of a call: a list gives one after the other, the last again and again. */
  function answer(name: string): Answered {
    const given = Object.hasOwn(test.given, name) ? test.given[name] : undefined;
    if (given === undefined) {
      world.missing.add(name);
      return { outcome: { ok: false, code: 'unavailable', text: name }, slow: false };
    }
    const round = used.get(name) ?? 0;
    used.set(name, round + 1);
    const one = Array.isArray(given) ? (given[Math.min(round, given.length - 1)] ?? null) : given;
    const slow = isMap(one) && Object.hasOwn(one, 'slow') && Object.keys(one).length === 1;
    return { outcome: outcomeOf(slow && isMap(one) ? (one.slow ?? null) : one), slow };
  }

  return world;
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function outcomeOf(given: Json): CallOutcome {
  if (isMap(given) && typeof given.error === 'string' && Object.keys(given).every((key) => key === 'error' || key === 'text')) {
    return { ok: false, code: given.error, text: typeof given.text === 'string' ? given.text : '' };
  }
  return { ok: true, value: given };
}

/** Changes the contact as the runtime changes its row. */
function remember(contact: ContactFacts, op: ContactOp): void {
  if ('set' in op) {
    if (op.set === 'name' || op.set === 'phone' || op.set === 'email') contact[op.set] = op.value === null ? undefined : String(op.value);
    else contact.vars[op.set] = op.value;
  } else if ('add' in op) contact.vars[op.add] = Number(contact.vars[op.add] ?? 0) + op.by;
  else if ('tag' in op) contact.tags = [...new Set([...contact.tags, op.tag])];
  else if ('untag' in op) contact.tags = contact.tags.filter((tag) => tag !== op.untag);
  else if ('consent' in op) {
    if (op.consent === 'marketing') contact.marketing = op.granted;
  } else contact.lang = op.lang;
}
