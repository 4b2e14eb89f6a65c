/** Global commands: one table of what each does while a question waits, and what is said to it where nothing is going on. */

import { byName } from '../../../flow-tree/trigger-index.ts';
import type { GlobalCommand } from '../../../reading/global-words.ts';
import { key } from '../../../reading/wording.ts';
import type { PhraseKey } from '../../../text/phrases/phrase-keys.ts';
import type { Run } from '../../model/session.ts';
import { moreCode, optionOf, skipCode } from '../../model/tokens.ts';
import { askToCancel } from '../../runs/clarification.ts';
import { goBack, noWayBack } from '../../runs/going-back.ts';
import { drive } from '../../runs/loop.ts';
import { askAgain, type Question } from '../../runs/questions.ts';
import { begin, restart } from '../../runs/start-flow.ts';
import { hits } from '../../runs/triggers.ts';
import { callPerson } from '../../turn/handoff.ts';
import type { TurnState } from '../../turn/turn-state.ts';
import { take } from '../accept-answer.ts';
import { answersAtStake, cancelTop } from './cancel.ts';

/** Behind a question that wants an answer a mere "nope" may be one. */
const settledForGood =
  /没事|解决|搞定|不用了|不需要了|\b(?:all good|solved|sorted|nothing thanks|that['’]?s (?:all|it)|not (?:right )?now|im good|i['’]m good)\b/i;

interface Command {
  /** The phrase that answers it where nothing is going on. */
  reply?: PhraseKey;
  /** Wants an answer and nothing else; a menu that is open need not come again for it. */
  social?: true;
  /** May be the answer to a question that takes any words. */
  maybeAnswer?: true;
  /** Gives way to a flow that has these very words as its phrase. */
  flowFirst?: true;
  /** Grants it while a question waits; false when the words are an answer here. */
  grant(turn: TurnState, run: Run, question: Question): boolean | undefined;
}

/** Says a phrase and leaves the question as it stands. */
const saying =
  (phrase: PhraseKey): Command['grant'] =>
  (turn) => {
    turn.say(phrase);
    return true;
  };

/** Shows the question again, below a phrase. */
const askingAgain =
  (phrase?: PhraseKey): Command['grant'] =>
  (turn, run) => {
    askAgain(turn, run, phrase && turn.phrase(phrase));
    return true;
  };

export const commands: Readonly<Record<GlobalCommand, Command>> = {
  cancel: { reply: 'nothing_to_cancel', grant: cancel },
  back: { reply: 'menu_default', grant: stepBack },
  menu: { flowFirst: true, grant: toMenu },
  restart: { grant: startOver },
  person: { flowFirst: true, grant: toPerson },
  moment: { reply: 'take_your_time', social: true, grant: saying('take_your_time') },
  repeat: { grant: askingAgain() },
  why: { grant: explain },
  skip: { grant: skip },
  more: { maybeAnswer: true, grant: nextPage },
  thanks: { reply: 'welcome', social: true, grant: askingAgain('welcome') },
  hello: { reply: 'hello_help', social: true, grant: askingAgain('hello') },
  bye: { reply: 'goodbye', social: true, maybeAnswer: true, grant: saying('goodbye') },
  fine: { reply: 'fine', social: true, maybeAnswer: true, grant: askingAgain() },
  settled: { reply: 'any_time', social: true, maybeAnswer: true, grant: settle },
  browsing: { reply: 'look_around', social: true, maybeAnswer: true, grant: saying('look_around') },
  laugh: { reply: 'at_your_service', social: true, maybeAnswer: true, grant: askingAgain() },
};

/** Grants a wish; false when the words are an answer here. `open`: the question takes any words. */
export function grantWish(turn: TurnState, run: Run, question: Question, wish: GlobalCommand, open: boolean): boolean {
  const command = commands[wish];
  const own = command.flowFirst ? hits(turn, turn.said).find(({ whole }) => whole) : undefined;
  if (own) {
    begin(turn, own, run);
    return true;
  }
  if (open && command.maybeAnswer) return false;
  turn.note(wish);
  return command.grant(turn, run, question) ?? true;
}

function cancel(turn: TurnState, run: Run): undefined {
  if (answersAtStake(run) >= 2) askToCancel(turn);
  else cancelTop(turn, run);
}

function settle(turn: TurnState, run: Run): boolean {
  if (!settledForGood.test(turn.said)) return false;
  turn.note('cancel');
  cancel(turn, run);
  return true;
}

function stepBack(turn: TurnState, run: Run): undefined {
  const blocked = noWayBack(run);
  if (blocked) {
    askAgain(turn, run, turn.phrase(blocked === 'barrier' ? 'cannot_go_back' : 'nothing_to_go_back'));
    return;
  }
  goBack(turn, run);
  drive(turn, run);
}

function startOver(turn: TurnState, run: Run): undefined {
  restart(turn, run, run.stack[0]?.flow ?? '');
  drive(turn, run);
}

function toMenu(turn: TurnState, run: Run): undefined {
  const menu = byName(turn.flows, 'menu');
  if (menu) begin(turn, menu, run);
  else askAgain(turn, run, turn.phrase('menu_default'));
}

function toPerson(turn: TurnState): undefined {
  callPerson(turn, 'asked');
}

/** Says why the question is asked, and asks it again. */
function explain(turn: TurnState, run: Run, question: Question): undefined {
  const { why } = question.asking.prompt(question.fields, question.step, run.waiting?.stage);
  askAgain(turn, run, why ? question.step.text(why) : turn.phrase('why'));
}

/** Tells whether the customer wrote the label of the skip button. */
export function saysSkip(turn: TurnState, run: Run): boolean {
  const button = run.waiting?.choices?.find(({ token }) => optionOf(token) === skipCode);
  return button !== undefined && key(button.label) === key(turn.said);
}

/** Skips the question when it may be skipped: the answer is nothing. */
export function skip(turn: TurnState, run: Run, question: Question): undefined {
  const prompt = question.asking.prompt(question.fields, question.step, run.waiting?.stage);
  if (prompt.skip) take(turn, run, { reading: { fits: true, value: null, whole: true }, rest: [] });
  else askAgain(turn, run, turn.phrase('nothing_to_skip'));
}

/** Shows the next page of a long list; false when there is none. */
export function nextPage(turn: TurnState, run: Run, question: Question): boolean {
  const { waiting } = run;
  if (!waiting?.choices?.some(({ token }) => optionOf(token) === moreCode)) return false;
  const stage = question.asking.more?.(question.fields, question.step, waiting.stage);
  if (stage === undefined) return false;
  waiting.stage = stage;
  askAgain(turn, run);
  return true;
}
