/** A talk with a draft: the real engine in a world of its own, so that nothing is stored and nothing is sent. Every call is asked of `asked`, never of the shop. */
import type { CallOutcome, Effect, ShopFacts } from '../engine/model/engine-turn.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import type { Json, Vars } from '../json.ts';
import type { Case } from '../transcripts/read.ts';
import { durationMs } from '../transcripts/read.ts';
import { type Rehearsal, rehearse, type Working } from '../transcripts/rehearsal.ts';
import { type Item, itemsOf } from '../transcripts/said.ts';
import { startedBy } from '../transcripts/silent-start.ts';

export interface TalkSetup {
  /** Flow that begins at once. */
  flow?: string;
  lang?: string;
  channel?: string;
  /** Moment at which it begins, epoch ms. */
  now?: number;
  contact: Record<string, Json>;
  /** What differs from the shop's own facts. */
  shop: Record<string, Json>;
}

/** What the customer or the world does. */
export type TalkLine = { say: string } | { press: string } | { photo: string } | { after: string } | { event: string; data: Vars } | { agent: 'took' | 'back' };

export interface Asked {
  name: string;
  args: Record<string, Json>;
  mode: 'reads' | 'does';
  outcome: CallOutcome;
}

export interface TalkTurn {
  line?: TalkLine;
  at: number;
  items: Item[];
  calls: Asked[];
  /** Steps in the order they were visited. */
  steps: { flow: string; at: string; verb: string }[];
  notes: string[];
  problems: string[];
  handoff: boolean;
  /** The line was not possible: no such button, or no length of time. */
  refused?: 'button' | 'time';
}

export interface Talk {
  turns: TalkTurn[];
  now: number;
  vars: Vars;
  contact: { lang?: string; name?: string; tags: string[]; marketing?: boolean; vars: Vars };
  /** Where the run in front stands. */
  place?: { flow: string; at: string };
  /** Time at which the next timer is due, epoch ms. */
  next?: number;
  /** It went in circles and was stopped. */
  looped: boolean;
}

/** Outcome of a call, given by a shop of the simulator. */
export type AskShop = (call: { name: string; args: Record<string, Json>; id: string; now: number; lang: string }) => Promise<CallOutcome>;

const position = { line: 1, column: 1 };

/** Plays the lines from the beginning: the same lines give the same talk, byte for byte, as long as the shop answers the same. */
export async function playTalk(flows: FlowSet, setup: TalkSetup, lines: readonly TalkLine[], shop: Partial<ShopFacts>, asked: AskShop): Promise<Talk> {
  const begun = setup.flow === undefined ? undefined : startedBy(flows, setup.flow);
  const { lang, channel, now, contact } = setup;
  const test: Case = {
    ...{ name: 'talk', file: '', position, contact, given: {}, shop: setup.shop, lines: [] },
    ...(lang !== undefined && { lang }),
    ...(channel !== undefined && { channel }),
    ...(now !== undefined && { now }),
  };
  const world = rehearse(begun?.flows ?? flows, test, shop);
  const turns: TalkTurn[] = [];
  const play = async (line: TalkLine | undefined, work: Working | undefined, refused?: TalkTurn['refused']): Promise<void> => {
    world.forget();
    const calls: Asked[] = [];
    for (let step = work?.next(); step && !step.done; ) {
      const { name, args, mode, id } = step.value;
      const outcome = await asked({ name, args, id, now: world.now(), lang: world.contact.lang ?? lang ?? shop.langs?.[0] ?? 'en' });
      calls.push({ name, args, mode, outcome });
      step = work?.next({ outcome });
    }
    turns.push({ ...(line && { line }), at: world.now(), ...turnOf(world), calls, ...(refused && { refused }) });
  };
  if (begun) await play(undefined, world.working.say([{ type: 'text', text: begun.phrase }]));
  for (const line of lines) {
    if (world.looped) break;
    // Customers are served between two lines.
    await new Promise((resolve) => setImmediate(resolve));
    const work = workOf(world, line);
    await play(line, typeof work === 'string' ? undefined : work, typeof work === 'string' ? work : undefined);
  }
  const frame = world.session().front?.stack.at(-1);
  const next = world.nextTimer();
  return {
    turns,
    now: world.now(),
    vars: { ...world.vars, ...frame?.vars },
    contact: {
      ...(world.contact.lang !== undefined && { lang: world.contact.lang }),
      ...(world.contact.name !== undefined && { name: world.contact.name }),
      ...(world.contact.marketing !== undefined && { marketing: world.contact.marketing }),
      tags: [...world.contact.tags],
      vars: world.contact.vars,
    },
    ...(frame && { place: { flow: frame.flow, at: frame.at } }),
    ...(next !== undefined && { next }),
    looped: world.looped,
  };
}

function workOf(world: Rehearsal, line: TalkLine): Working | NonNullable<TalkTurn['refused']> {
  if ('say' in line) return world.working.say([{ type: 'text', text: line.say }]);
  if ('photo' in line) return world.working.say([{ type: 'image', media: { ref: line.photo, mime: 'image/jpeg' } }]);
  if ('press' in line) {
    const choice = world.choices.findLast((one) => one.label === line.press);
    return choice ? world.working.press(choice) : 'button';
  }
  if ('after' in line) {
    const ms = durationMs(line.after);
    return ms === undefined ? 'time' : world.working.pass(ms);
  }
  if ('event' in line) return world.working.dispatch({ type: 'event', id: world.nextId(), name: line.event, data: line.data });
  return world.working.dispatch({ type: 'agent', action: line.agent });
}

function turnOf(world: Rehearsal): Pick<TalkTurn, 'items' | 'steps' | 'notes' | 'problems' | 'handoff'> {
  const begins = (effect: Effect): boolean => effect.type === 'handoff' && effect.action === 'begin';
  return {
    items: world.effects.flatMap((effect) => (effect.type === 'send' ? itemsOf(effect) : [])),
    steps: world.steps.map(({ flow, at, verb }) => ({ flow, at, verb })),
    notes: [...world.notes],
    problems: world.problems.map(({ text }) => text),
    handoff: world.effects.some(begins),
  };
}
