/** How annoyed the customer is, and what flows listen to it. */
import type { Flow } from '../model/flow-tree.ts';
import type { TriggerRef } from '../model/trigger-index.ts';
import { others } from '../runs/triggers.ts';
import type { TurnState } from '../runs/turn-state.ts';

/** Below this nothing is kept. */
const hardly = 0.05;

const heard = new WeakMap<TurnState, number>();

/** How annoyed the message sounds; worked out once in a turn. */
function angerOf(turn: TurnState): number {
  let anger = heard.get(turn);
  if (anger === undefined) {
    anger = turn.flows.anger(turn.said);
    heard.set(turn, anger);
  }
  return anger;
}

/** Takes a message into the mood of the conversation. Call it once for each message. */
export function feel(turn: TurnState): void {
  const { flows, session } = turn;
  const now = flows.runningAnger(session.anger ?? 0, angerOf(turn));
  if (now < hardly) delete session.anger;
  else session.anger = Math.round(now * 1_000) / 1_000;
}

/** Does the message sound angry? */
export function soundsAngry(turn: TurnState): boolean {
  return angerOf(turn) >= turn.flows.angryFrom;
}

/** Is the flow one for annoyed customers? Who gets there wants no order of business, but to be heard. */
export function soothes({ start }: Flow): boolean {
  return start.some((trigger) => 'mood' in trigger);
}

/** The flows that listen to a mood that is there now, in order. */
export function annoyed(turn: TurnState): TriggerRef[] {
  return others(turn, 'mood').filter(({ trigger }) => {
    if (!('mood' in trigger)) return false;
    return trigger.mood === 'angry' ? soundsAngry(turn) : (turn.session.anger ?? 0) > trigger.mood.above;
  });
}
