/**
 * Money in flows: `{ amount, currency }`, the amount in minor units. It prints itself (`{{ order.total }}` is "$19.90"), adds
 * up (`items | sum: 'price'`) and compares. Beside a Money, a plain number in a condition is in main units, as people write it
 * (`order.total > 100`: more than a hundred dollars); a plain number given to `| money` is in minor units of the shop's currency.
 */
import type { Money } from '../../message.ts';

export function isMoney(value: unknown): value is Money {
  return (
    typeof value === 'object' &&
    value !== null &&
    'amount' in value &&
    'currency' in value &&
    typeof value.amount === 'number' &&
    typeof value.currency === 'string'
  );
}

const formats = new Map<string, { format: Intl.NumberFormat; digits: number }>();

function formatOf(lang: string, currency: string, home?: string, bare = false): { format: Intl.NumberFormat; digits: number } {
  // In Chinese a bare $ is the US dollar; Intl would write US$ beside a text that says $69. A shop in yuan writes ¥ in every language.
  const short = (currency === 'USD' && lang.startsWith('zh')) || (currency === 'CNY' && home === 'CNY');
  const key = `${lang} ${currency} ${short} ${bare}`;
  let found = formats.get(key);
  if (!found) {
    const known = /^[A-Za-z]{3}$/.test(currency);
    const currencyDisplay = short ? 'narrowSymbol' : 'symbol';
    const format = known
      ? new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay, ...(bare && { trailingZeroDisplay: 'stripIfInteger' }) })
      : new Intl.NumberFormat(lang, { minimumFractionDigits: 2 });
    found = { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
    formats.set(key, found);
  }
  return found;
}

/** Digits behind the point of a currency. */
export function minorDigits(currency: string): number {
  return formatOf('en', currency).digits;
}

/** The amount in main units, e.g. 19.9 for 1990 cents. */
function mainUnits(money: Money): number {
  return money.amount / 10 ** formatOf('en', money.currency).digits;
}

/** An amount as people write it. `home`: the shop's own currency. `bare`: a whole amount without cents, "$69". */
export function showMoney(money: Money, lang: string, home?: string, bare = false): string {
  const { format, digits } = formatOf(lang, money.currency, home, bare);
  return format.format(money.amount / 10 ** digits);
}

/** The sum of Money and plain numbers (minor units). Throws on two currencies: no rate is known here. */
export function addUp(values: readonly unknown[]): number | Money {
  let amount = 0;
  let currency: string | undefined;
  for (const value of values) {
    if (isMoney(value)) {
      if (currency !== undefined && currency !== value.currency) throw new Error(`cannot add ${currency} and ${value.currency}`);
      currency = value.currency;
      amount += value.amount;
    } else {
      const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
      if (Number.isFinite(number)) amount += number;
    }
  }
  return currency === undefined ? amount : { amount, currency };
}

/** Below zero, zero or above as `a` is less, equal or more; undefined when they cannot be compared (two currencies, or no number). */
export function compareMoney(a: unknown, b: unknown): number | undefined {
  if (isMoney(a) && isMoney(b)) return a.currency === b.currency ? a.amount - b.amount : undefined;
  const main = (value: unknown): number =>
    isMoney(value) ? mainUnits(value) : typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  const difference = main(a) - main(b);
  return Number.isNaN(difference) ? undefined : difference;
}
