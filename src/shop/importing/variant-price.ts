import type { RowReader } from './row-reader.ts';
import type { Sheet } from './sheet.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

function currencyIn(key: string): string | undefined {
  const currency = /^(?:variant)?price.*?([a-z]{3})$/.exec(key)?.[1]?.toUpperCase();
  return currency && currencies.has(currency) ? currency : undefined;
}

/** Tells whether this is the key of a column that holds the price in one currency. */
export const isPriceKey = (key: string): boolean => currencyIn(key) !== undefined;

const known = new WeakMap<Sheet, { key: string; currency: string }[]>();

/** Returns columns that hold the price in one currency each: Medusa's `Variant Price USD`, its older `Price USD` and `Price france [EUR]`. */
export function priceColumns(sheet: Sheet): readonly { key: string; currency: string }[] {
  let found = known.get(sheet);
  if (!found) {
    found = [...sheet.all].flatMap((key) => {
      const currency = currencyIn(key);
      return currency ? [{ key, currency }] : [];
    });
    known.set(sheet, found);
  }
  return found;
}

/** Returns the price that customers pay now, with its currency; the one in the shop's currency where there are several. */
export function priceOf(row: RowReader, shop: string, now: number): { price: number | undefined; currency: string } | undefined {
  const currency = row.currency('currency', shop);
  const [from, to] = [row.date('sale_from'), row.date('sale_to')];
  const isOnSale = row.raw('sale_price') !== undefined && (from === undefined || from <= now) && (to === undefined || to + 86_400_000 > now);
  if (isOnSale) {
    const price = row.money('sale_price', currency);
    if (price !== 0) return { price, currency };
  }
  if (row.raw('price') !== undefined) return { price: row.money('price', currency), currency };
  const filled = priceColumns(row.sheet).filter(({ key }) => row.cell(key) !== undefined);
  const chosen = filled.find((one) => one.currency === currency) ?? filled[0];
  return chosen && { price: row.moneyIn('price', row.cell(chosen.key) ?? '', chosen.currency), currency: chosen.currency };
}
