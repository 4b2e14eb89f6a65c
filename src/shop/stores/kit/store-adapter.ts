/**
 * Interface of a store that somebody else runs: Shopify, WooCommerce, Medusa, or any with an HTTP API. An adapter only translates; what is kept, when it is
 * read and what flows hear of it is the mirror's matter. Nothing here rejects: what a store refuses is a result.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { OrderChange } from '../../adapter.ts';
import type { CouponRow, OrderItem, OrderRow, OrderStatus, Parcel, ProductRow } from '../../shop.ts';

/** Abilities of a store beyond reading products and orders. */
export type Ability = OrderChange['do'] | 'return' | 'carts' | 'coupon' | 'webhook';

/** `invalid`: the answer is not what the store's documents promise. `changed`: somebody else was faster. `unclear`: the request may have had its effect. */
export type FailureCode = 'unauthorised' | 'rate_limited' | 'unavailable' | 'unclear' | 'invalid' | 'not_found' | 'not_allowed' | 'not_possible' | 'changed';

/** `detail` is for the merchant, in English, without secrets. `waitMs`: the pause that the store asked for. */
export interface Failure {
  ok: false;
  code: FailureCode;
  detail: string;
  waitMs?: number;
}
export type Result<T> = { ok: true; value: T } | Failure;

export const failure = (code: FailureCode, detail: string, waitMs?: number): Failure => ({
  ok: false,
  code,
  detail: detail.slice(0, 300),
  ...(waitMs === undefined ? {} : { waitMs }),
});

/** An order as the store has it now. Amounts are minor units of `currency`; times epoch ms. */
export interface StoreOrder {
  /** The store's own id. */
  ref: string;
  number: string;
  status: OrderStatus;
  placedAt: number;
  updatedAt: number;
  customer: OrderRow['customer'];
  currency: string;
  items: OrderItem[];
  total: number;
  payment: OrderRow['payment'];
  address: string;
  parcels: Parcel[];
  coupon?: string;
  refundTo?: string;
}

export interface StoreProduct extends Omit<ProductRow, 'v' | 'seen' | 'toldAt' | 'wearers'> {
  updatedAt: number;
}

export interface StoreCart {
  ref: string;
  url: string;
  currency: string;
  items: { sku: string; title: string; quantity: number; price: number; image?: string }[];
  email?: string;
  phone?: string;
  externalId?: string;
  updatedAt: number;
}

/** Row of the store that cannot be taken; it is left out as a whole, and the merchant is told which and why. */
export interface BadRow {
  what: 'order' | 'product' | 'cart';
  ref: string;
  field: string;
  message: string;
}

export interface Page<T> {
  items: T[];
  bad: BadRow[];
  /** Cursor of the next page; undefined: this was the last. */
  next?: string;
}

/** `since`: only what changed at or after this moment, epoch ms. */
export interface PageWish {
  cursor?: string;
  since?: number;
}

export interface ReturnWish {
  order: StoreOrder;
  skus: readonly string[];
  kind: 'return' | 'exchange';
  reason: string;
  /** Number of the return here; a store that keeps references finds it again by it. */
  key: string;
}

/** Something changed at the store: which thing, to be read anew. */
export interface Change {
  kind: 'order' | 'product' | 'product_gone' | 'carts';
  ref: string;
}

/** `id`: the store's own of this delivery. No change: a delivery that says nothing of interest. */
export type Webhook = { ok: true; id: string; change?: Change } | { ok: false; reason: string };

export interface StoreAdapter {
  name: 'shopify' | 'woocommerce' | 'medusa' | 'http';
  can: ReadonlySet<Ability>;
  /** A small read that shows whether address and key are right; the store's currency where it tells. */
  ping(signal?: AbortSignal): Promise<Result<{ currency?: string }>>;
  products(wish: PageWish): Promise<Result<Page<StoreProduct>>>;
  /** One product; `not_found` when it is gone or no longer sold. */
  product(ref: string): Promise<Result<StoreProduct>>;
  orders(wish: PageWish): Promise<Result<Page<StoreOrder>>>;
  /** By the store's id, or by the number that customers know. */
  order(by: { ref: string } | { number: string }): Promise<Result<StoreOrder>>;
  /** Orders of a person; nobody is shown them without proof, which is not the store's matter. */
  ordersOf(who: { email?: string; phone?: string; externalId?: string }): Promise<Result<StoreOrder[]>>;
  /**
   * Makes one change of an order with one write that is never repeated by itself; what the order shows already is done. `key`: the same key has its
   * effect once where the store knows such keys; elsewhere it stands in the order, for people. A failure other than `unclear` and `unavailable` is sure
   * to have had no effect.
   */
  change(order: StoreOrder, change: OrderChange, key: string): Promise<Result<void>>;
  openReturn(wish: ReturnWish): Promise<Result<void>>;
  /** Carts left since a moment. */
  carts(since: number): Promise<Result<Page<StoreCart>>>;
  createCoupon(coupon: CouponRow, currency: string): Promise<Result<void>>;
  /** Verifies a delivery over its raw bytes; fails closed. */
  webhook(headers: IncomingHttpHeaders, raw: Buffer): Webhook;
}

export const notPossible = (name: string, what: Ability): Failure => failure('not_possible', `${name} has no way to do this: ${what}`);
