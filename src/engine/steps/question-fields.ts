/** Parts that the verbs that ask have in common. */

import type { AnswerType } from '../../flow-tree/fields.ts';
import { mediaOf } from '../../flow-tree/media-value.ts';
import type { Json } from '../../json.ts';
import type { Part } from '../../message.ts';
import type { AnswerContext } from '../../reading/values/answer.ts';
import { saysAgain } from '../../reading/values/yes-no.ts';
import { key } from '../../reading/wording.ts';
import type { Text, Value } from '../../text/compiled-text.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import type { Input, Prompt, Reading } from '../turn/verb.ts';
import { readOne } from './answer-kinds.ts';

/** Returns the context that readers of answers need. */
export function contextOf(step: StepTurn): Omit<AnswerContext, 'parts'> {
  const { now, shop } = step.turn.facts;
  return { now, zone: shop.zone, order_pattern: shop.order_pattern, currency: shop.currency, lang: step.turn.lang };
}

/** Returns a question with its picture above it. */
export function questionParts(text: string, image: Value | undefined, step: StepTurn): Part[] {
  const media = image && mediaOf(step.value(image));
  return media
    ? [
        { type: 'image', media },
        { type: 'text', text },
      ]
    : [{ type: 'text', text }];
}

/** Labels of the buttons of a yes-or-no question, where plain yes and no would sound odd. */
interface YesNoLabels {
  yes?: Text;
  no?: Text;
}

/** Returns the buttons for a question that takes nothing but yes or no. */
export function yesNoChoices(expect: readonly AnswerType[], step: StepTurn, labels: YesNoLabels = {}): Prompt['choices'] {
  if (expect.length !== 1 || expect[0] !== 'yes_no') return [];
  return [
    { token: '1', label: labels.yes ? step.text(labels.yes) : step.turn.phrase('yes'), value: true },
    { token: '0', label: labels.no ? step.text(labels.no) : step.turn.phrase('no'), value: false },
  ];
}

/** Reads a button of the question, whatever kind of answer it takes; one that was never shown is no answer. */
export function readPicked({ value }: NonNullable<Input['picked']>): Reading {
  return value === undefined ? { fits: false } : { fits: true, value, whole: true };
}

export function readYes(input: Input, step: StepTurn, labels: YesNoLabels = {}): Reading {
  if (input.picked) return readPicked(input.picked);
  const written = yesNoChoices(['yes_no'], step, labels).find(({ label }) => key(label) === key(input.text));
  if (written) return { fits: true, value: written.value, whole: true, exact: true };
  const found = readOne('yes_no', input, contextOf(step));
  if (!found) return { fits: false, why: step.turn.phrase('yes_or_no') };
  if (found.value === true && found.rest && labels.yes && saysAgain(found.rest, step.text(labels.yes))) return { fits: true, value: true, whole: true };
  return { fits: true, value: found.value, whole: found.rest === '', ...(found.rest ? { rest: found.rest } : {}) };
}

/** Returns the page of a long list. */
export function pageNumber(stage: Json | undefined): number {
  const page = stage !== null && typeof stage === 'object' && !Array.isArray(stage) ? stage.page : undefined;
  return typeof page === 'number' ? page : 0;
}

/** Kinds of answer that count in a message that was no answer to a question: they can be nothing else. */
const unmistakable: ReadonlySet<AnswerType> = new Set(['order_number', 'email', 'phone', 'address', 'photo', 'place']);

/** Kinds that count only for a question that listens to what was said before: a day in other words may be that of something else. */
const listenedTo: ReadonlySet<AnswerType> = new Set(['date']);

export function overheard(type: AnswerType, input: Input, step: StepTurn, listens = false): { value: Json } | null {
  if (!unmistakable.has(type) && !(listens && listenedTo.has(type))) return null;
  const found = readOne(type, input, { ...contextOf(step), passing: true });
  if (!found || !('value' in found)) return null;
  // A bare number in a sentence may be anything: an order number in passing has letters or a sign.
  if (type === 'order_number' && typeof found.value === 'string' && /^\d{1,7}$/.test(found.value) && !/[#单]|order/i.test(input.text)) return null;
  return found;
}
