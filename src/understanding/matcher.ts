import { atOnce, type Sliced } from '../slices.ts';
import { calibration, weights } from './calibration.ts';
import { features, isKnown, knownWords } from './features.ts';
import { normalForm } from './normal-form.ts';
import { learningSpelling } from './spelling.ts';

export interface Entry {
  id: string;
  /** Ways to ask, and keywords, in any language. */
  texts: readonly string[];
}
export interface Ranked {
  id: string;
  /** How likely this entry answers the text, 0..1; compare with `sure` and `maybe`. */
  score: number;
}
export interface Matcher {
  /** The entries nearest to `text`, best first, at most `most`. */
  rank(text: string, most: number): Ranked[];
}

/** Learns FAQ entries. Deterministic; takes a few milliseconds for 200 entries. A later `rank` reads no clock and keeps no state. */
export function train(entries: readonly Entry[]): Matcher {
  return atOnce(training(entries));
}

/** Phrases learned between two pauses: a few ms where each is as long as is read. */
const slice = 10;

/** Learns as {@link train} does, in slices. */
export function* training(entries: readonly Entry[]): Sliced<Matcher> {
  const weightOf: readonly number[] = [weights.word, weights.stop, weights.gram, weights.single, weights.pair, weights.concept];
  const phrases: { entry: number; text: string }[] = [];
  const exact = new Map<string, number>();
  let read = 0;
  for (const [entry, { texts }] of entries.entries()) {
    for (const raw of texts) {
      if (++read % slice === 0) yield;
      const text = normalForm(raw);
      if (text === '') continue;
      phrases.push({ entry, text });
      const compact = text.replaceAll(' ', '');
      if (!exact.has(compact)) exact.set(compact, entry);
    }
  }

  const spelling = yield* learningSpelling(wordsToSpell(phrases), isKnown);

  const ids = new Map<number, number>();
  const kindOf: number[] = [];
  const perPhrase: Set<number>[] = [];
  for (const { text } of phrases) {
    if (perPhrase.length % slice === slice - 1) yield;
    const found = new Set<number>();
    features(text, (hash, kind) => {
      let id = ids.get(hash);
      if (id === undefined) {
        id = ids.size;
        ids.set(hash, id);
        kindOf.push(kind);
      }
      found.add(id);
    });
    perPhrase.push(found);
  }

  // How many entries know a feature decides its weight: what all entries say tells nothing.
  const lastEntry = new Int32Array(ids.size).fill(-1);
  const spread = new Int32Array(ids.size);
  const size = new Int32Array(ids.size + 1);
  for (const [p, found] of perPhrase.entries()) {
    if (p % slice === slice - 1) yield;
    const entry = phrases[p]?.entry ?? 0;
    for (const id of found) {
      size[id]!++;
      if (lastEntry[id] !== entry) {
        lastEntry[id] = entry;
        spread[id]!++;
      }
    }
  }
  const weight = new Float32Array(ids.size);
  for (let id = 0; id < ids.size; id++) weight[id] = Math.log(1 + entries.length / spread[id]!) * weightOf[kindOf[id]!]!;
  const least = (calibration.least * Math.log(1 + entries.length)) ** 2;
  const unknown = Math.log(1 + entries.length * 2) * weights.unknown;

  const starts = new Int32Array(ids.size + 1);
  for (let id = 0; id < ids.size; id++) starts[id + 1] = starts[id]! + size[id]!;
  const posts = new Int32Array(starts[ids.size]!);
  const values = new Float32Array(posts.length);
  const fill = starts.slice();
  for (const [p, found] of perPhrase.entries()) {
    if (p % slice === slice - 1) yield;
    let square = 0;
    for (const id of found) square += weight[id]! ** 2;
    const length = square ** (calibration.phraseLength / 2) || 1;
    for (const id of found) {
      const at = fill[id]!++;
      posts[at] = p;
      values[at] = weight[id]! / length;
    }
  }

  const sums = new Float32Array(phrases.length);
  const best = new Float32Array(entries.length);
  const second = new Float32Array(entries.length);
  const entryOf = Int32Array.from(phrases, (p) => p.entry);
  const seen = new Int32Array(ids.size);
  let round = 0;

  const rank = (raw: string, most: number): Ranked[] => {
    const text = spelling.repair(normalForm(raw));
    if (text === '' || entries.length === 0) return [];
    round++;
    sums.fill(0);
    best.fill(0);
    second.fill(0);
    let square = least;
    features(text, (hash, kind) => {
      const id = ids.get(hash);
      if (id === undefined) {
        square += (unknown * weightOf[kind]!) ** 2;
        return;
      }
      if (seen[id] === round) return;
      seen[id] = round;
      const w = weight[id]!;
      square += w * w;
      for (let at = starts[id]!, end = starts[id + 1]!; at < end; at++) sums[posts[at]!]! += w * values[at]!;
    });
    const length = square ** (calibration.textLength / 2) || 1;
    for (let p = 0; p < sums.length; p++) {
      const entry = entryOf[p]!;
      const near = sums[p]! / length;
      if (near > best[entry]!) {
        second[entry] = best[entry]!;
        best[entry] = near;
      } else if (near > second[entry]!) second[entry] = near;
    }
    for (let e = 0; e < best.length; e++) best[e]! += calibration.second * second[e]!;
    const match = exact.get(text.replaceAll(' ', ''));
    return probabilities(entries, best, match, most);
  };
  return { rank };
}

/** The words that a slip of the finger may have meant, found one phrase at a time. */
function* wordsToSpell(phrases: readonly { text: string }[]): Generator<string> {
  for (const { text } of phrases) yield* text.match(/[a-z]{5,}/g) ?? [];
  yield* knownWords();
}

/** Softmax over the entries and a "none of them" of fixed strength: near rivals and a weak best both lower the score. */
function probabilities(entries: readonly Entry[], near: Float32Array, exact: number | undefined, most: number): Ranked[] {
  const top: number[] = [];
  let total = Math.exp(calibration.none);
  for (let e = 0; e < near.length; e++) {
    const value = near[e]!;
    if (value < calibration.floor && e !== exact) continue;
    total += Math.exp(calibration.slope * value);
    let at = top.length;
    while (at > 0 && near[top[at - 1]!]! < value) at--;
    if (at < most) {
      top.splice(at, 0, e);
      if (top.length > most) top.pop();
    }
  }
  const ranked = top.map((e) => ({ id: entries[e]!.id, score: Math.exp(calibration.slope * near[e]!) / total }));
  if (exact === undefined) return ranked;
  const id = entries[exact]!.id;
  return [{ id, score: 1 }, ...ranked.filter((r) => r.id !== id).map((r) => ({ id: r.id, score: r.score / 2 }))].slice(0, most);
}
