/** Index of the places in the catalogue of each word, kind and name: made once for each reading of it, so that a search looks at few products. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { headsIn, isOfKind, type Kind } from './kinds.ts';
import { isHan } from './letters.ts';
import { saysTheSame } from './same-catalogue.ts';
import { type Searched, searchedOf, wordsIn } from './searched-text.ts';

export interface Name {
  name: string;
  han: boolean;
  /** Places of the products that are called so. */
  at: number[];
}

interface Names {
  byName: ReadonlyMap<string, Name>;
  /** Lengths of the names: of Han names in characters, of Latin ones in words. */
  signs: ReadonlySet<number>;
  words: ReadonlySet<number>;
}

/** The texts of a product in which a word counts, the one that counts most first. */
const fields = ['title', 'tags', 'text'] as const satisfies (keyof Searched)[];
type ByWord = ReadonlyMap<string, readonly number[]>;

interface Places {
  /** Places for each of the fields: by a word, by two Han in a row, and by a Han at the end of a word (`茶$`). */
  byWord: readonly ByWord[];
  /** The words that begin without Han, by their first three letters. */
  latin: ReadonlyMap<string, readonly string[]>;
  /** Places by each end of their names, tags and departments. */
  byEnd: ReadonlyMap<string, readonly number[]>;
  byCategory: ReadonlyMap<string, readonly number[]>;
  byColour: ReadonlyMap<string, readonly number[]>;
  /** Places of the kinds that were asked for so far. */
  ofKind: Map<Kind, readonly number[]>;
  names: Names;
  /** Latin words of four letters and more by first letter and length. */
  spelled: Map<string, string[]>;
  /** Something is for others than children. */
  forGrownUps: boolean;
}

export interface CatalogueIndex extends Places {
  rows: readonly ProductRow[];
}

const indexes = new WeakMap<readonly ProductRow[], CatalogueIndex>();
/** Products read between two pauses: about three ms, more where memory is swept meanwhile. */
const slice = 20;
/** Products looked at between two pauses. */
const look = 1_000;

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}

/** The ends of a name that may be a kind: of Chinese up to ten signs, of Latin up to four words. */
function* endsOf(head: string): Generator<string> {
  if (isHan(head)) for (let length = 1; length <= Math.min(10, head.length); length++) yield head.slice(-length);
  else {
    const words = head.split(' ');
    for (let from = Math.max(0, words.length - 4); from < words.length; from++) yield words.slice(from).join(' ');
  }
}

const wordsOfName = (latin: string): string[] => latin.trim().split(' ');
/** Letters of a word that it is kept under. */
const headOf = (word: string): string => word.slice(0, 3);

function* placing(rows: readonly ProductRow[]): Sliced<Places> {
  const byWord = fields.map(() => new Map<string, number[]>());
  const byEnd = new Map<string, number[]>();
  const byCategory = new Map<string, number[]>();
  const byColour = new Map<string, number[]>();
  const byName = new Map<string, Name>();
  let forGrownUps = false;
  for (const [at, row] of rows.entries()) {
    if (at % slice === slice - 1) yield;
    const texts = searchedOf(row);
    for (const [n, field] of fields.entries()) for (const word of wordsIn(texts[field])) put(byWord[n]!, word, at);
    const heads = headsIn(row);
    for (const head of [...heads.category, ...heads.title, ...heads.tags]) for (const end of endsOf(head)) put(byEnd, end, at);
    put(byCategory, row.category, at);
    for (const { options } of row.variants) if (options.colour !== undefined) put(byColour, options.colour, at);
    for (const { name, han } of texts.names) {
      const known = byName.get(name);
      if (!known) byName.set(name, { name, han, at: [at] });
      else if (known.at.at(-1) !== at) known.at.push(at);
    }
    forGrownUps ||= isForGrownUps(row);
  }
  const [signs, words] = [new Set<number>(), new Set<number>()];
  let seen = 0;
  for (const { name, han } of byName.values()) {
    if (++seen % 2_000 === 0) yield;
    if (han) signs.add(name.length);
    else words.add(wordsOfName(name).length);
  }
  const latin = new Map<string, string[]>();
  const spelled = new Map<string, string[]>();
  const [all, letters] = [new Set<string>(), new Set<string>()];
  for (const places of byWord) {
    for (const word of places.keys()) {
      if (++seen % 2_000 === 0) yield;
      if (isHan(word[0] ?? '') || all.has(word)) continue;
      all.add(word);
      put(latin, headOf(word), word);
      for (const [part] of word.matchAll(/[a-z]{4,}/g)) {
        if (letters.has(part)) continue;
        letters.add(part);
        put(spelled, `${part[0]}${part.length}`, part);
      }
    }
  }
  return { byWord, latin, byEnd, byCategory, byColour, ofKind: new Map(), names: { byName, signs, words }, spelled, forGrownUps };
}

