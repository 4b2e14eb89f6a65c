/** STOP and 退订 work anywhere, also while a person has the conversation. */

import { isBothered, onlyStops } from '../../../reading/wishes/opting-out.ts';
import { questionAt } from '../../runs/questions.ts';
import { askingRun, endRun, stopOn } from '../../turn/runs.ts';
import type { TurnState } from '../../turn/turn-state.ts';

/**
 * Takes consent back, ends what stops on it, and says so, and nothing else: an open question waits on, unsaid. Where any words would answer it, a
 * bare "stop" ends it too: whatever they say next would be stored as the answer.
 */
export function optOut(turn: TurnState): void {
  turn.note('opt-out');
  turn.remember({ consent: 'marketing', granted: false, words: turn.said });
  stopPromotions(turn);
  turn.say(isBothered(turn.said) ? 'opted_out_sorry' : 'opted_out');
  const asking = askingRun(turn.session);
  const question = asking && questionAt(turn, asking);
  if (!asking || !question) return;
  // Who was just asked whether they agree has answered.
  const answers = question.step.at.verb === 'consent';
  const ends = onlyStops(turn.said) && question.asking.open?.(question.fields, asking.waiting?.stage) === true;
  if (answers || ends) endRun(turn, asking, 'stopped');
}

/** Ends runs that stop on `opted_out` and those that promote. */
export function stopPromotions(turn: TurnState): void {
  for (const run of turn.session.background) if (run.kind === 'promo') run.stopOn = [...new Set([...(run.stopOn ?? []), 'opted_out'])];
  stopOn(turn, 'opted_out');
}
