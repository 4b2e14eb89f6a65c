/** Texts as weighted features of length 1, and an index that tells how near a text is to each of many. */
import type { Sliced } from '../slices.ts';
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
  /** How near each of `chosen` is to each, row by row. */
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

  const seen = new Int32Array(ids.size);
  let round = 0;
  const dense = new Float32Array(ids.size);

  function spreadOut(id: number, by: number, sums: Float32Array): void {
    for (let at = starts[id]!, end = starts[id + 1]!; at < end; at++) sums[posts[at]!]! += by * values[at]!;
  }

  const denseWishes = new Float32Array(reader.count);

  function spreadWishes({ ids: own, values }: Wished, sums: Float32Array, most: number): void {
    for (let k = 0; k < own.length; k++) {
      const posts = wishPosts[own[k]!]!;
      if (posts.length > most) continue;
      const others = wishValues[own[k]!]!;
      const by = values[k]!;
      for (let at = 0; at < posts.length; at++) sums[posts[at]!]! += by * others[at]!;
    }
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
      spreadWishes(wished(reader.end()), sums, Number.POSITIVE_INFINITY);
    },
    nearOf(index, sums, common) {
      const own = found[index]!;
      for (let k = 0; k < own.length; k++) if (spread[own[k]!]! <= common) spreadOut(own[k]!, valuesOf[index]![k]!, sums);
      spreadWishes(wishesOf[index]!, sums, common * 10);
    },
    gram(chosen) {
      const n = chosen.length;
      const gram = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        const a = found[chosen[i]!]!;
        const scaled = valuesOf[chosen[i]!]!;
        for (let k = 0; k < a.length; k++) dense[a[k]!] = scaled[k]!;
        const wish = wishesOf[chosen[i]!]!;
        for (let k = 0; k < wish.ids.length; k++) denseWishes[wish.ids[k]!] = wish.values[k]!;
        for (let j = 0; j <= i; j++) {
          const b = found[chosen[j]!]!;
          const other = valuesOf[chosen[j]!]!;
          let sum = 0;
          for (let k = 0; k < b.length; k++) sum += dense[b[k]!]! * other[k]!;
          const same = wishesOf[chosen[j]!]!;
          for (let k = 0; k < same.ids.length; k++) sum += denseWishes[same.ids[k]!]! * same.values[k]!;
          gram[i * n + j] = gram[j * n + i] = sum;
        }
        for (const id of wish.ids) denseWishes[id] = 0;
        for (let k = 0; k < a.length; k++) dense[a[k]!] = 0;
      }
      return gram;
    },
  };
}
