/** Index of the places in the catalogue of each word, kind and name: made once for each reading of it, so that a search looks at few products. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { categories } from './categories.ts';
import type { Kind } from './kinds.ts';
import { fields, type Places, placing, wordsOfName } from './placing.ts';

export interface Name {
  name: string;
  /** Places of the products that are called so. */
  at: Uint32Array;
}

export interface CatalogueIndex extends Places {
  rows: readonly ProductRow[];
  /** Places of the kinds that were asked for so far. */
  ofKind: Map<Kind, Uint32Array>;
}

const indexes = new WeakMap<readonly ProductRow[], CatalogueIndex>();
/** Products looked at between two pauses. */
const look = 1_000;

/** Returns the index of a catalogue; made when it is first asked for. */
export function* indexing(rows: readonly ProductRow[]): Sliced<CatalogueIndex> {
  return indexes.get(rows) ?? keepPlaces(rows, yield* placing(rows));
}

/** Keeps the places of a catalogue that were read elsewhere. */
export function keepPlaces(rows: readonly ProductRow[], places: Places): CatalogueIndex {
  const made = { ...places, rows, ofKind: new Map() };
  indexes.set(rows, made);
  return made;
}

/** Keeps the index of a catalogue for one that differs from it in prices and stock alone. */
export function reuseIndex(before: readonly ProductRow[], rows: readonly ProductRow[]): void {
  const old = indexes.get(before);
  if (old) indexes.set(rows, { ...old, rows });
}

/** Weight of a word. */
export interface Counted {
  /** Weight at each place of the catalogue: 3 in the title, 2 in the tags, 1 in the text. */
  counts: Uint8Array;
  /** The places where it counts. */
  at: readonly number[];
}

/** Returns the weight of a word for each place, by the spellings that formsOf gives. */
export function* counting({ rows, byWord, texts }: CatalogueIndex, forms: readonly string[]): Sliced<Counted> {
  const counts = new Uint8Array(rows.length);
  const found: number[] = [];
  let looked = 0;
  for (const [n, words] of byWord.entries()) {
    const worth = fields.length - n;
    for (const form of forms) {
      const [head = ''] = form.startsWith(' ') ? form.slice(1).split(/[ ,]/) : [form.endsWith(' ') ? `${form[0]}$` : form];
      // "t shirt" stands at two words: its first one alone is not enough.
      const whole = !/^ \S+ \S/.test(form);
      const isPrefix = form.startsWith(' ') && form.length === head.length + 1;
      const only = isPrefix ? -1 : words.numberOf(head);
      const { from, to } = isPrefix ? words.beginning(head) : { from: only, to: only + 1 };
      for (let word = Math.max(0, from); word < to; word++) {
        for (const at of words.placesOf(word)) {
          if (++looked % look === 0) yield;
          if (counts[at]! >= worth || !(whole || texts[n]!.at(at).includes(form))) continue;
          if (counts[at] === 0) found.push(at);
          counts[at] = worth;
        }
      }
    }
  }
  return { counts, at: found };
}

const ownDepartments: ReadonlySet<string> = new Set(categories.map(({ id }) => id));

/** Returns places of the products of a kind, in the order of the catalogue: those that `isOfKind` is true of. */
export function* placesOfKind({ rows, byEnd, byCategory, ofKind }: CatalogueIndex, kind: Kind): Sliced<Uint32Array> {
  const known = ofKind.get(kind);
  if (known) return known;
  const sure = new Set<number>();
  for (const category of kind.categories) for (const at of byCategory.at(category)) sure.add(at);
  const isDepartment = kind.categories.size > 0;
  let looked = 0;
  for (const noun of ['category', 'title', 'tags'] as const) {
    if (noun === 'tags' && isDepartment) continue;
    for (const word of kind.words) {
      for (const at of byEnd[noun].at(word)) {
        if (++looked % look === 0) yield;
        // The program's own departments are sure; a word in the name adds nothing.
        const isOwn = noun !== 'tags' && ownDepartments.has(rows[at]!.category);
        if (!isOwn || (noun === 'title' && !isDepartment)) sure.add(at);
      }
    }
  }
  const places = Uint32Array.from(sure).sort();
  ofKind.set(kind, places);
  return places;
}

/** Tells whether some product's department, name or tag ends so. */
export function hasEnd({ byEnd }: CatalogueIndex, word: string): boolean {
  return byEnd.category.has(word) || byEnd.title.has(word) || byEnd.tags.has(word);
}

/** Returns the Latin words of the catalogue that begin with a letter and have a length. */
export function spelledLike({ spelled, spellings }: CatalogueIndex, first: string, length: number): string[] {
  return Array.from(spelled.at(`${first}${length}`), (number) => spellings.at(number));
}

/** Returns the full names of the catalogue that a text has, as plainName gives it. */
export function namesIn({ byName, signs, words }: CatalogueIndex, said: { latin: string; han: string }): Name[] {
  const found = new Map<string, Name>();
  const take = (name: string) => {
    const number = found.has(name) ? -1 : byName.numberOf(name);
    if (number >= 0) found.set(name, { name, at: byName.placesOf(number) });
  };
  for (const length of signs) for (let at = 0; at + length <= said.han.length; at++) take(said.han.slice(at, at + length));
  const latin = wordsOfName(said.latin);
  for (const length of words) for (let at = 0; at + length <= latin.length; at++) take(` ${latin.slice(at, at + length).join(' ')} `);
  return [...found.values()];
}
