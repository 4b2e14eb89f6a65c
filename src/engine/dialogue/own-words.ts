/** Words of the flow that the customer is in: they begin nothing anew, and what they tell is kept for it. */

import type { Frame, Run } from '../model/session.ts';
import { aboutFlow, type FaqHit } from '../runs/faq-answer.ts';
import { askAgain } from '../runs/questions.ts';
import type { Hit } from '../runs/triggers.ts';
import { keepWords } from '../turn/prefilled.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Asked } from './heard.ts';

/** Returns the frames since the last interruption, with the flow that the customer began first in front. */
function inFront({ stack }: Run): readonly Frame[] {
  return stack.slice(
    Math.max(
      0,
      stack.findLastIndex(({ interrupted }) => interrupted),
    ),
  );
}

function isInFront({ run }: Asked, name: string): boolean {
  return inFront(run).some(({ flow }) => flow === name);
}

/** Returns what the flow is about that the customer began last; undefined when it does not say. */
export function aboutRun(turn: TurnState, run: Run): string | undefined {
  const [frame] = inFront(run);
  const flow = frame && turn.flows.live.get(frame.flow);
  return flow && aboutFlow(turn, flow);
}

/** Words for another thing than the one that was named: the flow has to begin anew. */
const another = /另|别的|其[他它]|换一单|(?<!\p{L})(?:an)?other(?!\p{L})|different/iu;

/**
 * Tells whether the words are of the flow that is running: it goes on, so that nothing is lost that was told. Its whole phrase begins it anew while
 * nothing was answered.
 */
export function isOwn(turn: TurnState, asked: Asked, { flow, whole }: Hit): boolean {
  const { verb } = asked.question.step.at;
  if (!isInFront(asked, flow.name) || another.test(turn.said) || (verb !== 'ask' && verb !== 'form')) return false;
  return asked.run.trail.length > 0 || !whole;
}

/** Tells whether the answer leads to where the customer is already. */
export function leadsHere({ entry: { then } }: FaqHit, asked: Asked): boolean {
  const name = then && ('flow' in then ? then.flow : 'to' in then ? then.to : undefined);
  return name !== undefined && isInFront(asked, name);
}

/** Keeps the message for later questions of the flow, and asks the question that waits again. */
export function keepForLater(turn: TurnState, { run }: Asked): true {
  turn.session.confused = 0;
  turn.note('kept-for-later');
  keepWords(run, turn.said, true);
  askAgain(turn, run, turn.phrase('noted'));
  return true;
}
