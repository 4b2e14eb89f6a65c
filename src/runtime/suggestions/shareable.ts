/** Whether what a person wrote to one customer may stand as an answer for all of them. Pure: rules, no model. */

import { emailsIn } from '../../reading/values/email.ts';
import { orderNumbersIn } from '../../reading/values/order-number.ts';
import { phonesIn } from '../../reading/values/phone.ts';
import { folded, looksLikeQuestion } from '../../reading/wording.ts';

/** Why a text is for nobody else. */
export type Private = 'question' | 'short' | 'long' | 'email' | 'phone' | 'number' | 'address' | 'name' | 'theirs' | 'later';
export type Shareable = { ok: true; text: string } | { ok: false; why: Private };

export interface AboutWriting {
  /** Names of the customer, and of who wrote. */
  names: readonly string[];
  /** Zone of the shop, for phone numbers without country code. */
  zone: string;
}

const longest = 1_000;
/** Addressing at the beginning: "Hi Anna,", "Dear Ms. Lee:", 王女士您好，. It is for one customer, and says nothing. */
const hail =
  /^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: there)?(?:[ ,]+(?:mr|mrs|ms|miss|dr)\.?)?(?:[ ]\p{Lu}[\p{L}'’-]{0,20}){0,2}\s*[,!:.]+|(?:亲爱的|尊敬的)?\p{Script=Han}{0,4}(?:先生|女士|小姐|同学)?[,，]?(?:您好|你好|亲)(?:呀|啊|哦)?[,，!！。~～:：]+|亲[,，~～])\s*/iu;
/** What a letter ends with. */
const farewell = /[\s,.!。！]*\n\s*(?:(?:kind |best |warm )?regards|best|cheers|thanks|thank you|sincerely|祝好|谢谢|此致)[\s\S]{0,60}$/iu;
/** What only this customer has. */
const theirs =
  /(?<!\p{L})your (?:order|parcel|package|refund|return|payment|account|address|money|case|ticket|invoice|booking|item|phone|e-?mail|name)s?(?!\p{L})|(?:您|你)(?:的|那个?|这个?)?(?:订单|包裹|快递|退款|退货|付款|账户|账号|地址|单号|电话|手机号?|邮箱|发票|件)|(?<!\p{L})(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:just )?(?:refunded|cancelled|canceled|shipped|sent|changed|checked|found|booked|reserved)(?!\p{L})|(?:我|这边|已经?|刚)(?:已经?|刚刚?)?(?:帮|给|为)(?:您|你)|已(?:经)?(?:为您|给您|帮您)/iu;
/** A promise to look, which answers nothing. */
const later =
  /(?<!\p{L})(?:let me (?:check|look|ask|see)|one (?:moment|second)|(?:i|we)(?:'ll| will) (?:check|look|ask|get back|let you know|find out|call)|hold on|just a (?:moment|second|minute)|get back to you)(?!\p{L})|稍等|等一下|我(?:查|问|看|确认)(?:一下|下)|帮您(?:查|问|看|确认)|(?:查|问)(?:到|好)了?(?:告诉|回复|联系)/iu;
const street =
  /\d+[\p{L}]?\s+(?:\p{L}+\s+){0,3}(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|way|court|square)(?!\p{L})|(?:路|街|道|巷|弄)\s*\d+\s*号|\d+\s*(?:栋|幢|单元|室)|\p{Script=Han}{2,}(?:小区|花园|公寓)\s*\d/iu;
/** Long runs of digits and letters: orders, parcels, cards, codes. A year, a price and a clock are shorter. */
const number = /(?<![\p{L}\d])(?=[A-Z\d-]*\d{3})[A-Z\d][A-Z\d-]{5,}(?![\p{L}\d])|\d{6,}|#\s?\d{2,}/u;

/** Returns the text as all may read it, without the greeting; or why it is for nobody else. What is personal refuses it: a blank in an answer is no answer. */
export function shareable(written: string, { names, zone }: AboutWriting): Shareable {
  const text = written.trim().replace(hail, '').replace(farewell, '').trim();
  const no = (why: Private): Shareable => ({ ok: false, why });
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < (/\p{Script=Han}/u.test(text) ? 6 : 14)) return no('short');
  if (text.length > longest) return no('long');
  if (looksLikeQuestion(text) && /[?？吗呢]\s*$/u.test(text)) return no('question');
  const personal = personalIn(text, { names, zone });
  if (personal) return no(personal);
  if (theirs.test(text)) return no('theirs');
  if (later.test(text)) return no('later');
  return { ok: true, text };
}

/** Returns what is personal in a text; undefined where nothing is. */
export function personalIn(text: string, { names, zone }: AboutWriting): Private | undefined {
  if (emailsIn(folded(text)).addresses.length > 0 || /\S@\S/.test(text)) return 'email';
  if (phonesIn(folded(text), zone).numbers.length > 0) return 'phone';
  if (number.test(text) || orderNumbersIn(folded(text), { zone }).some(({ sure }) => sure)) return 'number';
  if (street.test(text)) return 'address';
  return named(text, names) ? 'name' : undefined;
}

function named(text: string, names: readonly string[]): boolean {
  const said = folded(text);
  return names
    .flatMap((name) => partsOf(folded(name)))
    .some((part) => (/\p{Script=Han}/u.test(part) ? said.includes(part) : new RegExp(`(?<!\\p{L})${part}(?!\\p{L})`, 'u').test(said)));
}

/** The name, and each word of it; of a Chinese one all but the family name too. Only letters, so that they can stand in a pattern. */
function partsOf(name: string): string[] {
  const whole = name.replace(/[^\p{L}\s]/gu, ' ').trim();
  const han = /^\p{Script=Han}{3,4}$/u.test(whole) ? [whole.slice(1)] : [];
  return [...whole.split(/\s+/), ...han].filter((part) => part.length >= (/\p{Script=Han}/u.test(part) ? 2 : 3));
}
