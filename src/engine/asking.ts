/** What the verbs that ask have in common. */
import type { Part } from '../message.ts';
import type { AnswerContext } from './answers/answer.ts';
import { readOne } from './answers/index.ts';
import type { AnswerType, Text, Value } from './fields.ts';
import { mediaOf } from './media-value.ts';
import type { Json } from './session.ts';
import type { Input, Prompt, Reading, StepTurn } from './step.ts';
import { key } from './wording.ts';

/** What readers of answers need to know. */
export function contextOf(turn: StepTurn): Omit<AnswerContext, 'parts'> {
  const { now, shop } = turn.facts;
  return { now, zone: shop.zone, order_pattern: shop.order_pattern, currency: shop.currency, lang: turn.lang };
}

/** A question with its picture above it. */
export function questionParts(text: string, image: Value | undefined, turn: StepTurn): Part[] {
  const media = image && mediaOf(turn.value(image));
  return media
    ? [
        { type: 'image', media },
        { type: 'text', text },
      ]
    : [{ type: 'text', text }];
}

/** What stands on the buttons of a yes-or-no question, where plain yes and no would sound odd. */
interface YesNoLabels {
  yes?: Text;
  no?: Text;
}

/** Buttons for a question that takes nothing but yes or no. */
export function yesNoChoices(expect: readonly AnswerType[], turn: StepTurn, labels: YesNoLabels = {}): Prompt['choices'] {
  if (expect.length !== 1 || expect[0] !== 'yes_no') return [];
  return [
    { token: '1', label: labels.yes ? turn.text(labels.yes) : turn.phrase('yes'), value: true },
    { token: '0', label: labels.no ? turn.text(labels.no) : turn.phrase('no'), value: false },
  ];
}

/** A button of the question, whatever kind of answer it takes; one that was never shown is no answer. */
export function readPicked({ value }: NonNullable<Input['picked']>): Reading {
  return value === undefined ? { fits: false } : { fits: true, value, whole: true };
}

export function readYes(input: Input, turn: StepTurn, labels: YesNoLabels = {}): Reading {
  if (input.picked) return readPicked(input.picked);
  const written = yesNoChoices(['yes_no'], turn, labels).find(({ label }) => key(label) === key(input.text));
  if (written) return { fits: true, value: written.value, whole: true, exact: true };
  const found = readOne('yes_no', input, contextOf(turn));
  if (!found) return { fits: false, why: turn.phrase('yes_or_no') };
  return { fits: true, value: found.value, whole: found.rest === '', ...(found.rest ? { rest: found.rest } : {}) };
}

/** Page of a long list. */
export function pageNumber(stage: Json | undefined): number {
  const page = stage !== null && typeof stage === 'object' && !Array.isArray(stage) ? stage.page : undefined;
  return typeof page === 'number' ? page : 0;
}

/** In a message that was no answer to a question, only what can be nothing else counts. */
const unmistakable: ReadonlySet<AnswerType> = new Set(['order_number', 'email', 'phone', 'address', 'photo', 'place']);

export function overheard(type: AnswerType, input: Input, turn: StepTurn): { value: Json } | null {
  if (!unmistakable.has(type)) return null;
  const found = readOne(type, input, { ...contextOf(turn), passing: true });
  if (!found) return null;
  // A bare number in a sentence may be anything: an order number in passing has letters or a sign.
  if (type === 'order_number' && typeof found.value === 'string' && /^\d{1,7}$/.test(found.value) && !/[#单]|order/i.test(input.text)) return null;
  return found;
}
