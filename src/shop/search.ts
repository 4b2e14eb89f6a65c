/** Finds products for what a customer says, in Chinese and English, without a search engine: "red dress under 50", "300块以内的外套". */
import { type Budget, budgetIn } from './budget.ts';
import { categories, categoriesOf } from './categories.ts';
import { colours, nearColours } from './colours.ts';
import { forAdults } from './products.ts';
import type { ProductRow } from './shop.ts';

export interface Wish extends Budget {
  /** Category ids, any of them. */
  category?: string[];
  colour?: string;
  size?: string;
  /** women, men, kids */
  wearer?: string;
  /** What was said besides; ranks, and filters when nothing else was understood. */
  words: string[];
  /** The whole sentence: a product that is called by its name comes before all others. */
  said?: string;
}

const wearers: Record<string, string[]> = {
  kids: ['kid', 'kids', "kids'", 'child', 'children', 'boy', 'girl', 'son', 'daughter', '儿童', '小孩', '孩子', '宝宝', '男童', '女童', '儿子', '女儿'],
  women: [
    'women',
    "women's",
    'woman',
    'lady',
    'ladies',
    'wife',
    'mother',
    'mom',
    'mum',
    'girlfriend',
    '女士',
    '女生',
    '女装',
    '女款',
    '妈妈',
    '老婆',
    '女朋友',
    '婆婆',
  ],
  men: ['men', "men's", 'man', 'guys', 'husband', 'father', 'dad', 'boyfriend', '男士', '男生', '男装', '男款', '爸爸', '老公', '男朋友', '公公'],
};

const noise = new Set(
  'a an the for in of with to and or my me i some any looking look find show want need is are do you have please something under like would buy can get what which good nice at on'.split(
    ' ',
  ),
);
const zhNoise =
  /我想要?|想要|想买|有没有|有什么|请问|帮我|推荐|一下|一件|一条|一个|一双|看看|找找?|给我|给|送|的|吗|呢|啊|要|买|想|有|和|点|件|条|什么|适合|穿/g;

const hanRun = /\p{Script=Han}+/gu;

