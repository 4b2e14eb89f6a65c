/** Finds products for what a customer wishes, in Chinese and English, without a search engine. */
import { inSlices, type Sliced } from '../slices.ts';
import { nearColours } from './colours.ts';
import { isOfKind, type Kind, kindWord } from './kinds.ts';
import { isHan, nearlySame, plainText, singular } from './letters.ts';
import { forAdults } from './products.ts';
import type { ProductRow } from './shop.ts';
import { says, type Wish } from './wish.ts';

export interface Found {
  products: ProductRow[];
  /** What of the wish the products do not have; they are the nearest that there is. */
  near?: 'kind' | 'words' | 'colour' | 'size' | 'price';
}

/** The word as it stands, and for a longer Chinese run its pairs, since nobody puts spaces there. */
function partsOf(word: string): string[] {
  if (!isHan(word) || word.length <= 2) return [word];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}

/** What a product is searched by: plain text with a space around it; and its names as they are compared. */
interface Searched {
  title: string;
  tags: string;
  text: string;
  names: { name: string; han: boolean }[];
}

/** A catalogue is searched many times between two readings of it. */
const searched = new WeakMap<ProductRow, Searched>();

/** The texts with a space around each word; words with a hyphen in both spellings. */
function searchable(texts: readonly string[]): string {
  const plain = ` ${plainText(texts.join(' , '))} `;
  const apart = plain.replaceAll('-', ' ').replace(/ (\d+)(?=[a-z])/g, ' $1 $1');
  return apart === plain ? plain : `${apart} ${plain.replaceAll('-', '')}`;
}

function searchedOf(product: ProductRow): Searched {
  let made = searched.get(product);
  if (!made) {
    const titles = Object.values(product.title);
    const names = titles.map((title) => {
      const { latin, han } = plainName(title);
      return han !== '' && isHan(title) ? { name: han, han: true } : { name: latin, han: false };
    });
    const options = new Set(product.variants.flatMap(({ options }) => Object.values(options)));
    made = {
      title: searchable(titles),
      tags: searchable([...product.tags, product.category, ...options]),
      text: searchable(Object.values(product.text)),
      names: names.filter(({ name }) => name.trim() !== ''),
    };
    searched.set(product, made);
  }
  return made;
}

/** The spellings of a word that count as it. A Chinese word may stand anywhere; a longer Latin one may go on, a short one is the whole word. */
function formsOf(word: string): string[] {
  if (isHan(word)) return word.length > 1 ? [word] : [`${word} `];
  const spelled = word.includes('-') ? [word.replaceAll('-', ' '), word.replaceAll('-', '')] : [word];
  return spelled.flatMap((form) => {
    const stem = singular(form);
    const ends = form.length > 4 && !/\d/.test(form) ? [''] : [' ', ',', 's ', 'es '];
    return [form, ...(stem.length > 2 && stem !== form ? [stem] : [])].flatMap((one) => ends.map((end) => ` ${one}${end}`));
  });
}

function has(where: string, forms: readonly string[]): boolean {
  return forms.some((form) => where.includes(form));
}

function wordScore({ title, tags, text }: Searched, forms: readonly string[]): number {
  return has(title, forms) ? 3 : has(tags, forms) ? 2 : has(text, forms) ? 1 : 0;
}

/** A text as names are compared: lower case, without hyphens and apostrophes; Latin words with a space around each, Chinese without any. */
function plainName(text: string): { latin: string; han: string } {
  const plain = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '');
  return { latin: ` ${plain.replace(/[^\p{L}\p{N}]+|\p{Script=Han}/gu, ' ').trim()} `.replace(/ +/g, ' '), han: plain.replace(/[^\p{L}\p{N}]/gu, '') };
}

/** Products that the sentence calls by their full name. A name inside a longer one that was said does not count, nor one beside the kind that is wanted. */
function* named(products: readonly ProductRow[], wish: Wish): Sliced<ProductRow[]> {
  const said = plainName(wish.said ?? '');
  const called = new Map<string, Set<ProductRow>>();
  for (const [at, product] of products.entries()) {
    if (at % slice === slice - 1) yield;
    for (const { name, han } of searchedOf(product).names) {
      if (!(han ? said.han : said.latin).includes(name)) continue;
      const known = called.get(name);
      if (known) known.add(product);
      else called.set(name, new Set([product]));
    }
  }
  // Names, not products: a catalogue may have one name thousands of times, a sentence holds few different ones.
  const names = [...called.keys()];
  const most = names.filter((name) => !names.some((other) => other.length > name.length && other.includes(name)));
  const all = [...new Set(most.flatMap((name) => [...(called.get(name) ?? [])]))];
  const inName = (kind: Kind) => kind.words.some((word) => most.some((name) => (isHan(word) ? name.includes(word) : kindWord(name).includes(word))));
  return wish.kinds.length === 0 || wish.kinds.some(inName) ? all : all.filter((product) => wish.kinds.some((kind) => isOfKind(product, kind)));
}

/** Products looked at in one slice: a few ms. */
const slice = 1_000;

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

