/** Signs of a unified social credit code and their values: digits, then letters without I, O, S, V, Z. GB 32100-2015. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Weight of the sign at a place, from 0: powers of 3 modulo 31. GB 32100-2015, table 2. */
const weights = Array.from({ length: 17 }, (_, place) => Array.from({ length: place }).reduce<number>((power) => (power * 3) % 31, 1));

/** Returns the last sign that belongs to the 17 before it; undefined when one of them is none of the code's signs. */
function checkSign(first: string): string | undefined {
  const values = [...first].map((sign) => signs.indexOf(sign));
  if (values.length !== 17 || values.includes(-1)) return undefined;
  const sum = values.reduce((all, value, place) => all + value * (weights[place] ?? 0), 0);
  return signs[(31 - (sum % 31)) % 31];
}

/** Returns the tax number without spaces and dashes, in capitals, as people write it into one. */
export function plainTaxNumber(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}

/**
 * Tells whether it can be a tax number: a Chinese one (18 signs with a check sign; 15, 17 or 20 of the time before), or a VAT number with the
 * country's two letters before it.
 */
export function isTaxNumber(text: string): boolean {
  const plain = plainTaxNumber(text);
  if (/^[A-Z]{2}[0-9A-Z]{7,14}$/.test(plain) && /\d{5}/.test(plain)) return true;
  if (plain.length === 18) return checkSign(plain.slice(0, 17)) === plain[17];
  return /^(?:\d{15}|\d{6}[0-9A-Z]{9}|\d{17}|\d{17}[0-9X]\d{2})$/.test(plain);
}
