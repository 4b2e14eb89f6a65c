/** What came in and where the conversation stands: all that a decision about a message may look at. */
import { atCrossroads } from '../crossroads.ts';
import { clauses } from '../faq.ts';
import { advertises } from '../flow-steps.ts';
import { type GlobalWish, globalWish } from '../global-words.ts';
import { inputOf, type Question, questionAt } from '../questions.ts';
import type { Run, Waiting } from '../session.ts';
import type { Reading } from '../step.ts';
import { triggerIndex } from '../trigger-index.ts';
import { type Hit, hits } from '../triggers.ts';
import type { TurnState } from '../turn-state.ts';
import { callsOff } from './calling-off.ts';
import { type Courtesy, courteous } from './courtesy.ts';
import { type Trouble, troubleIn } from './trouble.ts';

/**
 * How much the open question wants its answer. `none`: nothing is asked. `soft`: a menu or another question that only points the way; free
 * words behind it mean what they would mean without it. `open`: any words are an answer. `hard`: a value, a choice or a confirmation.
 */
export type Stance = 'none' | 'soft' | 'hard' | 'open';

export interface Asked {
  run: Run;
  question: Question;
  waiting: Waiting;
  reading: Reading;
}

export interface Heard {
  turn: TurnState;
  /** The message as it was written. */
  said: string;
  /** The message without greeting, thanks and politeness; the message itself when it is nothing else. */
  core: string;
  courtesies: ReadonlySet<Courtesy>;
  /** The message is courtesy and nothing else. */
  merely: boolean;
  wish: GlobalWish | undefined;
  stance: Stance;
  asked: Asked | undefined;
  /** The customer comes back after a while. */
  paused: boolean;
  /** A part of it took a wish back, and is left out of `core`: "don't cancel, I only ...". */
  calledOff: boolean;
  /** What it tells of things that were bought, where a flow takes that up. */
  trouble: Trouble | undefined;
  /** Phrases of flows in it, the most specific first; in a message of trouble none of a flow that shows goods. */
  phrases: readonly Hit[];
}

/** What a message that is courtesy only wants, the weightiest first. */
function courtesyWish(courtesies: ReadonlySet<Courtesy>): GlobalWish | undefined {
  if (courtesies.has('thanks')) return 'thanks';
  if (courtesies.has('farewell')) return 'bye';
  if (courtesies.has('greeting') || courtesies.has('address')) return 'hello';
  return courtesies.has('apology') ? 'fine' : undefined;
}

function stanceOf(turn: TurnState, asked: Asked | undefined): Stance {
  if (!asked) return 'none';
  const { question, waiting, run } = asked;
  if (question.asking.open?.(question.step, waiting.stage)) return 'open';
  return atCrossroads(turn, run) ? 'soft' : 'hard';
}

/** The message without the parts that only say what is not wanted; all of it when nothing else is left. */
function withoutCalledOff(text: string): string {
  const parts = clauses(text);
  const kept = parts.length > 1 ? parts.filter((part) => (callsOff(part)?.length ?? 0) === 0) : parts;
  return kept.length > 0 && kept.length < parts.length && callsOff(text) === undefined ? kept.join(', ') : text;
}

function troubleTaken(turn: TurnState, text: string): Trouble | undefined {
  return (triggerIndex(turn.flows).others.get('trouble')?.length ?? 0) > 0 ? troubleIn(text) : undefined;
}

/** Looks at a message. `run`: the one whose question is open. */
export function heardIn(turn: TurnState, run: Run | undefined, paused: boolean): Heard {
  const { said, event } = turn;
  const polite = courteous(said);
  const { courtesies } = polite;
  const core = withoutCalledOff(polite.core);
  const calledOff = core !== polite.core;
  const merely = core === '' && said.trim() !== '';
  const question = run && questionAt(turn, run);
  const waiting = run?.waiting;
  const asked =
    run && question && waiting && event.type === 'message'
      ? { run, question, waiting, reading: question.asking.read(question.step, question.state, inputOf(turn, event.parts), waiting) }
      : undefined;
  const wanted = merely ? said : core;
  const trouble = troubleTaken(turn, wanted);
  return {
    turn,
    said,
    core: wanted,
    courtesies,
    merely,
    wish: globalWish(said) ?? (merely ? courtesyWish(courtesies) : globalWish(core)),
    stance: stanceOf(turn, asked),
    asked,
    paused,
    calledOff,
    trouble,
    phrases: trouble ? hits(turn, wanted).filter(({ flow }) => !advertises(flow)) : hits(turn, wanted),
  };
}
