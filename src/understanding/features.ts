import { aspects, complaint } from './aspects.ts';
import { concepts, stopWords } from './concepts.ts';
import { isUnspaced } from './normal-form.ts';

/** Kinds of features; the matcher gives each a weight of its own. */
export const kinds = { word: 0, stop: 1, gram: 2, single: 3, pair: 4, concept: 5, phrase: 6, triple: 7, aspect: 8, asked: 9 } as const;

/** Receives each feature of a text as a 32-bit hash and its kind; the same feature may come more than once. */
export type Sink = (hash: number, kind: number) => void;

const conceptOf = placesOf(concepts);
const aspectOf = placesOf(aspects);
/** The longest words of an aspect: spaced words, and characters of an unspaced script. */
const mostWords = 4;

/** A thing and what is asked about it are looked at together for so many of each; more say no more. */
const mostAsked = 6;

function placesOf(lines: readonly (readonly string[])[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, words] of lines.entries()) for (const word of words) found.set(word, [...(found.get(word) ?? []), index]);
  return found;
}

/** Tells whether an English word or its base form means something here. */
export function isKnown(word: string): boolean {
  return stopWords.has(word) || conceptOf.has(word) || conceptOf.has(stem(word));
}

/** Returns the single English words that mean something here. */
export function knownWords(): string[] {
  return [...conceptOf.keys()].filter((word) => /^[a-z]+$/.test(word));
}

/** Words that mean another thing without their ending: customs are no custom. */
const ownForms: ReadonlySet<string> = new Set(['customs', 'goods', 'news', 'glasses', 'means', 'arms', 'stocking', 'stockings', 'savings']);

/** Returns a base form that is good enough to look words up: no plural, no -ing, no -ed. */
export function stem(word: string): string {
  if (ownForms.has(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith('ing')) return undoubled(word.slice(0, -3));
  if (word.length > 4 && word.endsWith('ed')) return undoubled(word.slice(0, -2));
  if (word.length > 4 && (word.endsWith('sses') || word.endsWith('xes') || word.endsWith('ches') || word.endsWith('shes'))) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

function undoubled(stemmed: string): string {
  const last = stemmed.at(-1);
  return last === stemmed.at(-2) && last !== 's' && last !== 'l' ? stemmed.slice(0, -1) : stemmed;
}

/** Returns the FNV-1a hash over UTF-16 units from `from` to `to`, begun with `seed` so that kinds do not meet. */
function hashOf(text: string, from: number, to: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** The meanings found in a text so far. */
interface Meant {
  sink: Sink;
  concepts: Set<number>;
  aspects: Set<number>;
}

function conceptsOf(word: string, meant: Meant): boolean {
  const found = conceptOf.get(word);
  if (!found) return false;
  for (const index of found) {
    meant.concepts.add(index);
    meant.sink((0x5bd1e995 ^ Math.imul(index + 1, 0x9e3779b1)) | 0, kinds.concept);
  }
  return true;
}

function aspectsOf(words: string, { aspects }: Meant): void {
  for (const index of aspectOf.get(words) ?? []) aspects.add(index);
}

/**
 * Gives all features of a text in normal form to `sink`: words, two in a row and their 2-5-grams; single characters, pairs and triples of unspaced
 * scripts; concepts and aspects of both, and each concept with each aspect.
 */
export function features(text: string, sink: Sink): void {
  const meant: Meant = { sink, concepts: new Set(), aspects: new Set() };
  meaningsIn(text, meant);
  for (const aspect of meant.aspects) sink((0x2545f491 ^ Math.imul(aspect + 1, 0x85ebca6b)) | 0, kinds.aspect);
  const asked = [...meant.aspects].slice(0, mostAsked);
  for (const concept of [...meant.concepts].slice(0, mostAsked)) {
    for (const aspect of asked) sink(Math.imul(concept * 64 + aspect + 1, 0xc2b2ae35) | 0, kinds.asked);
  }
}

function meaningsIn(text: string, meant: Meant): void {
  const spaced: string[] = [];
  for (const word of text.split(' ')) {
    if (word === '') continue;
    let from = 0;
    while (from < word.length) {
      const unspaced = isUnspaced(word.charCodeAt(from));
      let to = from + 1;
      while (to < word.length && isUnspaced(word.charCodeAt(to)) === unspaced) to++;
      if (unspaced) unspacedFeatures(word.slice(from, to), meant);
      else spacedFeatures(word.slice(from, to), spaced, meant);
      from = to;
    }
  }
}

/** Tells whether a text in normal form complains of something. */
export function complains(text: string): boolean {
  const meant: Meant = { sink: () => {}, concepts: new Set(), aspects: new Set() };
  meaningsIn(text, meant);
  return meant.aspects.has(complaint);
}

function spacedFeatures(word: string, spaced: string[], meant: Meant): void {
  const { sink } = meant;
  const before = spaced.at(-1) ?? '';
  const base = stem(word);
  const stop = stopWords.has(word);
  sink(hashOf(base, 0, base.length, 1), stop ? kinds.stop : kinds.word);
  const found = conceptsOf(word, meant) || conceptsOf(base, meant) || conceptsOf(`${base}e`, meant);
  if (before && !(conceptsOf(`${before} ${word}`, meant) || conceptsOf(`${before} ${base}`, meant)) && !found) conceptsOf(before + word, meant);
  if (before) {
    const both = `${stem(before)} ${base}`;
    sink(hashOf(both, 0, both.length, 9), kinds.phrase);
  }
  if (!stop) {
    const framed = `^${base}$`;
    for (let n = 2; n <= 5; n++) for (let i = 0; i + n <= framed.length; i++) sink(hashOf(framed, i, i + n, n << 8), kinds.gram);
  }
  spaced.push(word);
  for (let n = 1; n <= mostWords && n <= spaced.length; n++) aspectsOf(spaced.slice(-n).join(' '), meant);
}

function unspacedFeatures(run: string, meant: Meant): void {
  const { sink } = meant;
  for (let i = 0; i < run.length; i++) {
    sink(hashOf(run, i, i + 1, 7), stopWords.has(run[i] ?? '') ? kinds.stop : kinds.single);
    if (i + 1 < run.length) sink(hashOf(run, i, i + 2, 8), stopWords.has(run.slice(i, i + 2)) ? kinds.stop : kinds.pair);
    if (i + 2 < run.length) sink(hashOf(run, i, i + 3, 10), kinds.triple);
    for (let n = 1; n <= mostWords && i + n <= run.length; n++) {
      const words = run.slice(i, i + n);
      conceptsOf(words, meant);
      aspectsOf(words, meant);
    }
  }
}
