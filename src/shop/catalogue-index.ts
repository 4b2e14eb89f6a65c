/** Where in the catalogue a word, a kind and a name stand: made once for each reading of it, so that a search looks at few products. */
import type { Sliced } from '../slices.ts';
import { headsIn, isOfKind, type Kind } from './kinds.ts';
import { isHan } from './letters.ts';
import { saysTheSame } from './same-catalogue.ts';
import { type Searched, searchedOf } from './searched-text.ts';
import type { ProductRow } from './shop.ts';

export interface Name {
  name: string;
  han: boolean;
  /** Places of the products that are called so. */
  at: number[];
}

/** The texts of a product in which a word counts, the one that counts most first. */
const fields = ['title', 'tags', 'text'] as const satisfies (keyof Searched)[];
type ByWord = ReadonlyMap<string, readonly number[]>;

interface Places {
  /** For each of the fields: by a word, by two Han in a row, and by a Han at the end of a word (`茶$`). */
  byWord: readonly ByWord[];
  /** The words that begin without Han, sorted. */
  latin: readonly string[];
  /** By each end of their names, tags and departments. */
  byEnd: ReadonlyMap<string, readonly number[]>;
  byCategory: ReadonlyMap<string, readonly number[]>;
  /** Places of the kinds that were asked for so far. */
  ofKind: Map<Kind, readonly number[]>;
  /** Full names by their first word, or their first two Han. */
  names: Map<string, Name[]>;
  /** Latin words of four letters and more by first letter and length. */
  spelled: Map<string, string[]>;
  /** Something is for others than children. */
  forGrownUps: boolean;
}

export interface CatalogueIndex extends Places {
  rows: readonly ProductRow[];
}

const indexes = new WeakMap<readonly ProductRow[], CatalogueIndex>();
/** Products read between two pauses: a few ms. */
const slice = 50;
/** Products looked at between two pauses. */
const look = 1_000;

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}

function* wordsIn(text: string): Generator<string> {
  for (const chunk of text.split(' ')) {
    if (chunk === '' || chunk === ',') continue;
    const word = chunk.endsWith(',') ? chunk.slice(0, -1) : chunk;
    if (!isHan(word)) {
      yield word;
      continue;
    }
    if (!isHan(word[0]!)) yield word;
    for (let at = 0; at + 1 < word.length; at++) if (isHan(word[at + 1]!) || isHan(word[at]!)) yield word.slice(at, at + 2);
    if (isHan(word.at(-1)!)) yield `${word.at(-1)}$`;
  }
}

/** The ends of a name that may be a kind: of Chinese up to ten signs, of Latin up to four words. */
function* endsOf(head: string): Generator<string> {
  if (isHan(head)) for (let length = 1; length <= Math.min(10, head.length); length++) yield head.slice(-length);
  else {
    const words = head.split(' ');
    for (let from = Math.max(0, words.length - 4); from < words.length; from++) yield words.slice(from).join(' ');
  }
}

/** The first two Han of a name, or its first word with a space before it. */
const nameKey = (name: string, han: boolean): string => (han ? name.slice(0, 2) : name.slice(0, name.indexOf(' ', 1)));

function* placing(rows: readonly ProductRow[]): Sliced<Places> {
  const byWord = fields.map(() => new Map<string, number[]>());
  const byEnd = new Map<string, number[]>();
  const byCategory = new Map<string, number[]>();
  const byName = new Map<string, Name>();
  let forGrownUps = false;
  for (const [at, row] of rows.entries()) {
    if (at % slice === slice - 1) yield;
    const texts = searchedOf(row);
    for (const [n, field] of fields.entries()) for (const word of wordsIn(texts[field])) put(byWord[n]!, word, at);
    const heads = headsIn(row);
    for (const head of [...heads.category, ...heads.title, ...heads.tags]) for (const end of endsOf(head)) put(byEnd, end, at);
    put(byCategory, row.category, at);
    for (const { name, han } of texts.names) {
      const known = byName.get(name);
      if (!known) byName.set(name, { name, han, at: [at] });
      else if (known.at.at(-1) !== at) known.at.push(at);
    }
    forGrownUps ||= isForGrownUps(row);
  }
  const names = new Map<string, Name[]>();
  let seen = 0;
  for (const one of byName.values()) {
    if (++seen % 2_000 === 0) yield;
    put(names, nameKey(one.name, one.han), one);
  }
  yield;
  const all = new Set<string>();
  for (const words of byWord) {
    for (const word of words.keys()) if (!isHan(word[0] ?? '')) all.add(word);
    yield;
  }
  const latin = [...all].sort();
  yield;
  const spelled = new Map<string, string[]>();
  const letters = new Set<string>();
  for (const [n, word] of latin.entries()) {
    if (n % 2_000 === 1_999) yield;
    for (const [part] of word.matchAll(/[a-z]{4,}/g)) {
      if (letters.has(part)) continue;
      letters.add(part);
      put(spelled, `${part[0]}${part.length}`, part);
    }
  }
  return { byWord, latin, byEnd, byCategory, ofKind: new Map(), names, spelled, forGrownUps };
}

