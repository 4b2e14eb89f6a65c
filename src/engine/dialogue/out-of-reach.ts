/** Replies to a message that nothing in the shop answers: the languages in which one can ask here, and what for. */

import { byName } from '../../flow-tree/trigger-index.ts';
import { inEnglish } from '../../reading/foreign-words.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';
import { cardsShown } from '../model/shown-cards.ts';
import { askAgain } from '../runs/questions.ts';
import { begin } from '../runs/start-flow.ts';
import { others } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { type Heard, heardWords } from './heard.ts';
import { foreignTongue, spokenHere } from './spoken-here.ts';

/** Shows the menu below a line of words; where the shop has none, other words alone. */
export function showMenu(turn: TurnState, lead: PhraseKey, alone: PhraseKey): void {
  const menu = byName(turn.flows, 'menu');
  if (!menu) return turn.say(alone);
  turn.say(lead);
  begin(turn, menu, undefined);
}

/**
 * Takes up in English what a customer wants who writes a language that the shop lacks, where its words for the wish are known; the first time after the
 * line that tells which languages are spoken. Keeps the number that they gave.
 */
export function helpInEnglish(heard: Heard, understand: (heard: Heard) => void): boolean {
  const { turn, said, asked, stance } = heard;
  const { session } = turn;
  if (stance === 'hard' || stance === 'open' || others(turn, 'fallback').some(({ trigger }) => trigger.if === undefined)) return false;
  const tongue = foreignTongue(turn);
  const wish = tongue === undefined ? undefined : inEnglish(said);
  // A price is asked of what was shown; of what else can't be told here.
  if (wish === undefined || (wish === 'how much is it' && cardsShown(turn).length === 0)) return false;
  turn.note(`tongue:${tongue}`);
  if (!session.toldLanguages) turn.send([{ type: 'text', text: spokenHere(turn, tongue!) }]);
  session.toldLanguages = true;
  understand({ ...heardWords(turn, asked?.run, wish), said: wish });
  return true;
}

/** Tells who writes a language that the shop lacks which ones it speaks, once; more is done for them than that. */
export function nameLanguages(turn: TurnState): void {
  const tongue = turn.session.toldLanguages ? undefined : foreignTongue(turn);
  if (tongue === undefined) return;
  turn.session.toldLanguages = true;
  turn.note(`tongue:${tongue}`);
  turn.send([{ type: 'text', text: spokenHere(turn, tongue) }]);
}

/**
 * Tells somebody who writes a language that the shop lacks, once and in theirs, which ones it speaks; then comes the question that waits, or the menu.
 * It costs no try. A flow that takes up what nothing answers may understand them, and goes first.
 */
export function tellLanguages({ turn, asked }: Heard): boolean {
  const { session } = turn;
  if (session.toldLanguages || session.front?.waiting?.kind === 'call' || others(turn, 'fallback').length > 0) return false;
  const tongue = foreignTongue(turn);
  if (tongue === undefined) return false;
  session.toldLanguages = true;
  turn.note(`tongue:${tongue}`);
  turn.note('unanswered');
  const text = spokenHere(turn, tongue);
  if (asked) {
    askAgain(turn, asked.run, text);
    return true;
  }
  turn.send([{ type: 'text', text }]);
  const menu = byName(turn.flows, 'menu');
  if (menu) begin(turn, menu, undefined);
  return true;
}
