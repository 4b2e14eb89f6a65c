/** Reads JSON without losing digits: some stores write numbers of orders that are longer than a number of JavaScript can hold. */

/** A whole number of 16 digits and more that is no part of a fraction, outside of texts. */
const long = /(?<![\d.])-?\d{16,}(?![\d.eE])/g;

/** Returns the place behind the text that begins with the quote at `from`; the end where it has none. Step by step: one expression for a long text runs out of stack. */
function behindText(json: string, from: number): number {
  for (let quote = json.indexOf('"', from + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}

/** Returns what JSON says; whole numbers beyond 2^53 become texts of the same digits. Throws SyntaxError for what is no JSON. */
export function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    const behind = quote < 0 ? end : behindText(text, quote);
    parts.push(
      text.slice(at, end).replace(long, (one) => (Number.isSafeInteger(Number(one)) ? one : `"${one}"`)),
      text.slice(end, behind),
    );
    at = behind;
  }
  return JSON.parse(parts.join(''));
}
