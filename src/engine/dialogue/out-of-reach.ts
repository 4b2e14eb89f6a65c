/** What a message gets that nothing in the shop answers: in which languages one can ask here, and what for. */
import type { PhraseKey } from '../phrases.ts';
import { askAgain } from '../questions.ts';
import { cardsShown } from '../shown-cards.ts';
import { foreignTongue, spokenHere } from '../spoken-here.ts';
import { begin } from '../starting.ts';
import { byName } from '../trigger-index.ts';
import { others } from '../triggers.ts';
import type { TurnState } from '../turn-state.ts';
import { inEnglish } from './foreign-words.ts';
import { type Heard, heardWords } from './heard.ts';

/** The menu below a line of words; where the shop has none, other words alone. */
export function showMenu(turn: TurnState, lead: PhraseKey, alone: PhraseKey): void {
  const menu = byName(turn.flows, 'menu');
  if (!menu) return turn.say(alone);
  turn.say(lead);
  begin(turn, menu, undefined);
}

/**
 * What somebody wants who writes a language that the shop lacks, where its words for it are known: it is taken up in English, with the number that
 * they gave; the first time after the line that tells which languages are spoken.
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
 * Somebody who writes a language that the shop lacks is told once, in theirs, which ones it speaks; then comes the question that waits,
 * or the menu. It costs no try. A flow that takes up what nothing answers may well understand them, and goes first.
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
