/** The customer's anger, and the flows that listen to it. */
import type { Flow, Trigger } from '../../flow-tree/flow-tree.ts';
import { type TriggerRef, triggerIndex } from '../../flow-tree/trigger-index.ts';
import { others } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';

/** Least anger that is kept. */
const hardly = 0.05;

const heard = new WeakMap<TurnState, number>();

/** Returns how angry the message sounds, 0..1; computed once in a turn. */
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

/** Tells whether the message sounds angry. */
export function soundsAngry(turn: TurnState): boolean {
  return angerOf(turn) >= turn.flows.angryFrom;
}

/** Tells whether the flow is one for annoyed customers, who want to be heard, not to be led through a procedure. */
export function soothes({ start }: Flow): boolean {
  return start.some((trigger) => 'mood' in trigger);
}

/** Tells whether the mood that a trigger listens to is there now. */
function isMoodNow(turn: TurnState, { mood }: Extract<Trigger, { mood: unknown }>): boolean {
  return mood === 'angry' ? soundsAngry(turn) : (turn.session.anger ?? 0) > mood.above;
}

/** Tells whether there is a mood that any flow listens to. */
export function hasMood(turn: TurnState): boolean {
  return (triggerIndex(turn.flows).others.get('mood') ?? []).some(({ trigger }) => 'mood' in trigger && isMoodNow(turn, trigger));
}

/** Returns the flows that listen to a mood that is there now, in order. */
export function annoyed(turn: TurnState): TriggerRef[] {
  return others(turn, 'mood', (trigger) => isMoodNow(turn, trigger));
}
