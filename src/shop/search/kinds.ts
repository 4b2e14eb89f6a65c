/** Kinds of goods: which of them a sentence names, and which products are of a kind. The shop's own departments and tags count beside the lists of the program. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { categories } from './categories.ts';
import { colourSigns } from './colours.ts';
import { goods } from './goods.ts';
import { isHan, plainText, singular } from './letters.ts';

export interface Kind {
  /** Names of the kind, any of them; Latin ones in the singular. */
  words: readonly string[];
  /** The categories of the catalogue that are this kind. */
  categories: Set<string>;
}

export interface KindTable {
  byWord: ReadonlyMap<string, readonly Kind[]>;
  /** Signs that end the name of a product, a tag or a department: a noun of one sign counts only among them. */
  ends: ReadonlySet<string>;
  /** 红茶, 蓝牙, "white tea": words of the catalogue with a colour in them, how many products have it in a name, and how many of these are of that colour. */
  coloured: ReadonlyMap<string, { named: number; are: number }>;
}

/** A kind that a sentence names, with the place of its word in it. */
export interface SaidKind {
  kinds: readonly Kind[];
  word: string;
  at: number;
  end: number;
}

/** Returns a name as kinds are compared with it: Latin words in the singular, one space between them. */
export function kindWord(name: string): string {
  const plain = plainText(name).replaceAll('-', ' ').trim();
  return isHan(plain) ? plain : plain.split(/\s+/).map(singular).join(' ');
}

/** The kinds of the lists, as yet without the departments of a shop. */
function listed(): Map<string, Kind[]> {
  const table = new Map<string, Kind[]>();
  const put = (kind: Kind) => {
    for (const word of new Set(kind.words)) table.set(word, [...(table.get(word) ?? []), kind]);
  };
  for (const line of goods) {
    const [zh = '', en = ''] = line.split('|');
    put({ words: [...zh.trim().split(' '), ...en.split(',')].map(kindWord), categories: new Set() });
  }
  // A narrower kind wins over a department: who asks for a hat wants no belt.
  const narrow = new Set(table.keys());
  for (const { id, name, words } of categories) {
    put({ words: [...[id, ...Object.values(name)].map(kindWord), ...words.map(kindWord).filter((word) => !narrow.has(word))], categories: new Set() });
  }
  return table;
}

const general = listed();
/** The kinds of the lists alone, without a catalogue. */
export const bareKinds: KindTable = { byWord: general, ends: new Set([...general.keys()].filter(isHan).map((word) => word.at(-1)!)), coloured: new Map() };

/** Returns the ends of a product's names, where the noun stands: each run of Chinese, and a Latin title up to "for", "with" or a comma. */
export function headsOf(text: string): string[] {
  const plain = plainText(text).replaceAll('-', ' ');
  const latin = (plain.replace(/\p{Script=Han}+/gu, ',').match(/[a-z0-9][a-z0-9. ]*/g) ?? [])
    .map((part) => kindWord(part.split(/ (?:for|with|in|of) /)[0]!.replace(/(?: (?:pro|max|mini|plus|\d\S*|s|m|l|xl))+$/, '')))
    .filter((part) => part !== '');
  const han = [...plain.matchAll(/(?<![\d.])\p{Script=Han}+/gu)].map(([run]) => run);
  return [...latin, ...han];
}

interface Heads {
  category: string[];
  title: string[];
  tags: string[];
}

const headsKnown = new WeakMap<ProductRow, Heads>();

/** Returns the nouns of a product by where they stand: its departments, the ends of its names, its tags. Each time anew: for who goes through a whole catalogue. */
export function headsOfProduct({ category, title, tags }: ProductRow): Heads {
  return {
    category: category.split(/[>/|,，、;；]/).flatMap((part) => (part.trim() ? [kindWord(part)] : [])),
    title: Object.values(title).flatMap(headsOf),
    tags: tags.map(kindWord),
  };
}

