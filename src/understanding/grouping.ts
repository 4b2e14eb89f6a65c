/** Texts grouped by what they mean. */
import type { Sliced } from '../event-loop/slices.ts';
import { backgroundEn } from './background-en.ts';
import { backgroundZh } from './background-zh.ts';
import { features, kinds } from './features.ts';
import { normalForm } from './normal-form.ts';

/**
 * Weight of each kind of feature, and the average nearness from which a text joins a group, 0..1: set on grouping.test.ts. The words themselves count
 * for more than with the matcher: what nothing answers is mostly a thing that its concepts do not know.
 */
const settings = {
  /** Power of the logarithm that a rare feature counts more by. */
  rarity: 1.7,
  same: 0.25,
};
const weights: Readonly<Record<number, number>> = {
  [kinds.word]: 1,
  [kinds.stop]: 0.1,
  [kinds.gram]: 0.14,
  [kinds.single]: 1,
  [kinds.pair]: 0.5,
  [kinds.concept]: 0.7,
  [kinds.phrase]: 0.1,
  [kinds.triple]: 0.1,
  [kinds.aspect]: 0.1,
  [kinds.asked]: 0.1,
};
/** Texts read between two pauses. */
const slice = 10;

/** A text as features with weights, of length 1. */
type Vector = ReadonlyMap<number, number>;

/**
 * Returns groups of places in `texts`, each in the order of the list. A text joins the group that it is nearest to on average, if it is near enough;
 * else it begins one. The same list always gives the same groups. Everyday sentences tell what is said often and means little.
 */
export function* groupingByMeaning(texts: readonly string[]): Sliced<number[][]> {
  const places = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    if (index % slice === slice - 1) yield;
    const form = normalForm(text);
    places.set(form, [...(places.get(form) ?? []), index]);
  }
  const vectors = yield* vectorsOf([...places.keys()]);
  // Of each feature the sum of what it weighs in the texts of each group.
  const posts = new Map<number, Map<number, number>>();
  const groups: { places: number[]; texts: number }[] = [];
  for (const [n, own] of [...places.values()].entries()) {
    const vector = vectors[n]!;
    const g = nearestGroup(vector, posts, groups) ?? groups.push({ places: [], texts: 0 }) - 1;
    for (const [id, weight] of vector) {
      const sums = posts.get(id) ?? new Map<number, number>();
      posts.set(id, sums.set(g, (sums.get(g) ?? 0) + weight));
    }
    groups[g]!.texts++;
    groups[g]!.places.push(...own);
    yield;
  }
  return groups.map((group) => group.places.sort((a, b) => a - b));
}

function nearestGroup(vector: Vector, posts: ReadonlyMap<number, ReadonlyMap<number, number>>, groups: readonly { texts: number }[]): number | undefined {
  const near = new Float64Array(groups.length);
  for (const [id, weight] of vector) for (const [g, sum] of posts.get(id) ?? []) near[g]! += weight * sum;
  let best: number | undefined;
  for (const [g, { texts }] of groups.entries()) {
    near[g]! /= texts;
    if (near[g]! >= settings.same && (best === undefined || near[g]! > near[best]!)) best = g;
  }
  return best;
}

function* vectorsOf(forms: readonly string[]): Sliced<Vector[]> {
  const found: Map<number, number>[] = [];
  const spread = new Map<number, number>();
  const all = [...forms, ...backgroundEn, ...backgroundZh];
  for (const [n, text] of all.entries()) {
    if (n % slice === slice - 1) yield;
    const own = new Map<number, number>();
    features(n < forms.length ? text : normalForm(text), (hash, kind) => own.set(hash, weights[kind] ?? 0));
    for (const id of own.keys()) spread.set(id, (spread.get(id) ?? 0) + 1);
    if (n < forms.length) found.push(own);
  }
  for (const [n, own] of found.entries()) {
    if (n % slice === slice - 1) yield;
    let square = 0;
    for (const [id, weight] of own) {
      const rare = weight * Math.log(1 + all.length / spread.get(id)!) ** settings.rarity;
      own.set(id, rare);
      square += rare ** 2;
    }
    for (const [id, weight] of own) own.set(id, weight / (Math.sqrt(square) || 1));
  }
  return found;
}
