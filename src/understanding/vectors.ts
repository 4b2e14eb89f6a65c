/** Texts as weighted features of length 1, and an index that tells how near a text is to each of many. */
import type { Sliced } from '../event-loop/slices.ts';
import { ridge, weights, wishes } from './calibration.ts';
import { features } from './features.ts';
import { wishReader } from './wishes.ts';

const weightOf: readonly number[] = [
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

/** Texts read between two pauses. */
const slice = 10;

/** The likeliest wishes of a text as a vector no longer than the weight of `wishes`, and shorter where it is in doubt. */
interface Wished {
  ids: number[];
  values: number[];
}

const reader = wishReader();

function wished(chances: Float32Array): Wished {
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

export interface Nearness {
  readonly size: number;
  /** Adds to `sums` how near a text is to each of the texts, 0..1; `sums` is as long as there are texts, and empty. */
  near(text: string, sums: Float32Array): void;
  /** The same for one of the texts, by features that at most `common` texts have. */
  nearOf(index: number, sums: Float32Array, common: number): void;
  /** Returns the nearness of each of `chosen` to each, row by row. */
  gram(chosen: Int32Array): Float64Array;
}

/** Reads texts in normal form. `known`: how likely each wish is for the last of them, where that is known. */
export function* indexingTexts(texts: readonly string[], known: readonly Float32Array[] = []): Sliced<Nearness> {
  const ids = new Map<number, number>();
  const kindOf: number[] = [];
  const found: Int32Array[] = [];
  const wishesOf: Wished[] = [];
  for (const [n, text] of texts.entries()) {
    if (n % slice === slice - 1) yield;
    const own = new Set<number>();
    const told = known[n - texts.length + known.length];
    reader.begin();
    features(text, (hash, kind) => {
      if (!told) reader.add(hash, kind);
      let id = ids.get(hash);
      if (id === undefined) {
        id = ids.size;
        ids.set(hash, id);
        kindOf.push(kind);
      }
      own.add(id);
    });
    found.push(Int32Array.from(own));
    wishesOf.push(wished(told ?? reader.end()));
  }
  yield;
  const posted: { n: number; value: number }[][] = Array.from({ length: reader.count }, () => []);
  for (const [n, { ids: own, values }] of wishesOf.entries()) for (let k = 0; k < own.length; k++) posted[own[k]!]!.push({ n, value: values[k]! });
  const wishPosts = posted.map((list) => Int32Array.from(list, ({ n }) => n));
  const wishValues = posted.map((list) => Float32Array.from(list, ({ value }) => value));
  // What many texts say tells little.
  const spread = new Int32Array(ids.size);
  for (const [n, own] of found.entries()) {
    if (n % 1_000 === 999) yield;
    for (const id of own) spread[id]!++;
  }
  const rarities: number[] = [];
  const rarity = (count: number): number => (rarities[count] ??= Math.log(1 + texts.length / (count + 1)) ** weights.rarity);
  const unknown = rarity(0);
  const weight = new Float32Array(ids.size);
  for (let id = 0; id < ids.size; id++) {
    if (id % 50_000 === 49_999) yield;
    weight[id] = rarity(spread[id]!) * weightOf[kindOf[id]!]!;
  }

  const starts = new Int32Array(ids.size + 1);
  for (let id = 0; id < ids.size; id++) starts[id + 1] = starts[id]! + spread[id]!;
  const posts = new Int32Array(starts[ids.size]!);
  const values = new Float32Array(posts.length);
  const fill = starts.slice();
  yield;
  const valuesOf: Float32Array[] = [];
  for (const [n, own] of found.entries()) {
    if (n % slice === slice - 1) yield;
    let square = 0;
    for (const id of own) square += weight[id]! ** 2;
    const length = Math.sqrt(square) || 1;
    const scaled = new Float32Array(own.length);
    for (const [k, id] of own.entries()) {
      const at = fill[id]!++;
      posts[at] = n;
      values[at] = scaled[k] = weight[id]! / length;
    }
    valuesOf.push(scaled);
  }

  // Features and wishes of each text, one text after the other; a wish stands behind all features.
  yield;
  const count = ids.size;
  const rows = new Int32Array(texts.length + 1);
  for (let n = 0; n < texts.length; n++) rows[n + 1] = rows[n]! + found[n]!.length + wishesOf[n]!.ids.length;
  const columns = new Int32Array(rows[texts.length]!);
  const scaledValues = new Float32Array(columns.length);
  for (let n = 0; n < texts.length; n++) {
    if (n % 1_000 === 999) yield;
    columns.set(found[n]!, rows[n]!);
    scaledValues.set(valuesOf[n]!, rows[n]!);
    const { ids: own, values: likely } = wishesOf[n]!;
    for (let k = 0, at = rows[n]! + found[n]!.length; k < own.length; k++, at++) {
      columns[at] = count + own[k]!;
      scaledValues[at] = likely[k]!;
    }
  }
  // For grams: how many of the texts have each feature, where its place begins, and how far it is filled; what is in the places.
  const [having, placeOf, filled] = [new Int32Array(count + reader.count), new Int32Array(count + reader.count), new Int32Array(count + reader.count)];
  let [textAt, valueAt] = [new Int32Array(8_192), new Float32Array(8_192)];

  const seen = new Int32Array(ids.size);
  let round = 0;

  function spreadOut(id: number, by: number, sums: Float32Array): void {
    for (let at = starts[id]!, end = starts[id + 1]!; at < end; at++) sums[posts[at]!]! += by * values[at]!;
  }

  function spreadWish(wish: number, by: number, sums: Float32Array, most: number): void {
    const posts = wishPosts[wish]!;
    if (posts.length > most) return;
    const others = wishValues[wish]!;
    for (let at = 0; at < posts.length; at++) sums[posts[at]!]! += by * others[at]!;
  }

  return {
    size: texts.length,
    near(text, sums) {
      round++;
      const chosen: number[] = [];
      let square = weights.least ** 2;
      reader.begin();
      features(text, (hash, kind) => {
        reader.add(hash, kind);
        const id = ids.get(hash);
        if (id === undefined) square += (unknown * weightOf[kind]!) ** 2;
        else if (seen[id] !== round) {
          seen[id] = round;
          chosen.push(id);
          square += weight[id]! ** 2;
        }
      });
      const length = Math.sqrt(square) || 1;
      for (const id of chosen) if (spread[id]! <= ridge.veryCommon) spreadOut(id, weight[id]! / length, sums);
      const { ids: likely, values: chances } = wished(reader.end());
      for (let k = 0; k < likely.length; k++) spreadWish(likely[k]!, chances[k]!, sums, Number.POSITIVE_INFINITY);
    },
    nearOf(index, sums, common) {
      for (let at = rows[index]!, end = rows[index + 1]!; at < end; at++) {
        const column = columns[at]!;
        if (column >= count) spreadWish(column - count, scaledValues[at]!, sums, common * 10);
        else if (spread[column]! <= common) spreadOut(column, scaledValues[at]!, sums);
      }
    },
    gram(chosen) {
      const n = chosen.length;
      const gram = new Float64Array(n * n);
      // Only texts that share a feature meet: each feature has a place for all texts that have it, filled one text after the other.
      let size = 0;
      for (let i = 0; i < n; i++) {
        for (let at = rows[chosen[i]!]!, end = rows[chosen[i]! + 1]!; at < end; at++) having[columns[at]!]!++;
        size += rows[chosen[i]! + 1]! - rows[chosen[i]!]!;
      }
      if (textAt.length <= size) [textAt, valueAt] = [new Int32Array(size * 2), new Float32Array(size * 2)];
      // 0 is the place of a feature that has none yet.
      let free = 1;
      for (let i = 0; i < n; i++) {
        const row = i * n;
        for (let at = rows[chosen[i]!]!, end = rows[chosen[i]! + 1]!; at < end; at++) {
          const column = columns[at]!;
          const value = scaledValues[at]!;
          if (having[column] === 1) {
            gram[row + i]! += value * value;
            continue;
          }
          if (placeOf[column] === 0) {
            placeOf[column] = filled[column] = free;
            free += having[column]!;
          }
          const place = filled[column]!++;
          textAt[place] = i;
          valueAt[place] = value;
          for (let other = placeOf[column]!; other <= place; other++) gram[row + textAt[other]!]! += value * valueAt[other]!;
        }
      }
      for (let i = 0; i < n; i++) {
        for (let at = rows[chosen[i]!]!, end = rows[chosen[i]! + 1]!; at < end; at++) having[columns[at]!] = placeOf[columns[at]!] = 0;
        for (let j = 0; j < i; j++) gram[j * n + i] = gram[i * n + j]!;
      }
      return gram;
    },
  };
}
