/** Chooses what to recommend from the lists that hold now: in stock, not yet bought, of several kinds, each with its reason. */
import { inSlices } from '../../event-loop/slices.ts';
import type { Store } from '../../store/store.ts';
import { forAdults } from '../search/products.ts';
import type { ProductRow } from '../shop.ts';
import { isForTheSame } from './alike.ts';
import { type Candidate, candidates } from './candidates.ts';
import { listsOf } from './kept-lists.ts';
import { isForOthers } from './models-named.ts';
import { areTwins } from './near-twins.ts';
import type { Why } from './reason.ts';
import { holds, reckonings } from './rows.ts';
import { shelving } from './shelf.ts';

export interface Wanted {
  /** Ids of what the recommendations are to go with, the most important first; none: what is popular. */
  seeds: readonly string[];
  /** Ids of what must not be recommended: bought, returned, lying in the cart. */
  not: ReadonlySet<string>;
  /** Ids of what alone may be recommended; unset: everything. */
  only?: ReadonlySet<string>;
  limit: number;
}

export type Recommended = { product: ProductRow } & Why;

/** Most products that are looked at of what somebody bought: the latest. */
const mostSeeds = 40;
/** Most of the latest seeds whose twins are left out. */
const mostTwins = 5;

/** Returns the recommendations for a wish, the best first; fewer than asked for, or none, where the shop has no more. */
export async function recommend(store: Store, products: readonly ProductRow[], { seeds, not, only, limit }: Wanted): Promise<Recommended[]> {
  const { placeOfId } = await inSlices(shelving(products));
  const byId = (id: string): ProductRow | undefined => products[placeOfId.get(id) ?? -1];
  const reckoning = await store.collection(reckonings).get(holds);
  const own = [...new Set(seeds)].flatMap((id) => byId(id) ?? []).slice(0, mostSeeds);
  const isOwn = new Set(own);
  const latest = own.slice(0, mostTwins);
  const may = (product: ProductRow): boolean =>
    isToBeHad(product) && !not.has(product._id) && (only === undefined || only.has(product._id)) && !isOwn.has(product);
  const withoutTwins = function* (sorted: Iterable<Recommended>): Generator<Recommended> {
    for (const one of sorted) if (!isForOthers(one.product, own) && !latest.some((seed) => areTwins(seed, one.product))) yield one;
  };
  const near = reckoning && own.length > 0 ? candidates(await listsOf(store, reckoning.of, own), own, not) : [];
  const first = various([], withoutTwins(told(near, own, byId, may)), limit);
  if (first.length === limit) return first;
  const selling =
    reckoning && !only
      ? reckoning.popular.flatMap((id) => byId(id) ?? [])
      : (only ? [...only].flatMap((id) => byId(id) ?? []) : [...products]).sort((a, b) => b.sold - a.sold);
  const fit = forAdults(selling).filter((product) => may(product) && (own.length === 0 || own.some((seed) => isForTheSame(seed, product))));
  return various(first, withoutTwins(fit.map((product) => ({ product, why: 'popular' }))), limit);
}

function* told(
  near: Iterable<Candidate>,
  own: readonly ProductRow[],
  byId: (id: string) => ProductRow | undefined,
  may: (product: ProductRow) => boolean,
): Generator<Recommended> {
  for (const { id, why, seed } of near) {
    const product = byId(id);
    const of = own[seed];
    if (product && of && may(product)) yield { product, why, of };
  }
}

export function isToBeHad({ variants }: ProductRow): boolean {
  return variants.some(({ stock }) => stock > 0);
}

/** Adds the first ones without twins, and no more than half of one kind as long as there are others; what is left over fills up. */
function various(before: readonly Recommended[], sorted: Iterable<Recommended>, limit: number): Recommended[] {
  const mostOfKind = Math.max(1, Math.ceil(limit / 2));
  const taken = [...before];
  const over: Recommended[] = [];
  const isNew = ({ product }: Recommended): boolean => !taken.some((one) => one.product === product || areTwins(one.product, product));
  const ofKind = (kind: string): number => taken.filter(({ product }) => product.category === kind).length;
  for (const one of sorted) {
    if (taken.length === limit) return taken;
    if (!isNew(one)) continue;
    if (ofKind(one.product.category) < mostOfKind) taken.push(one);
    else if (over.length < limit) over.push(one);
  }
  for (const one of over) if (taken.length < limit && isNew(one)) taken.push(one);
  return taken;
}
