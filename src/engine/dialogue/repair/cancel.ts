/** Cancelling ends what is on top only: a flow that interrupted another gives the question back. */

import type { Run } from '../../model/session.ts';
import { finish } from '../../runs/loop.ts';
import { endRun, endWait } from '../../turn/runs.ts';
import type { TurnState } from '../../turn/turn-state.ts';

/** Returns the number of answers that would be lost. */
export function answersAtStake(run: Run): number {
  const top = run.stack.findLastIndex((frame) => frame.interrupted);
  return run.trail.filter((answer) => answer.frame >= Math.max(top, 0)).length;
}

/** Ends the flow that interrupted, or the whole run. */
export function cancelTop(turn: TurnState, run: Run, words: 'cancelled' | 'called_off' = 'cancelled'): void {
  turn.note('cancel');
  turn.say(words, {}, run);
  endWait(turn, run);
  const top = run.stack.findLastIndex((frame) => frame.interrupted);
  if (top <= 0) return endRun(turn, run, 'cancelled');
  run.stack.length = top + 1;
  finish(turn, run);
}
