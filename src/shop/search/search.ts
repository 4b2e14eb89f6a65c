/** Finds products for what a customer wishes, in Chinese and English, without a search engine. */
import { inSlices, type Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { type CatalogueIndex, type Counted, counting, indexing, namesIn, placesOfKind, spelledLike } from './catalogue-index.ts';
import { nearColours } from './colours.ts';
import { isOfKind, type Kind, kindWord } from './kinds.ts';
import { isHan, nearlySame } from './letters.ts';
import { isForGrownUps } from './placing.ts';
import { formsOf, has, partsOf, plainName } from './searched-text.ts';
import { says, type Wish } from './wish.ts';

export interface Found {
  products: ProductRow[];
  /** Part of the wish that the products do not have; they are the nearest that there is. */
  near?: 'kind' | 'words' | 'colour' | 'size' | 'price';
}

/** Places looked at between two pauses. */
const slice = 1_000;

/** Products that the sentence calls by their full name. A name inside a longer one that was said does not count, nor one beside the kind that is wanted. */
function named(index: CatalogueIndex, wish: Wish): ProductRow[] {
  const called = namesIn(index, plainName(wish.said ?? ''));
  // Names, not products: a catalogue may have one name thousands of times, a sentence holds few different ones.
  const most = called.filter(({ name }) => !called.some((other) => other.name.length > name.length && other.name.includes(name)));
  const all = [...new Set(most.flatMap(({ at }) => Array.from(at, (place) => index.rows[place]!)))];
  const inName = (kind: Kind) => kind.words.some((word) => most.some(({ name }) => (isHan(word) ? name.includes(word) : kindWord(name).includes(word))));
  return wish.kinds.length === 0 || wish.kinds.some(inName) ? all : all.filter((product) => wish.kinds.some((kind) => isOfKind(product, kind)));
}

/** Different words that a search looks for; a sentence has fewer, and each costs a look at the whole catalogue. */
export const mostWords = 12;

/** Returns the first different words that a product is scored by, longer Chinese runs in pairs; at most {@link mostWords}. */
export function searchWords(wish: Pick<Wish, 'words' | 'vague'>): string[] {
  return [...new Set([...wish.words, ...wish.vague].flatMap(partsOf))].slice(0, mostWords);
}

interface Scored {
  product: ProductRow;
  /** Its place in the catalogue. */
  at: number;
  score: number;
  /** Score of the words that are not vague. */
  firm: number;
  ofKind: boolean;
  /** True when it has the word that names the goods, where there is one. */
  hasHead: boolean;
}

interface Scoring {
  all: Scored[];
  /** Words that some product has. */
  known: Set<string>;
}

/** Tells whether only a colour, a size or a price was said. */
function isEverything(wish: Wish): boolean {
  return wish.kinds.length === 0 && wish.words.length === 0 && constrained(wish);
}

/** The places at which something counts, in the order of the catalogue. */
function placesOf(lists: readonly Iterable<number>[], among: number): Uint32Array {
  const counts = new Uint8Array(among);
  let sum = 0;
  for (const list of lists) {
    for (const at of list) {
      sum += 1 - counts[at]!;
      counts[at] = 1;
    }
  }
  const places = new Uint32Array(sum);
  for (let at = 0, n = 0; n < sum; at++) if (counts[at] === 1) places[n++] = at;
  return places;
}

const giftBox = /礼盒|礼品|\bgift (?:box|set)/;

/** Tells whether a gift is wanted, of goods of some kind: "tea gift", 茶礼. */
function asksGift({ kinds, vague }: Wish): boolean {
  return kinds.length > 0 && vague.some((word) => /^(?:gifts?|presents?|礼物|送礼)$/.test(word));
}

/** Tells whether it is the gift box of the wanted goods. */
function isGiftOf(title: string, { kinds }: Wish): boolean {
  return giftBox.test(title) && kinds.some((kind) => kind.words.some((word) => word.length > 1 && title.includes(word)));
}

function* scored(
  index: CatalogueIndex,
  wish: Wish,
  words: ReadonlyMap<string, readonly string[]>,
  takes: (product: ProductRow) => boolean,
  everywhere?: Uint32Array | 'all',
): Sliced<Scoring> {
  const vague = new Set(wish.vague.flatMap(partsOf));
  const counted: ({ word: string; firm: boolean } & Counted)[] = [];
  for (const [word, forms] of words) counted.push({ word, firm: !vague.has(word), ...(yield* counting(index, forms)) });
  const kinds: Uint32Array[] = [];
  for (const kind of wish.kinds) kinds.push(yield* placesOfKind(index, kind));
  const ofKind = new Uint8Array(index.rows.length);
  for (const places of kinds) for (const at of places) ofKind[at] = 1;
  yield;
  const all: Scored[] = [];
  const known = new Set<string>();
  const head = new Set(wish.head === undefined ? [] : partsOf(wish.head));
  const isHead = counted.map(({ word }) => head.has(word));
  const isGift = asksGift(wish);
  let looked = 0;
  for (const at of everywhere === 'all' ? index.rows.keys() : (everywhere ?? placesOf([...counted.map((one) => one.at), ...kinds], index.rows.length))) {
    if (++looked % slice === 0) yield;
    const product = index.rows[at]!;
    if (!takes(product)) continue;
    let score = 0;
    let firm = 0;
    let hasHead = false;
    for (const [n, { word, firm: isFirm, counts }] of counted.entries()) {
      const count = counts[at]!;
      if (count === 0) continue;
      score += count;
      if (isFirm) firm += count;
      if (isHead[n]) hasHead = true;
      known.add(word);
    }
    // A gift of particular goods is one of these: "a gift, she likes jasmine tea".
    const isKind = ofKind[at] === 1 || (isGift && (firm > 0 || wish.words.length === 0) && isGiftOf(index.texts[0]!.at(at), wish));
    all.push({ product, at, score: score + (isKind ? 3 : 0), firm, ofKind: isKind, hasHead });
  }
  return { all, known };
}

/** The words that no product has, each with the spellings of the catalogue that are one letter off, or what it is the comparative of. */
function respelled(index: CatalogueIndex, unknown: readonly string[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  // A short word is sooner another one than a slip.
  for (const one of unknown.filter(({ length }) => length > 4)) {
    const joined = one.replaceAll('-', '');
    const lengths = [joined.length - 2, joined.length - 1, joined.length, joined.length + 1];
    for (const word of lengths.flatMap((length) => spelledLike(index, joined[0] ?? '', length))) {
      if (nearlySame(joined, word) || joined === word || joined === `${word}er`) near.set(one, [...(near.get(one) ?? []), ...formsOf(word)]);
    }
  }
  return near;
}

/** All that is written of a product. */
function textOf({ texts }: CatalogueIndex, at: number): string {
  return texts.map((one) => one.at(at)).join(' ');
}

/** Returns a check whether a word of a model stands in a product's texts: digits as a number of their own, a word with letters too also with blanks in it. */
function standsIn(index: CatalogueIndex, word: string): (at: number) => boolean {
  if (/^\d+$/.test(word)) {
    const alone = new RegExp(`(?<![\\d.])${word}(?!\\d|\\.\\d)`);
    return (at) => alone.test(textOf(index, at));
  }
  if (!/\d/.test(word)) {
    const forms = formsOf(word);
    return (at) => has(textOf(index, at), forms);
  }
  const tight = word.replaceAll('-', '');
  return (at) => {
    const all = textOf(index, at).replace(/[\s-]+/g, '');
    const from = all.indexOf(tight);
    return from >= 0 && !/^\d/.test(all.slice(from + tight.length));
  };
}

const inStock = ({ variants }: ProductRow): boolean => variants.some(({ stock }) => stock > 0);

/** Returns how far the cheapest fitting price is from the budget, in minor units; 0 within it. */
function overBudget({ variants }: ProductRow, { from = 0, to = Number.POSITIVE_INFINITY }: Wish): number {
  return variants.reduce((least, { price }) => Math.min(least, price < from ? from - price : price > to ? price - to : 0), Number.POSITIVE_INFINITY);
}

/** One variant that has the colour, the size and the price. */
function fits({ variants }: ProductRow, { from = 0, to = Number.POSITIVE_INFINITY, size }: Wish, shades: readonly string[]): boolean {
  for (const { price, options } of variants) {
    if (price < from || price > to || (shades.length > 0 && !shades.includes(options.colour ?? ''))) continue;
    if (!size || !options.size || options.size.toUpperCase() === size) return true;
  }
  return false;
}

function worn({ wearers }: ProductRow, wearer: string | undefined): boolean {
  return !wearer || !wearers?.length || wearers.includes(wearer);
}

/** Drops parts of the wish until something fits, and returns what is left. The order: a shade, the colour, the size, the price. */
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
  const priced: { one: Scored; over: number }[] = [];
  for (const [n, one] of relevant.entries()) {
    if (n % slice === slice - 1) yield;
    priced.push({ one, over: overBudget(one.product, wish) });
  }
  return { left: (yield* bestOf(priced, (a, b) => a.over - b.over, 3)).map(({ one }) => one), near: 'price' };
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
 * Searches the goods: the best match first, then what can be had, then what sells best. Where nothing meets the whole wish, what meets most of it, and
 * `near` says what is missing; nothing when the goods themselves are not found. `besides`: ids of goods that are not to be shown.
 */
export function* searching(products: readonly ProductRow[], wish: Wish, limit: number, besides: ReadonlySet<string> = nothing): Sliced<Found> {
  if (!says(wish)) return { products: [] };
  const index = yield* indexing(products);
  const called = named(index, wish).filter((product) => !besides.has(product._id) && overBudget(product, wish) === 0);
  if (called.length > 0) return { products: called.slice(0, limit) };
  const grown = wish.wearer !== 'kids' && index.forGrownUps;
  const takes = (product: ProductRow) => !besides.has(product._id) && worn(product, wish.wearer) && !(grown && !isForGrownUps(product));
  const words = new Map(searchWords(wish).map((word) => [word, formsOf(word)]));
  // Where all of the catalogue may be meant, only what fits is looked at further; all of it when nothing does.
  const isAll = isEverything(wish);
  const isFit = (product: ProductRow) => fits(product, wish, wish.colour ? [wish.colour] : []) && takes(product);
  const coloured = wish.colour ? index.byColour.at(wish.colour) : 'all';
  let { all, known } = isAll ? yield* scored(index, wish, words, isFit, coloured) : yield* scored(index, wish, words, takes);
  if (all.length === 0 && isAll) ({ all, known } = yield* scored(index, wish, words, takes, 'all'));
  const unknown = [...words.keys()].filter((word) => !known.has(word) && !isHan(word));
  if (unknown.length > 0) {
    const near = respelled(index, unknown);
    for (const [word, forms] of near) words.set(word, forms);
    if (near.size > 0) ({ all, known } = yield* scored(index, wish, words, takes, isAll ? 'all' : undefined));
  }
  const firm = wish.words.length > 0;
  let near: Found['near'];
  let candidates = all.filter((one) => one.ofKind && (!wish.strict || one.firm > 0));
  if (candidates.length === 0 && (wish.kinds.length > 0 || firm)) {
    candidates = all.filter((one) => one.firm > 0);
    if (wish.kinds.length > 0) near = 'kind';
  } else if (candidates.length === 0) candidates = constrained(wish) ? all : all.filter(({ score }) => score > 0);
  if (wish.head !== undefined && near === undefined) {
    const so = yield* choosing(candidates, ({ hasHead }) => hasHead);
    // Another thing than the kind that stands before its name: a strainer for tea is no tea.
    const others = so.length > 0 ? so : all.filter(({ hasHead }) => hasHead);
    if (others.length > 0) candidates = others;
    else near = 'words';
  }
  const models = (wish.models ?? []).map((word) => standsIn(index, word));
  if (models.length > 0) {
    const named = yield* choosing(candidates, ({ at }) => models.every((isThere) => isThere(at)));
    if (named.length > 0) candidates = named;
    else near ??= 'words';
  }
  yield;
  const best = candidates.reduce((most, { score }) => Math.max(most, score), 0);
  // A word alone that names their department says what they are, whether it stands in their title or not.
  const alone = words.size === 1 && wish.kinds.length === 0 ? [...words.keys()][0] : undefined;
  const isOfAlone = ({ category }: ProductRow) => alone !== undefined && category.toLowerCase().includes(alone);
  const relevant = candidates.filter(({ score, product }) => score * 3 > best * 2 || best === 0 || isOfAlone(product));
  yield;
  const { left, near: missing } = yield* fitting(relevant, wish);
  const isModel = wish.modifier !== undefined && near === undefined && wish.models?.includes(wish.modifier);
  if (wish.modifier && !isModel && !partsOf(wish.modifier).some((part) => known.has(part))) near ??= 'words';
  // A name that has the very word for the kind stands before the rest of its department.
  const kindForms = wish.kinds.flatMap((kind) => kind.words.filter((word) => wish.name?.includes(word)).flatMap(formsOf));
  const isCalled = ({ at, ofKind }: Scored) => Number(ofKind && kindForms.length > 0 && has(index.texts[0]!.at(at), kindForms));
  const order = (a: Scored, b: Scored) =>
    (wish.cheap ? a.product.price - b.product.price : b.score - a.score || isCalled(b) - isCalled(a)) ||
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
