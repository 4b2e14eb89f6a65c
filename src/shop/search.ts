/** Finds products for what a customer wishes, in Chinese and English, without a search engine. */
import { inSlices, type Sliced } from '../slices.ts';
import { type CatalogueIndex, counting, indexing, isForGrownUps, namesIn, placesOfKind } from './catalogue-index.ts';
import { nearColours } from './colours.ts';
import { isOfKind, type Kind, kindWord } from './kinds.ts';
import { isHan, nearlySame } from './letters.ts';
import { formsOf, has, partsOf, plainName, searchedOf } from './searched-text.ts';
import type { ProductRow } from './shop.ts';
import { says, type Wish } from './wish.ts';

export interface Found {
  products: ProductRow[];
  /** What of the wish the products do not have; they are the nearest that there is. */
  near?: 'kind' | 'words' | 'colour' | 'size' | 'price';
}

/** Places looked at between two pauses. */
const slice = 1_000;

/** Products that the sentence calls by their full name. A name inside a longer one that was said does not count, nor one beside the kind that is wanted. */
function named(index: CatalogueIndex, wish: Wish): ProductRow[] {
  const called = namesIn(index, plainName(wish.said ?? ''));
  // Names, not products: a catalogue may have one name thousands of times, a sentence holds few different ones.
  const most = called.filter(({ name }) => !called.some((other) => other.name.length > name.length && other.name.includes(name)));
  const all = [...new Set(most.flatMap(({ at }) => at.flatMap((place) => index.rows[place] ?? [])))];
  const inName = (kind: Kind) => kind.words.some((word) => most.some(({ name }) => (isHan(word) ? name.includes(word) : kindWord(name).includes(word))));
  return wish.kinds.length === 0 || wish.kinds.some(inName) ? all : all.filter((product) => wish.kinds.some((kind) => isOfKind(product, kind)));
}

/** Different words that a search looks for; a sentence has fewer, and each costs a look at the whole catalogue. */
export const mostWords = 12;

/** The first different words that a product is scored by, longer Chinese runs in pairs; at most {@link mostWords}. */
export function searchWords(wish: Pick<Wish, 'words' | 'vague'>): string[] {
  return [...new Set([...wish.words, ...wish.vague].flatMap(partsOf))].slice(0, mostWords);
}

interface Scored {
  product: ProductRow;
  score: number;
  /** Its name has the very word for the kind: it stands before the rest of its department. */
  called: boolean;
  /** Of the words that are not vague. */
  firm: number;
  ofKind: boolean;
}

interface Scoring {
  all: Scored[];
  /** Words that some product has. */
  known: Set<string>;
}

function* scored(index: CatalogueIndex, wish: Wish, words: ReadonlyMap<string, readonly string[]>, takes: (product: ProductRow) => boolean): Sliced<Scoring> {
  const all: Scored[] = [];
  const known = new Set<string>();
  const vague = new Set(wish.vague.flatMap(partsOf));
  const kindForms = wish.kinds.flatMap((kind) => kind.words.filter((word) => wish.name?.includes(word)).flatMap(formsOf));
  const counted: { word: string; firm: boolean; counts: Uint8Array }[] = [];
  for (const [word, forms] of words) counted.push({ word, firm: !vague.has(word), counts: yield* counting(index, forms) });
  const ofKind = new Uint8Array(index.rows.length);
  for (const kind of wish.kinds) for (const at of yield* placesOfKind(index, kind)) ofKind[at] = 1;
  // When only a colour, a size or a price was said, all of the catalogue may be meant.
  const everything = wish.kinds.length === 0 && wish.words.length === 0 && constrained(wish);
  for (const [at, product] of index.rows.entries()) {
    if (at % slice === slice - 1) yield;
    let score = 0;
    let firm = 0;
    for (const one of counted) {
      const count = one.counts[at]!;
      score += count;
      if (one.firm) firm += count;
    }
    if ((!everything && score === 0 && ofKind[at] === 0) || !takes(product)) continue;
    if (score > 0) for (const one of counted) if (one.counts[at]! > 0) known.add(one.word);
    const isKind = ofKind[at] === 1;
    all.push({ product, score: score + (isKind ? 3 : 0), called: isKind && has(searchedOf(product).title, kindForms), firm, ofKind: isKind });
  }
  return { all, known };
}

