/** Sum that a customer may want to spend, as they say it: "under $50", "300块以内", "100到200", "around 80 euro", "两百以下". */
import { z } from 'zod';
import type { Money } from '../../message.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';

const moneySchema: z.ZodType<Money> = z.object({ amount: z.number(), currency: z.string() });

/** Minor units of the shop's currency. */
export interface Budget {
  from?: number;
  to?: number;
  /** Amount in another currency, as it was said; `from` and `to` are its rough equivalent, where that is known. */
  other?: { amount: number; currency: string };
}

/** Units of each currency for one US dollar, rounded: only to understand a budget in another money, never to charge. Mid-2026. */
const perDollar: Record<string, number> = { USD: 1, CNY: 7.1, EUR: 0.87, GBP: 0.75, HKD: 7.8, JPY: 150, CAD: 1.38, AUD: 1.5, SGD: 1.29 };

const currencyWords: [RegExp, string][] = [
  [/港币|港元|hk\$|\bhkd/i, 'HKD'],
  [/台币|nt\$|\btwd/i, 'TWD'],
  [/日元|日币|円|\bjpy|\byen\b/i, 'JPY'],
  [/韩元|韩币|₩|\bkrw|\bwon\b/i, 'KRW'],
  [/欧元|€|\beuros?\b|\beur\b/i, 'EUR'],
  [/英镑|£|\bpounds?\b|\bgbp\b|\bquid\b/i, 'GBP'],
  [/加币|加元|\bcad|ca\$/i, 'CAD'],
  [/澳币|澳元|\baud|au\$/i, 'AUD'],
  [/新币|新元|新加坡元|\bsgd|s\$/i, 'SGD'],
  [/泰铢|฿|\bthb|\bbaht\b/i, 'THB'],
  [/卢比|₹|\binr|\brupees?\b/i, 'INR'],
  [/马币|林吉特|令吉|\bmyr|\bringgit\b/i, 'MYR'],
  [/印尼盾|\bidr|\brupiah\b/i, 'IDR'],
  [/越南盾|₫|\bvnd\b/i, 'VND'],
  [/卢布|₽|\brub\b|\brou?bles?\b/i, 'RUB'],
  [/雷亚尔|r\$|\bbrl|\breais\b/i, 'BRL'],
  [/瑞郎|瑞士法郎|\bchf|\bfrancs?\b/i, 'CHF'],
  [/迪拉姆|\baed|\bdirhams?\b/i, 'AED'],
  [/墨西哥比索|\bmxn/i, 'MXN'],
  [/菲律宾比索|₱|\bphp/i, 'PHP'],
  [/美元|美金|美刀|us\$|\busd\b|\bus dollars?\b/i, 'USD'],
  [/人民币|\brmb\b|\bcny\b|\byuan\b|\bkuai\b/i, 'CNY'],
];

/** Words that each of these calls its own money by; in any other shop they are the money of the first. */
const sharedWords: [RegExp, string[]][] = [
  [/刀|\$|\bdollars?\b|\bbucks?\b/i, ['USD', 'CAD', 'AUD', 'SGD', 'HKD', 'NZD', 'TWD']],
  [/¥|￥/, ['CNY', 'JPY']],
  [/块|元/, ['CNY', 'HKD', 'TWD', 'SGD', 'MOP']],
  [/比索|\bpesos?\b/i, ['MXN', 'PHP', 'ARS', 'CLP', 'COP']],
];

/** Tells whether the rough table converts the one currency to the other. */
function isConvertible(from: string, to: string): boolean {
  return from === to || (perDollar[from] !== undefined && perDollar[to] !== undefined);
}

/** Converts an amount in major units of `from` to minor units of `to`, by the rough table; the same number when a currency is not in it. */
export function roughly(major: number, from: string, to: string): number {
  const rate = from === to ? 1 : (perDollar[to] ?? 1) / (perDollar[from] ?? perDollar[to] ?? 1);
  return Math.round(major * rate * 10 ** minorDigits(to));
}

/** Reads a limit as flows give it: Money, a number in major units, or a text. Undefined when it says no amount. */
export function limitOf(value: unknown, currency: string): number | undefined {
  if (typeof value === 'number') return roughly(value, currency, currency);
  if (typeof value === 'string') {
    const budget = budgetIn(value, currency);
    if (budget.to ?? budget.from) return budget.to ?? budget.from;
    const plain = /^\D{0,3}(\d+(?:\.\d+)?)/.exec(value.slice(0, longest).normalize('NFKC').replaceAll(',', ''));
    const spent = currencyIn(value, currency) ?? currency;
    return plain && isConvertible(spent, currency) ? roughly(Number(plain[1]), spent, currency) : undefined;
  }
  const money = moneySchema.safeParse(value).data;
  return money && roughly(money.amount / 10 ** minorDigits(money.currency), money.currency, currency);
}

const digits: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const tenThousand = 10_000;

