/** Tells whether two products are one thing in another colour, size or pack: somebody who is shown several of them is shown one. */
import { searchedTitle, wordsIn } from '../search/searched-text.ts';
import type { ProductRow } from '../shop.ts';

/** Share of the words of two titles that is the same in twins. */
const same = 0.6;

const known = new WeakMap<ProductRow, ReadonlySet<string>>();

function wordsOf(product: ProductRow): ReadonlySet<string> {
  let words = known.get(product);
  if (!words) {
    words = new Set([...wordsIn(searchedTitle(product))].filter((word) => !word.endsWith('$')));
    known.set(product, words);
  }
  return words;
}

export function areTwins(a: ProductRow, b: ProductRow): boolean {
  const [mine, theirs] = [wordsOf(a), wordsOf(b)];
  let both = 0;
  for (const word of mine) if (theirs.has(word)) both++;
  return both > 0 && both / (mine.size + theirs.size - both) >= same;
}
