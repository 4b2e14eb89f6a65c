/** What came in and where the conversation stands: all that a decision about a message may look at. */
import { atCrossroads } from '../crossroads.ts';
import { type GlobalWish, globalWish } from '../global-words.ts';
import { inputOf, type Question, questionAt } from '../questions.ts';
import type { Run, Waiting } from '../session.ts';
import type { Reading } from '../step.ts';
import { type Hit, hits } from '../triggers.ts';
import type { TurnState } from '../turn-state.ts';
import { type Courtesy, courteous } from './courtesy.ts';

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
  /** Phrases of flows in it, the most specific first. */
  phrases: readonly Hit[];
}

/** What a message that is courtesy only wants, the weightiest first. */
function courtesyWish(courtesies: ReadonlySet<Courtesy>): GlobalWish | undefined {
  if (courtesies.has('farewell')) return 'bye';
  if (courtesies.has('thanks')) return 'thanks';
  if (courtesies.has('greeting') || courtesies.has('address')) return 'hello';
  return courtesies.has('apology') ? 'fine' : undefined;
}

/** The wish that the whole message stands for; "all right" on leaving is a goodbye. */
function wishOf(said: string, core: string, courtesies: ReadonlySet<Courtesy>, merely: boolean): GlobalWish | undefined {
  const wish = globalWish(said) ?? (merely ? courtesyWish(courtesies) : globalWish(core));
  return wish === 'fine' && courtesies.has('farewell') ? 'bye' : wish;
}

function stanceOf(turn: TurnState, asked: Asked | undefined): Stance {
  if (!asked) return 'none';
  const { question, waiting, run } = asked;
  if (question.asking.open?.(question.step, waiting.stage)) return 'open';
  return atCrossroads(turn, run) ? 'soft' : 'hard';
}

/** Looks at a message. `run`: the one whose question is open. */
export function heardIn(turn: TurnState, run: Run | undefined, paused: boolean): Heard {
  const { said, event } = turn;
  const { core, courtesies } = courteous(said);
  const merely = core === '' && said.trim() !== '';
  const question = run && questionAt(turn, run);
  const waiting = run?.waiting;
  const asked =
    run && question && waiting && event.type === 'message'
      ? { run, question, waiting, reading: question.asking.read(question.step, question.state, inputOf(turn, event.parts), waiting) }
      : undefined;
  const wanted = merely ? said : core;
  return {
    turn,
    said,
    core: wanted,
    courtesies,
    merely,
    wish: wishOf(said, core, courtesies, merely),
    stance: stanceOf(turn, asked),
    asked,
    paused,
    phrases: hits(turn, wanted),
  };
}
