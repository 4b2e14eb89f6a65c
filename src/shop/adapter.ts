/**
 * Interface of a shop as flows see it. The program's own tables are one implementation (own-shop.ts); a store of somebody else that is mirrored in them is
 * the other (stores/mirror/mirrored-shop.ts), and flows do not see the difference. Coupons, returns and carts are kept by the program itself, and pushed to a
 * store that takes them.
 */
import type { ChangeKind } from './change-kinds.ts';
import type { OrderItem, OrderRow, ProductRow } from './shop.ts';

/** Change of an order in the shop itself. `change_items`: all pieces of `from` become `to`, of which there are `count` then. */
export type OrderChange =
  | { do: 'cancel' }
  | { do: 'change_address'; address: string }
  | { do: 'change_items'; from: string; to: OrderItem; count: number; total: number }
  | { do: 'change_payment'; payment: OrderRow['payment'] }
  | { do: 'refund_account'; account: string }
  | { do: 'profile_address'; address: string };

/**
 * `not_possible`: this shop cannot do it at all. `unavailable`: its store does not answer, or refuses the key, and certainly nothing was changed.
 * `unclear`: the request may have had its effect, or may have it yet.
 */
export type ChangeRefusal = 'not_found' | 'not_allowed' | 'not_possible' | 'unavailable' | 'unclear';
export type ChangeResult = { ok: true; order: OrderRow } | { ok: false; code: ChangeRefusal };

export interface ShopAdapter {
  /** ISO 4217 of its prices. */
  currency: string;
  /** Rows that have to be pushed to a store of its own: returns that are opened here, coupons that are issued here. */
  pushes: { returns: boolean; coupons: boolean };
  /** The whole catalogue; may be some seconds old. */
  products(now: number): Promise<readonly ProductRow[]>;
  /** Finds an order by its number in any way to write it (see orderKey), or without its letters and signs where only one order can be meant. */
  order(number: string): Promise<OrderRow | null>;
  /** Orders that are linked to the contact or carry a phone number (see phoneKey) that a channel vouches for; newest first. */
  ordersOf(who: { contact: string; phones: readonly string[] }, most: number): Promise<OrderRow[]>;
  /** The customer has confirmed a cash-on-delivery order; done already is `ok`. */
  confirmOrder(number: string, now: number): Promise<ChangeResult>;
  /** Changes that this shop can make. */
  can: ReadonlySet<ChangeKind>;
  /** The shop is a store of somebody else: a request may have its effect though no answer came. */
  isRemote: boolean;
  /**
   * Makes one change with one write, and reads the new state back: `ok` only when the shop shows it. What is so already is `ok`, without a write.
   * `key`: the same key has its effect once where the store knows such keys. `not_allowed` when it is too late for the change.
   */
  changeOrder(number: string, change: OrderChange, key: string, now: number): Promise<ChangeResult>;
  /** Reads the order as the shop has it at this moment, never as it was known; `unavailable` when it cannot be read. */
  readOrder(number: string): Promise<OrderRow | null | 'unavailable'>;
}
