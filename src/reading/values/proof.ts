/** Proofs that an order is somebody's: the last digits of its phone, the whole number, or the e-mail address. */
import { accounted } from './accounted.ts';
import { type Reader, without } from './answer.ts';
import { emailsIn } from './email.ts';
import { daysApart, type Home, orderNumbersIn } from './order-number.ts';
import { digitsPlain, phoneNumber } from './phone.ts';
import { tailDigitsIn } from './tail-digits.ts';

/** Words before a proof that is given another time; they have a sign of negation that denies nothing. */
const slip =
  /^(?:(?:no|nope|sorry|oops|ok|okay|wait|actually|wrong one|typo|my (?:bad|mistake)|不对|不好意思|抱歉|刚[才刚]|打错了?|说错了?|写错了?|错了|哦|啊)(?![a-z])[\s,.:!。，]*)+/;
const filler =
  /(?<!\p{L})(?:(?:the |my )?last (?:four|4)(?: digits)?|i (?:meant?|think)|it['’]?s|it is|it should be|should be|try|so|that['’]?s|ok|again|here|sorry)(?!\p{L})|应该是|应该|我是说|是/gu;
const spaced = /(?<![\d-])(?:\d[\s-]){3}\d(?![\d-])|(?<![\d-])\d{2}\s\d{2}(?![\d-])|(?<![\d-])\d{3}\s\d{4}(?![\d\s-])/g;
/** Digits that may be of a phone: not of an amount, a date or a card. */
const group = /(?<![\d$€£¥￥.,:*/]|\d[-\s])(?:\+\s?|\(\s?\+?)?\d(?:[\s().-]{0,3}\d){3,14}(?![\d元块])(?!\s?(?:元|块|dollars|[-.:/]\d))/gu;

/** Digits of something else than a phone. */
const otherNumber = /卡号|银行卡|信用卡|运单|快递单|邮编|(?<![a-z])(?:card|tracking|zip|postcode)(?![a-z])/;

/** Reads one proof and nothing that could be another: `4821 or 4812` would be two guesses in one. `home` tells the shop's country and numbers. */
export function proofIn(folded: string, home: Home): { value: string; rest: string } | null {
  if (otherNumber.test(folded)) return null;
  const mail = emailsIn(folded.trim().replace(slip, ''));
  const orders = orderNumbersIn(mail.rest, home).filter(({ sure, written }) => sure && !/^[a-z]{2,3} \d{4}$/.test(written));
  if (orders.length > 1) return null;
  const text = digitsPlain(daysApart(orders.reduce((all, { written }) => all.replace(written, ' '), mail.rest))).replace(spaced, (digits) =>
    digits.replace(/[\s-]/g, ''),
  );
  const tail = tailDigitsIn(text);
  const values = new Set([...mail.addresses, ...tail.digits]);
  const rest = tail.rest.replace(group, (digits) => {
    const plain = digits.replace(/\D/g, '');
    const apart = digits.trim().split(/[\s]+/).length > 1;
    const phone = phoneNumber(digits, home.zone) ?? (plain.length === 7 || !apart ? plain : null);
    if (phone === null || plain.length < 4) return digits;
    values.add(phone);
    return ' ';
  });
  const [value, other] = values;
  const beside = without(rest, 0, 0).replace(filler, ' ').trim();
  if (value === undefined || other !== undefined || !accounted(beside, { numbers: 'words', when: true })) return null;
  return { value, rest: beside };
}

/** Reads what proves that an order is the customer's: four digits or more, a phone number or an e-mail address. */
export const readProof: Reader = (text, _raw, context) => proofIn(text, context);
