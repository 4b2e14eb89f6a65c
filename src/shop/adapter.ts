/**
 * Interface of a shop as flows see it. The program's own tables are one implementation (own-shop.ts); a store of somebody else that is mirrored in them is
 * the other (stores/mirror/mirrored-shop.ts), and flows do not see the difference. Coupons, returns and carts are kept by the program itself, and pushed to a
 * store that takes them.
 */
import type { OrderRow, ProductRow } from './shop.ts';

export type OrderChange = { do: 'confirm' } | { do: 'cancel' } | { do: 'change_address'; address: string };

/** `not_possible`: this shop cannot do it at all. `unavailable`: its store does not answer, or refuses the key; nothing was changed, as far as it tells. */
export type ChangeRefusal = 'not_found' | 'not_allowed' | 'not_possible' | 'unavailable';
export type ChangeResult = { ok: true; order: OrderRow } | { ok: false; code: ChangeRefusal };

export interface ShopAdapter {
  /** ISO 4217 of its prices. */
  currency: string;
  /** What has to be told to a store of its own: returns that are opened here, coupons that are issued here. */
  pushes: { returns: boolean; coupons: boolean };
  /** The whole catalogue; may be some seconds old. */
  products(now: number): Promise<readonly ProductRow[]>;
  /** Finds an order by its number in any way to write it (see orderKey), or without its letters and signs where only one order can be meant. */
  order(number: string): Promise<OrderRow | null>;
  /** Orders that are linked to the contact or carry a phone number (see phoneKey) that a channel vouches for; newest first. */
  ordersOf(who: { contact: string; phones: readonly string[] }, most: number): Promise<OrderRow[]>;
  /** Idempotent: what is done already is `ok`. `not_allowed` when it is too late for the change. */
  changeOrder(number: string, change: OrderChange, now: number): Promise<ChangeResult>;
}
