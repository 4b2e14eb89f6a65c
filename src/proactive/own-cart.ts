import { carts } from '../shop/shop.ts';
import type { Store } from '../store/store.ts';
import { minorDigits } from '../text/money.ts';

/** A cart that nobody touched for so long says nothing of this visit, ms. */
const freshMs = 30 * 86_400_000;

/**
 * Returns the newest cart that the shop's system told us of a contact: pieces, and value in major units. One that became an order is empty. Undefined where
 * the shop told of none, or of one in another currency than its rules are written in.
 */
export async function ownCart(store: Store, contact: string, currency: string, now: number): Promise<{ count: number; value: number } | undefined> {
  const found = await store.collection(carts).find({ where: { contact }, limit: 100 });
  const newest = found.reduce<(typeof found)[number] | undefined>((a, b) => (a && a.updatedAt >= b.updatedAt ? a : b), undefined);
  if (!newest || newest.updatedAt < now - freshMs) return undefined;
  if (newest.order !== undefined || newest.items.length === 0) return { count: 0, value: 0 };
  if (newest.currency !== currency) return undefined;
  const { items } = newest;
  const value = items.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  return { count: items.reduce((sum, { quantity }) => sum + quantity, 0), value: value / 10 ** minorDigits(currency) };
}
