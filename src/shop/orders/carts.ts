import type { Vars } from '../../json.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import { contacts } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { ShopAdapter } from '../adapter.ts';
import { type CartRow, carts, type OrderRow } from '../shop.ts';
import { isAhead, wasSeen, withSeen } from '../told.ts';
import { cartToday } from './cart-today.ts';
import { orderWith } from './order-with.ts';

/** Returns the contact's cart that changed last; null when there is none. It may be empty or ordered. */
export async function currentCart(store: Store, contact: string): Promise<CartRow | null> {
  const mine = await store.collection(carts).find({ where: { contact }, limit: 100 });
  return mine.reduce<CartRow | null>((best, cart) => (best && best.updatedAt >= cart.updatedAt ? best : cart), null);
}

/** Returns the cart with today's prices, without what can no longer be had. SKUs that the catalogue does not know stay as they are. */
export async function repriced(shop: ShopAdapter, cart: CartRow, lang: string, now: number): Promise<CartRow> {
  return { ...cart, items: cartToday(cart, await shop.products(now), lang).items };
}

/** Returns a cart as flows see it. `idle_hours` is since the customer last touched it, one decimal. */
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

/** Closes the contact's open carts that an order came of: no reminder goes out for them. */
export async function closeCarts(store: Store, contact: string, order: string, placedAt: number, now: number): Promise<void> {
  const open = (await store.collection(carts).find({ where: { contact }, limit: 100 })).filter(
    (cart) => cart.order === undefined && (cart.updatedAt <= placedAt || isAhead(cart.updatedAt, now)),
  );
  await store.write(open.map((cart) => ({ op: 'patch', in: 'carts', id: cart._id, set: { order } })));
}

/** Closes the cart that an order says it came of. */
export async function closeCart(store: Store, cart: string, order: string): Promise<void> {
  const row = await store.collection(carts).get(cart);
  if (row && row.order === undefined) await store.write([{ op: 'patch', in: carts.name, id: cart, set: { order } }]);
}

/** Tells whether an order came of this cart, or of the cart that the contact changed last with an order placed after `since`. */
export async function isOrdered(store: Store, { contact, since, cart }: { contact: string; since: number; cart?: string }): Promise<boolean> {
  const own = cart === undefined ? null : await store.collection(carts).get(cart);
  if (own?.contact === contact && own.order !== undefined) return true;
  const latest = await currentCart(store, contact);
  if (latest?.order === undefined) return false;
  const order = await orderWith(store, latest.order);
  return order !== null && order.placedAt > since;
}

/** Carts that nobody touched for longer are no reason to write to anybody, ms. */
const remembered = 60 * 86_400_000;
const page = 1_000;

/** Fields of an order that show whose it is. */
type Whose = Pick<OrderRow, 'number' | 'placedAt' | 'contact' | 'email' | 'phone' | 'customer'>;

const keysOf = (contact: string | undefined, email?: string, phone?: string, externalId?: string): string[] => [
  ...(contact ? [`contact ${contact}`] : []),
  ...(email ? [`email ${email.toLowerCase()}`] : []),
  ...(phone ? [`phone ${phone}`] : []),
  ...(externalId ? [`id ${externalId}`] : []),
];

/** Returns the ops that do the same for orders of a file: they close the open carts of the people whose they are. `country` is that of numbers without code. */
export async function closing(store: Store, ordered: readonly Whose[], country: string | undefined, now: number): Promise<Op[]> {
  const latest = new Map<string, Whose>();
  for (const order of ordered)
    for (const key of keysOf(order.contact, order.email, order.phone, order.customer.externalId))
      if ((latest.get(key)?.placedAt ?? 0) <= order.placedAt) latest.set(key, order);
  const ops: Op[] = [];
  for (let after = now - remembered; ; ) {
    const some = await store.collection(carts).find({ where: { updatedAt: { gt: after } }, sort: { by: 'updatedAt' }, limit: page });
    const open = some.filter(({ order, contact }) => order === undefined && contact !== '');
    const people = new Map((await store.collection(contacts).getMany([...new Set(open.map(({ contact }) => contact))])).map((row) => [row._id, row]));
    for (const cart of open) {
      const row = people.get(cart.contact);
      const own = (field: 'email' | 'phone'): string | undefined => (row?.told?.includes(field) ? undefined : row?.[field]);
      const phones = [row?.verifiedPhone, own('phone')].flatMap((phone) => (phone ? phoneKey(phone, country) : []));
      const keys = [...keysOf(cart.contact, own('email'), undefined, row?.externalId), ...phones.map((phone) => `phone ${phone}`)];
      const order = keys.flatMap((key) => latest.get(key) ?? []).find(({ placedAt }) => placedAt >= cart.updatedAt || isAhead(cart.updatedAt, now));
      if (order) ops.push({ op: 'patch', in: carts.name, id: cart._id, set: { order: order.number } });
    }
    const last = some.at(-1)?.updatedAt;
    if (last === undefined || some.length < page) return ops;
    after = last;
  }
}
