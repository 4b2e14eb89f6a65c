/**
 * What the program needs to know from a shop. Its own tables are one implementation (own-shop.ts); Shopify, WooCommerce or
 * any HTTP back end are others, and no flow notices. Coupons, returns and carts are kept by the program itself.
 */
import type { OrderRow, ProductRow } from './shop.ts';

export type OrderChange = { do: 'confirm' } | { do: 'cancel' } | { do: 'change_address'; address: string };
export type ChangeResult = { ok: true; order: OrderRow } | { ok: false; code: 'not_found' | 'not_allowed' };

export interface ShopAdapter {
  /** ISO 4217 of its prices. */
  currency: string;
  /** The whole catalogue; may be some seconds old. */
  products(now: number): Promise<readonly ProductRow[]>;
  /** By its number in any way to write it (see orderKey), or without its letters and signs where only one order can be meant. */
  order(number: string): Promise<OrderRow | null>;
  /** Orders that are linked to the contact or carry a phone number (see phoneKey) that a channel vouches for; newest first. */
  ordersOf(who: { contact: string; phones: readonly string[] }, most: number): Promise<OrderRow[]>;
  /** Idempotent: what is done already is `ok`. `not_allowed` when it is too late for the change. */
  changeOrder(number: string, change: OrderChange, now: number): Promise<ChangeResult>;
}
