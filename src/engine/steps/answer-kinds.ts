/** Every kind of answer, by its name in `expect`. A new kind is a reader and a line here. */

import type { AnswerType } from '../../flow-tree/fields.ts';
import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import { plainDigits } from '../../numbers/plain-digits.ts';
import { readAddress } from '../../reading/values/address.ts';
import type { AnswerContext, Doubt, Found, Reader } from '../../reading/values/answer.ts';
import { readDate } from '../../reading/values/date.ts';
import { readEmail } from '../../reading/values/email.ts';
import { readAnyMedia, readPhoto, readPlace } from '../../reading/values/media.ts';
import { readMoney } from '../../reading/values/money.ts';
import { readNumber } from '../../reading/values/number.ts';
import { readOrderNumber } from '../../reading/values/order-number.ts';
import { readPhone } from '../../reading/values/phone.ts';
import { readProof } from '../../reading/values/proof.ts';
import { readTime } from '../../reading/values/time.ts';
import { readYesNo } from '../../reading/values/yes-no.ts';
import { folded } from '../../reading/wording.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';
import type { Input, Reading } from '../turn/verb.ts';

const readText: Reader = (_text, raw) => (raw.trim() === '' ? null : { value: raw.trim().slice(0, limits.answer), rest: '' });

const readers: Record<AnswerType, Reader> = {
  text: readText,
  number: readNumber,
  money: readMoney,
  date: readDate,
  time: readTime,
  email: readEmail,
  phone: readPhone,
  order_number: readOrderNumber,
  proof: readProof,
  address: readAddress,
  place: readPlace,
  photo: readPhoto,
  media: readAnyMedia,
  yes_no: readYesNo,
};

/** Kinds of answer, the most telling first: a sentence with several answers is searched in this order. */
export const telling: readonly AnswerType[] = ['email', 'order_number', 'phone', 'date', 'time'];
/** Kinds that are read last, from what the others leave: any number may be one of them. */
export const leastTelling: readonly AnswerType[] = ['money', 'number'];

/** Tells whether any words will do for these, so that a question of the customer's could be taken for an answer. */
export function takesAnyWords(expect: readonly AnswerType[]): boolean {
  return expect.includes('text') || expect.includes('address');
}

function takesMedia(expect: readonly AnswerType[]): boolean {
  return expect.includes('photo') || expect.includes('media');
}

/**
 * Returns the phrase for an answer of the wrong kind, or for one of which it is not clear which of several numbers or days it is. `example`: an order
 * number of the shop.
 */
export function complaint(
  expect: readonly AnswerType[],
  lang: string,
  doubt?: readonly number[],
  example?: string | null,
): [PhraseKey, Record<string, string>?] {
  if (doubt && doubt.length > 1 && expect.includes('date') && !expect.includes('number')) {
    const [first = '', last = ''] = doubt.map((day) => dayNamed(day, lang));
    return ['which_date', { first, last }];
  }
  if (doubt && doubt.length > 1) return ['which_number', { first: doubt.slice(0, -1).join(', '), last: String(doubt.at(-1)) }];
  if (doubt) return [expect.includes('number') ? 'exact_number' : 'exact_amount'];
  if (example && expect.length === 1 && expect[0] === 'order_number') return ['not_order_number_like', { example }];
  return [expect.length === 1 ? `not_${expect[0]!}` : 'not_fitting'];
}

/** Returns a day with its weekday, in the words of a language. */
function dayNamed(day: number, lang: string): string {
  return new Intl.DateTimeFormat([lang, 'en'], { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(day * 86_400_000);
}

/** Finds one kind of answer; null as well when it is not clear which is meant. */
export function readOne(type: AnswerType, input: Input, context: Omit<AnswerContext, 'parts'>): Found | null {
  const found = lookFor(type, input, context);
  return found && 'value' in found ? found : null;
}

function lookFor(type: AnswerType, input: Input, context: Omit<AnswerContext, 'parts'>): Found | Doubt | null {
  return readers[type](plainDigits(folded(input.text)), input.text, { ...context, parts: input.parts });
}

/** Reads an answer of any of these kinds. With media among several kinds the value is `{ text, photo }` or `{ text, media }`, else the plain value. */
export function readAnswer(expect: readonly AnswerType[], input: Input, context: Omit<AnswerContext, 'parts'>): Reading {
  const mixed = expect.length > 1 && takesMedia(expect);
  const ordered = expect.length > 1 ? [...expect].sort((a, b) => order(a) - order(b)) : expect;
  let doubt: readonly number[] | undefined;
  for (const type of ordered) {
    const found = lookFor(type, input, context);
    if (!found) continue;
    if ('doubt' in found) {
      doubt ??= found.doubt;
      continue;
    }
    const { rest } = found;
    const value: Json = mixed ? { text: input.text, [type]: found.value } : found.value;
    return { fits: true, value, whole: rest === '', ...(rest ? { rest } : {}) };
  }
  return doubt ? { fits: false, doubt } : { fits: false };
}

const last: readonly AnswerType[] = ['address', 'text'];
function order(type: AnswerType): number {
  return type === 'photo' || type === 'media' || type === 'place' ? -1 : 1 + last.indexOf(type);
}