/** Tells whether it is for others than children alone. */
export function isForGrownUps({ wearers }: ProductRow): boolean {
  return !wearers?.length || wearers.some((who) => who !== 'kids');
}

/** Returns the index of a catalogue; made when it is first asked for. */
export function* indexing(rows: readonly ProductRow[]): Sliced<CatalogueIndex> {
  const known = indexes.get(rows);
  if (known) return known;
  const made = { rows, ...(yield* placing(rows)) };
  indexes.set(rows, made);
  return made;
}

/** Returns the index of a catalogue that was read again: the one before where only prices and stock are others. */
export function* indexingAfter(before: readonly ProductRow[], rows: readonly ProductRow[]): Sliced<CatalogueIndex> {
  const old = indexes.get(before);
  if (old && !indexes.has(rows) && before.length === rows.length && (yield* saysTheSame(before, rows))) indexes.set(rows, { ...old, rows });
  return yield* indexing(rows);
}

/** Weight of a word. */
export interface Counted {
  /** Weight at each place of the catalogue: 3 in the title, 2 in the tags, 1 in the text. */
  counts: Uint8Array;
  /** The places where it counts. */
  at: readonly number[];
}

/** Returns the weight of a word for each place, by the spellings that formsOf gives. */
export function* counting({ rows, byWord, latin }: CatalogueIndex, forms: readonly string[]): Sliced<Counted> {
  const counts = new Uint8Array(rows.length);
  const found: number[] = [];
  let looked = 0;
  for (const [n, field] of fields.entries()) {
    const words = byWord[n]!;
    const worth = fields.length - n;
    for (const form of forms) {
      const [head = ''] = form.startsWith(' ') ? form.slice(1).split(/[ ,]/) : [form.endsWith(' ') ? `${form[0]}$` : form];
      // "t shirt" stands at two words: its first one alone is not enough.
      const whole = !/^ \S+ \S/.test(form);
      const isPrefix = form.startsWith(' ') && form.length === head.length + 1;
      const heads = isPrefix ? (latin.get(headOf(head)) ?? []).filter((word) => word.startsWith(head)) : [head];
      for (const word of heads) {
        for (const at of words.get(word) ?? []) {
          if (++looked % look === 0) yield;
          if (counts[at]! >= worth || !(whole || searchedOf(rows[at]!)[field].includes(form))) continue;
          if (counts[at] === 0) found.push(at);
          counts[at] = worth;
        }
      }
    }
  }
  return { counts, at: found };
}

/** Returns places of the products of a kind, in the order of the catalogue. */
export function* placesOfKind({ rows, byEnd, byCategory, ofKind }: CatalogueIndex, kind: Kind): Sliced<readonly number[]> {
  const known = ofKind.get(kind);
  if (known) return known;
  const maybe = new Set<number>();
  for (const category of kind.categories) for (const at of byCategory.get(category) ?? []) maybe.add(at);
  for (const word of kind.words) for (const at of byEnd.get(word) ?? []) maybe.add(at);
  const sure: number[] = [];
  let looked = 0;
  for (const at of Uint32Array.from(maybe).sort()) {
    if (++looked % look === 0) yield;
    if (isOfKind(rows[at]!, kind)) sure.push(at);
  }
  ofKind.set(kind, sure);
  return sure;
}

/** Returns the full names of the catalogue that a text has, as plainName gives it. */
export function namesIn({ names: { byName, signs, words } }: CatalogueIndex, said: { latin: string; han: string }): Name[] {
  const found = new Set<Name>();
  const take = (name: string, han: boolean) => {
    const one = byName.get(name);
    if (one?.han === han) found.add(one);
  };
  for (const length of signs) for (let at = 0; at + length <= said.han.length; at++) take(said.han.slice(at, at + length), true);
  const latin = wordsOfName(said.latin);
  for (const length of words) for (let at = 0; at + length <= latin.length; at++) take(` ${latin.slice(at, at + length).join(' ')} `, false);
  return [...found];
}