function* scored(shelf: readonly ProductRow[], wish: Wish, words: ReadonlyMap<string, readonly string[]>): Sliced<Scoring> {
  const all: Scored[] = [];
  const known = new Set<string>();
  const vague = new Set(wish.vague.flatMap(partsOf));
  const kindForms = wish.kinds.flatMap((kind) => kind.words.filter((word) => wish.name?.includes(word)).flatMap(formsOf));
  for (const [at, product] of shelf.entries()) {
    if (at % slice === slice - 1) yield;
    const texts = searchedOf(product);
    const ofKind = wish.kinds.some((kind) => isOfKind(product, kind));
    let score = 0;
    let firm = 0;
    for (const [word, forms] of words) {
      const one = wordScore(texts, forms);
      if (one === 0) continue;
      known.add(word);
      score += one;
      if (!vague.has(word)) firm += one;
    }
    all.push({ product, score: score + (ofKind ? 3 : 0), called: ofKind && has(texts.title, kindForms), firm, ofKind });
  }
  return { all, known };
}

/** The words that no product has, each with the spellings of the catalogue that are one letter off, or what it is the comparative of. */
function* respelled(shelf: readonly ProductRow[], unknown: readonly string[]): Sliced<Map<string, string[]>> {
  const near = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const [at, product] of shelf.entries()) {
    if (at % slice === slice - 1) yield;
    const { title, tags, text } = searchedOf(product);
    for (const [word] of `${title} ${tags} ${text}`.matchAll(/[a-z]{4,}/g)) {
      if (seen.has(word)) continue;
      seen.add(word);
      for (const one of unknown) {
        const joined = one.replaceAll('-', '');
        if (nearlySame(joined, word) || joined === word || joined === `${word}er`) near.set(one, [...(near.get(one) ?? []), ...formsOf(word)]);
      }
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
function fitting(relevant: readonly Scored[], wish: Wish): { left: readonly Scored[]; near?: Found['near'] } {
  const { colour } = wish;
  const shades = colour ? [colour] : [];
  const ways: { near?: Found['near']; wish: Wish; shades: readonly string[] }[] = [
    { wish, shades },
    ...(colour ? [{ wish, shades: [...shades, ...(nearColours[colour] ?? [])] }] : []),
    ...(colour ? [{ near: 'colour' as const, wish, shades: [] }] : []),
    ...(wish.size ? [{ near: 'size' as const, wish: { ...wish, size: undefined }, shades: [] }] : []),
  ];
  for (const { near, ...way } of ways) {
    const left = relevant.filter(({ product }) => fits(product, way.wish, way.shades));
    if (left.length > 0) return { left, near };
  }
  if (wish.from === undefined && wish.to === undefined) return { left: [] };
  return { left: [...relevant].sort((a, b) => overBudget(a.product, wish) - overBudget(b.product, wish)).slice(0, 3), near: 'price' };
}

/**
 * Best match first, then what can be had, then what sells best. Where nothing meets the whole wish, what meets most of it, and `near` says what
 * is missing; nothing when the goods themselves are not found.
 */
export function* searching(products: readonly ProductRow[], wish: Wish, limit: number): Sliced<Found> {
  if (!says(wish)) return { products: [] };
  const called = (yield* named(products, wish)).filter((product) => overBudget(product, wish) === 0);
  if (called.length > 0) return { products: called.slice(0, limit) };
  const shelf = (wish.wearer === 'kids' ? products : forAdults(products)).filter((product) => worn(product, wish.wearer));
  const words = new Map(searchWords(wish).map((word) => [word, formsOf(word)]));
  let { all, known } = yield* scored(shelf, wish, words);
  const unknown = [...words.keys()].filter((word) => !known.has(word) && !isHan(word));
  if (unknown.length > 0) {
    const near = yield* respelled(shelf, unknown);
    for (const [word, forms] of near) words.set(word, forms);
    if (near.size > 0) ({ all, known } = yield* scored(shelf, wish, words));
  }
  const firm = wish.words.length > 0;
  let near: Found['near'];
  let candidates = all.filter((one) => one.ofKind && (!wish.strict || one.firm > 0));
  if (candidates.length === 0 && (wish.kinds.length > 0 || firm)) {
    candidates = all.filter((one) => one.firm > 0);
    if (wish.kinds.length > 0) near = 'kind';
  } else if (candidates.length === 0) candidates = constrained(wish) ? all : all.filter(({ score }) => score > 0);
  const best = Math.max(0, ...candidates.map(({ score }) => score));
  const relevant = candidates.filter(({ score }) => score * 3 > best * 2 || best === 0);
  const { left, near: missing } = fitting(relevant, wish);
  if (wish.modifier && !partsOf(wish.modifier).some((part) => known.has(part))) near ??= 'words';
  const order = (a: Scored, b: Scored) =>
    (wish.cheap ? a.product.price - b.product.price : b.score - a.score || Number(b.called) - Number(a.called)) ||
    Number(inStock(b.product)) - Number(inStock(a.product)) ||
    b.product.sold - a.product.sold;
  const sorted = missing === 'price' ? left : [...left].sort(order);
  near = missing ?? near;
  return { products: sorted.slice(0, limit).map(({ product }) => product), ...(near && sorted.length > 0 && { near }) };
}

function constrained({ colour, wearer, size, from, to }: Wish): boolean {
  return [colour, wearer, size, from, to].some((one) => one !== undefined);
}

/** Searches as {@link searching} does, and serves others between its slices. */
export async function search(products: readonly ProductRow[], wish: Wish, limit: number): Promise<Found> {
  return inSlices(searching(products, wish, limit));
}
