import type { Vars } from '../engine/session.ts';
import type { Store } from '../store/store.ts';
import type { ShopAdapter } from './adapter.ts';
import { localText } from './local-text.ts';
import { type CartRow, carts } from './shop.ts';
import { isAhead, wasSeen, withSeen } from './told.ts';

/** The contact's cart that changed last; null when there is none. It may be empty or ordered. */
export async function currentCart(store: Store, contact: string): Promise<CartRow | null> {
  const mine = await store.collection(carts).find({ where: { contact }, limit: 100 });
  return mine.reduce<CartRow | null>((best, cart) => (best && best.updatedAt >= cart.updatedAt ? best : cart), null);
}

/** The cart with today's prices, without what can no longer be had. SKUs that the catalogue does not know stay as they are. */
export async function repriced(shop: ShopAdapter, cart: CartRow, lang: string, now: number): Promise<CartRow> {
  const known = new Map((await shop.products(now)).flatMap((product) => product.variants.map((variant) => [variant.sku, { product, variant }] as const)));
  const items = cart.items.flatMap((item) => {
    const found = known.get(item.sku);
    if (!found) return [item];
    if (found.variant.stock <= 0) return [];
    return [{ ...item, price: found.variant.price, quantity: Math.min(item.quantity, found.variant.stock), title: localText(found.product.title, lang) }];
  });
  return { ...cart, items };
}

/** A cart as flows see it. `idle_hours` is since the customer last touched it, one decimal. */
export function cartView(cart: CartRow, now: number): Vars {
  const { currency } = cart;
  return {
    id: cart._id,
    url: cart.url,
    items: cart.items.map(({ sku, title, quantity, price, image }) => ({ sku, title, quantity, price: { amount: price, currency }, image: image ?? null })),
    count: cart.items.reduce((sum, item) => sum + item.quantity, 0),
    title: cart.items[0]?.title ?? '',
    image: cart.items[0]?.image ?? null,
    total: { amount: cart.items.reduce((sum, item) => sum + item.price * item.quantity, 0), currency },
    idle_hours: Math.round(((now - cart.updatedAt) / 3_600_000) * 10) / 10,
  };
}

/** Keeps a cart as the shop reports it and gives it as it now is; an older report, or one whose key was seen already, changes nothing. */
export async function saveCart(store: Store, cart: Omit<CartRow, 'v'>, now: number, key?: string): Promise<CartRow> {
  for (;;) {
    const old = await store.collection(carts).get(cart._id);
    const next = { ...cart, ...withSeen(old ?? {}, key) };
    if (!old) {
      if ((await store.collection(carts).insert(next)) === 'done') return { ...next, v: 1 };
      continue;
    }
    if (wasSeen(old, key) || (old.updatedAt > cart.updatedAt && !isAhead(old.updatedAt, now))) return old;
    const stored = await store.collection(carts).replace({ ...next, order: old.order, v: old.v });
    if (stored) return stored;
  }
}

/** An order came of the contact's open carts: no reminder goes out for them. */
export async function closeCarts(store: Store, contact: string, order: string, placedAt: number, now: number): Promise<void> {
  const open = (await store.collection(carts).find({ where: { contact }, limit: 100 })).filter(
    (cart) => cart.order === undefined && (cart.updatedAt <= placedAt || isAhead(cart.updatedAt, now)),
  );
  await store.write(open.map((cart) => ({ op: 'patch', in: 'carts', id: cart._id, set: { order } })));
}
