/** Order numbers of shops and marketplaces: the shop's own form, SO-12345, #1001, 19 digits (Taobao), 6-15 (Pinduoduo), 3-7-7 (Amazon), E and 23 digits (Youzan). */

import { ownNumbersIn } from '../../numbers/order-form.ts';
import { accounted } from './accounted.ts';
import { type AnswerContext, type Reader, without } from './answer.ts';
import { localTime } from './calendar.ts';
import { daysIn } from './day-spans.ts';
import { emailsIn } from './email.ts';
import { phoneNumber } from './phone.ts';
import { tailDigitsIn } from './tail-digits.ts';

export interface OrderNumber {
  /** In capitals, without blanks and #. */
  value: string;
  written: string;
  /** True when it can be nothing else: it has letters, a # or the shape of a marketplace. */
  sure: boolean;
}

const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63_]/g;
const marker =
  '(?:#\\s?|№\\s?|(?<![a-z])order\\s*(?:number|num|no\\.?|nr\\.?|id)?\\s*[:#]?\\s*(?:is\\s*)?#?\\s*|(?<![a-z])(?:no|nr)\\.?\\s|(?:订单号码?|订单编号|订单|单号|编号)\\s*(?:是|为|:)?\\s*#?\\s*)';
/** Amounts, counts, weights and measures: 100 g of tea are no order. */
const counted =
  '(?!\\s?(?:元|块|件|个|条|双|克|千克|公斤|斤|两|毫升|升|厘米|公分|毫米|盒|包|罐|袋|瓶|片|dollars?|euros?|usd|eur|rmb|pcs|%|(?:g|gr|grams?|kg|ml|oz|cm|mm)(?![a-z])))';
const open = '(?<![a-z\\d$€£¥￥.,/:-])';
const close = '(?![a-z\\d@]|[-/.:,]\\d)';

/** The surest first; what one has taken the next does not see. */
const shapes: readonly { pattern: RegExp; sure: boolean }[] = [
  { pattern: /(?<![a-z\d-])(?:d\d{2}|\d{3})(?:-\d{7}-\d{7}|\s\d{7}\s\d{7})(?![\d-])/g, sure: true },
  { pattern: /(?<![\d-])\d{6}\s?-\s?\d{15}(?![\d-])/g, sure: true },
  { pattern: /(?<![\d-])\d{2}-\d{5}-\d{5}(?![\d-])/g, sure: true },
  { pattern: /(?<![a-z\d])e20\d{2}(?:\s?\d{2,4}){5,8}(?!\d)/g, sure: true },
  { pattern: new RegExp(`(?<![\\d-])(?:\\d{4}\\s){3,5}\\d{1,4}${close}`, 'g'), sure: false },
  {
    pattern:
      /(?<![a-z\d@./-])#?(?:(?=[a-z]{1,6}\s?[-#]?\s?\d)(?!(?:no|nr|order|rmb|usd|cny|eur|gbp|hkd|x|v)\s?[-#]?\s?\d)[a-z]{1,6}(?:\s?-\s?#?|#)?\d{3,30}(?:-\d{1,6})?(?:-[a-z]{1,2})?)(?![a-z\d@]|[-/.:]\d)/g,
    sure: true,
  },
  { pattern: new RegExp(`(?<![a-z\\d@./-])#?[a-z]{1,4}\\d{1,4}-\\d{3,16}${close}`, 'g'), sure: true },
  { pattern: new RegExp(`(?<![a-z\\d@./-])#?\\d{3,20}-[a-z]{1,5}\\d{0,3}${close}`, 'g'), sure: true },
  { pattern: new RegExp(`(?<![a-z\\d@./-])(?=[a-z\\d]{8,24}${close})(?=(?:[a-z]*\\d){6})\\d+[a-z]+[a-z\\d]*${close}`, 'g'), sure: true },
  { pattern: new RegExp(`${marker}\\d{3,30}${counted}${close}`, 'g'), sure: true },
  { pattern: new RegExp(`${open}\\d{3,30}${counted}${close}`, 'g'), sure: false },
];
/** Short ones, and a prefix before a blank, are numbers of orders only where nothing else was said. */
const alone = new RegExp(`^\\s*(?:${marker}(\\d{1,2})|((?!no|nr)[a-z]{2,3} \\d{4,12}))\\s*[.!]?\\s*$`);
const platforms =
  /淘宝|天猫|京东|拼多多|抖音|快手|小红书|有赞|微店|亚马逊|美团|(?<![a-z])(?:amazon|taobao|tmall|jd|etsy|ebay|shopify|pinduoduo|shopee|lazada|aliexpress)(?![a-z\d])|号订单|查一下|查下|帮我查|(?<![a-z])number(?![a-z])/g;
