/** A linear classifier, one entry against the rest, for texts of one language. */
import type { Sliced } from '../event-loop/slices.ts';
import { backgroundEn } from './background-en.ts';
import { backgroundZh } from './background-zh.ts';
import { ridge } from './calibration.ts';
import { candidatesIn, type Learned, type Scored, scoreOf } from './classifier.ts';
import { complains } from './features.ts';
import { normalForm } from './normal-form.ts';
import { fittingCertainty, type LeftOut } from './probabilities.ts';
import { fittingRidge } from './ridge.ts';
import { indexingTexts } from './vectors.ts';
import { chancesOfBackground } from './wishes.ts';

export interface Example {
  /** Number of its entry. */
  entry: number;
  /** In normal form. */
  text: string;
}

const negatives: Readonly<Record<Script, readonly string[]>> = { zh: backgroundZh, other: backgroundEn };

export type Script = 'zh' | 'other';

/** Examples that one entry, or none of them, is scored by, with their weights. */
interface Weighted extends Scored {
  leftOut: Float64Array;
}

/** Learns from examples; sentences that no shop answers stand against all of them. `entries`: how many there are. Deterministic; nothing of no examples. */
export function* learning(examples: readonly Example[], entries: number, script: Script): Sliced<Learned | undefined> {
  if (examples.length === 0) return undefined;
  const others = negatives[script];
  const texts = [...examples.map(({ text }) => text)];
  for (const [n, sentence] of others.entries()) {
    if (n % 50 === 49) yield;
    texts.push(normalForm(sentence));
  }
  const chances = chancesOfBackground();
  const near = yield* indexingTexts(texts, script === 'zh' ? chances.slice(backgroundEn.length) : chances.slice(0, backgroundEn.length));
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
      near.nearOf(n, sums, ridge.common);
      taken[n] = 1;
    }
    const chosen = Int32Array.from([...list, ...rivals(0, examples.length, nearEntries), ...rivals(examples.length, texts.length, nearNone)]);
    for (const n of list) taken[n] = 0;
    const { weights, leftOut } = yield* fittingRidge(near.gram(chosen), chosen.length, list.length, ridge.strength, (at) => tried[chosen[at]!] === 1);
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
  const entryOf = Int32Array.from(examples, ({ entry }) => entry);
  const candidates = candidatesIn(entryOf, entries, sums);

  function scoreWithout({ chosen, weights, leftOut }: Weighted, n: number): number {
    const at = chosen.indexOf(n);
    return at < 0 ? scoreOf({ chosen, weights }, sums) : leftOut[at]!;
  }

  const leftOut: LeftOut[] = [];
  for (const [k, n] of toLeaveOut.entries()) {
    if (k % 5 === 4) yield;
    sums.fill(0);
    near.nearOf(n, sums, ridge.veryCommon);
    const among = candidates();
    const right = n < examples.length ? among.indexOf(entryOf[n]!) : -1;
    if (n < examples.length && right < 0) continue;
    const scores = Float64Array.from(among, (entry) => scoreWithout(weighted[entry]!, n));
    leftOut.push({ scores, highest: Math.max(...scores), none: scoreWithout(noneWeighted, n), right });
  }
  yield;
  const certainty = yield* fittingCertainty(leftOut);

  const ownCounts = Int32Array.from(own, (list) => list.length);
  const { index } = near;
  return {
    index,
    taught,
    entryOf,
    ownCounts,
    complaining,
    weighted: weighted.map((one) => one && withoutLeftOut(one)),
    none: withoutLeftOut(noneWeighted),
    certainty,
  };
}

function withoutLeftOut({ chosen, weights }: Weighted): Scored {
  return { chosen, weights };
}
