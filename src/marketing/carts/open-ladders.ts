/** Ladders begin with a version of a cart, and are found again by whatever an order has in common with it. */
import { createHash } from 'node:crypto';
import { type CartRow, carts } from '../../shop/shop.ts';
import type { Op, Store } from '../../store/store.ts';
import { dueOf, type LadderStep } from './decide-ladder.ts';
import { cartLadders, type LadderRow, type PersonKeys } from './ladder-rows.ts';

const pageSize = 200;

/** Returns what makes a cart another one: goods and quantities. A price that changed, or a cart that was only looked at, is the same version. */
export function cartVersion({ currency, items }: Pick<CartRow, 'currency' | 'items'>): string {
  const goods = items.map(({ sku, quantity }) => `${sku}\u0000${quantity}`).sort();
  return createHash('sha256')
    .update([currency, ...goods].join('\n'))
    .digest('hex')
    .slice(0, 12);
}

export const ladderId = (cart: string, version: string): string => `ladder:${cart}:${version}`;

/** Returns by what the person of a cart is known. */
export function keysOfCart({ contact, email, phone, customer, device }: CartRow): PersonKeys {
  return { ...(contact && { contact }), ...(email && { email }), ...(phone && { phone }), ...(customer && { customer }), ...(device && { device }) };
}

/**
 * Begins the ladder of a cart as it is now, and resolves to the open ladders of its older versions, which are to end. A version that came back before
 * anything was sent begins anew; one that was reminded of is not begun again.
 */
export async function beginLadder(store: Store, id: string, steps: readonly LadderStep[], now: number): Promise<LadderRow[]> {
  const cart = await store.collection(carts).get(id);
  if (!cart) return [];
  const rows = store.collection(cartLadders);
  const version = cartVersion(cart);
  const open = (await rows.find({ where: { cart: id }, limit: pageSize })).filter(({ due }) => due !== undefined);
  const isBought = cart.order !== undefined || cart.items.length === 0;
  const over = open.filter((row) => isBought || row.version !== version);
  if (isBought || steps.length === 0) return over;
  const startedAt = Math.min(cart.updatedAt, now);
  const blank = { step: 0, startedAt, version, sent: [] };
  const fresh: Omit<LadderRow, 'v'> = { _id: ladderId(id, version), cart: id, ...keysOfCart(cart), ...blank, due: dueOf(blank, startedAt, steps) };
  if ((await rows.insert(fresh)) === 'done') return over;
  const known = await rows.get(fresh._id);
  if (!known) return over;
  // The same goods: the customer has become known since, or came back to them.
  const isAnew = (known.why === 'changed' || known.why === 'emptied') && known.sent.length === 0;
  if (isAnew) await rows.replace({ ...fresh, v: known.v });
  else if (known.due !== undefined) await rows.replace({ ...known, ...keysOfCart(cart) });
  return over;
}

/** An order, by all that it may have in common with a cart. */
export interface OrderKeys extends PersonKeys {
  /** The cart that it came of. */
  cart?: string;
  placedAt: number;
}

/** Finds the open ladders that an order ends: of its cart, or of its person where the cart was left before it was placed. */
export async function laddersOf(store: Store, { cart, placedAt, ...keys }: OrderKeys): Promise<LadderRow[]> {
  const rows = store.collection(cartLadders);
  const found = new Map<string, LadderRow>();
  const wanted = Object.entries({ cart, ...keys }).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  for (const [field, value] of wanted) {
    for (const row of await rows.find({ where: { [field]: value }, limit: pageSize })) {
      if (row.due !== undefined && (row.startedAt <= placedAt || row.cart === cart)) found.set(row._id, row);
    }
  }
  return [...found.values()];
}

/** Removes the ladders of contacts who are erased, also those that know them by e-mail or phone alone. */
export async function eraseLadders(store: Store, keys: readonly PersonKeys[]): Promise<void> {
  for (const [field, value] of keys.flatMap((one) => Object.entries(one))) {
    for (;;) {
      const rows = await store.collection(cartLadders).find({ where: { [field]: value }, limit: pageSize });
      if (rows.length === 0) break;
      await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: cartLadders.name, id: _id })));
    }
  }
}
