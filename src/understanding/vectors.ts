/** Makes texts weighted features of length 1, and the index that tells how near a text is to each of many. */
import type { Sliced } from '../event-loop/slices.ts';
import { weights } from './calibration.ts';
import { features } from './features.ts';
import { spreadOut, type TextIndex, type Wished, weightOf, wished } from './text-index.ts';
import { wishReader } from './wishes.ts';

/** Texts read between two pauses. */
const slice = 10;

export interface Nearness {
  readonly index: TextIndex;
  /** Adds to `sums` how near one of the texts is to each, by features that at most `common` texts have. */
  nearOf(index: number, sums: Float32Array, common: number): void;
  /** Returns the nearness of each of `chosen` to each, row by row. */
  gram(chosen: Int32Array): Float64Array;
}

/** Reads texts in normal form. `known`: how likely each wish is for the last of them, where that is known. */
export function* indexingTexts(texts: readonly string[], known: readonly Float32Array[] = []): Sliced<Nearness> {
  const reader = wishReader();
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
  const wishStarts = new Int32Array(reader.count + 1);
  for (const { ids: own } of wishesOf) for (const wish of own) wishStarts[wish + 1]!++;
  for (let wish = 0; wish < reader.count; wish++) wishStarts[wish + 1]! += wishStarts[wish]!;
  const wishPosts = new Int32Array(wishStarts[reader.count]!);
  const wishValues = new Float32Array(wishPosts.length);
  const wishFill = wishStarts.slice();
  for (const [n, { ids: own, values }] of wishesOf.entries()) {
    for (let k = 0; k < own.length; k++) {
      const at = wishFill[own[k]!]!++;
      wishPosts[at] = n;
      wishValues[at] = values[k]!;
    }
  }
  // What many texts say tells little.
  const spread = new Int32Array(ids.size);
  for (const [n, own] of found.entries()) {
    if (n % 1_000 === 999) yield;
    for (const id of own) spread[id]!++;
  }
  const rarities: number[] = [];
  const rarity = (count: number): number => (rarities[count] ??= Math.log(1 + texts.length / (count + 1)) ** weights.rarity);
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

  const index: TextIndex = {
    ...{ size: texts.length, hashes: Int32Array.from(ids.keys()), weight, starts, posts, values },
    ...{ wishStarts, wishPosts, wishValues, unknown: rarity(0) },
  };

  return {
    index,
    nearOf(text, sums, common) {
      for (let at = rows[text]!, end = rows[text + 1]!; at < end; at++) {
        const column = columns[at]!;
        const wish = column - count;
        if (wish < 0) {
          if (spread[column]! <= common) spreadOut(starts, posts, values, column, scaledValues[at]!, sums);
        } else if (wishStarts[wish + 1]! - wishStarts[wish]! <= common * 10) spreadOut(wishStarts, wishPosts, wishValues, wish, scaledValues[at]!, sums);
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
