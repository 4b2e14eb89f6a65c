/** A linear classifier, one entry against the rest, for texts of one language. */
import type { Sliced } from '../event-loop/slices.ts';
import { backgroundEn } from './background-en.ts';
import { backgroundZh } from './background-zh.ts';
import { calibration, ridge } from './calibration.ts';
import { complains } from './features.ts';
import { normalForm } from './normal-form.ts';
import { type Certainty, fittingCertainty, type LeftOut } from './probabilities.ts';
import { fittingRidge } from './ridge.ts';
import { indexingTexts } from './vectors.ts';
import { chancesOfBackground } from './wishes.ts';

export interface Example {
  /** Number of its entry. */
  entry: number;
  /** In normal form. */
  text: string;
}

export interface Likely {
  entry: number;
  /** 0..1; all entries and "none of them" make 1. */
  probability: number;
}

export interface Classifier {
  /** The likeliest entries, best first, at most `most`. `beside`: what is added to the scores of entries, by number; they are all looked at. */
  classify(text: string, most: number, beside?: ReadonlyMap<number, number>): Likely[];
}

const negatives: Readonly<Record<Script, readonly string[]>> = { zh: backgroundZh, other: backgroundEn };

export type Script = 'zh' | 'other';

/** Examples that one entry, or none of them, is scored by, with their weights. */
interface Weighted {
  chosen: Int32Array;
  weights: Float64Array;
  leftOut: Float64Array;
}

