/** Reads a catalogue into the places of its words, kinds and names: in slices of a thread, or in one of its own (see index-apart.ts). */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { headsOfProduct } from './kinds.ts';
import { isHan } from './letters.ts';
import { type Searched, textsOf, wordsIn } from './searched-text.ts';
import { TextTable, TextTableMaking, type TextTableParts } from './text-table.ts';
import { WordPlaces, WordPlacesMaking, type WordPlacesParts } from './word-places.ts';

/** The texts of a product in which a word counts, the one that counts most first. */
export const fields = ['title', 'tags', 'text'] as const satisfies (keyof Searched)[];

/** Where a noun stands that says of what kind a product is. */
const nouns = ['category', 'title', 'tags'] as const;
type Noun = (typeof nouns)[number];

export interface Places {
  /** The texts of each of the fields, by place. */
  texts: readonly TextTable[];
  /** Places for each of the fields: by a word, by two Han in a row, and by a Han at the end of a word (`茶$`). */
  byWord: readonly WordPlaces[];
  /** Places by each end of their departments, names and tags. */
  byEnd: Readonly<Record<Noun, WordPlaces>>;
  byCategory: WordPlaces;
  byColour: WordPlaces;
  byName: WordPlaces;
  /** Lengths of the names: of Han names in characters, of Latin ones in words. */
  signs: ReadonlySet<number>;
  words: ReadonlySet<number>;
  /** Different tags, each with one of its places. */
  tags: readonly string[];
  /** Numbers of Latin words of four letters and more in `spellings`, by first letter and length. */
  spelled: WordPlaces;
  spellings: TextTable;
  /** Something is for others than children. */
  forGrownUps: boolean;
}

/** The same without methods, as it goes from one thread to another. */
export interface PlacesParts {
  texts: TextTableParts[];
  byWord: WordPlacesParts[];
  byEnd: Record<Noun, WordPlacesParts>;
  byCategory: WordPlacesParts;
  byColour: WordPlacesParts;
  byName: WordPlacesParts;
  signs: ReadonlySet<number>;
  words: ReadonlySet<number>;
  tags: readonly string[];
  spelled: WordPlacesParts;
  spellings: TextTableParts;
  forGrownUps: boolean;
}

/** Products read between two pauses: about three ms. */
const slice = 20;

export const wordsOfName = (latin: string): string[] => latin.trim().split(' ');

/** Tells whether it is for others than children alone. */
export function isForGrownUps({ wearers }: ProductRow): boolean {
  return !wearers?.length || wearers.some((who) => who !== 'kids');
}

/** The ends of a name that may be a kind: of Chinese up to ten signs, of Latin up to four words, and the whole of it. */
function* endsOf(head: string): Generator<string> {
  if (isHan(head)) {
    if (head.length > 10) yield head;
    for (let length = 1; length <= Math.min(10, head.length); length++) {
      const end = head.slice(-length);
      // A Latin word is no part of another one.
      if (isHan(end) || length === head.length || head.at(-length - 1) === ' ') yield end;
    }
  } else {
    const words = head.split(' ');
    if (words.length > 4) yield head;
    for (let from = Math.max(0, words.length - 4); from < words.length; from++) yield words.slice(from).join(' ');
  }
}

export function* placing(rows: readonly ProductRow[]): Sliced<Places> {
  const making = () => new WordPlacesMaking();
  const texts = fields.map(() => new TextTableMaking());
  const byWord = fields.map(making);
  const byEnd = { category: making(), title: making(), tags: making() };
  const [byCategory, byColour, byName] = [making(), making(), making()];
  const [signs, words, tags] = [new Set<number>(), new Set<number>(), new Set<string>()];
  let forGrownUps = false;
  for (const [at, row] of rows.entries()) {
    if (at % slice === slice - 1) yield;
    const own = textsOf(row);
    for (const [n, field] of fields.entries()) {
      texts[n]!.push(own[field]);
      for (const word of wordsIn(own[field])) byWord[n]!.put(word, at);
    }
    const heads = headsOfProduct(row);
    for (const noun of nouns) for (const head of heads[noun]) for (const end of endsOf(head)) byEnd[noun].put(end, at);
    for (const tag of heads.tags) tags.add(tag);
    byCategory.put(row.category, at);
    for (const { options } of row.variants) if (options.colour !== undefined) byColour.put(options.colour, at);
    for (const { name, han } of own.names) {
      byName.put(name, at);
      if (han) signs.add(name.length);
      else words.add(wordsOfName(name).length);
    }
    forGrownUps ||= isForGrownUps(row);
  }
  const spelled = making();
  const spellings = new TextTableMaking();
  const letters = new Set<string>();
  let seen = 0;
  for (const one of byWord) {
    for (const word of one.words()) {
      if (++seen % 2_000 === 0) yield;
      if (isHan(word[0] ?? '')) continue;
      for (const [part] of word.matchAll(/[a-z]{4,}/g)) {
        if (letters.has(part)) continue;
        spelled.put(`${part[0]}${part.length}`, letters.size);
        spellings.push(part);
        letters.add(part);
      }
    }
  }
  const made: WordPlaces[] = [];
  for (const one of byWord) made.push(yield* one.made());
  return {
    texts: texts.map((one) => one.made()),
    byWord: made,
    byEnd: { category: yield* byEnd.category.made(), title: yield* byEnd.title.made(), tags: yield* byEnd.tags.made() },
    byCategory: yield* byCategory.made(),
    byColour: yield* byColour.made(),
    byName: yield* byName.made(),
    ...{ signs, words, tags: [...tags], forGrownUps },
    spelled: yield* spelled.made(),
    spellings: spellings.made(),
  };
}

const allOf = ({ byWord, byEnd, byCategory, byColour, byName, spelled }: Places): WordPlaces[] => [
  ...byWord,
  ...Object.values(byEnd),
  ...[byCategory, byColour, byName, spelled],
];

/** Returns the parts of it, and the memory of theirs that may be handed over instead of copied. */
export function partsOfPlaces(places: Places): { parts: PlacesParts; handOver: ArrayBuffer[] } {
  const { texts, byWord, byEnd, byCategory, byColour, byName, spelled, spellings, ...rest } = places;
  return {
    parts: {
      ...rest,
      texts: texts.map(({ parts }) => parts),
      byWord: byWord.map(({ parts }) => parts),
      byEnd: { category: byEnd.category.parts, title: byEnd.title.parts, tags: byEnd.tags.parts },
      byCategory: byCategory.parts,
      byColour: byColour.parts,
      byName: byName.parts,
      spelled: spelled.parts,
      spellings: spellings.parts,
    },
    handOver: allOf(places).flatMap(({ parts: { ends, until, places } }) => [ends, until, places].map(({ buffer }) => buffer as ArrayBuffer)),
  };
}

export function placesFrom(parts: PlacesParts): Places {
  const words = (one: WordPlacesParts) => new WordPlaces(one);
  return {
    ...parts,
    texts: parts.texts.map((one) => new TextTable(one)),
    byWord: parts.byWord.map(words),
    byEnd: { category: words(parts.byEnd.category), title: words(parts.byEnd.title), tags: words(parts.byEnd.tags) },
    byCategory: words(parts.byCategory),
    byColour: words(parts.byColour),
    byName: words(parts.byName),
    spelled: words(parts.spelled),
    spellings: new TextTable(parts.spellings),
  };
}
