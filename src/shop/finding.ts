/** What is shown for a message in a talk about goods: it may be a wish of its own, or go on from what was looked for before. */
import { type Found, search } from './search.ts';
import type { ProductRow } from './shop.ts';
import { continued, says, type Wish } from './wish.ts';

export interface Talk {
  /** What was looked for before. */
  before: Wish;
  /** Ids of goods that are not to be shown again. */
  besides: readonly string[];
  /** Ids of goods that are too expensive. */
  cheaperThan: readonly string[];
}

/** `goingOn`: what was looked for before still counts. Undefined when nothing to look for was said, neither now nor before. */
export async function find(
  all: readonly ProductRow[],
  now: Wish,
  { before, besides, cheaperThan }: Talk,
  limit: number,
): Promise<(Found & { goingOn: boolean }) | undefined> {
  const going = continued(before, now);
  const shown = new Set([...besides, ...cheaperThan]);
  if (shown.size > 0) {
    const found = await others(all, going ?? now, shown, cheaperThan, limit);
    return found && { ...found, goingOn: going !== undefined };
  }
  if (!says(now)) return undefined;
  const next = going && (await search(all, going, limit));
  if (next && next.products.length > 0 && next.near !== 'kind') return { ...next, goingOn: true };
  return { ...(await search(all, now, limit)), goingOn: false };
}

/** More of the same kind than was shown. What is over the limit is no find here: somebody wants it cheaper. */
async function others(
  all: readonly ProductRow[],
  wish: Wish,
  shown: ReadonlySet<string>,
  tooDear: readonly string[],
  limit: number,
): Promise<Found | undefined> {
  const wanted = { ...wish, said: undefined };
  if (!says(wanted)) return undefined;
  const prices = all.filter(({ _id }) => tooDear.includes(_id)).map(({ price }) => price);
  const found = await search(all, prices.length > 0 ? { ...wanted, from: undefined, to: Math.min(...prices) - 1, cheap: true } : wanted, limit, shown);
  return found.near === 'price' || found.near === 'kind' ? { products: [] } : found;
}
