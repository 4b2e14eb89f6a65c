/** Estimates, budgets and what a campaign has cost. Micros are millionths of a currency's unit, see prices.ts. Pure. */
import type { Money } from '../../message.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';
import { dearest, type Priced, type PriceRow, priceOf, prices } from './prices.ts';

/** Micros as money, rounded up: a budget is never exceeded by rounding. */
export function moneyOf(micros: number, currency: string): Money {
  return { amount: Math.ceil(micros / 10 ** (6 - minorDigits(currency))), currency };
}

export interface Cost {
  /** A sum for each currency. */
  sums: Money[];
  /** Messages whose price is unknown, by `channel` or `channel country`. */
  unknown: Record<string, number>;
}

/** Adds up what messages cost; each group is priced once. */
export function costOf(groups: readonly (Priced & { count: number })[], table: readonly PriceRow[] = prices): Cost {
  const sums = new Map<string, number>();
  const unknown: Record<string, number> = {};
  for (const { count, ...priced } of groups) {
    const price = priceOf(priced, table);
    if (price.known) sums.set(price.currency, (sums.get(price.currency) ?? 0) + price.micros * count);
    else {
      const name = [priced.channel, priced.country].filter(Boolean).join(' ');
      unknown[name] = (unknown[name] ?? 0) + count;
    }
  }
  return { sums: [...sums].map(([currency, micros]) => moneyOf(micros, currency)), unknown };
}

/** Budget that is left of a campaign. */
export class Spending {
  readonly #limit: number;
  readonly #currency: string;
  readonly #table: readonly PriceRow[];
  #spent: number;

  /** `spent`: micros that went out before. */
  constructor(budget: Money, spent = 0, table: readonly PriceRow[] = prices) {
    this.#limit = budget.amount * 10 ** (6 - minorDigits(budget.currency));
    this.#currency = budget.currency;
    this.#spent = spent;
    this.#table = table;
  }

  get spentMicros(): number {
    return this.#spent;
  }

  /**
   * Notes one more message; false, and nothing noted, when it would exceed the budget. Of an unknown price the dearest known one of its channel is set
   * aside; where there is none, or it is of another currency, nothing goes out on a budget.
   */
  take(message: Priced): boolean {
    const price = priceOf(message, this.#table);
    if (price.known && price.micros > 0 && price.currency !== this.#currency) return false;
    const micros = price.known ? price.micros : dearest(message, this.#table);
    if (micros === undefined || this.#spent + micros > this.#limit) return false;
    this.#spent += micros;
    return true;
  }
}
