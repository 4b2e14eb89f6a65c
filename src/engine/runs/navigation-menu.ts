/**
 * A question that only points the way: every option leads somewhere and nothing is saved, as in a menu or "anything else?". A customer who says
 * something else has left it: nothing is lost, and it need not come again.
 */
import type { Options } from '../../flow-tree/fields.ts';
import type { Run } from '../model/session.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { questionAt } from './questions.ts';

function isFixed(options: unknown): options is Extract<Options, { fixed: unknown }> {
  return typeof options === 'object' && options !== null && 'fixed' in options && Array.isArray(options.fixed);
}

/** Tells whether the run waits at a navigation menu. A question with a time limit or a reminder wants its answer, and is none. */
export function atCrossroads(turn: TurnState, run: Run): boolean {
  const at = run.waiting?.kind === 'answer' ? questionAt(turn, run)?.step.at : undefined;
  if (at?.verb !== 'choose' || run.event) return false;
  const { save, many, remind, within, options } = at.fields;
  if (save !== undefined || many !== undefined || remind !== undefined || within !== undefined) return false;
  return isFixed(options) && options.fixed.length > 0 && options.fixed.every((option) => option.then !== undefined);
}

/** Leaves the navigation menu: the run ends, or what the menu interrupted waits again, unsaid. True when nothing of the run is left. */
export function leaveCrossroads(turn: TurnState, run: Run, end: (run: Run) => void): boolean {
  while (atCrossroads(turn, run)) {
    const top = run.stack.at(-1);
    if (run.stack.length === 1) {
      end(run);
      return true;
    }
    if (!top?.interrupted || !top.paused) return false;
    run.stack.pop();
    const depth = run.stack.length;
    run.trail = run.trail.filter((answer) => answer.frame < depth);
    run.waiting = top.paused;
    turn.note('left-crossroads');
  }
  return false;
}
