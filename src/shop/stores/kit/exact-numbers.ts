/** Reads JSON without losing digits: some stores write numbers of orders that are longer than a number of JavaScript can hold. */

/** A text, or a whole number of 16 digits and more that is no part of a fraction. */
const textOrLong = /"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g;

/** Returns what JSON says; whole numbers beyond 2^53 become texts of the same digits. Throws SyntaxError for what is no JSON. */
export function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(textOrLong, (one) => (one.startsWith('"') || Number.isSafeInteger(Number(one)) ? one : `"${one}"`)));
}
