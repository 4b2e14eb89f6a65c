/** E-mail addresses, phone numbers and order numbers. */
import { found, type Reader } from './answer.ts';

const email = /[a-z0-9._%+'-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?![a-z0-9@])/i;
/** A date is no phone number. */
const phone = /(?<![a-z\d])(?!\d{4}-\d{1,2}-\d{1,2}(?!\d))(?:\+|00)?\d(?:[\s().-]{0,2}\d){6,14}(?!\d)/u;
const lettered = /(?<![a-z\d])#?([a-z]{1,6})\s?[-–#]?\s?(\d{3,20}(?:-\d{1,6})?)(?![a-z\d])|(?<![a-z\d])([a-z]{1,4}\d{1,4}-\d{3,16})(?![a-z\d])/u;
const plain = /(?<![a-z\d-])#?(\d{4,24})(?![a-z\d-])/u;
/** Words before a number that are no part of it. */
const noPrefix = /^(no|nr|order|is|number|num|the|my|its|it|of|from|in|on|at|to|for|rmb|usd|cny|eur|about)$/;

/** Kept in lower case, as written without blanks. */
export const readEmail: Reader = (text) => {
  const match = email.exec(text);
  return match ? found(match[0], text, match) : null;
};

/** Kept as digits with the leading plus sign, if any. 7 to 15 digits (E.164). */
export const readPhone: Reader = (text, _raw, { parts }) => {
  for (const part of parts) if (part.type === 'person' && part.phone) return { value: digitsOf(part.phone), rest: '' };
  const match = phone.exec(text);
  return match ? found(digitsOf(match[0]), text, match) : null;
};

function digitsOf(text: string): string {
  const digits = text.replace(/[^\d+]/g, '');
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}

/** Letters and digits as `SO-12345`, or digits alone, at least four. Kept in capitals, without blanks. */
export const readOrderNumber: Reader = (text) => {
  const match = lettered.exec(text);
  if (match && !noPrefix.test(match[1] ?? '')) return found(match[0].replace(/[\s#]/g, '').replace('–', '-').toUpperCase(), text, match);
  const digits = plain.exec(text);
  return digits ? found(digits[1]!, text, digits) : null;
};
