import type { Sliced } from '../event-loop/slices.ts';

/** Least length of a word that is repaired: shorter ones have too many neighbours. */
const shortest = 5;

/** Repairs one slip of the finger (a letter too many, too few, another one, or two swapped) towards known words. */
export interface Spelling {
  /** The text in normal form, with words that nobody knows written like the one known word that is a slip away. */
  repair(text: string): string;
}

/** Yields the word with each letter left out in turn, and the word itself. */
function* slips(word: string): Generator<string> {
  yield word;
  for (let i = 0; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1);
}

/** Tells whether exactly one letter is left out, added, changed, or swapped with its neighbour. */
function isSlip(a: string, b: string): boolean {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const rest = (from: string, skip: number): string => from.slice(i + skip);
  return (
    rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, 2) === rest(b, 2))
  );
}

/** Learns, in slices, the words that repairs lead to. Words that `isKnown` are never repaired. */
export function* learningSpelling(words: Iterable<string>, isKnown: (word: string) => boolean): Sliced<Spelling> {
  const near = new Map<string, string[]>();
  const known = new Set<string>();
  let seen = 0;
  for (const word of words) {
    if (++seen % 100 === 0) yield;
    if (word.length < shortest || known.has(word)) continue;
    known.add(word);
    for (const slip of slips(word)) {
      const others = near.get(slip);
      if (others) others.push(word);
      else near.set(slip, [word]);
    }
  }
  const one = (word: string): string => {
    if (known.has(word) || isKnown(word)) return word;
    for (const slip of slips(word)) {
      const found = near.get(slip)?.find((candidate) => candidate[0] === word[0] && isSlip(word, candidate));
      if (found !== undefined) return found;
    }
    return word;
  };
  return { repair: (text) => text.replace(/[a-z]{5,}/g, one) };
}
