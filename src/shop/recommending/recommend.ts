/** Chooses what to recommend from the lists that hold now: in stock, not yet bought, of several kinds, each with its reason. */
import type { Store } from '../../store/store.ts';
import { forAdults } from '../search/products.ts';
import type { ProductRow } from '../shop.ts';
import { isForTheSame } from './alike.ts';
import { areTwins } from './near-twins.ts';
import type { Why } from './reason.ts';
import { holds, type Lists, lists, listsId, reckonings } from './rows.ts';

export interface Wanted {
  /** Ids of what the recommendations are to go with, the most important first; none: what is popular. */
  seeds: readonly string[];
  /** Ids of what must not be recommended: bought, returned, lying in the cart. */
  not: ReadonlySet<string>;
  limit: number;
}

export type Recommended = { product: ProductRow } & Why;

/** Most products that are looked at of what somebody bought: the latest. */
const mostSeeds = 40;
/** Place at which something bought tells half of what the latest does. */
const halfAt = 30;
/** What each list is worth beside the others: the first two are shares of customers, the last is a likeness. */
const worth = { together: 1, also: 1, alike: 0.1 } as const;

interface Candidate {
  product: ProductRow;
  score: number;
  /** The list and seed that speak for it most. */
  best: { score: number; why: Why };
}

/** A catalogue is asked many times between two readings of it. */
const byIds = new WeakMap<readonly ProductRow[], ReadonlyMap<string, ProductRow>>();
function byIdOf(products: readonly ProductRow[]): ReadonlyMap<string, ProductRow> {
  let made = byIds.get(products);
  if (!made) {
    made = new Map(products.map((product) => [product._id, product]));
    byIds.set(products, made);
  }
  return made;
}

/** Returns the recommendations for a wish, the best first; fewer than asked for, or none, where the shop has no more. */
export async function recommend(store: Store, products: readonly ProductRow[], { seeds, not, limit }: Wanted): Promise<Recommended[]> {
  const byId = byIdOf(products);
  const reckoning = await store.collection(reckonings).get(holds);
  const own = [...new Set(seeds)].flatMap((id) => byId.get(id) ?? []).slice(0, mostSeeds);
  const may = (product: ProductRow): boolean => isToBeHad(product) && !not.has(product._id) && !own.some((seed) => seed === product || areTwins(seed, product));
  const near = reckoning && own.length > 0 ? await candidates(store, reckoning.of, own, byId, may) : [];
  const popular = (reckoning?.popular ?? []).flatMap((id) => byId.get(id) ?? []);
  const selling = forAdults(popular.length > 0 ? popular : [...products].sort((a, b) => b.sold - a.sold));
  function* sorted(): Generator<Recommended> {
    for (const { product, best } of near) yield { product, ...best.why };
    for (const product of selling) if (may(product) && (own.length === 0 || own.some((seed) => isForTheSame(seed, product)))) yield { product, why: 'popular' };
  }
  return various(sorted(), limit);
}

export function isToBeHad({ variants }: ProductRow): boolean {
  return variants.some(({ stock }) => stock > 0);
}

async function candidates(
  store: Store,
  reckoning: string,
  seeds: readonly ProductRow[],
  byId: ReadonlyMap<string, ProductRow>,
  may: (product: ProductRow) => boolean,
): Promise<Candidate[]> {
  const rows = await store.collection(lists).getMany(seeds.map(({ _id }) => listsId(reckoning, _id)));
  const bySeed = new Map(rows.map((row) => [row._id, row]));
  const found = new Map<string, Candidate | null>();
  for (const [rank, seed] of seeds.entries()) {
    const row: Lists | undefined = bySeed.get(listsId(reckoning, seed._id));
    if (!row) continue;
    for (const list of ['together', 'also', 'alike'] as const) {
      for (const { id, score } of row[list]) {
        let one = found.get(id);
        if (one === undefined) {
          const product = byId.get(id);
          one = product && may(product) ? { product, score: 0, best: { score: 0, why: { why: 'popular' } } } : null;
          found.set(id, one);
        }
        if (one === null) continue;
        // What was bought last tells most.
        const points = (score * worth[list]) / (1 + rank / halfAt);
        one.score += points;
        if (points > one.best.score) one.best = { score: points, why: { why: list, of: seed } };
      }
    }
  }
  return [...found.values()].filter((one) => one !== null).sort((a, b) => b.score - a.score || (a.product._id < b.product._id ? -1 : 1));
}

/** Takes the first ones without twins, and no more than half of one kind as long as there are others; what is left over fills up. */
function various(sorted: Iterable<Recommended>, limit: number): Recommended[] {
  const mostOfKind = Math.max(1, Math.ceil(limit / 2));
  const [taken, over]: [Recommended[], Recommended[]] = [[], []];
  const ofKind = new Map<string, number>();
  for (const one of sorted) {
    if (taken.length === limit) break;
    if (taken.some(({ product }) => areTwins(product, one.product))) continue;
    const { category } = one.product;
    const count = ofKind.get(category) ?? 0;
    if (count >= mostOfKind) {
      if (over.length < limit) over.push(one);
      continue;
    }
    ofKind.set(category, count + 1);
    taken.push(one);
  }
  for (const one of over) if (taken.length < limit && !taken.some(({ product }) => areTwins(product, one.product))) taken.push(one);
  return taken;
}
