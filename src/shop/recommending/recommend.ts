/** Chooses what to recommend from the lists that hold now: in stock, not yet bought, of several kinds, each with its reason. */
import { inSlices } from '../../event-loop/slices.ts';
import type { Store } from '../../store/store.ts';
import { forAdults } from '../search/products.ts';
import type { ProductRow } from '../shop.ts';
import { isForTheSame } from './alike.ts';
import { isForOthers } from './models-named.ts';
import { areTwins } from './near-twins.ts';
import type { Why } from './reason.ts';
import { holds, type Lists, lists, listsId, reckonings } from './rows.ts';
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
/** Place at which something bought tells half of what the latest does. */
const halfAt = 30;
/** Weight of each list beside the others: shares of customers, and a likeness. */
const worth = { together: 1, also: 1, alike: 0.03 } as const;

interface Candidate {
  product: ProductRow;
  score: number;
  /** The list and seed that speak for it most. */
  best: { score: number; why: Why };
}

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
  const near = reckoning && own.length > 0 ? candidates(own, await listsOf(store, reckoning.of, own), byId, may) : [];
  const first = various([], withoutTwins(told(near)), limit);
  if (first.length === limit) return first;
  const selling =
    reckoning && !only
      ? reckoning.popular.flatMap((id) => byId(id) ?? [])
      : (only ? [...only].flatMap((id) => byId(id) ?? []) : [...products]).sort((a, b) => b.sold - a.sold);
  const fit = forAdults(selling).filter((product) => may(product) && (own.length === 0 || own.some((seed) => isForTheSame(seed, product))));
  return various(first, withoutTwins(fit.map((product) => ({ product, why: 'popular' }))), limit);
}

function* told(near: Iterable<Candidate>): Generator<Recommended> {
  for (const { product, best } of near) yield { product, ...best.why };
}

/** Lists that were read lately, of the reckoning that holds: what sells well is in most carts, and a row takes long to read. About 15 KB each. */
const mostKept = 1_000;
const keptLists = new WeakMap<Store, { reckoning: string; rows: Map<string, Lists> }>();

async function listsOf(store: Store, reckoning: string, seeds: readonly ProductRow[]): Promise<ReadonlyMap<string, Lists>> {
  let kept = keptLists.get(store);
  if (kept?.reckoning !== reckoning) {
    kept = { reckoning, rows: new Map() };
    keptLists.set(store, kept);
  }
  const { rows } = kept;
  const missing = seeds.filter(({ _id }) => !rows.has(_id));
  const found = missing.length > 0 ? await store.collection(lists).getMany(missing.map(({ _id }) => listsId(reckoning, _id))) : [];
  const read = new Map<string, Lists>(found.map((row) => [row._id.slice(reckoning.length + 1), row]));
  const all = new Map<string, Lists>();
  for (const { _id } of seeds) {
    const row = rows.get(_id) ?? read.get(_id) ?? noLists;
    all.set(_id, row);
    // The latest stands last: the first one goes when there is no more room.
    rows.delete(_id);
    rows.set(_id, row);
  }
  for (const id of rows.keys()) {
    if (rows.size <= mostKept) break;
    rows.delete(id);
  }
  return all;
}
const noLists: Lists = { together: [], also: [], alike: [] };

export function isToBeHad({ variants }: ProductRow): boolean {
  return variants.some(({ stock }) => stock > 0);
}

function candidates(
  seeds: readonly ProductRow[],
  listsOfSeeds: ReadonlyMap<string, Lists>,
  byId: (id: string) => ProductRow | undefined,
  may: (product: ProductRow) => boolean,
): Iterable<Candidate> {
  const found = new Map<string, Candidate | null>();
  const of = (id: string): Candidate | null => {
    let one = found.get(id);
    if (one === undefined) {
      const product = byId(id);
      one = product && may(product) ? { product, score: 0, best: { score: 0, why: { why: 'popular' } } } : null;
      found.set(id, one);
    }
    return one;
  };
  for (const [rank, seed] of seeds.entries()) {
    // What was bought last tells most.
    const weight = 1 / (1 + rank / halfAt);
    const row = listsOfSeeds.get(seed._id);
    if (!row) continue;
    for (const list of ['together', 'also', 'alike'] as const) {
      for (const { id, score } of row[list]) {
        const one = of(id);
        if (!one) continue;
        const points = score * worth[list] * weight;
        one.score += points;
        if (points > one.best.score) one.best = { score: points, why: { why: list, of: seed } };
      }
    }
  }
  return bestFirst([...found.values()].filter((one) => one !== null));
}

const isBefore = (a: Candidate, b: Candidate): boolean => a.score > b.score || (a.score === b.score && a.product._id < b.product._id);
const inOrder = (a: Candidate, b: Candidate): number => (isBefore(a, b) ? -1 : 1);
/** Candidates that are put in order before it is known how many are needed; there are thousands, of which ten are shown. */
const mostFirst = 100;

/** Returns all in their order; those behind the first are put in order when they are asked for. */
function* bestFirst(all: readonly Candidate[]): Generator<Candidate> {
  const top = all.slice(0, mostFirst).sort(inOrder);
  for (const one of all.slice(mostFirst)) {
    if (!isBefore(one, top.at(-1)!)) continue;
    top.pop();
    let [from, to] = [0, top.length];
    while (from < to) {
      const half = (from + to) >> 1;
      if (isBefore(top[half]!, one)) from = half + 1;
      else to = half;
    }
    top.splice(from, 0, one);
  }
  yield* top;
  const shown = new Set(top);
  yield* all.filter((one) => !shown.has(one)).sort(inOrder);
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
