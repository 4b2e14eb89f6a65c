/** Stock as customers may hear it. */

/** Stock above which the number says nothing to a customer. */
const fewest = 20;

/** Returns the number when few are left; null when there are many, none, or the shop does not count. */
export function fewLeft(stock: number): number | null {
  return stock > 0 && stock < Math.min(fewest, uncounted) ? stock : null;
}

/** Number of pieces that is taken to be there where a shop does not count them. */
export const uncounted = 9_999;
