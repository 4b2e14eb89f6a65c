/** Tells which entry a text means, by what was learned: plain data, which can be kept in a file. */
import { calibration, ridge } from './calibration.ts';
import { complains } from './features.ts';
import { type Certainty, probabilities } from './probabilities.ts';
import { nearIn, type TextIndex } from './text-index.ts';

export interface Likely {
  entry: number;
  /** 0..1; all entries and "none of them" make 1. */
  probability: number;
}

export interface Classifier {
  /** The likeliest entries, best first, at most `most`. `beside`: what is added to the scores of entries, by number; they are all looked at. */
  classify(text: string, most: number, beside?: ReadonlyMap<number, number>): Likely[];
}

/** Examples that one entry, or none of them, is scored by, with their weights. */
export interface Scored {
  chosen: Int32Array;
  weights: Float64Array;
}

/** What was learned of the texts of one script. */
export interface Learned {
  index: TextIndex;
  /** Number of entries that have examples. */
  taught: number;
  /** Entry of each example; after the examples stand the texts of the background. */
  entryOf: Int32Array;
  /** By entry: its examples, those that complain, and what it is scored by. */
  ownCounts: Int32Array;
  complaining: Int32Array;
  weighted: readonly (Scored | undefined)[];
  none: Scored;
  certainty: Certainty;
}

export function scoreOf({ chosen, weights }: Scored, sums: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < chosen.length; k++) sum += weights[k]! * sums[chosen[k]!]!;
  return sum;
}

/** Returns what finds the entries with the nearest examples by `sums`, at most {@link ridge.candidates}, best first. */
export function candidatesIn(entryOf: Int32Array, entries: number, sums: Float32Array): () => Int32Array {
  const best = new Float32Array(entries);
  const kept = new Int32Array(ridge.candidates);
  return () => {
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
  };
}

/** Makes what was learned ready to be asked. */
export function classifierOf({ index, taught, entryOf, ownCounts, complaining, weighted, none, certainty }: Learned): Classifier {
  const near = nearIn(index);
  const sums = new Float32Array(index.size);
  const candidates = candidatesIn(entryOf, weighted.length, sums);
  const hasComplaints = complaining.some((count) => count > 0);
  return {
    classify(text, most, beside) {
      if (taught === 0) return [];
      sums.fill(0);
      near(text, sums);
      const nearest = candidates();
      const among = beside ? Int32Array.from(new Set([...nearest, ...[...beside.keys()].filter((entry) => weighted[entry])])) : nearest;
      const scores = Float64Array.from(among, (entry) => scoreOf(weighted[entry]!, sums) + (beside?.get(entry) ?? 0));
      const chances = probabilities(certainty, scores, scoreOf(none, sums));
      // "How is the quality" shares its thing with "the quality is bad", and asks for no less of an answer.
      if (hasComplaints && !complains(text)) {
        for (const [k, entry] of among.entries()) if (complaining[entry]! * 2 > ownCounts[entry]!) chances[k]! *= calibration.calm;
      }
      const likely: Likely[] = [];
      for (let k = 0; k < among.length; k++) {
        const probability = chances[k]!;
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