/** Returns them, and keeps them: for the few products that a conversation is about. */
function headsIn(product: ProductRow): Heads {
  let made = headsKnown.get(product);
  if (!made) {
    made = headsOfProduct(product);
    headsKnown.set(product, made);
  }
  return made;
}

function endsIn(heads: readonly string[], kind: Kind): boolean {
  return heads.some((head) =>
    kind.words.some((word) => head.endsWith(word) && (isHan(word) || head.length === word.length || head.at(-word.length - 1) === ' ')),
  );
}

/** Tells whether the product is of the kind. Its tags are asked only when the kind is no department of the shop: they often name what the product goes with. */
export function isOfKind(product: ProductRow, kind: Kind): boolean {
  if (kind.categories.has(product.category)) return true;
  const { category, title, tags } = headsIn(product);
  // The program's own departments are sure; a word in the name adds nothing.
  if (categories.some(({ id }) => id === product.category)) return kind.categories.size === 0 && (endsIn(tags, kind) || endsIn(title, kind));
  return endsIn(category, kind) || endsIn(title, kind) || (kind.categories.size === 0 && endsIn(tags, kind));
}

const tables = new WeakMap<readonly ProductRow[], KindTable>();
/** Products read between two pauses: a ms or two. */
const slice = 20;

/** Reads the kinds that this catalogue and the program know; made once for a reading of the catalogue. */
export function* readKinds(products: readonly ProductRow[]): Sliced<KindTable> {
  const known = tables.get(products);
  if (known) return known;
  const byWord = new Map<string, readonly Kind[]>(listed());
  const ends = new Set<string>();
  const coloured = new Map<string, { named: number; are: number }>();
  const seen = new Set<string>();
  for (const [at, product] of products.entries()) {
    if (at % slice === slice - 1) yield;
    const { category, title, tags } = headsOfProduct(product);
    for (const head of [...category, ...title, ...tags]) if (isHan(head)) ends.add(head.at(-1)!);
    for (const [word, of] of colourWords(product)) {
      const count = coloured.get(word) ?? { named: 0, are: 0 };
      count.named++;
      if (of) count.are++;
      coloured.set(word, count);
    }
    for (const word of [product.category, ...category]) {
      if (word === '' || seen.has(`c${word} ${product.category}`)) continue;
      seen.add(`c${word} ${product.category}`);
      const name = kindWord(word);
      const same = byWord.get(name);
      if (same) for (const kind of same) kind.categories.add(product.category);
      else byWord.set(name, [{ words: [name], categories: new Set([product.category]) }]);
    }
    for (const tag of tags) {
      if (seen.has(`t${tag}`)) continue;
      seen.add(`t${tag}`);
      if (!byWord.has(tag) && endsInListed(tag)) byWord.set(tag, [{ words: [tag], categories: new Set() }]);
    }
  }
  const table = { byWord, ends, coloured };
  tables.set(products, table);
  return table;
}

/** Keeps the kinds of a catalogue that were read elsewhere. */
export function keepKinds(rows: readonly ProductRow[], table: KindTable): void {
  tables.set(rows, table);
}

/** Keeps the kinds of a catalogue for one that differs from it in prices and stock alone. */
export function reuseKinds(before: readonly ProductRow[], rows: readonly ProductRow[]): void {
  const old = tables.get(before);
  if (old) tables.set(rows, old);
}

/** Tells whether a longer word ends in a kind, as "green tea" and 沙发床 do. */
function endsInListed(word: string): boolean {
  if (!isHan(word)) return general.has(word.split(' ').slice(1).join(' ')) || general.has(word.split(' ').slice(2).join(' '));
  return [1, 2, 3].some((length) => word.length > length && general.has(word.slice(-length)));
}