/** 三百 -> 300, 一百五 -> 150, 两千 -> 2000. */
function chineseNumber(word: string): number {
  let total = 0;
  let digit = 0;
  let unit = 1;
  for (const char of word) {
    const value = units[char];
    if (char === '万') {
      total = (total + digit) * tenThousand;
      digit = 0;
      unit = tenThousand;
    } else if (value) {
      total += (digit || 1) * value;
      digit = 0;
      unit = value;
    } else digit = digits[char] ?? 0;
  }
  return total + digit * (unit >= 100 ? unit / 10 : 1);
}

/** The currency that a text names, as somebody in a shop with prices in `shop` means it. */
function currencyIn(text: string, shop: string): string | undefined {
  const named = currencyWords.find(([pattern]) => pattern.test(text))?.[1];
  if (named) return named;
  const shared = sharedWords.find(([pattern]) => pattern.test(text))?.[1];
  return shared?.includes(shop) ? shop : shared?.[0];
}

/** Characters of a sentence that are looked at. */
const longest = 500;

/** Units behind a number that is no money: "within 3 days", 4个人, 1.5米. */
const counted = String.raw`(?!\d|\.\d|\s*(?:[天周月岁个口位寸厘毫公米克斤升张把]|人(?!民币)|日(?![元币])|小时|分钟|(?:days?|hours?|weeks?|months?|years?|people|persons?|seats?|seater|inch(?:es)?|cm|mm|m|ml|l|g|kg|gb|tb|w|mah|pcs|pieces?|x)(?![a-z])|%|％))`;
const sign = String.raw`(?:usd|us\$|hk\$|nt\$|ca\$|au\$|s\$|r\$|rs\.?|inr|jpy|krw|thb|myr|eur|gbp|cny|rmb|[$€£¥₩฿₹₫₽₱])`;
const unit = `(?:(?:块钱|块|元|人民币|美元|美金|刀|欧元|英镑|港[币元]|台币|日[元币]|韩[元币]|加[币元]|澳[币元]|新[币元]|泰铢|卢比|马币|卢布|rmb|cny|yuan|kuai|usd|eur|gbp|jpy|krw|inr|thb|myr|sgd|hkd|twd|cad|aud|chf|us dollars?|dollars?|bucks?|euros?|pounds?|quid|yen|won|rupees?|baht|ringgit|rupiah|rou?bles?|reais|francs?|dirhams?|pesos?|€|£|₩|฿|₫|₽)(?![a-z]))`;
const money = String.raw`${sign}?\s*(\d+(?:\.\d+)?)${counted}\s*${unit}?`;
/** A sum with its currency, which is money without another word. */
const surelyMoney = String.raw`(?:${sign}\s*(\d+(?:\.\d+)?)(?![\d.]*\d)|(?<![\d.])(\d+(?:\.\d+)?)\s*${unit})`;
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
const about = [
  new RegExp(`(?:around|about|roughly|大概|大约|差不多)\\s*${money}`, 'i'),
  new RegExp(`${money}\\s*(?:左右|上下|or so)`, 'i'),
  new RegExp(`\\bfor\\s*${surelyMoney}`, 'i'),
];
/** "Around 40" is met by what costs somewhat more, and by what costs less, down to less than half. */
const roundly = { from: 0.4, to: 1.3 };

/** Reads the budget that a sentence names, in minor units of `currency`; a sum in another money is converted roughly. `rest` is the sentence without it. */
export function budgetIn(sentence: string, currency: string): Budget & { rest: string } {
  const text = sentence
    .slice(0, longest)
    .normalize('NFKC')
    .slice(0, longest)
    .replace(/\s+/g, ' ')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    // More digits than any price has.
    .replace(/\d{10,}(?:\.\d+)?/g, ' ')
    .replace(/[一二两三四五六七八九][十百千万][零一二三四五六七八九十百千万]*|十[一二三四五六七八九]?(?=块|元|刀|以)/g, (word) => String(chineseNumber(word)));
  const spent = currencyIn(text, currency) ?? currency;
  const minor = (major: string | undefined) => roughly(Number(major), spent, currency);
  const told = (major: string | undefined, limits: Pick<Budget, 'from' | 'to'>, said: string): Budget & { rest: string } => ({
    ...(isConvertible(spent, currency) ? limits : {}),
    ...(spent !== currency && { other: { amount: Number(major), currency: spent } }),
    rest: text.replace(said, ' '),
  });
  const range = between.exec(text);
  const [low, high] = range?.slice(1).filter(Boolean) ?? [];
  if (range && Number(low) < Number(high)) return told(high, { from: minor(low), to: minor(high) }, range[0]);
  const first = (patterns: RegExp[]) => patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const near = first(about);
  if (near) {
    const amount = near[1] ?? near[2];
    return told(amount, { from: Math.round(minor(amount) * roundly.from), to: Math.round(minor(amount) * roundly.to) }, near[0]);
  }
  const most = first(below);
  const least = most ? undefined : first(above);
  if (most) return told(most[1], { to: minor(most[1]) }, most[0]);
  return least ? told(least[1], { from: minor(least[1]) }, least[0]) : { rest: text };
}
