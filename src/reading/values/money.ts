/** Amounts: ￥99, 199元, 五块八, $20, 20 dollars, €1.299,00, 1.5万, 50 EUR. The value is `{ amount, currency }` in minor units. */
import { accounted, cut } from './accounted.ts';
import { type Reader, without } from './answer.ts';
import { currencyOf, gluedNames, minorDigits, pointParts, signBefore, signBehind } from './currencies.ts';
import { isExact, type Mention, mentionsOf } from './mentions.ts';
import { apart, doubtOf } from './number.ts';
import { moneyCounters } from './number-words.ts';

interface Amount {
  /** In major units. */
  value?: number;
  currency: string;
  /** True when a sign or name of a currency stands at it. */
  priced: boolean;
  /** True when it counts things: 3件. */
  counts: boolean;
  start: number;
  end: number;
}

const tenthOf: readonly (readonly [RegExp, number])[] = [
  [/\s*[毛角](?:钱)?/y, 0.1],
  [/\s*分(?:钱)?/y, 0.01],
];
const cents = /\s*(?:cents?|c|¢|p)(?![a-z])/y;
const joint = /^[\s,]*(?:and|又|零)?\s*$/;
/** Swiss and German for no cents: 20,- */
const noCents = /\s*[.,]\s?[-–—]+/y;

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function part(text: string, mention: Mention): number | undefined {
  for (const [pattern, share] of tenthOf) if (at(pattern, text, mention.bare)) return share;
  return at(cents, text, mention.bare) ? 0.01 : undefined;
}

/** Returns the amounts of a text, each with what belongs to it: sign, 块, 毛, cents. */
function amountsOf(text: string, all: readonly Mention[], shop: string): Amount[] {
  const found: Amount[] = [];
  for (let index = 0; index < all.length; index++) {
    const mention = all[index]!;
    const lead = signBefore.exec(text.slice(Math.max(0, mention.first - 12), mention.first));
    const whole = at(noCents, text, mention.bare);
    let end = mention.bare + (whole?.[0].length ?? 0);
    const named = at(signBehind, text, end);
    // $20 $30: the second sign is that of another amount.
    const trail = lead && named && /[$¥€£]/.test(named[1]!) ? null : named;
    const share = lead || trail ? undefined : part(text, mention);
    const sign = lead?.[1] ?? trail?.[1];
    const own = share === 0.1 || (share === 0.01 && /分/.test(text.slice(mention.bare, mention.bare + 3))) ? 'CNY' : shop;
    const currency = sign === undefined ? own : currencyOf(sign, shop);
    const counter = mention.counter && !moneyCounters.test(mention.counter) && !sign;
    let value: number | undefined = mention.values.length === 1 && !mention.other && mention.bound !== 'low' ? mention.values[0] : undefined;
    if (mention.grouped !== undefined && (whole || (value === undefined && currency && pointParts.has(currency)))) value = mention.grouped;
    if (share !== undefined && value !== undefined) value *= share;
    if (trail) end += trail[0].length;
    if (share !== undefined) end += (at(/\s*(?:[毛角分]钱?|cents?|c|¢|p)/y, text, end) ?? [''])[0].length;
    end = Math.max(end, mention.end);
    // 五块八, 12块3毛5分, 5 dollars and 50 cents, 12€50: smaller money behind it belongs to it.
    let unit = sign === undefined ? share : 1;
    for (let next = all[index + 1]; unit && value !== undefined && next; next = all[index + 1]) {
      const smaller = smallerPart(text, end, next, unit);
      if (!smaller) break;
      value += smaller.value;
      unit = smaller.unit;
      end = smaller.end;
      index++;
    }
    const start = Math.min(mention.start, mention.first - (lead ? lead[0].length - lead[0].indexOf(lead[1]!) : 0));
    found.push({
      ...(value === undefined || currency === undefined ? {} : { value: Number(value.toFixed(6)) }),
      currency: currency ?? shop,
      priced: sign !== undefined || share !== undefined,
      counts: Boolean(counter),
      start,
      end,
    });
  }
  return found;
}

/** Returns the part that a number behind an amount adds to it; undefined when it is another number. */
function smallerPart(text: string, end: number, next: Mention, unit: number): { value: number; unit: number; end: number } | undefined {
  const between = text.slice(end, next.start);
  const [value] = next.values;
  if (!isExact(next) || value === undefined || value < 0 || !joint.test(between)) return undefined;
  const share = part(text, next);
  if (share !== undefined) {
    if (share >= unit || value * share >= unit) return undefined;
    const word = at(/\s*(?:[毛角分]钱?|cents?|c|¢|p)/y, text, next.bare);
    return { value: value * share, unit: share, end: next.bare + (word?.[0].length ?? 0) };
  }
  if (next.counter || !Number.isInteger(value) || /,/.test(between) || (/\s/.test(between) && !/dollars?\s*$/.test(text.slice(0, end)))) return undefined;
  const digits = text.slice(next.start, next.bare).length;
  if (digits === 1) return { value: (value * unit) / 10, unit: unit / 10, end: next.end };
  return digits === 2 && unit === 1 && /^\d\d$/.test(text.slice(next.start, next.bare)) ? { value: value / 100, unit: 0.01, end: next.end } : undefined;
}

export const readMoney: Reader = (text, raw, { currency: shop, passing }) => {
  const all = mentionsOf(text, gluedNames);
  if (all.length === 0) return null;
  const amounts = amountsOf(text, all, shop);
  const signed = amounts.filter((amount) => amount.priced);
  const plain = amounts.filter((amount) => !amount.counts);
  const meant = signed.length > 0 ? signed : plain;
  const [first] = meant;
  if (!first) return null;
  const others = passing ? meant.length > 1 : amounts.length > 1 && !amounts.every(({ value, counts }) => value === first.value && !counts);
  if (others || first.value === undefined || apart(raw, text)) return doubtOf(all);
  const digits = minorDigits(first.currency);
  const amount = Math.round(first.value * 10 ** digits);
  if (first.value < 0 || Math.abs(amount / 10 ** digits - first.value) > 1e-6) return null;
  const rest = without(cut(text, passing ? [first] : amounts), 0, 0);
  if (!passing && !accounted(rest, { numbers: 'none', amount: true })) return null;
  return { value: { amount, currency: first.currency }, rest };
};

function priced(text: string, shop: string): Amount[] {
  return amountsOf(text, mentionsOf(text, gluedNames), shop).filter((amount) => amount.priced);
}

/** Tells whether a folded text holds an amount with the sign or name of a currency. */
export function isPriced(text: string, shop: string): boolean {
  return priced(text, shop).length > 0;
}

/** Returns a folded text without its amounts that have the sign or name of a currency. */
export function withoutAmounts(text: string, shop: string): string {
  return cut(text, priced(text, shop));
}
