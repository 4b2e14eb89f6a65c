/** Finds what in the writing of a picture may be a number of the shop: pure, so that it is tested without a picture. */
import type { Writing } from './picture.ts';

export interface Candidate {
  text: string;
  /** `#` or a word such as "order" stands before it. */
  marked: boolean;
  /** Put together from what a blank or the end of a line parts. */
  joined: boolean;
}

/** Candidates of one picture. */
const most = 80;
const longest = 40;
/** Signs of numbers, and those that a recogniser writes for them. */
const number = /[A-Za-z0-9¥£|!][A-Za-z0-9¥£|!/_-]*/g;
const mark = /(?:#|订单号?|单号|编号|\b(?:order|no|nr|num|number|id)\b[^A-Za-z0-9]{0,4}#?)\s*$/i;

/**
 * Returns what stands in the lines as possible numbers, each once, in order of reading: words with a digit, words with a blank inside, and those that
 * a line's end broke in two. What is too short to be told from a price or a time counts only behind a word that says what it is.
 *
 * @example
 * ```ts
 * import { candidatesIn } from './candidates.ts';
 * candidatesIn({ codes: [], lines: ['Order # 112-', '7493820-5561034'] }).some(({ text }) => text === '112-7493820-5561034'); // => true
 * ```
 */
export function candidatesIn({ lines }: Pick<Writing, 'lines'>): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (word: string, before: string, joined: boolean): void => {
    const text = word.replace(/^[-_/#!|]+|[-_/#!|]+$/g, '');
    const one = { text, marked: mark.test(before), joined };
    if (text.length <= longest && tells(one)) found.set(text, found.get(text)?.marked ? { ...one, marked: true } : one);
  };
  for (const [at, line] of lines.entries()) {
    const words = [...line.matchAll(number)].map(({ 0: word, index }) => ({ word, before: line.slice(Math.max(0, index - 16), index) }));
    for (const [n, { word, before }] of words.entries()) {
      add(word, before, false);
      const rest = words.slice(n + 1, n + 4).map((other) => other.word);
      // A blank that is none: `SO 10023`, `SF 1403 9588`.
      for (let length = 1; length <= rest.length; length++) add([word, ...rest.slice(0, length)].join(''), before, true);
    }
    // The rest of a number may stand in the line below, or below one of another column.
    const last = words.at(-1);
    if (last === undefined) continue;
    for (const below of lines.slice(at + 1, at + 3)) {
      const first = below.match(number)?.[0];
      if (first === undefined) continue;
      add(`${last.word}${first}`, last.before, true);
      if (!last.word.endsWith('-')) add(`${last.word}-${first}`, last.before, true);
    }
  }
  return [...found.values()].slice(0, most);
}

/** Tells whether it is long enough to be no price, time or quantity by chance. */
function tells({ text, marked, joined }: Candidate): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (joined) return digits >= 10 || (digits >= 4 && /^[A-Za-z]{2,4}-?\d+$/.test(text));
  return digits >= 6 || (digits >= 4 && /[A-Za-z]/.test(text)) || (marked && digits >= 2);
}

const sameSign: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  S: '5',
  B: '8',
  G: '6',
  '¥': 'Y',
  '£': 'E',
};

/**
 * Returns the number with signs that look alike as one, and without what stands between them: two numbers that a recogniser may mistake for each other
 * have the same.
 *
 * @example
 * ```ts
 * import { lookalike } from './candidates.ts';
 * lookalike('S0-1OO23'); // => '5010023'
 * ```
 */
export function lookalike(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9¥£|!]/g, '')
    .replace(/[OQDIL|!ZSBG¥£]/g, (sign) => sameSign[sign] ?? sign);
}

/** Most signs of a number's letters that may be read as digits before its digits begin. */
const lettersMost = 4;

/** Returns every run of digits that the number may have, as the shop keeps them: `S0-10023` may be 010023, 5010023 or 10023. */
export function digitsOf(text: string): string[] {
  const plain = text.replace(/\D/g, '');
  const all = lookalike(text).replace(/\D/g, '');
  const found = new Set([plain, all]);
  for (const digits of [plain, all]) for (let cut = 1; cut <= lettersMost && digits.length - cut >= 2; cut++) found.add(digits.slice(cut));
  return [...found].filter((digits) => digits !== '');
}
