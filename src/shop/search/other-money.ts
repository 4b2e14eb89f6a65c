/** A budget that was said in another money than the shop's, in words for the customer: prices are in ..., so much is roughly so much. */

import type { Vars } from '../../json.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';
import { showMoney } from '../../text/money.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import { roughly } from './price-range.ts';

/** Two digits are enough for what is only roughly so. */
function rounded(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.round(amount / step) * step;
}

/** Returns the customer's name for a currency. */
export function currencyName(currency: string, lang: string): string {
  return isChinese(lang) ? (new Intl.DisplayNames('zh', { type: 'currency' }).of(currency) ?? currency) : currency;
}

/** Says for a sum in another money: `said`, the sum as it was said; `about`, what it roughly comes to; `prices`, the money of the shop's prices. */
export function otherMoney({ amount, currency }: { amount: number; currency: string }, shop: string, lang: string): Vars {
  const digits = minorDigits(shop);
  const whole = rounded(roughly(amount, currency, shop) / 10 ** digits);
  return {
    said: `${amount.toLocaleString('en')} ${currencyName(currency, lang)}`,
    about: showMoney({ amount: whole * 10 ** digits, currency: shop }, lang, shop, true),
    prices: currencyName(shop, lang),
  };
}
