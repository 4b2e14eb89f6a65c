/** What a customer says to a message of a broadcast that names a flow for it. */
import { byName, type TriggerRef } from '../../flow-tree/trigger-index.ts';
import { sayAnswer, sureAnswer, sureFlow } from '../runs/faq-answer.ts';
import type { Heard } from './heard.ts';
import { start } from './start.ts';

function flowNamed({ turn }: Heard, pressed: boolean): TriggerRef | undefined {
  const { event } = turn;
  const named = event.type === 'message' ? event.broadcast : undefined;
  return named && (named.pressed === true) === pressed ? byName(turn.flows, named.flow) : undefined;
}

/** Begins the flow of a button under the message, whatever is asked. */
export function pressedBroadcast(heard: Heard): boolean {
  const ref = flowNamed(heard, true);
  return ref !== undefined && start(heard, ref);
}

/**
 * Begins the flow of the message with the customer's reply. Who surely wants another flow, or tells of trouble, gets that; a question that the FAQ surely
 * answers is answered first.
 */
export function repliesToBroadcast(heard: Heard): boolean {
  const { turn, core, trouble } = heard;
  const ref = flowNamed(heard, false);
  if (!ref || trouble) return false;
  const other = sureFlow(turn, core);
  if (other && other.flow.name !== ref.flow.name) return false;
  const known = sureAnswer(turn, core);
  if (known) sayAnswer(turn, known);
  return start(heard, ref);
}
