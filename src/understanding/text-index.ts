/** An index that tells how near a text is to each of many, as plain data: it can be kept in a file. */
import { ridge, weights, wishes } from './calibration.ts';
import { features } from './features.ts';
import { rowFinder } from './row-finder.ts';
import { wishReader } from './wishes.ts';

/** Weight of each kind of feature. */
export const weightOf: readonly number[] = [
  weights.word,
  weights.stop,
  weights.gram,
  weights.single,
  weights.pair,
  weights.concept,
  weights.phrase,
  weights.triple,
  weights.aspect,
  weights.asked,
];

/** The index of texts: the texts that have a feature stand in `posts` from `starts` of its row to that of the next, with their `values`; so do wishes. */
export interface TextIndex {
  /** Number of texts. */
  size: number;
  /** Hash of the feature of each row. */
  hashes: Int32Array;
  weight: Float32Array;
  starts: Int32Array;
  posts: Int32Array;
  values: Float32Array;
  wishStarts: Int32Array;
  wishPosts: Int32Array;
  wishValues: Float32Array;
  /** Rarity of a feature that no text has. */
  unknown: number;
}

/** The likeliest wishes of a text as a vector no longer than the weight of `wishes`, and shorter where it is in doubt. */
export interface Wished {
  ids: number[];
  values: number[];
}

export function wished(chances: Float32Array): Wished {
  const ids: number[] = [];
  const values: number[] = [];
  for (let c = 0; c < chances.length; c++) {
    const chance = chances[c]!;
    if (chance < wishes.least) continue;
    ids.push(c);
    values.push(wishes.weight * chance ** wishes.power);
  }
  return { ids, values };
}

/** Adds to `sums` the nearness by one feature or wish. */
export function spreadOut(starts: Int32Array, posts: Int32Array, values: Float32Array, row: number, by: number, sums: Float32Array): void {
  for (let at = starts[row]!, end = starts[row + 1]!; at < end; at++) sums[posts[at]!]! += by * values[at]!;
}

/** Returns what adds to `sums` how near a text is to each of the texts, 0..1; `sums` is as long as there are texts, and empty. */
export function nearIn(index: TextIndex): (text: string, sums: Float32Array) => void {
  const { hashes, weight, starts, posts, values, wishStarts, wishPosts, wishValues, unknown } = index;
  const reader = wishReader();
  const rowOf = rowFinder(hashes.length, (row) => hashes[row]!);
  const seen = new Int32Array(hashes.length);
  let round = 0;
  return (text, sums) => {
    round++;
    const chosen: number[] = [];
    let square = weights.least ** 2;
    reader.begin();
    features(text, (hash, kind) => {
      reader.add(hash, kind);
      const row = rowOf(hash);
      if (row < 0) square += (unknown * weightOf[kind]!) ** 2;
      else if (seen[row] !== round) {
        seen[row] = round;
        chosen.push(row);
        square += weight[row]! ** 2;
      }
    });
    const length = Math.sqrt(square) || 1;
    for (const row of chosen) if (starts[row + 1]! - starts[row]! <= ridge.veryCommon) spreadOut(starts, posts, values, row, weight[row]! / length, sums);
    const { ids: likely, values: chances } = wished(reader.end());
    for (let k = 0; k < likely.length; k++) spreadOut(wishStarts, wishPosts, wishValues, likely[k]!, chances[k]!, sums);
  };
}