/** Is it for others than children alone? */
export function isForGrownUps({ wearers }: ProductRow): boolean {
  return !wearers?.length || wearers.some((who) => who !== 'kids');
}

/** The index of a catalogue; made when it is first asked for. */
export function* indexing(rows: readonly ProductRow[]): Sliced<CatalogueIndex> {
  const known = indexes.get(rows);
  if (known) return known;
  const made = { rows, ...(yield* placing(rows)) };
  indexes.set(rows, made);
  return made;
}

/** The index of a catalogue that was read again: the one before where only prices and stock are others. */
export function* indexingAfter(before: readonly ProductRow[], rows: readonly ProductRow[]): Sliced<CatalogueIndex> {
  const old = indexes.get(before);
  if (old && !indexes.has(rows) && before.length === rows.length && (yield* saysTheSame(before, rows))) indexes.set(rows, { ...old, rows });
  return yield* indexing(rows);
}

/** The first place in a sorted list that is not before `word`. */
function firstFrom(sorted: readonly string[], word: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How much a word counts for each place, by the spellings that formsOf gives: 3 in the title, 2 in the tags, 1 in the text.
 */
export function* counting({ rows, byWord, latin }: CatalogueIndex, forms: readonly string[]): Sliced<Uint8Array> {
  const counts = new Uint8Array(rows.length);
  let looked = 0;
  for (const [n, field] of fields.entries()) {
    const words = byWord[n]!;
    const worth = fields.length - n;
    for (const form of forms) {
      const [head = ''] = form.startsWith(' ') ? form.slice(1).split(/[ ,]/) : [form.endsWith(' ') ? `${form[0]}$` : form];
      // "t shirt" stands at two words: its first one alone is not enough.
      const whole = !/^ \S+ \S/.test(form);
      const heads = form.startsWith(' ') && form.length === head.length + 1 ? goingOn(latin, head) : [head];
      for (const word of heads) {
        for (const at of words.get(word) ?? []) {
          if (++looked % look === 0) yield;
          if (counts[at]! < worth && (whole || searchedOf(rows[at]!)[field].includes(form))) counts[at] = worth;
        }
      }
    }
  }
  return counts;
}

/** The words that begin so. */
function* goingOn(sorted: readonly string[], head: string): Generator<string> {
  for (let at = firstFrom(sorted, head); at < sorted.length && sorted[at]!.startsWith(head); at++) yield sorted[at]!;
}

/** Places of the products of a kind, in the order of the catalogue. */
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

/** The full names of the catalogue that a text has, as plainName gives it. */
export function namesIn({ names }: CatalogueIndex, said: { latin: string; han: string }): Name[] {
  const found = new Set<Name>();
  for (let at = 0; at + 2 <= said.han.length; at++) {
    for (const one of names.get(said.han.slice(at, at + 2)) ?? []) if (one.han && said.han.startsWith(one.name, at)) found.add(one);
  }
  for (let at = 0; at >= 0 && at + 1 < said.latin.length; at = said.latin.indexOf(' ', at + 1)) {
    for (const one of names.get(said.latin.slice(at, said.latin.indexOf(' ', at + 1))) ?? [])
      if (!one.han && said.latin.startsWith(one.name, at)) found.add(one);
  }
  return [...found];
}