/** Learns from examples; sentences that no shop answers stand against all of them. `entries`: how many there are. Deterministic. */
export function* learning(examples: readonly Example[], entries: number, script: Script): Sliced<Classifier> {
  if (examples.length === 0) return { classify: () => [] };
  const others = negatives[script];
  const texts = [...examples.map(({ text }) => text)];
  for (const [n, sentence] of others.entries()) {
    if (n % 50 === 49) yield;
    texts.push(normalForm(sentence));
  }
  const chances = chancesOfBackground();
  const index = yield* indexingTexts(texts, script === 'zh' ? chances.slice(backgroundEn.length) : chances.slice(0, backgroundEn.length));
  const own: number[][] = Array.from({ length: entries }, () => []);
  for (const [n, { entry }] of examples.entries()) own[entry]?.push(n);
  const none = others.map((_, n) => examples.length + n).filter((n) => (n - examples.length) % ridge.noneEvery === 0);
  const taught = own.filter((list) => list.length > 0).length;

  // Texts that are left out one by one, to learn how far scores can be trusted.
  const several = [...examples.keys()].filter((n) => own[examples[n]!.entry]!.length >= ridge.fewestToLeaveOut);
  const step = Math.max(1, Math.ceil(several.length / ridge.mostLeftOut));
  const toLeaveOut = [...several.filter((_, k) => k % step === 0), ...none];
  const tried = new Uint8Array(texts.length);
  for (const n of toLeaveOut) tried[n] = 1;

  const many = taught > ridge.manyEntries;
  const sums = new Float32Array(texts.length);
  const taken = new Uint8Array(texts.length);

  /** Returns the texts from `from` to `to` that are nearest by `sums` and not taken, best first; of two that are as near the earlier one. */
  function rivals(from: number, to: number, most: number): Int32Array {
    const kept = new Int32Array(most);
    let count = 0;
    let floor = 0;
    for (let n = from; n < to; n++) {
      const sum = sums[n]!;
      if (sum <= floor || taken[n] === 1) continue;
      let at = count < most ? count++ : most - 1;
      for (; at > 0 && sums[kept[at - 1]!]! < sum; at--) kept[at] = kept[at - 1]!;
      kept[at] = n;
      if (count === most) floor = sums[kept[most - 1]!]!;
    }
    return kept.subarray(0, count);
  }

  function* weighing(list: readonly number[], nearEntries: number, nearNone: number): Sliced<Weighted> {
    sums.fill(0);
    for (const n of list) {
      index.nearOf(n, sums, ridge.common);
      taken[n] = 1;
    }
    const chosen = Int32Array.from([...list, ...rivals(0, examples.length, nearEntries), ...rivals(examples.length, texts.length, nearNone)]);
    for (const n of list) taken[n] = 0;
    const { weights, leftOut } = yield* fittingRidge(index.gram(chosen), chosen.length, list.length, ridge.strength, (at) => tried[chosen[at]!] === 1);
    return { chosen, weights, leftOut };
  }

  const weighted: (Weighted | undefined)[] = [];
  for (const [entry, list] of own.entries()) {
    yield;
    const most = list.slice(0, ridge.mostOwn);
    weighted[entry] = list.length === 0 ? undefined : yield* weighing(most, many ? ridge.nearOfMany : ridge.near, many ? ridge.nearOfMany / 2 : ridge.nearNone);
  }
  yield;
  const noneWeighted = yield* weighing(none, ridge.nearOfNone, 0);

  const complaining = new Int32Array(entries);
  for (const [n, { entry, text }] of examples.entries()) {
    if (n % 50 === 49) yield;
    if (complains(text)) complaining[entry]!++;
  }
  const hasComplaints = complaining.some((count) => count > 0);
  const entryOf = Int32Array.from(examples, ({ entry }) => entry);
  const best = new Float32Array(entries);

  const kept = new Int32Array(ridge.candidates);

  /** Returns the entries with the nearest examples, at most {@link ridge.candidates}, best first. */
  function candidates(): Int32Array {
    best.fill(0);
    for (let n = 0; n < entryOf.length; n++) {
      const entry = entryOf[n]!;
      if (sums[n]! > best[entry]!) best[entry] = sums[n]!;
    }
    let count = 0;
    let floor = 0;
    for (let entry = 0; entry < entries; entry++) {
      const value = best[entry]!;
      if (value <= floor) continue;
      let at = count < kept.length ? count++ : count - 1;
      for (; at > 0 && best[kept[at - 1]!]! < value; at--) kept[at] = kept[at - 1]!;
      kept[at] = entry;
      if (count === kept.length) floor = best[kept[count - 1]!]!;
    }
    return kept.slice(0, count);
  }

  function score({ chosen, weights }: Weighted): number {
    let sum = 0;
    for (let k = 0; k < chosen.length; k++) sum += weights[k]! * sums[chosen[k]!]!;
    return sum;
  }

  function scoreWithout({ chosen, weights, leftOut }: Weighted, n: number): number {
    const at = chosen.indexOf(n);
    return at < 0 ? score({ chosen, weights, leftOut }) : leftOut[at]!;
  }

  const leftOut: LeftOut[] = [];
  for (const [k, n] of toLeaveOut.entries()) {
    if (k % 5 === 4) yield;
    sums.fill(0);
    index.nearOf(n, sums, ridge.veryCommon);
    const among = candidates();
    const right = n < examples.length ? among.indexOf(entryOf[n]!) : -1;
    if (n < examples.length && right < 0) continue;
    const scores = Float64Array.from(among, (entry) => scoreWithout(weighted[entry]!, n));
    leftOut.push({ scores, highest: Math.max(...scores), none: scoreWithout(noneWeighted, n), right });
  }
  yield;
  const certainty: Certainty = yield* fittingCertainty(leftOut);

  return {
    classify(text, most, beside) {
      if (taught === 0) return [];
      sums.fill(0);
      index.near(text, sums);
      const near = candidates();
      const among = beside ? Int32Array.from(new Set([...near, ...[...beside.keys()].filter((entry) => weighted[entry])])) : near;
      const scores = Float64Array.from(among, (entry) => score(weighted[entry]!) + (beside?.get(entry) ?? 0));
      const probabilities = certainty.probabilities(scores, score(noneWeighted));
      // "How is the quality" shares its thing with "the quality is bad", and asks for no less of an answer.
      if (hasComplaints && !complains(text)) {
        for (const [k, entry] of among.entries()) if (complaining[entry]! * 2 > own[entry]!.length) probabilities[k]! *= calibration.calm;
      }
      const likely: Likely[] = [];
      for (let k = 0; k < among.length; k++) {
        const probability = probabilities[k]!;
        if (probability < calibration.floor || (likely.length === most && probability <= likely[most - 1]!.probability)) continue;
        let at = likely.length;
        while (at > 0 && likely[at - 1]!.probability < probability) at--;
        likely.splice(at, 0, { entry: among[k]!, probability });
        if (likely.length > most) likely.pop();
      }
      return likely;
    },
  };
}
