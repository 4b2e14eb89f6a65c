const known = new Map<string, number>();

/** Digits behind the point of an ISO 4217 currency: 2 for most, 0 for JPY and KRW, 3 for KWD; 2 for what is no currency. */
export function minorDigits(currency: string): number {
  let digits = known.get(currency);
  if (digits === undefined) {
    try {
      digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      digits = 2;
    }
    known.set(currency, digits);
  }
  return digits;
}
