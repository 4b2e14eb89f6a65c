/** Amounts: ￥99, 199元, $20, 20 dollars, 1.5万, 50 EUR. The value is `{ amount, currency }` in minor units. */
import { type Reader, without } from './answer.ts';
import { chineseNumber, findNumber } from './number.ts';

const before = /(¥|￥|\$|€|£|rmb|cny|usd|eur|gbp|hk\$|us\$)\s*$/;
const after = /^\s*(元|块钱|块|人民币|¥|rmb|cny|yuan|dollars?|bucks?|usd|美元|美金|刀|€|eur|euros?|欧元|£|gbp|pounds?|英镑|hkd|港币|港元|jpy|日元|円|yen|\$)/;
const named: [RegExp, string][] = [
  [/^(元|块钱|块|人民币|rmb|cny|yuan)$/, 'CNY'],
  [/^(us\$|usd|美元|美金|刀|bucks?)$/, 'USD'],
  [/^(€|eur|euros?|欧元)$/, 'EUR'],
  [/^(£|gbp|pounds?|英镑)$/, 'GBP'],
  [/^(hk\$|hkd|港币|港元)$/, 'HKD'],
  [/^(jpy|日元|円|yen)$/, 'JPY'],
];

/** A sign that several currencies share means the shop's own when that is one of them. */
function currencyOf(sign: string, shop: string): string {
  if (sign === '¥' || sign === '￥') return shop === 'JPY' ? 'JPY' : 'CNY';
  if (sign === '$' || sign.startsWith('dollar')) return /D$/.test(shop) ? shop : 'USD';
  return named.find(([pattern]) => pattern.test(sign))?.[1] ?? shop;
}

const decimals = new Map<string, number>();
/** Digits behind the point of a currency: 2 for most, 0 for JPY. */
function minorDigits(currency: string): number {
  let known = decimals.get(currency);
  if (known === undefined) {
    try {
      known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      known = 2;
    }
    decimals.set(currency, known);
  }
  return known;
}

export const readMoney: Reader = (text, _raw, { currency: shop }) => {
  const number = findNumber(text);
  if (!number || number.value < 0) return null;
  let { start, end } = number;
  const lead = before.exec(text.slice(0, start));
  // The counter word of a number may be the currency itself (块, 元).
  const bare = text.slice(start, end).replace(/(块|元)$/, '').length;
  const trail = after.exec(text.slice(start + bare));
  // 三块五, 99块9: a digit after the counter word is a tenth.
  const tenth = /^(?:块|元)(\d|[一二两三四五六七八九])(?:毛|角)?(?=$|[\s,.!。]|钱|吧|左右)/.exec(text.slice(start + bare));
  const value = number.value + (tenth ? (chineseNumber(tenth[1]!) ?? Number(tenth[1])) / 10 : 0);
  if (lead) start = lead.index;
  if (trail) end = Math.max(end, start + (lead?.[0].length ?? 0) + bare + (tenth ?? trail)[0].length);
  const sign = lead?.[1] ?? trail?.[1];
  const currency = sign ? currencyOf(sign, shop) : shop;
  return { value: { amount: Math.round(value * 10 ** minorDigits(currency)), currency }, rest: without(text, start, end) };
};
