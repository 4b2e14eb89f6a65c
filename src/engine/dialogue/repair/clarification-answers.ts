/** Answers of the customer to a question of the engine itself. */

import { triggerIndex } from '../../../flow-tree/trigger-index.ts';
import { matchChoice } from '../../../reading/values/choice.ts';
import { type Clarification, toPerson } from '../../runs/clarification.ts';
import { flowMeant, sayAnswer } from '../../runs/faq-answer.ts';
import { askAgain } from '../../runs/questions.ts';
import { begin, followAnswer } from '../../runs/start-flow.ts';
import { readOne } from '../../steps/answer-kinds.ts';
import { callPerson } from '../../turn/handoff.ts';
import { askingRun } from '../../turn/runs.ts';
import type { TurnState } from '../../turn/turn-state.ts';
import { cancelTop } from './cancel.ts';

/** Takes the answer to such a question; false when the message is something else, which ends the question. */
export function answerClarification(turn: TurnState, pressed?: string): boolean {
  const { session, said } = turn;
  const { aside } = session;
  if (!aside) return false;
  session.aside = undefined;
  const value = pressed === undefined ? valueSaid(aside, said) : aside.choices.find(({ token }) => token === pressed)?.value;
  if (value === undefined) return false;
  if (aside.kind === 'clarify') chosen(turn, value, aside.said);
  else if (aside.kind === 'heard') {
    const run = askingRun(session);
    if (run) askAgain(turn, run, turn.phrase('type_it'));
    else turn.say('type_it');
  } else if (aside.kind === 'person') {
    session.gaveUp = [];
    session.confused = 0;
    if (value === 'yes') callPerson(turn, 'lost', { said: aside.said });
    else turn.say('all_right_go_on');
  } else {
    const run = askingRun(session);
    if (run && value === 'yes') cancelTop(turn, run);
    else if (run) askAgain(turn, run, turn.phrase('not_cancelled'));
  }
  return true;
}

/** Returns the value of the choice that the words pick; undefined when they are something else. */
export function valueSaid(aside: Clarification, said: string): string | undefined {
  const options = aside.choices.map(({ label }, index) => ({ option: String(index), label }));
  const match = matchChoice(
    said,
    options,
    options.map(({ option }) => option),
  );
  if (match && 'one' in match && match.whole) return aside.choices[Number(match.one)]?.value;
  if (aside.kind === 'clarify') return undefined;
  const yes = readOne('yes_no', { text: said, parts: [] }, { now: 0, zone: 'UTC', currency: '', lang: '' });
  return yes?.rest === '' ? (yes.value === true ? 'yes' : 'no') : undefined;
}

/** Gives the entry, or begins the flow, that was chosen; an id of nothing is the wish for something else. */
export function chosen(turn: TurnState, id: string, said: string | undefined): void {
  if (id === toPerson) return callPerson(turn, 'lost', { said });
  const entry = triggerIndex(turn.flows).faq.get(id);
  const run = askingRun(turn.session);
  const meant = flowMeant(turn, id);
  if (!entry && !meant) {
    turn.note('none-of-these');
    return turn.say('say_differently');
  }
  turn.session.confused = 0;
  if (meant) return begin(turn, meant, run);
  if (!entry) return;
  sayAnswer(turn, { id, entry, score: 1 });
  if (!followAnswer(turn, entry, run) && run) askAgain(turn, run);
}
