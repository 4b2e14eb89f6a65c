/** Carts that were left at a store, as events. */
import type { StoreCart } from '../kit/store-adapter.ts';
import { contactOf } from './mirror-order.ts';

/** Returns the events of carts that name somebody; one for each version of a cart. */
export function cartEvents(source: string, carts: readonly StoreCart[]): { id: string; body: unknown }[] {
  return carts.flatMap(({ ref, url, currency, items, updatedAt, ...who }) => {
    const contact = contactOf(who);
    if (!contact || items.length === 0) return [];
    const at = new Date(updatedAt).toISOString();
    const cart = { id: ref, url, currency, items: items.slice(0, 200), updated_at: at };
    return [{ id: `${source}:cart:${ref}:${updatedAt}`.slice(0, 256), body: { contact, data: { cart }, at } }];
  });
}
