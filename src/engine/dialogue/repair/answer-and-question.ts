/** Answer and question in one message: "SO-12345, and do you ship to Canada?" The answer counts, the question is answered too. */

import { clauses } from '../../../reading/clauses.ts';
import { takesBack } from '../../../reading/values/yes-no.ts';
import type { Waiting } from '../../model/session.ts';
import { sureAnswer } from '../../runs/faq-answer.ts';
import type { Question } from '../../runs/questions.ts';
import type { TurnState } from '../../turn/turn-state.ts';
import type { Reading } from '../../turn/verb.ts';

export interface Split {
  reading: Extract<Reading, { fits: true }>;
  /** Clauses that are no answer. */
  rest: string[];
  /** Label of the button that was pressed. */
  label?: string;
}

const polite = /^(?:please|pls|ok|请|好的)[\s,，]*|[\s,，]*(?:please|pls|thanks|thank you|谢谢|吧)$/i;

/** Finds the clause that answers. Without one, an answer in passing counts only when the message is no question that the FAQ knows. */
export function answerIn(turn: TurnState, question: Question, waiting: Waiting, reading: Reading): Split | undefined {
  const { said } = turn;
  const parts = clauses(said);
  if (parts.length > 1) {
    const read = parts.map((clause) => {
      const text = clause.replace(polite, '').trim() || clause;
      return question.asking.read(question.fields, question.step, { text, parts: [{ type: 'text', text }] }, waiting);
    });
    const whole = read.flatMap((found, index) => (found.fits && found.whole ? [{ index, found }] : []));
    const [first] = whole;
    if (first?.found.value === true && takesBack(said)) return undefined;
    // Two answers in one message ("3, no, 4"; "2, 3 or 4") are none.
    const another = whole.some(({ found }) => JSON.stringify(found.value) !== JSON.stringify(first?.found.value));
    if (!reading.fits && (another || read.some((found) => !found.fits && (found.doubt?.length ?? 0) > 1))) return undefined;
    if (first) return { reading: reading.fits ? reading : first.found, rest: parts.filter((_, index) => index !== first.index) };
  }
  if (!reading.fits) return undefined;
  // A number that the question asks for is taken, whatever else is asked beside it.
  const kinds = question.asking.expects?.(question.fields, waiting.stage) ?? [];
  if (reading.rest && kinds.includes('order_number') && kinds.every((kind) => kind === 'order_number' || kind === 'phone' || kind === 'email'))
    return { reading, rest: sureAnswer(turn, reading.rest) ? [reading.rest] : [] };
  return sureAnswer(turn, said) ? undefined : { reading, rest: [] };
}
