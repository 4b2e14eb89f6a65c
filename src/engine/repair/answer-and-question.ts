/** Answer and question in one message: "SO-12345, and do you ship to Canada?" The answer counts, the question is answered too. */
import { takesBack } from '../answers/yes-no.ts';
import { clauses, sureAnswer } from '../faq.ts';
import type { Question } from '../questions.ts';
import type { Waiting } from '../session.ts';
import type { Reading } from '../step.ts';
import type { TurnState } from '../turn-state.ts';

export interface Split {
  reading: Extract<Reading, { fits: true }>;
  /** Clauses that are no answer. */
  rest: string[];
  /** What stands on the button that was pressed. */
  label?: string;
}

const polite = /^(?:please|pls|ok|请|好的)[\s,，]*|[\s,，]*(?:please|pls|thanks|thank you|谢谢|吧)$/i;

/** Finds the clause that answers. Without one, an answer in passing counts only when the message is no question that the FAQ knows. */
export function answerIn(turn: TurnState, question: Question, waiting: Waiting, reading: Reading): Split | undefined {
  const { said } = turn;
  const parts = clauses(said);
  if (parts.length > 1) {
    const whole = parts.flatMap((clause, index) => {
      const text = clause.replace(polite, '').trim() || clause;
      const found = question.asking.read(question.step, question.state, { text, parts: [{ type: 'text', text }] }, waiting);
      return found.fits && found.whole ? [{ index, found }] : [];
    });
    const [first] = whole;
    if (first?.found.value === true && takesBack(said)) return undefined;
    // Two answers in one message ("3, no, 4") are none.
    if (!reading.fits && whole.some(({ found }) => JSON.stringify(found.value) !== JSON.stringify(first?.found.value))) return undefined;
    if (first) return { reading: reading.fits ? reading : first.found, rest: parts.filter((_, index) => index !== first.index) };
  }
  if (!reading.fits) return undefined;
  return sureAnswer(turn, said) ? undefined : { reading, rest: [] };
}
