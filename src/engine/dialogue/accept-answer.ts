/** Takes an answer of the customer and goes on with it. */

import type { AnswerType } from '../../flow-tree/fields.ts';
import { folded } from '../../reading/wording.ts';
import type { Run } from '../model/session.ts';
import { sayAnswer, sureAnswer } from '../runs/faq-answer.ts';
import { carryOn, drive } from '../runs/loop.ts';
import { accept, questionAt } from '../runs/questions.ts';
import { keepBeside, keepWords } from '../turn/prefilled.ts';
import { bringForward, endWait } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Split } from './repair/answer-and-question.ts';

/** Takes an answer; a question in the same message is answered before the flow goes on. */
export function take(turn: TurnState, run: Run, { reading, rest, label = turn.said }: Split): void {
  run.replying = true;
  if (run !== turn.session.front) bringForward(turn, run);
  const raw = turn.event.type === 'message' ? turn.event.parts : [{ type: 'pressed' as const, token: '', label }];
  for (const clause of rest) {
    const known = sureAnswer(turn, clause);
    if (known) sayAnswer(turn, known);
    // An answer that leads on is not all that the customer wants of it.
    if (!known) keepBeside(run, clause);
    else if (known.entry.then) keepWords(run, clause);
  }
  if (rest.length === 0 && reading.rest) {
    const said = asWritten(turn.said, reading.rest);
    if (valued(turn, run)) keepBeside(run, said);
    else keepWords(run, said);
  }
  carryOn(turn, run, (step, waiting) => {
    turn.trace.steps.push({ run: run.id, flow: step.flow.name, version: step.flow.version, at: step.at.path, verb: step.at.verb });
    const question = questionAt(turn, run);
    if (!question || !waiting) return { do: 'next' };
    endWait(turn, run);
    return accept(question, reading, raw, waiting);
  });
}

/** Tells whether the question takes only kinds of answer that are told apart from all other words. */
function valued(turn: TurnState, run: Run): boolean {
  const question = questionAt(turn, run);
  const kinds = question?.asking.expects?.(question.fields, run.waiting?.stage) ?? [];
  return kinds.length > 0 && kinds.every((kind) => exact.has(kind));
}

const exact: ReadonlySet<AnswerType> = new Set(['order_number', 'proof', 'email', 'phone']);

/** Returns a part of a message, found in folded text, as the customer wrote it. */
function asWritten(said: string, part: string): string {
  const plain = folded(said);
  const at = plain.length === said.length ? plain.indexOf(part) : -1;
  return at < 0 ? part : said.slice(at, at + part.length);
}

/** Runs the step again that failed. */
export function tryAgain(turn: TurnState, run: Run): void {
  turn.note('try-again');
  run.replying = true;
  endWait(turn, run);
  drive(turn, run);
}
