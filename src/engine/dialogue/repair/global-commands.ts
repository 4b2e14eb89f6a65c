/** Global commands while a question waits, and what each does. */
import type { GlobalCommand } from '../../../reading/global-words.ts';
import { key } from '../../../reading/wording.ts';
import type { Run } from '../../model/session.ts';
import { moreCode, optionOf, skipCode } from '../../model/tokens.ts';
import { byName } from '../../model/trigger-index.ts';
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

/** Grants a wish; false when the words are an answer here. `open`: the question takes any words. */
export function grantWish(turn: TurnState, run: Run, question: Question, wish: GlobalCommand, open: boolean): boolean {
  const own = wish === 'person' || wish === 'menu' ? hits(turn, turn.said).find(({ whole }) => whole) : undefined;
  if (own) {
    begin(turn, own, run);
    return true;
  }
  if (open && (wish === 'fine' || wish === 'bye' || wish === 'more' || wish === 'settled' || wish === 'browsing' || wish === 'laugh')) return false;
  turn.note(wish);
  switch (wish) {
    case 'settled':
      if (!settledForGood.test(turn.said)) return false;
      turn.note('cancel');
      if (answersAtStake(run) >= 2) askToCancel(turn);
      else cancelTop(turn, run);
      return true;
    case 'cancel':
      if (answersAtStake(run) >= 2) askToCancel(turn);
      else cancelTop(turn, run);
      return true;
    case 'back':
      stepBack(turn, run);
      return true;
    case 'restart':
      restart(turn, run, run.stack[0]?.flow ?? '');
      drive(turn, run);
      return true;
    case 'menu':
      toMenu(turn, run);
      return true;
    case 'person':
      callPerson(turn, 'asked');
      return true;
    case 'moment':
      turn.say('take_your_time');
      return true;
    case 'repeat':
      askAgain(turn, run);
      return true;
    case 'why': {
      const { why } = question.asking.prompt(question.fields, question.step, run.waiting?.stage);
      askAgain(turn, run, why ? question.step.text(why) : turn.phrase('why'));
      return true;
    }
    case 'skip':
      skip(turn, run, question);
      return true;
    case 'more':
      return nextPage(turn, run, question);
    case 'thanks':
      askAgain(turn, run, turn.phrase('welcome'));
      return true;
    case 'hello':
      askAgain(turn, run, turn.phrase('hello'));
      return true;
    case 'bye':
      turn.say('goodbye');
      return true;
    case 'browsing':
      turn.say('look_around');
      return true;
    case 'laugh':
    case 'fine':
      askAgain(turn, run);
      return true;
    default:
      return false;
  }
}

function stepBack(turn: TurnState, run: Run): void {
  const blocked = noWayBack(run);
  if (blocked) return askAgain(turn, run, turn.phrase(blocked === 'barrier' ? 'cannot_go_back' : 'nothing_to_go_back'));
  goBack(turn, run);
  drive(turn, run);
}

function toMenu(turn: TurnState, run: Run): void {
  const menu = byName(turn.flows, 'menu');
  if (menu) begin(turn, menu, run);
  else askAgain(turn, run, turn.phrase('menu_default'));
}

/** Tells whether the customer wrote the label of the skip button. */
export function saysSkip(turn: TurnState, run: Run): boolean {
  const button = run.waiting?.choices?.find(({ token }) => optionOf(token) === skipCode);
  return button !== undefined && key(button.label) === key(turn.said);
}

/** Skips the question when it may be skipped: the answer is nothing. */
export function skip(turn: TurnState, run: Run, question: Question): void {
  const prompt = question.asking.prompt(question.fields, question.step, run.waiting?.stage);
  if (prompt.skip) take(turn, run, { reading: { fits: true, value: null, whole: true }, rest: [] });
  else askAgain(turn, run, turn.phrase('nothing_to_skip'));
}

/** Shows the next page of a long list. */
export function nextPage(turn: TurnState, run: Run, question: Question): boolean {
  const { waiting } = run;
  if (!waiting?.choices?.some(({ token }) => optionOf(token) === moreCode)) return false;
  const stage = question.asking.more?.(question.fields, question.step, waiting.stage);
  if (stage === undefined) return false;
  waiting.stage = stage;
  askAgain(turn, run);
  return true;
}
