/** Products that sell best of late. */
import type { ProductRow } from '../shop.ts';
import type { Purchases } from './purchases.ts';

/** Time after which a sale counts half, ms. */
const halfLife = 30 * 86_400_000;

/**
 * Returns the places of the products that sell best, a sale counting less the longer ago it was: `most` at most. What the shop says it has sold
 * decides between those that the orders say nothing of.
 */
export function bestSelling({ items, ends, times }: Purchases, products: readonly Pick<ProductRow, 'sold'>[], most: number): number[] {
  const heat = new Float64Array(products.length);
  const latest = times.reduce((late, at) => Math.max(late, at), Number.NEGATIVE_INFINITY);
  let at = 0;
  for (const [basket, end] of ends.entries()) {
    const weight = 0.5 ** ((latest - times[basket]!) / halfLife);
    for (; at < end; at++) heat[items[at]!]! += weight;
  }
  return Array.from(products.keys())
    .filter((place) => heat[place]! > 0 || products[place]!.sold > 0)
    .sort((a, b) => heat[b]! - heat[a]! || products[b]!.sold - products[a]!.sold || a - b)
    .slice(0, most);
}