/** The words that no product has, each with the spellings of the catalogue that are one letter off, or what it is the comparative of. */
function respelled({ spelled }: CatalogueIndex, unknown: readonly string[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  for (const one of unknown) {
    const joined = one.replaceAll('-', '');
    const lengths = [joined.length - 2, joined.length - 1, joined.length, joined.length + 1];
    for (const word of lengths.flatMap((length) => spelled.get(`${joined[0]}${length}`) ?? [])) {
      if (nearlySame(joined, word) || joined === word || joined === `${word}er`) near.set(one, [...(near.get(one) ?? []), ...formsOf(word)]);
    }
  }
  return near;
}

const inStock = ({ variants }: ProductRow): boolean => variants.some(({ stock }) => stock > 0);

/** How far the cheapest fitting price is from the budget, in minor units; 0 within it. */
function overBudget({ variants }: ProductRow, { from = 0, to = Number.POSITIVE_INFINITY }: Wish): number {
  return Math.min(...variants.map(({ price }) => (price < from ? from - price : price > to ? price - to : 0)));
}

/** One variant that has the colour, the size and the price. */
function fits(product: ProductRow, wish: Wish, shades: readonly string[]): boolean {
  return product.variants.some(
    ({ price, options }) =>
      price >= (wish.from ?? 0) &&
      price <= (wish.to ?? Number.POSITIVE_INFINITY) &&
      (shades.length === 0 || shades.includes(options.colour ?? '')) &&
      (!wish.size || !options.size || options.size.toUpperCase() === wish.size),
  );
}

function worn({ wearers }: ProductRow, wearer: string | undefined): boolean {
  return !wearer || !wearers?.length || wearers.includes(wearer);
}

/** What is left when something of the wish is given up, in the order in which it is: a shade, the colour, the size, the price. */
function* fitting(relevant: readonly Scored[], wish: Wish): Sliced<{ left: readonly Scored[]; near?: Found['near'] }> {
  const { colour } = wish;
  const shades = colour ? [colour] : [];
  const ways: { near?: Found['near']; wish: Wish; shades: readonly string[] }[] = [
    { wish, shades },
    ...(colour ? [{ wish, shades: [...shades, ...(nearColours[colour] ?? [])] }] : []),
    ...(colour ? [{ near: 'colour' as const, wish, shades: [] }] : []),
    ...(wish.size ? [{ near: 'size' as const, wish: { ...wish, size: undefined }, shades: [] }] : []),
  ];
  for (const { near, ...way } of ways) {
    const left = yield* choosing(relevant, ({ product }) => fits(product, way.wish, way.shades));
    if (left.length > 0) return { left, near };
  }
  if (wish.from === undefined && wish.to === undefined) return { left: [] };
  const over = new Map(relevant.map(({ product }) => [product, overBudget(product, wish)]));
  return { left: yield* bestOf(relevant, (a, b) => (over.get(a.product) ?? 0) - (over.get(b.product) ?? 0), 3), near: 'price' };
}

function* choosing<T>(all: readonly T[], isFit: (one: T) => boolean): Sliced<T[]> {
  const left: T[] = [];
  for (const [n, one] of all.entries()) {
    if (n % slice === slice - 1) yield;
    if (isFit(one)) left.push(one);
  }
  return left;
}

/** The first `most` in an order; those that are equal stay as they stand. */
function* bestOf<T>(all: readonly T[], order: (a: T, b: T) => number, most: number): Sliced<T[]> {
  const best: T[] = [];
  for (const [n, one] of all.entries()) {
    if (n % slice === slice - 1) yield;
    if (best.length === most && order(best[most - 1]!, one) <= 0) continue;
    let at = best.length;
    while (at > 0 && order(best[at - 1]!, one) > 0) at--;
    best.splice(at, 0, one);
    if (best.length > most) best.pop();
  }
  return best;
}

/**
 * Best match first, then what can be had, then what sells best. Where nothing meets the whole wish, what meets most of it, and `near` says what
 * is missing; nothing when the goods themselves are not found. `besides`: ids of goods that are not to be shown.
 */
export function* searching(products: readonly ProductRow[], wish: Wish, limit: number, besides: ReadonlySet<string> = nothing): Sliced<Found> {
  if (!says(wish)) return { products: [] };
  const index = yield* indexing(products);
  const called = named(index, wish).filter((product) => !besides.has(product._id) && overBudget(product, wish) === 0);
  if (called.length > 0) return { products: called.slice(0, limit) };
  const grown = wish.wearer !== 'kids' && index.forGrownUps;
  const takes = (product: ProductRow) => !besides.has(product._id) && worn(product, wish.wearer) && !(grown && !isForGrownUps(product));
  const words = new Map(searchWords(wish).map((word) => [word, formsOf(word)]));
  let { all, known } = yield* scored(index, wish, words, takes);
  const unknown = [...words.keys()].filter((word) => !known.has(word) && !isHan(word));
  if (unknown.length > 0) {
    const near = respelled(index, unknown);
    for (const [word, forms] of near) words.set(word, forms);
    if (near.size > 0) ({ all, known } = yield* scored(index, wish, words, takes));
  }
  const firm = wish.words.length > 0;
  let near: Found['near'];
  let candidates = all.filter((one) => one.ofKind && (!wish.strict || one.firm > 0));
  if (candidates.length === 0 && (wish.kinds.length > 0 || firm)) {
    candidates = all.filter((one) => one.firm > 0);
    if (wish.kinds.length > 0) near = 'kind';
  } else if (candidates.length === 0) candidates = constrained(wish) ? all : all.filter(({ score }) => score > 0);
  const best = candidates.reduce((most, { score }) => Math.max(most, score), 0);
  const relevant = candidates.filter(({ score }) => score * 3 > best * 2 || best === 0);
  const { left, near: missing } = yield* fitting(relevant, wish);
  if (wish.modifier && !partsOf(wish.modifier).some((part) => known.has(part))) near ??= 'words';
  const order = (a: Scored, b: Scored) =>
    (wish.cheap ? a.product.price - b.product.price : b.score - a.score || Number(b.called) - Number(a.called)) ||
    Number(inStock(b.product)) - Number(inStock(a.product)) ||
    b.product.sold - a.product.sold;
  const sorted = missing === 'price' ? left.slice(0, limit) : yield* bestOf(left, order, limit);
  near = missing ?? near;
  return { products: sorted.map(({ product }) => product), ...(near && sorted.length > 0 && { near }) };
}

const nothing: ReadonlySet<string> = new Set();

function constrained({ colour, wearer, size, from, to }: Wish): boolean {
  return [colour, wearer, size, from, to].some((one) => one !== undefined);
}

/** Searches as {@link searching} does, and serves others between its slices. */
export async function search(products: readonly ProductRow[], wish: Wish, limit: number, besides?: ReadonlySet<string>): Promise<Found> {
  return inSlices(searching(products, wish, limit, besides));
}
