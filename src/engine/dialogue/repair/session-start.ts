/** The beginning of a conversation, and coming back to one. */

import { triggerIndex } from '../../../flow-tree/trigger-index.ts';
import { limits } from '../../../limits.ts';
import { begin } from '../../runs/start-flow.ts';
import { others } from '../../runs/triggers.ts';
import { endRun } from '../../turn/runs.ts';
import type { TurnState } from '../../turn/turn-state.ts';

/** Ends the front run after a long silence; what is known of the contact stays. */
export function wakeUp(turn: TurnState, silence: number): void {
  const { session } = turn;
  const { front } = session;
  if (silence < limits.forgetMs) return;
  session.confused = 0;
  session.aside = undefined;
  session.queue = [];
  // A question that gives the customer more time says so by its own timer.
  if (front?.waiting?.kind === 'answer' && !front.waiting.timers?.length) {
    turn.note('session-over');
    endRun(turn, front, 'dropped');
  }
}

/** Starts the flow that greets, unless it greeted lately; `nobody` when no flow greets at all. */
export function greet(turn: TurnState): 'greeted' | 'lately' | 'nobody' {
  const { others: all } = triggerIndex(turn.flows);
  const joins = others(turn, 'joins')[0];
  turn.session.greetedAt = turn.facts.now;
  if (!joins) return all.has('joins') ? 'lately' : 'nobody';
  begin(turn, joins, undefined);
  return 'greeted';
}
