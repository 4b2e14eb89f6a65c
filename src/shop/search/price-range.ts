/** What a customer may want to spend, as they say it: "under $50", "300块以内", "100到200", "around 80 euro", "两百以下". */
import { z } from 'zod';
import type { Money } from '../../message.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';

const moneySchema: z.ZodType<Money> = z.object({ amount: z.number(), currency: z.string() });

/** Minor units of the shop's currency. */
export interface Budget {
  from?: number;
  to?: number;
}

/** Units of each currency for one US dollar, rounded: only to understand a budget in another money, never to charge. Mid-2026. */
const perDollar: Record<string, number> = { USD: 1, CNY: 7.1, EUR: 0.87, GBP: 0.75, HKD: 7.8, JPY: 150, CAD: 1.38, AUD: 1.5, SGD: 1.29 };

const currencyWords: [RegExp, string][] = [
  [/港币|港元|hk\$|hkd/i, 'HKD'],
  [/日元|日币|jpy/i, 'JPY'],
  [/欧元|€|\beuros?\b|\beur\b/i, 'EUR'],
  [/英镑|£|\bpounds?\b|\bgbp\b/i, 'GBP'],
  [/美元|美金|美刀|刀|\$|\busd\b|\bdollars?\b|\bbucks?\b/i, 'USD'],
  [/人民币|块|元|¥|￥|\brmb\b|\bcny\b|\byuan\b/i, 'CNY'],
];

/** How many minor units of `to` an amount in major units of `from` is, by the rough table; the same number when a currency is not in it. */
export function roughly(major: number, from: string, to: string): number {
  const rate = from === to ? 1 : (perDollar[to] ?? 1) / (perDollar[from] ?? perDollar[to] ?? 1);
  return Math.round(major * rate * 10 ** minorDigits(to));
}

/** A limit as flows give it: Money, a number in major units, or a text. Undefined when it says no amount. */
export function limitOf(value: unknown, currency: string): number | undefined {
  if (typeof value === 'number') return roughly(value, currency, currency);
  if (typeof value === 'string') {
    const budget = budgetIn(value, currency);
    if (budget.to ?? budget.from) return budget.to ?? budget.from;
    const plain = /^\D{0,3}(\d+(?:\.\d+)?)/.exec(value.slice(0, longest).normalize('NFKC').replaceAll(',', ''));
    return plain ? roughly(Number(plain[1]), currencyIn(value) ?? currency, currency) : undefined;
  }
  const money = moneySchema.safeParse(value).data;
  return money && roughly(money.amount / 10 ** minorDigits(money.currency), money.currency, currency);
}

const digits: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 三百 -> 300, 一百五 -> 150, 两千 -> 2000. */
function chineseNumber(word: string): number {
  let total = 0;
  let digit = 0;
  let unit = 1;
  for (const char of word) {
    const value = units[char];
    if (value) {
      total += (digit || 1) * value;
      digit = 0;
      unit = value;
    } else digit = digits[char] ?? 0;
  }
  return total + digit * (unit >= 100 ? unit / 10 : 1);
}

function currencyIn(text: string): string | undefined {
  return currencyWords.find(([pattern]) => pattern.test(text))?.[1];
}

/** Characters of a sentence that are looked at. */
const longest = 500;

/** What a number counts when it is no money: "within 3 days", 4个人, 1.5米. */
const counted = String.raw`(?!\d|\.\d|\s*(?:[天日周月岁个人口位寸厘毫公米克斤升张把]|小时|分钟|(?:days?|hours?|weeks?|months?|years?|people|persons?|seats?|seater|inch(?:es)?|cm|mm|m|ml|l|g|kg|gb|tb|w|mah|pcs|pieces?|x)(?![a-z])|%|％))`;
const money = String.raw`(?:usd|us\$|hk\$|[$€£¥])?\s*(\d+(?:\.\d+)?)${counted}\s*(?:块钱|块|元|人民币|美元|美金|刀|欧元|英镑|港币|rmb|cny|yuan|usd|eur|gbp|dollars?|bucks?|euros?|pounds?|€|£)?`;
/** A year is no price, unless money is named with it. */
const noYear = String.raw`(?!\s*(?:19|20)\d\d(?![\d.]|\s*(?:块|元|刀|rmb|usd|dollars?|bucks?|euros?)))`;
const between = new RegExp(`(?:between\\s*${money}\\s*(?:-|~|–|—|to|and)\\s*${money}|(?<![\\d.])${money}\\s*(?:-|~|–|—|to|到|至)\\s*${money})`, 'i');
const below = [
  new RegExp(
    `(?:under|below|less than|up to|at most|max(?:imum)?|within|cheaper than|no more than|not over|<=?|不超过|低于|少于|最多|预算|budget)\\s*(?:of\\s*|is\\s*)?${money}`,
    'i',
  ),
  new RegExp(`${money}\\s*(?:以内|以下|之内|之下|内|or less|or under|max)`, 'i'),
];
const above = [
  new RegExp(`(?:over|above|more than|at least|from${noYear}|>=?|超过|高于|至少)\\s*${money}`, 'i'),
  new RegExp(`${money}\\s*(?:以上|起|or more|and up)`, 'i'),
];
const about = [new RegExp(`(?:around|about|roughly|大概|大约|差不多)\\s*${money}`, 'i'), new RegExp(`${money}\\s*(?:左右|上下|or so)`, 'i')];
/** "Around 40" is met by what costs somewhat more, and by what costs less, down to less than half. */
const roundly = { from: 0.4, to: 1.3 };

/**
 * The budget that a sentence names, in minor units of `currency`; a sum in another money is converted roughly.
 * `rest` is the sentence without it.
 */
export function budgetIn(sentence: string, currency: string): Budget & { rest: string } {
  const text = sentence
    .slice(0, longest)
    .normalize('NFKC')
    .slice(0, longest)
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/[一二两三四五六七八九][十百千][零一二三四五六七八九十百千]*|十[一二三四五六七八九]?(?=块|元|刀|以)/g, (word) => String(chineseNumber(word)));
  const spent = currencyIn(text) ?? currency;
  const minor = (major: string | undefined) => roughly(Number(major), spent, currency);
  const range = between.exec(text);
  const [low, high] = range?.slice(1).filter(Boolean) ?? [];
  if (range && Number(low) < Number(high)) return { from: minor(low), to: minor(high), rest: text.replace(range[0], ' ') };
  const first = (patterns: RegExp[]) => patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const near = first(about);
  if (near) return { from: Math.round(minor(near[1]) * roundly.from), to: Math.round(minor(near[1]) * roundly.to), rest: text.replace(near[0], ' ') };
  const most = first(below);
  const least = most ? undefined : first(above);
  if (most) return { to: minor(most[1]), rest: text.replace(most[0], ' ') };
  return least ? { from: minor(least[1]), rest: text.replace(least[0], ' ') } : { rest: text };
}
