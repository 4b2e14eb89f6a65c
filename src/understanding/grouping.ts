/** Texts grouped by what they mean. */
import type { Sliced } from '../slices.ts';
import { backgroundEn } from './background-en.ts';
import { backgroundZh } from './background-zh.ts';
import { normalForm } from './normal-form.ts';
import { indexingTexts } from './vectors.ts';

/** How near, on average, a text is to a group that it joins, 0..1; set on grouping.test.ts. */
const same = 0.2;
/** Features of more texts than this are looked at by no text. */
const common = 1_000;

/**
 * Groups of places in `texts`, each in the order of the list. A text joins the group that it is nearest to on average, if it is near enough;
 * else it begins one. The same list always gives the same groups. Everyday sentences tell what is said often and means little.
 */
export function* groupingByMeaning(texts: readonly string[]): Sliced<number[][]> {
  const places = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    const form = normalForm(text);
    places.set(form, [...(places.get(form) ?? []), index]);
  }
  yield;
  const forms = [...places.keys()];
  const index = yield* indexingTexts([...forms, ...backgroundEn, ...backgroundZh]);
  const groupOf = new Int32Array(forms.length);
  const groups: { indexes: number[]; forms: number }[] = [];
  const sums = new Float32Array(index.size);
  for (const [n, form] of forms.entries()) {
    sums.fill(0);
    index.nearOf(n, sums, common);
    const near = new Float64Array(groups.length);
    for (let m = 0; m < n; m++) near[groupOf[m]!]! += sums[m]!;
    let best = -1;
    for (const [g, group] of groups.entries()) {
      near[g]! /= group.forms;
      if (near[g]! >= same && (best === -1 || near[g]! > near[best]!)) best = g;
    }
    if (best === -1) best = groups.push({ indexes: [], forms: 0 }) - 1;
    groupOf[n] = best;
    groups[best]!.forms++;
    groups[best]!.indexes.push(...(places.get(form) ?? []));
    yield;
  }
  return groups.map(({ indexes }) => indexes.sort((a, b) => a - b));
}
