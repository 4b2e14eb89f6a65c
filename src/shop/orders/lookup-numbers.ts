/** Order numbers that a customer may mean: the text is looked up as written, so that any form that a shop uses is found. */
import { ownNumbersIn } from '../../numbers/order-form.ts';
import { orderDigits, plainNumber, wholeNumber } from '../../numbers/order-number.ts';

const mail = /[^\s@，。；：,;:]{1,64}@[^\s@，。；：,;:]{1,255}/g;
/** A number with its country, one in brackets or groups, and a Chinese mobile number. */
const phone =
  /(?<![A-Za-z\d-])(?:\+[\s\d().-]{8,24}|\(\d{2,4}\)[\s\d.-]{6,14}|(?:0?0?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}|[2-9]\d{2}[\s.-]\d{3}[\s.-]\d{4})(?![\d-])/g;
const lastDigits =
  /(?:尾号|尾數|尾数|[后後末][四4]位|LAST\s+(?:FOUR|4)(?:\s+DIGITS?)?|END(?:S|ING)(?:\s+(?:IN|WITH))?|PHONE)\s*(?:是|为|為|IS|ARE|:|：)?\s*\d{4}(?!\d)/g;
/** Letters and digits in one piece, with the signs that stand within numbers. */
const piece = /[A-Z\d]+(?:[-_/.#·][A-Z\d]+)*/g;
/** A number whose letters stand apart: `CY 70023`. */
const apart = /(?<![A-Z\d])[A-Z]{1,6}[\s:#]+\d[A-Z\d-]*/g;
const most = 8;

const withDigits = (least: number) => (text: string) => orderDigits(text).length >= least;
/** Least number of digits from which a number of the shop's form counts as one even where it could be a phone. */
const longBare = 10;
const isBare = (text: string): boolean => /^\d+$/.test(text);

/**
 * Returns the order numbers in what a customer wrote, the likeliest first: one of the shop's own form, then those with letters or signs, then bare
 * digits. E-mail addresses, phones and their last digits are proofs, no orders. A message that is nothing but a number may have any form.
 */
export function orderNumbersSaid(text: string, pattern?: string): string[] {
  const plain = plainNumber(text);
  const own = ownNumbersIn(plain, pattern).filter((number) => !isBare(number) || number.length >= longBare);
  const rest = own
    .reduce((left, number) => left.replace(number, ' '), plain)
    .replace(mail, ' ')
    .replace(lastDigits, ' ')
    .replace(phone, ' ');
  const isAlone = rest === plain && !/[\s,;:、。]/.test(plain.trim());
  const whole = isAlone ? wholeNumber(plain.trim().replace(/[.!?。]+$/, '')) : null;
  // One or two bare digits choose something; `#7` is a number.
  const alone = whole !== null && isBare(whole) && whole.length < 3 && !plain.trim().startsWith('#') ? null : whole;
  const pieces = (rest.match(piece) ?? []).filter(withDigits(3));
  const found = [
    ...own,
    ...ownNumbersIn(rest, pattern),
    ...(alone === null ? [] : [alone]),
    ...(rest.match(apart) ?? []).filter(withDigits(3)),
    ...pieces.filter((one) => !isBare(one)),
    ...pieces.filter(isBare),
  ];
  return [...new Set(found.map((one) => one.trim()))].slice(0, most);
}
