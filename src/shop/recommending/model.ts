/** Reckons what goes with each product of a shop. Pure; it takes a thread of its own (see model-thread.ts) where a shop is large. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { likening } from './alike.ts';
import { bestSelling } from './popular.ts';
import type { Purchases } from './purchases.ts';
import type { Lists, Near } from './rows.ts';
import { ofCustomers, type Pair, pairing } from './together.ts';

/** Length of the lists of a product. */
const most = 20;
const mostAlike = 10;
/** Number of the best sellers that are kept: enough that some are in stock and not yet bought. */
const mostPopular = 200;

export interface Model {
  popular: string[];
  /** Of each product, in the order of the catalogue. */
  lists: Lists[];
}

/** Returns the model of a shop; `purchases` names products by their place in `products`. */
export function* modelling(products: readonly ProductRow[], purchases: Purchases): Sliced<Model> {
  const together = yield* pairing(purchases, products.length, most);
  const also = yield* pairing(ofCustomers(purchases), products.length, most);
  const alike = yield* likening(products, mostAlike);
  const named = (pairs: readonly Pair[] = []): Near[] =>
    pairs.map(({ place, score }) => ({ id: products[place]!._id, score: Math.round(score * 10_000) / 10_000 }));
  return {
    popular: bestSelling(purchases, products, mostPopular).map((place) => products[place]!._id),
    lists: products.map((_, place) => ({ together: named(together[place]), also: named(also[place]), alike: named(alike[place]) })),
  };
}
