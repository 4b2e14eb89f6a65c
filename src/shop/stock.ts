/** How many of something there are, as customers may hear it. */
import { uncounted } from './importing/variant-stock.ts';

/** Above so many, the number says nothing to a customer. */
const fewest = 20;

/** The number when few are left; null when there are many, none, or the shop does not count. */
export function fewLeft(stock: number): number | null {
  return stock > 0 && stock < Math.min(fewest, uncounted) ? stock : null;
}
