/** Takes an answer of the customer and goes on with it. */
import { sayAnswer, sureAnswer } from './faq.ts';
import { carryOn, drive } from './loop.ts';
import { accept, questionAt } from './questions.ts';
import type { Split } from './repair/answer-and-question.ts';
import { bringForward, endWait } from './runs.ts';
import type { Run } from './session.ts';
import type { TurnState } from './turn-state.ts';

/** Takes an answer; a question in the same message is answered before the flow goes on. */
export function take(turn: TurnState, run: Run, { reading, rest, label = turn.said }: Split): void {
  run.replying = true;
  if (run !== turn.session.front) bringForward(turn, run);
  const raw = turn.event.type === 'message' ? turn.event.parts : [{ type: 'pressed' as const, token: '', label }];
  for (const clause of rest) {
    const known = sureAnswer(turn, clause);
    if (known) sayAnswer(turn, known);
  }
  carryOn(turn, run, (state, waiting) => {
    turn.trace.steps.push({ run: run.id, flow: state.flow.name, version: state.flow.version, at: state.at.path, verb: state.at.verb });
    const question = questionAt(turn, run);
    if (!question || !waiting) return { do: 'next' };
    endWait(turn, run);
    return accept(question, reading, raw, waiting);
  });
}

/** Does the step again that failed. */
export function tryAgain(turn: TurnState, run: Run): void {
  turn.note('try-again');
  run.replying = true;
  endWait(turn, run);
  drive(turn, run);
}
