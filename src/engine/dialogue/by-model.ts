/** Rule: what a model chose where the words leave doubt. It acts as little as can be: what changes something is offered to the customer, who decides. */

import { mayAct } from '../../flow-tree/acting-flows.ts';
import { flowNamed } from '../../flow-tree/flow-steps.ts';
import type { ModelChoice } from '../../message.ts';
import { folded } from '../../reading/wording.ts';
import { askToCancel, offerThese } from '../runs/clarification.ts';
import { entryNow, flowMeant } from '../runs/faq-answer.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { take } from './accept-answer.ts';
import type { Asked, Heard } from './heard.ts';
import { chosen } from './repair/clarification-answers.ts';
import { askForCorrection } from './repair/correction.ts';

/** Follows the choice; false, with nothing done, when it fits nothing any more. */
export function chosenByModel({ turn, asked }: Heard): boolean {
  const choice = turn.event.type === 'message' ? turn.event.meaning?.choice : undefined;
  if (!choice || !follow(turn, asked, choice)) return false;
  turn.note(`model:${choice.do}`);
  return true;
}

function follow(turn: TurnState, asked: Asked | undefined, choice: ModelChoice): boolean {
  switch (choice.do) {
    case 'answer':
    case 'start':
      return takeUp(turn, choice.id);
    case 'clarify':
      return offerThese(turn, choice.ids);
  }
  if (!asked || choice.question !== `${asked.run.id}:${asked.waiting.at}`) return false;
  switch (choice.do) {
    case 'reply':
      return answers(turn, asked, choice.value);
    case 'correct':
      return askForCorrection(turn, asked.run, choice.name);
    case 'cancel':
      askToCancel(turn);
      return true;
  }
}

/** Gives the entry or starts the flow; one that may change something is only offered. */
function takeUp(turn: TurnState, id: string): boolean {
  const entry = entryNow(turn, id);
  const flow = entry ? flowNamed(entry.then) : flowMeant(turn, id)?.flow.name;
  if (!entry && flow === undefined) return false;
  if (flow !== undefined && flow !== 'handoff' && turn.flows.live.has(flow) && mayAct(turn.flows, flow)) return offerThese(turn, [id]);
  chosen(turn, id, turn.said);
  return true;
}

/** Takes a value that fits as the answer: a button on show, or words of the message. Never a yes, and nothing in a flow that may change something. */
function answers(turn: TurnState, { run, question, waiting }: Asked, value: string): boolean {
  const { verb } = question.step.at;
  if (verb === 'confirm' || verb === 'consent' || run.stack.some(({ flow }) => mayAct(turn.flows, flow))) return false;
  if (!waiting.choices?.some(({ label }) => label === value) && !folded(turn.said).includes(folded(value))) return false;
  const reading = question.asking.read(question.fields, question.step, { text: value, parts: [{ type: 'text', text: value }] }, waiting);
  if (!reading.fits || !reading.whole) return false;
  take(turn, run, { reading, rest: [] });
  return true;
}
