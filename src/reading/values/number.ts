/** Numbers as people write them: 2, 2,500.00, ２, 三件, 两百五十, 一万二, 5w, twelve, half a dozen. */
import { accounted, cut } from './accounted.ts';
import { type Doubt, type Reader, without } from './answer.ts';
import { isExact, type Mention, mentionsOf } from './mentions.ts';

export { chineseNumber } from './han-number.ts';

/** Returns the numbers of which one is meant, when there are several; none when it is a range or something vague. */
export function doubtOf(mentions: readonly Mention[]): Doubt {
  const values = [...new Set(mentions.flatMap((mention) => mention.values))];
  const choice =
    values.length > 1 && values.length < 4 && mentions.every(({ values, bound, other, spread }) => values.length > 0 && !bound && !other && !spread);
  return { doubt: choice ? values : [] };
}

/** Tells whether a comma or 、 of Chinese writing between two plain digits parts two numbers; a full-width number is folded later. */
export function apart(raw: string, text: string): boolean {
  return raw !== text && /\d\s*[，、]\s*\d/.test(raw);
}

export const readNumber: Reader = (text, raw, { passing }) => {
  const all = mentionsOf(text);
  const [first] = all;
  if (!first) return null;
  const exact = passing ? all.slice(0, 1) : all;
  // "3 each" is so many of every one of some things.
  if (!passing && all.some(({ counter }) => counter === 'each')) return doubtOf([]);
  if (!exact.every(isExact) || exact.some(({ values }) => values[0] !== first.values[0]) || apart(raw, text)) return doubtOf(all);
  const rest = without(cut(text, exact), 0, 0);
  if (!passing && !accounted(rest, { numbers: 'none', amount: true })) return null;
  return { value: first.values[0] ?? 0, rest };
};
