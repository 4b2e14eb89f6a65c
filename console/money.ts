/** Minor units as money of the currency. */
export function money(minor: number, currency: string, lang: string): string {
  const format = new Intl.NumberFormat(lang, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Sums in several currencies; they are never added up. */
export const sums = (all: readonly { amount: number; currency: string }[], lang: string): string =>
  all.length === 0 ? '–' : all.map(({ amount, currency }) => money(amount, currency, lang)).join(' + ');

export const number = (value: number, lang: string): string => new Intl.NumberFormat(lang).format(value);
export const percent = (share: number | null, lang: string): string =>
  share === null ? '–' : new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 }).format(share);
