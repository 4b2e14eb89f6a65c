/** STOP and 退订 work anywhere, also while a person has the conversation. */

import { isBothered } from '../dialogue/opting-out.ts';
import { questionAt } from '../questions.ts';
import { askingRun, endRun, stopOn } from '../runs.ts';
import type { TurnState } from '../turn-state.ts';

/** Takes consent back, ends what stops on it, and says so, and nothing else: an open question waits on, unsaid. */
export function optOut(turn: TurnState): void {
  turn.note('opt-out');
  turn.remember({ consent: 'marketing', granted: false, words: turn.said });
  stopPromotions(turn);
  turn.say(isBothered(turn.said) ? 'opted_out_sorry' : 'opted_out');
  const asking = askingRun(turn.session);
  // Who was just asked whether they agree has answered.
  if (asking && questionAt(turn, asking)?.state.at.verb === 'consent') endRun(turn, asking, 'stopped');
}

/** Ends runs that stop on `opted_out` and those that promote. */
export function stopPromotions(turn: TurnState): void {
  for (const run of turn.session.background) if (run.kind === 'promo') run.stopOn = [...new Set([...(run.stopOn ?? []), 'opted_out'])];
  stopOn(turn, 'opted_out');
}