const address = /(?<![a-z])(?:https?:\/\/|www\.)\S{1,300}/g;

function kept(written: string): string {
  const digits = new RegExp(`^${marker}`).exec(written)?.[0] ?? '';
  return written.slice(digits.length).replace(/[\s#]/g, '').toUpperCase();
}

/** Tells whether a number is a Chinese mobile number, or any that is written as a phone is. */
function isPhone(written: string, zone: string): boolean {
  const plain = written.trim();
  return (
    /^1[3-9]\d{9}$/.test(plain) ||
    (/[\s+()-]/.test(plain) && /^[+\d\s().-]+$/.test(plain) && plain.replace(/\D/g, '').length >= 9 && phoneNumber(plain, zone) !== null)
  );
}

const phoneLike = /(?<![a-z\d#-])(?:\+\s?|\(\s?\+?)?\d(?:[\s().-]{0,2}\d){8,14}(?![\d-])/g;

/** Facts about a shop's numbers: its zone, and the form of its own order numbers. */
export type Home = Pick<AnswerContext, 'zone' | 'order_pattern'>;

/** Least length from which digits alone are an order number in a sentence: shorter ones may be anything else. */
const ownDigits = 8;

/**
 * Finds the order numbers in a folded text, each once; those of the shop's own form are seen first. Phones, last digits of phones, e-mail addresses,
 * links and days do not count.
 */
export function orderNumbersIn(text: string, { zone, order_pattern }: Home): OrderNumber[] {
  const found = new Map<string, OrderNumber>();
  let left = emailsIn(text.replace(dashes, '-')).rest.replace(address, ' ');
  const take = (written: string, sure: boolean, value = kept(written)): void => {
    const before = found.get(value);
    found.set(value, { value, written: written.trim(), sure: sure || before?.sure === true });
  };
  for (const written of ownNumbersIn(left, order_pattern ?? undefined)) {
    const isAlone = left.replace(written, '').replace(/[#\s.!。]/g, '') === '';
    if (/^\d+$/.test(written) && !isAlone && written.length < ownDigits) continue;
    if (isPhone(written, zone) && !isAlone) continue;
    // A blank between digits is a sign of the number: without it, it would be another one.
    take(written, true, kept(written.replace(/(?<=\d)\s+(?=\d)/g, '-')));
    left = left.replace(written, ' ');
  }
  left = tailDigitsIn(left).rest;
  const short = found.size > 0 ? null : alone.exec(left);
  if (short) {
    take((short[1] ?? short[2] ?? '').trim(), true);
    return [...found.values()];
  }
  for (const [index, { pattern, sure }] of shapes.entries()) {
    if (index === 4) left = left.replace(phoneLike, (written) => (isPhone(written, zone) ? ' \u0000 ' : written));
    if (index === 5) left = daysApart(left);
    left = left.replace(pattern, (written) => {
      take(index === 0 ? written.replace(/\s/g, '-') : written, sure);
      return ' ';
    });
  }
  return [...found.values()];
}

/** Least length from which digits alone in a message are an order number where nobody asked for one. */
const untoldDigits = 5;

/** A message that is one piece, or letters and groups of digits: `2024/1001`, `a.1001`, `ord 2024 001`. */
const onePiece = /^#?\s?((?=.*\d.*\d.*\d)(?:(?!\p{Script=Han})[\p{L}\d])+(?:[-_/.](?:(?!\p{Script=Han})[\p{L}\d])+)+|[a-z]{2,6}(?:\s\d{2,10}){2,3})[.!。]?$/u;
const amount = /^\d+[.,]\d{1,2}$/;

/** Returns the number that a whole message is, in whatever form a shop may use: no amount, day, phone or range of prices. */
function pieceIn(folded: string, { zone }: Home): string | null {
  const written = onePiece.exec(folded.trim())?.[1];
  if (written === undefined || amount.test(written) || daysApart(written).trim() === '' || isPhone(written, zone)) return null;
  const [from, to, more] = written.split('-');
  const isRange = more === undefined && /^[1-9]\d*$/.test(from ?? '') && /^[1-9]\d*$/.test(to ?? '') && Number(from) < Number(to);
  return isRange ? null : written.replace(/\s/g, '-').toUpperCase();
}

/** Returns the order number that a message names, asked for or not: the only sure one, or digits that are all of it. Null when there is none, or several. */
export function orderNumberNamed(folded: string, home: Home): string | null {
  if (!/\d/.test(folded)) return null;
  // Codes of goods look like numbers of other shops: where the shop says what its own look like, they are none.
  const pattern = home.order_pattern ?? undefined;
  const isOurs = (value: string): boolean => pattern === undefined || /^\d+$/.test(value) || ownNumbersIn(value, pattern).length > 0;
  const piece = pieceIn(folded, home);
  if (piece !== null && isOurs(piece)) return piece;
  const all = orderNumbersIn(folded, home).filter(({ value }) => isOurs(value));
  const sure = all.filter((number) => number.sure);
  const [one, other] = sure.length > 0 ? sure : all;
  if (!one || other) return null;
  if (one.sure) return one.value;
  return one.value.length >= untoldDigits && without(folded.replace(dashes, '-').replace(one.written, ' '), 0, 0) === '' ? one.value : null;
}

const dayInDigits =
  /(?<![\d-])\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?![\d-])|(?<![\d-])\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)/g;

/** Returns the text without days in digits and times. */
export function daysApart(text: string): string {
  return text.replace(dayInDigits, ' ');
}

/** Words behind a number that take it back, or name another one. */
const turnsRound = /^[\s,.]*(?:不对|不是|错了|写错|或|还是|和|跟|及|(?:no|not|nope|wrong|or|and #?\d|wait|oops|isnt|is not|actually not)(?![a-z]))/;
/** Least length from which digits alone in front of other words are an order number. */
const tellingDigits = 5;

/**
 * Reads the number that the message begins with, a blank or a mark behind it, whatever follows: `订单10023 改到上海…`, "10023 it came without the cable". What
 * follows is another matter, so that numbers may stand in it.
 */
function inFront(text: string, home: Home): { value: string; rest: string } | undefined {
  const all = orderNumbersIn(text, home);
  const sure = all.filter((number) => number.sure);
  const [one, other] = sure.length > 0 ? sure : all;
  if (!one || other || (!one.sure && one.value.length < tellingDigits)) return undefined;
  const at = text.replace(dashes, '-').indexOf(one.written);
  if (at < 0 || without(text.slice(0, at), 0, 0) !== '') return undefined;
  const behind = text.slice(at + one.written.length);
  if (!/^[\s,，。.;；:：、]/.test(behind) || turnsRound.test(behind)) return undefined;
  return { value: one.value, rest: behind.replace(/^[\s,，。.;；:：、]+/, '').trim() };
}

/** Reads one number. A bare one of up to seven digits is taken when nothing else was said, when a word beside it says what it is, or when it comes first. */
export const readOrderNumber: Reader = (text, raw, context) => {
  const known = readAlone(text, raw, context);
  if (known || context.passing) return known;
  const front = inFront(text, context);
  if (front) return front;
  const piece = pieceIn(text, context);
  return piece === null ? null : { value: piece, rest: '' };
};

const readAlone: Reader = (text, _raw, context) => {
  const { zone, lang, now, passing } = context;
  const all = orderNumbersIn(text, context);
  const sure = all.filter((number) => number.sure);
  const [one, other] = sure.length > 0 ? sure : all;
  if (!one || other) return null;
  // A few digits where the shop's own numbers look otherwise are something else, or a slip.
  if (context.order_pattern && !one.sure && one.value.length < tellingDigits && ownNumbersIn(one.value, context.order_pattern).length === 0) return null;
  const plain = text.replace(dashes, '-');
  const at = plain.indexOf(one.written);
  const around = tailDigitsIn(emailsIn(`${plain.slice(0, Math.max(at, 0))} ${plain.slice(Math.max(at, 0) + one.written.length)}`).rest)
    .rest.replace(phoneLike, ' ')
    .replace(platforms, ' ')
    .replace(/(?<![a-z])it['’]s(?![a-z])|[()"'“”「」[\]?？/|]|(?<![a-z])i (?:think|believe|guess)(?![a-z])|应该/g, ' ');
  const beside = without(around, 0, 0);
  if (!one.sure && one.value.length < 8 && beside !== '') return null;
  if (!one.sure && daysIn(plain, localTime(now, zone).day, lang, zone).spans.some(({ text: day }) => day.includes(one.value) && day !== one.value)) return null;
  const digits = one.sure ? beside.replace(/(?<!\d)\d{4}(?!\d)/, ' ') : beside;
  if (!accounted(digits, { numbers: passing ? 'any' : 'words' }) || /(?<![a-z])or(?![a-z])|或/.test(beside)) return null;
  return { value: one.value, rest: beside };
};
