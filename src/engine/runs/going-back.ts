/** Going back on the trail of answered questions. What was answered later is given again while it is still asked and valid. */
import { limits } from '../../limits.ts';
import type { Answer, Run } from '../model/session.ts';
import { endWait } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';

/** The reason why a run cannot go back: nothing was answered, or something was done since that cannot be undone. */
export type NoWayBack = 'nothing' | 'barrier';

/** Returns the answers that can be corrected, newest first; a call that changed something ends the way. */
export function correctable(run: Run): Answer[] {
  const way: Answer[] = [];
  for (let index = run.trail.length - 1; index >= 0; index--) {
    const answer = run.trail[index]!;
    if (answer.barrier) break;
    way.push(answer);
  }
  return way;
}

export function noWayBack(run: Run): NoWayBack | undefined {
  const last = run.trail[run.trail.length - 1];
  return !last ? 'nothing' : last.barrier ? 'barrier' : undefined;
}

/** Puts the run back to the last question, or to that of `to`. Returns the answer that is asked again; the caller drives the run. */
export function goBack(turn: TurnState, run: Run, to: Answer | undefined = correctable(run)[0]): Answer | undefined {
  const place = to ? run.trail.lastIndexOf(to) : -1;
  if (!to || place < 0) return undefined;
  const later = run.trail.slice(place + 1);
  // A form is entered again from its beginning: what it was told before this field is given again too.
  let first = place;
  while (to.field && first > 0 && run.trail[first - 1]!.at === to.at && run.trail[first - 1]!.frame === to.frame) first--;
  const earlier = run.trail.slice(first, place);
  run.trail = run.trail.slice(0, first);
  run.replay = [...earlier, { ...to, raw: [] }, ...later, ...(run.replay ?? [])].slice(0, limits.trail);
  endWait(turn, run);
  run.stack.length = Math.min(run.stack.length, to.frame + 1);
  const frame = run.stack[run.stack.length - 1];
  if (!frame) return undefined;
  for (const answer of [to, ...later]) if (answer.save && answer.frame === to.frame) delete frame.vars[answer.save];
  for (const loop of Object.keys(frame.rounds ?? {})) if (!to.at.startsWith(`${loop}.`)) delete frame.rounds![loop];
  frame.at = to.at;
  turn.note(`back:${to.field ?? to.save ?? to.at}`);
  return to;
}
