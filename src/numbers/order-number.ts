/** Order numbers as they are compared, whoever writes them: the shop's files, its events, and customers. */

/** Signs that are not seen, which come along from the clipboard. */
const unseen = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const longest = 40;

/** Returns the text in plain signs and capitals, dashes of all kinds as `-`. */
export function plainNumber(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase();
}

/**
 * Returns the key that all spellings of one order number share: `SO-10001`, `so 10001` and `#SO10001` give `SO10001`; `2024/1001` and `2024-1001`
 * give `2024-1001`. Only a sign between two digits tells numbers apart: `10001-1` is not `100011`. Empty when the number has no digit.
 */
export function orderKey(number: string): string {
  const runs = plainNumber(number).match(/\p{N}+|\p{L}+/gu) ?? [];
  const isDigits = (run: string | undefined): boolean => run !== undefined && /^\p{N}/u.test(run);
  if (!runs.some(isDigits)) return '';
  return runs.reduce((key, run, at) => key + (isDigits(run) && isDigits(runs[at - 1]) ? '-' : '') + run, '');
}

/** Returns the digits of a number, without what stands before, between and behind them. */
export function orderDigits(number: string): string {
  return plainNumber(number).replace(/\P{N}/gu, '');
}

/** Reads a number that is a whole cell or field, as it is shown: `#1001` is `1001`, `ord_1 ` is `ORD_1`. Null when it is none. */
export function wholeNumber(text: string): string | null {
  const plain = plainNumber(text)
    .trim()
    .replace(/^#\s*/, '')
    .replace(/^(\d+)\.0$/, '$1')
    .replace(/\s+/g, ' ');
  return plain.length <= longest && orderKey(plain) !== '' ? plain : null;
}