/** The words in a product's names that hold a colour, and whether the product is of that colour. */
function* colourWords(product: ProductRow): Generator<[string, boolean]> {
  const names = plainText([...Object.values(product.title), ...product.tags, product.category].join(' | '));
  const words = new Map<string, string>();
  for (const [sign, code] of colourSigns) {
    for (let at = names.indexOf(sign); at >= 0; at = names.indexOf(sign, at + 1)) {
      const around = isHan(sign)
        ? [names.slice(at - 1, at + 1), names.slice(at, at + 2)].filter((pair) => /^\p{Script=Han}{2}$/u.test(pair))
        : (/^[a-z]+ [a-z]+/.exec(names.slice(at)) ?? []);
      for (const word of around) words.set(word, code);
    }
  }
  for (const [word, code] of words) yield [word, product.variants.some(({ options }) => options.colour === code)];
}

/** Words in which a sign of a kind is no goods: 包邮 has no bag in it. */
const noGoods = /咖啡因|包(?=[邮安装退换括含裹])|[红面礼]包|起床|刀(?=以|左|内|上|吗|$)|[花](?=[了费钱])|表[示面]|书面|酒店|被(?!子)|灯光|杯水|糖尿/gu;
const afterSign = /^(?:$|[^\p{Script=Han}]|[的吗呢啊吧嘛有多少哪要和跟或都还能可好是卖推])/u;
const apart = /和|跟|与|或|还有|以及|、|，|,|\s|[。；;！!？?]/;
const apartLatin = /[,;.!?、]|\b(?:and|or|also|plus)\b/;
const downTo = /\b(?:for|with|without|of|from|in|on|to|by|under|that|which)\b/;
const denied = /(?:不要|不是|不想要|别的|除了|\bnot|\bno|\bwithout|\bbesides|\bexcept)\s*(?:a |an |the |这个|这种)?$/;

/**
 * Reads the kinds that a sentence, as {@link plainText} gives it, wants. Of a compound it is the last ("phone case", 手机壳), of "a charger for my phone"
 * the first.
 */
export function kindsIn(plain: string, { byWord, ends }: KindTable = bareKinds): SaidKind[] {
  const text = plain.replaceAll('-', ' ').replace(noGoods, (word) => '～'.repeat(word.length));
  const found: SaidKind[] = [];
  const put = (word: string, at: number, end: number): boolean => {
    const kinds = byWord.get(word);
    if (kinds) found.push({ kinds, word, at, end });
    return kinds !== undefined;
  };
  for (const { 0: run, index } of text.matchAll(/\p{Script=Han}[\p{Script=Han}a-z0-9]*|[a-z0-9.]+(?: [a-z0-9.]+)*/gu)) {
    if (isHan(run)) {
      for (let at = 0; at < run.length; at++) {
        for (let length = Math.min(10, run.length - at); length > 0; length--) {
          const word = run.slice(at, at + length);
          if (length === 1 && (!ends.has(word) || !afterSign.test(run.slice(at + 1)))) continue;
          if (!put(word, index + at, index + at + length)) continue;
          at += length - 1;
          break;
        }
      }
    } else {
      const words = [...run.matchAll(/\S+/g)];
      for (let at = 0; at < words.length; at++) {
        for (let length = Math.min(4, words.length - at); length > 0; length--) {
          const some = words.slice(at, at + length);
          const last = some.at(-1)!;
          if (!put(some.map(([word]) => singular(word)).join(' '), index + some[0]!.index, index + last.index + last[0].length)) continue;
          at += length - 1;
          break;
        }
      }
    }
  }
  return wanted(
    text,
    found.filter(({ at }) => !denied.test(text.slice(0, at))),
  );
}

function wanted(text: string, found: readonly SaidKind[]): SaidKind[] {
  const left: SaidKind[] = [];
  for (const said of found) {
    const before = left.at(-1);
    const between = before ? text.slice(before.end, said.at) : '';
    if (before && isHan(said.word) && !apart.test(between)) left.pop();
    else if (before && !isHan(said.word) && between.trim() === '') left.pop();
    else if (before && !isHan(said.word) && downTo.test(between) && !apartLatin.test(between)) continue;
    left.push(said);
  }
  return left;
}
