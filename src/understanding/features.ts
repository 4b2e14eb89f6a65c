import { concepts, stopWords } from './concepts.ts';
import { isUnspaced } from './normal-form.ts';

/** What a feature is; the matcher gives each kind a weight of its own. */
export const kinds = { word: 0, stop: 1, gram: 2, single: 3, pair: 4, concept: 5 } as const;

/** Receives each feature of a text as a 32-bit hash and its kind; the same feature may come more than once. */
export type Sink = (hash: number, kind: number) => void;

const conceptOf = new Map<string, number[]>();
for (const [index, words] of concepts.entries()) for (const word of words) conceptOf.set(word, [...(conceptOf.get(word) ?? []), index]);

/** Whether an English word or its base form means something here. */
export function isKnown(word: string): boolean {
  return stopWords.has(word) || conceptOf.has(word) || conceptOf.has(stem(word));
}

/** The single English words that mean something here. */
export function knownWords(): string[] {
  return [...conceptOf.keys()].filter((word) => /^[a-z]+$/.test(word));
}

/** A base form that is good enough to look words up: no plural, no -ing, no -ed. */
export function stem(word: string): string {
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

/** FNV-1a over UTF-16 units from `from` to `to`, begun with `seed` so that kinds do not meet. */
function hashOf(text: string, from: number, to: number, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

function conceptsOf(word: string, sink: Sink): boolean {
  const found = conceptOf.get(word);
  if (!found) return false;
  for (const index of found) sink((0x5bd1e995 ^ Math.imul(index + 1, 0x9e3779b1)) | 0, kinds.concept);
  return true;
}

/** All features of a text in normal form: words and their 2-5-grams, single characters and pairs of unspaced scripts, concepts of both. */
export function features(text: string, sink: Sink): void {
  let before = '';
  for (const word of text.split(' ')) {
    if (word === '') continue;
    let from = 0;
    while (from < word.length) {
      const unspaced = isUnspaced(word.charCodeAt(from));
      let to = from + 1;
      while (to < word.length && isUnspaced(word.charCodeAt(to)) === unspaced) to++;
      if (unspaced) unspacedFeatures(word.slice(from, to), sink);
      else before = spacedFeatures(word.slice(from, to), before, sink);
      from = to;
    }
  }
}

function spacedFeatures(word: string, before: string, sink: Sink): string {
  const base = stem(word);
  const stop = stopWords.has(word);
  sink(hashOf(base, 0, base.length, 1), stop ? kinds.stop : kinds.word);
  const found = conceptsOf(word, sink) || conceptsOf(base, sink) || conceptsOf(`${base}e`, sink);
  if (before && !(conceptsOf(`${before} ${word}`, sink) || conceptsOf(`${before} ${base}`, sink)) && !found) conceptsOf(before + word, sink);
  if (!stop) {
    const framed = `^${base}$`;
    for (let n = 2; n <= 5; n++) for (let i = 0; i + n <= framed.length; i++) sink(hashOf(framed, i, i + n, n << 8), kinds.gram);
  }
  return word;
}

function unspacedFeatures(run: string, sink: Sink): void {
  for (let i = 0; i < run.length; i++) {
    sink(hashOf(run, i, i + 1, 7), stopWords.has(run[i] ?? '') ? kinds.stop : kinds.single);
    if (i + 1 < run.length) sink(hashOf(run, i, i + 2, 8), stopWords.has(run.slice(i, i + 2)) ? kinds.stop : kinds.pair);
    for (let n = 1; n <= 4 && i + n <= run.length; n++) conceptsOf(run.slice(i, i + n), sink);
  }
}
