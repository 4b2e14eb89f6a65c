/** The incoming message and the state of the conversation: all that a decision about a message may look at. */

import { advertises } from '../../flow-tree/flow-steps.ts';
import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import type { Courtesy } from '../../reading/courtesy.ts';
import type { GlobalCommand } from '../../reading/global-words.ts';
import { courteous, globalWish, partlyCallsOff, troubleIn, wantsNoPerson, wantsPerson } from '../../reading/wishes/said-words.ts';
import type { Trouble } from '../../reading/wishes/trouble.ts';
import { words } from '../../reading/wording.ts';
import type { Run, Waiting } from '../model/session.ts';
import { atCrossroads } from '../runs/navigation-menu.ts';
import { inputOf, type Question, questionAt } from '../runs/questions.ts';
import { type Hit, hits, mostSpecific, wordsOf } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Reading } from '../turn/verb.ts';
import { goodsHits } from './goods-words.ts';

/**
 * The claim of the open question on the message. `none`: nothing is asked. `soft`: a menu or another question that only points the way; free words
 * behind it mean what they would mean without it. `open`: any words are an answer. `hard`: a value, a choice or a confirmation.
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
  /** The message without greeting, thanks and politeness, and without what is called off in it; the message itself when it is nothing else. */
  core: string;
  /** Stems that are called off, and the rest of the message, which is then the core; set when something is called off and more is said. */
  off?: { stems: string[]; rest: string };
  courtesies: ReadonlySet<Courtesy>;
  /** True when the message is courtesy and nothing else. */
  merely: boolean;
  wish: GlobalCommand | undefined;
  stance: Stance;
  asked: Asked | undefined;
  /** True when the customer comes back after a while. */
  paused: boolean;
  /** Trouble with bought things that the message reports, where a flow takes that up. */
  trouble: Trouble | undefined;
  /** Phrases of flows in it, the most specific first; in a message of trouble none of a flow that shows goods. */
  phrases: readonly Hit[];
}

const owners = new Set(['my', 'our', 'her', 'his', 'their', 'own']);

/**
 * Tells whether the words from `at` on are a thing that somebody has: "my phone", "my phone charger", 我的手机, 我手机. A thing that is to be given, 给我手机, is
 * wished for.
 */
function isOwned(said: readonly string[], at: number): boolean {
  const [before, last] = [said.slice(Math.max(0, at - 4), at).join(''), said[at - 1] ?? ''];
  if (/\p{Script=Han}/u.test(said[at] ?? '')) return /(?<![给帮跟替为])我(?:家|妈|爸|们|老公|老婆|那|这)?的?(?:旧|老|那|这)?(?:个|部|台|只)?$/u.test(before);
  return owners.has(last) || (at > 1 && owners.has(said[at - 2] ?? '') && /^[a-z0-9]{3,}$/.test(last) && !joints.has(last));
}
const joints = new Set(['and', 'for', 'with', 'need', 'needs', 'has', 'wants', 'got', 'new', 'best', 'next', 'first', 'favourite', 'favorite', 'budget']);

/** Returns the command that a message of courtesy only stands for, the weightiest first. */
function courtesyWish(courtesies: ReadonlySet<Courtesy>): GlobalCommand | undefined {
  if (courtesies.has('farewell')) return 'bye';
  if (courtesies.has('thanks')) return 'thanks';
  if (courtesies.has('greeting') || courtesies.has('address')) return 'hello';
  return courtesies.has('apology') ? 'fine' : undefined;
}

/** Returns the wish that the whole message stands for; "all right" on leaving is a goodbye. */
function wishOf(said: string, core: string, courtesies: ReadonlySet<Courtesy>, merely: boolean): GlobalCommand | undefined {
  const wish = globalWish(said) ?? (merely ? courtesyWish(courtesies) : globalWish(core));
  return wish === 'fine' && courtesies.has('farewell') ? 'bye' : wish;
}

function stanceOf(turn: TurnState, asked: Asked | undefined): Stance {
  if (!asked) return 'none';
  const { question, waiting, run } = asked;
  if (question.asking.open?.(question.fields, waiting.stage)) return 'open';
  return atCrossroads(turn, run) ? 'soft' : 'hard';
}

/** Tells whether the phrase is a part of a question about goods, as "in stock" of "is the linen shirt in stock". */
function isPartOf(hit: Hit, goods: readonly Hit[]): boolean {
  const question = goods.find(({ kind }) => kind === 'says');
  return question !== undefined && (question.whole || hit.flow.start.some((trigger) => 'goods' in trigger));
}

/**
 * Returns the phrases of flows and the goods in a message. Words for a person do not count in a sentence that asks what we are, or wants nobody; words
 * for goods do not when all of them are the customer's own.
 */
function phrasesIn(turn: TurnState, text: string): Hit[] {
  const said = words(text);
  const goods = goodsHits(turn, text);
  const own = hits(turn, text).filter((hit) => !isPartOf(hit, goods));
  const all = goods.length > 0 ? [...own, ...goods].sort(mostSpecific) : own;
  const isGoods = ({ kind, flow }: Hit) => kind === 'keyword' && advertises(flow);
  const owned = all.some(isGoods) && all.every((hit) => !isGoods(hit) || isOwned(said, hit.at));
  const found = owned ? all.filter((hit) => !isGoods(hit)) : all;
  return wantsNoPerson(text) ? found.filter((hit) => !wantsPerson(wordsOf(hit))) : found;
}

function troubleTaken(turn: TurnState, text: string): Trouble | undefined {
  return (triggerIndex(turn.flows).others.get('trouble')?.length ?? 0) > 0 ? troubleIn(text) : undefined;
}

/** Looks at a message. `run`: the one whose question is open. */
export function heardIn(turn: TurnState, run: Run | undefined, paused: boolean): Heard {
  return heardOf(turn, run, paused, turn.said);
}

/** Looks at other words in place of the message, as if they had been written; they answer no question. */
export function heardWords(turn: TurnState, run: Run | undefined, text: string): Heard {
  const heard = heardOf(turn, run, false, text);
  return heard.asked ? { ...heard, asked: { ...heard.asked, reading: { fits: false } } } : heard;
}

function heardOf(turn: TurnState, run: Run | undefined, paused: boolean, said: string): Heard {
  const { event } = turn;
  const { core, courtesies } = courteous(said);
  const merely = core === '' && said.trim() !== '';
  const question = run && questionAt(turn, run);
  const waiting = run?.waiting;
  const asked =
    run && question && waiting && event.type === 'message'
      ? { run, question, waiting, reading: question.asking.read(question.fields, question.step, inputOf(turn, event.parts), waiting) }
      : undefined;
  const off = partlyCallsOff(said);
  const wanted = off ? courteous(off.rest).core || off.rest : merely ? said : core;
  const trouble = troubleTaken(turn, wanted);
  return {
    turn,
    said,
    core: wanted,
    ...(off ? { off } : {}),
    courtesies,
    merely,
    wish: wishOf(said, core, courtesies, merely),
    stance: stanceOf(turn, asked),
    asked,
    paused,
    trouble,
    phrases: trouble ? phrasesIn(turn, wanted).filter(({ flow }) => !advertises(flow)) : phrasesIn(turn, wanted),
  };
}
