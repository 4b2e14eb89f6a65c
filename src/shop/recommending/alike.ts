/** Products that are alike: by the words of the search index, weighed by how much each of them tells, by their kind, wearers and price. */
import type { Sliced } from '../../event-loop/slices.ts';
import { type Searched, textsOf, wordsIn } from '../search/searched-text.ts';
import type { ProductRow } from '../shop.ts';
import type { Pair } from './together.ts';

/** Weight of a word by where it stands. */
const fields: [keyof Omit<Searched, 'names'>, number][] = [
  ['title', 3],
  ['tags', 2],
  ['text', 1],
];
/** Words in more than this share of the products tell little; in a small shop they may. */
const common = 0.05;
const few = 40;
/** Weight of the kind of a product: two of one kind are a little alike whatever is written of them. */
const kindWeight = 4;
/** Weight in the length of a text of a word that no other product has, beside one that others have. */
const lonely = 0.3;
/** Least likeness that is told. */
const least = 0.05;
/** Part of the likeness that products of other kinds keep, and the least that those of another price do. */
const otherKind = 0.5;
const otherPrice = 0.6;

interface Words {
  /** Word numbers and weights of each product, of length 1. */
  words: Int32Array[];
  weights: Float32Array[];
}

function* weighing(products: readonly ProductRow[]): Sliced<Words> {
  const numbers = new Map<string, number>();
  const shares: number[] = [];
  const counts = products.map(() => new Map<number, number>());
  for (const [place, product] of products.entries()) {
    if (place % 32 === 31) yield;
    const texts = textsOf(product);
    const own = counts[place]!;
    const note = (word: string, weight: number): void => {
      const number = numbers.get(word) ?? numbers.size;
      if (number === numbers.size) {
        numbers.set(word, number);
        shares.push(0);
      }
      const before = own.get(number);
      if (before === undefined) shares[number]!++;
      if (before === undefined || before < weight) own.set(number, weight);
    };
    for (const [field, weight] of fields) for (const word of wordsIn(texts[field])) note(word, weight);
    // No text has a word with a blank in it.
    note(`kind ${product.category}`, kindWeight);
  }
  const all = products.length;
  const tooMany = Math.max(few, all * common);
  const found: Words = { words: [], weights: [] };
  for (const [place, own] of counts.entries()) {
    if (place % 64 === 63) yield;
    const telling: [number: number, weight: number][] = [];
    let squares = 0;
    for (const [number, weight] of own) {
      const share = shares[number]!;
      if ((share > tooMany && weight !== kindWeight) || share === all) continue;
      const worth = weight * Math.log(1 + all / share) * (share > 1 ? 1 : lonely);
      squares += worth * worth;
      if (share > 1) telling.push([number, worth]);
    }
    const length = Math.sqrt(squares) || 1;
    found.words.push(Int32Array.from(telling, ([number]) => number));
    found.weights.push(Float32Array.from(telling, ([, worth]) => worth / length));
  }
  return found;
}

/** Tells whether the same people may wear both. */
export function isForTheSame(a: Pick<ProductRow, 'wearers'>, b: Pick<ProductRow, 'wearers'>): boolean {
  return !a.wearers?.length || !b.wearers?.length || a.wearers.some((who) => b.wearers?.includes(who));
}

function fitting(a: ProductRow, b: ProductRow): number {
  if (!isForTheSame(a, b)) return 0;
  const [low, high] = [Math.min(a.price, b.price), Math.max(a.price, b.price)];
  const price = a.currency !== b.currency || high === 0 ? 1 : otherPrice + (1 - otherPrice) * (low / high);
  return price * (a.category === b.category ? 1 : otherKind);
}

/** Returns for each product the `most` others that are most alike, the best first. */
export function* likening(products: readonly ProductRow[], most: number): Sliced<Pair[][]> {
  const { words, weights } = yield* weighing(products);
  const having: { places: number[]; weights: number[] }[] = [];
  for (const [place, own] of words.entries()) {
    for (const [n, word] of own.entries()) {
      having[word] ??= { places: [], weights: [] };
      const at = having[word];
      at.places.push(place);
      at.weights.push(weights[place]![n]!);
    }
    if (place % 256 === 255) yield;
  }
  const sums = new Float32Array(products.length);
  const seen = new Int32Array(products.length);
  const best = mostLike(most);
  const found: Pair[][] = [];
  for (const [place, own] of words.entries()) {
    let reached = 0;
    for (const [n, word] of own.entries()) {
      const { places, weights: theirs } = having[word]!;
      const mine = weights[place]![n]!;
      for (let at = 0; at < places.length; at++) {
        const other = places[at]!;
        if (sums[other] === 0) seen[reached++] = other;
        sums[other]! += mine * theirs[at]!;
      }
    }
    for (let at = 0; at < reached; at++) {
      const other = seen[at]!;
      const likeness = sums[other]!;
      sums[other] = 0;
      // Nothing that is to fit makes two products more alike than their words do.
      if (other === place || likeness < least || !best.takes(likeness, other)) continue;
      const score = likeness * fitting(products[place]!, products[other]!);
      if (score >= least) best.add(score, other);
    }
    found.push(best.done());
    if (place % 4 === 3) yield;
  }
  return found;
}

interface MostLike {
  /** Tells whether one with this score would be among the best so far. */
  takes(score: number, place: number): boolean;
  add(score: number, place: number): void;
  /** The best, the first of them first; it begins anew after that. */
  done(): Pair[];
}

/** Keeps the best of thousands without an object for each, and without putting all in order. */
function mostLike(most: number): MostLike {
  const scores = new Float64Array(most);
  const places = new Int32Array(most);
  let length = 0;
  const isBefore = (score: number, place: number, n: number): boolean => score > scores[n]! || (score === scores[n]! && place < places[n]!);
  const takes = (score: number, place: number): boolean => length < most || isBefore(score, place, length - 1);
  return {
    takes,
    add(score, place) {
      if (!takes(score, place)) return;
      let at = length < most ? length++ : most - 1;
      for (; at > 0 && isBefore(score, place, at - 1); at--) {
        scores[at] = scores[at - 1]!;
        places[at] = places[at - 1]!;
      }
      scores[at] = score;
      places[at] = place;
    },
    done() {
      const pairs = Array.from({ length }, (_, n): Pair => ({ place: places[n]!, score: scores[n]! }));
      length = 0;
      return pairs;
    },
  };
}
