/** Amounts as stores write them, to minor units. */
import { minorDigits } from '../../../numbers/minor-digits.ts';

/**
 * Returns the minor units of an amount in whole units (`"19.90"`, `19.9`, `"1200"`): 1990 in EUR, 1200 in JPY, 19900 in KWD for `"19.9"`. Parts below the
 * smallest unit are rounded half up. Undefined for what is no amount. Signs are kept.
 */
export function minorOf(amount: unknown, currency: string): number | undefined {
  const text = typeof amount === 'number' && Number.isFinite(amount) ? plainNumber(amount) : typeof amount === 'string' ? amount.trim() : '';
  const found = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(text);
  if (!found) return undefined;
  const [, sign = '', whole = '', part = ''] = found;
  const digits = minorDigits(currency);
  const kept = Number(`${whole}${part.slice(0, digits).padEnd(digits, '0')}`);
  const rounded = kept + (Number(part[digits] ?? '0') >= 5 ? 1 : 0);
  return sign && rounded !== 0 ? -rounded : rounded;
}

/** Returns the amount in whole units as stores want it: 1990 EUR is `19.90`, 1200 JPY `1200`. */
export function decimalOf(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A number without exponent; sums in binary fractions (`58.199999999999996`) keep what they have. */
function plainNumber(amount: number): string {
  return Math.abs(amount) < 1e-6 ? '0' : Number(amount.toPrecision(15)).toString();
}