/** Words of a spaced script, and Chinese runs without filler. Latin words lose a plural s. */
function wordsOf(text: string): string[] {
  const latin = (text.match(/[a-z][a-z'-]*|\d{2,}[a-z]*/g) ?? []).filter((word) => !noise.has(word));
  const han = (text.replace(zhNoise, ' ').match(hanRun) ?? []).filter((word) => word.length > 0);
  return [...latin, ...han];
}

function saysWord(text: string, words: string[], word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return text.includes(word);
  return word.includes(' ') ? text.includes(word) : words.includes(word) || words.includes(`${word}s`) || words.includes(`${word}es`);
}

/** The longest of the words that the text says; so that 连衣裙 wins over 裙, and 天蓝 over 蓝. */
function longestSaid<T>(text: string, words: string[], table: [T, string][]): { of: T; word: string } | undefined {
  let best: { of: T; word: string } | undefined;
  for (const [of, word] of table) if (word.length > (best?.word.length ?? 0) && saysWord(text, words, word)) best = { of, word };
  return best;
}

const colourTable = Object.entries(colours).flatMap(([code, names]) => [...names.zh, ...names.en].map((word): [string, string] => [code, word]));
const wearerTable = Object.entries(wearers).flatMap(([who, words]) => words.map((word): [string, string] => [who, word]));
const categoryTable = categories.flatMap(({ id, words }) => words.map((word): [string, string] => [id, word]));

/** Reads a wish out of a sentence. `currency` is the shop's: a budget without a currency is in it. */
export function wishOf(sentence: string, currency: string): Wish {
  const { from, to, rest } = budgetIn(sentence.slice(0, 500).toLowerCase(), currency);
  const words = wordsOf(rest);
  const colour = longestSaid(rest, words, colourTable);
  const wearer = longestSaid(rest, words, wearerTable);
  const category = longestSaid(rest, words, categoryTable);
  const size =
    /(?:size\s*|尺码|码数?)?\b(xxl|xl|xs|[sml])\b(?:\s*码)?/.exec(rest)?.[1]?.toUpperCase() ??
    /(?:size\s*)(\d{2,3})|(\d{2,3})\s*码/.exec(rest)?.slice(1).find(Boolean);
  const taken = [colour?.word, wearer?.word, size?.toLowerCase(), 'size'];
  return {
    said: sentence.slice(0, 500),
    from,
    to,
    colour: colour?.of,
    wearer: wearer?.of,
    size,
    category: category ? categoriesOf(category.word) : undefined,
    words: words.flatMap((word) => {
      let left = word;
      for (const said of taken) if (said) left = /\p{Script=Han}/u.test(said) ? left.replace(said, '') : left === said ? '' : left;
      return left ? [left] : [];
    }),
  };
}

/** The word as it stands, and for a longer Chinese run its pairs, since nobody puts spaces there. */
function partsOf(word: string): string[] {
  if (!/\p{Script=Han}/u.test(word) || word.length <= 2) return [word];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}

/** What a product is searched by, in lower case, each with a space before it; and its names as they are compared. */
interface Searched {
  title: string;
  tags: string;
  text: string;
  names: { name: string; han: boolean }[];
}

/** A catalogue is searched many times between two readings of it. */
const searched = new WeakMap<ProductRow, Searched>();

function searchedOf(product: ProductRow): Searched {
  let made = searched.get(product);
  if (!made) {
    const lower = (texts: readonly string[]): string => ` ${texts.join(' ').toLowerCase()}`;
    const titles = Object.values(product.title);
    const names = titles.map((title) => {
      const { latin, han } = plainName(title);
      return han !== '' && /\p{Script=Han}/u.test(title) ? { name: han, han: true } : { name: latin, han: false };
    });
    made = { title: lower(titles), tags: lower(product.tags), text: lower(Object.values(product.text)), names: names.filter(({ name }) => name.trim() !== '') };
    searched.set(product, made);
  }
  return made;
}

/** The forms of a word that count as it where they begin a word; a Chinese one may stand anywhere. */
function formsOf(word: string): string[] {
  if (/\p{Script=Han}/u.test(word)) return [word];
  const stem = word.replace(/(?<=[a-z]{3})e?s$/, '');
  return [` ${word}`, ...(stem.length > 2 && stem !== word ? [` ${stem}`] : [])];
}

function scoreOf(product: ProductRow, words: readonly string[][]): number {
  const { title, tags, text } = searchedOf(product);
  let score = 0;
  for (const forms of words) {
    const has = (where: string) => forms.some((form) => where.includes(form));
    score += has(title) ? 3 : has(tags) ? 2 : has(text) ? 1 : 0;
  }
  return score;
}

/** A text as names are compared: lower case, without hyphens and apostrophes; Latin words with a space around each, Chinese without any. */
function plainName(text: string): { latin: string; han: string } {
  const plain = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '');
  return { latin: ` ${plain.replace(/[^\p{L}\p{N}]+|\p{Script=Han}/gu, ' ').trim()} `.replace(/ +/g, ' '), han: plain.replace(/[^\p{L}\p{N}]/gu, '') };
}

/** Products that the sentence calls by their full name. A name inside a longer one that was said does not count. */
function* named(products: readonly ProductRow[], sentence: string): Sliced<ProductRow[]> {
  const said = plainName(sentence);
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
  return [...new Set(most.flatMap((name) => [...(called.get(name) ?? [])]))];
}

function affordable(product: ProductRow, wish: Wish): boolean {
  return product.variants.some(({ price }) => price >= (wish.from ?? 0) && price <= (wish.to ?? Number.POSITIVE_INFINITY));
}

function fits(product: ProductRow, wish: Wish, shades: string[]): boolean {
  if (wish.category && !wish.category.includes(product.category)) return false;
  if (wish.wearer && product.wearers && !product.wearers.includes(wish.wearer)) return false;
  return product.variants.some(
    ({ price, options }) =>
      price >= (wish.from ?? 0) &&
      price <= (wish.to ?? Number.POSITIVE_INFINITY) &&
      (shades.length === 0 || shades.includes(options.colour ?? '')) &&
      (!wish.size || !options.size || options.size === wish.size),
  );
}

/** Work in slices: it stops at each `yield`, so that others are served in between. */
type Sliced<T> = Generator<undefined, T>;

/** Products looked at in one slice: a few ms. */
const slice = 1_000;

/** Different words that a search looks for; a sentence has fewer, and each costs a look at the whole catalogue. */
export const mostWords = 12;

/** The first different words that a product is scored by, longer Chinese runs in pairs; at most {@link mostWords}. */
export function searchWords(wish: Pick<Wish, 'words'>): string[] {
  return [...new Set(wish.words.flatMap(partsOf))].slice(0, mostWords);
}

/** Best match first, then what sells best; what is sold out comes last, unless it was called by its name. Empty when nothing fits. */
export function* searching(products: readonly ProductRow[], wish: Wish, limit: number): Sliced<ProductRow[]> {
  const called = (yield* named(products, wish.said ?? '')).filter((product) => affordable(product, wish));
  if (called.length > 0) return called.slice(0, limit);
  const shelf = wish.wearer === 'kids' ? products : forAdults(products);
  const understood = Boolean(wish.category || wish.colour || wish.wearer || wish.size || wish.from || wish.to);
  const words = searchWords(wish).map(formsOf);
  function* ranked(shades: string[]): Sliced<{ product: ProductRow; score: number; stock: number }[]> {
    const found: { product: ProductRow; score: number; stock: number }[] = [];
    for (const [at, product] of shelf.entries()) {
      if (at % slice === slice - 1) yield;
      if (!fits(product, wish, shades)) continue;
      const score = scoreOf(product, words);
      if (understood || score > 0) found.push({ product, score, stock: product.variants.some((variant) => variant.stock > 0) ? 1 : 0 });
    }
    return found.sort((a, b) => b.stock - a.stock || b.score - a.score || b.product.sold - a.product.sold);
  }
  let found = yield* ranked(wish.colour ? [wish.colour] : []);
  if (found.length === 0 && wish.colour) found = yield* ranked([wish.colour, ...(nearColours[wish.colour] ?? [])]);
  return found.slice(0, limit).map(({ product }) => product);
}

/** Searches as {@link searching} does, and serves others between its slices. */
export async function search(products: readonly ProductRow[], wish: Wish, limit: number): Promise<ProductRow[]> {
  const work = searching(products, wish, limit);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
