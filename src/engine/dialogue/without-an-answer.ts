/** Rule: instead of an answer the customer asks where it stands, or says that they have none. */

import type { AnswerType } from '../../flow-tree/fields.ts';
import { asksWhere, hasNone } from '../../reading/wishes/about-the-question.ts';
import { offerPerson } from '../runs/clarification.ts';
import { askAgain } from '../runs/questions.ts';
import type { Asked, Heard } from './heard.ts';
import { skip } from './repair/global-commands.ts';

/** Kinds of answer that somebody has or has not; of all others they only have to think. */
const owned: ReadonlySet<AnswerType> = new Set(['order_number', 'proof', 'email', 'phone', 'photo', 'media']);

/** Tells whether the question asks for nothing but such things. */
export function asksForOwned({ question, waiting }: Asked): boolean {
  const kinds = question.asking.expects?.(question.fields, waiting.stage) ?? [];
  return kinds.length > 0 && kinds.every((kind) => owned.has(kind));
}

/**
 * Answers a customer who, asked for a value, asks where it stands or says that there is none. Who has none skips the question where that is possible;
 * else a person is offered.
 */
export function aboutTheQuestion({ turn, said, asked }: Heard): boolean {
  if (!asked || asked.reading.fits) return false;
  const { run, question, waiting } = asked;
  const kinds = question.asking.expects?.(question.fields, waiting.stage) ?? [];
  if (kinds.length === 0 || kinds.includes('yes_no')) return false;
  if (asksWhere(said)) {
    turn.note('where');
    const own = question.fields.where ?? question.fields.retry;
    askAgain(turn, run, own ? question.step.text(own) : turn.phrase('where_it_is'));
    return true;
  }
  if (!hasNone(said)) return false;
  if (question.asking.prompt(question.fields, question.step, waiting.stage).skip) skip(turn, run, question);
  else if (kinds.some((kind) => owned.has(kind))) offerPerson(turn, 'has_none');
  else return false;
  return true;
}
