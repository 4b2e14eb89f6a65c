/** The shop as flows, the demo page and the API see it; one adapter for each kind of store (demo, Shopify, HTTP ...). */

import type { Address, Money } from '../message.ts';
import type { CollectionSpec, Row } from '../store/store.ts';
import type { Told } from './told.ts';

export type LocalName = Record<string, string>;

export interface Variant {
  sku: string;
  /** e.g. `{ colour: 'black', size: 'M', 净含量: '50g' }`: colour and size by these names, all else as the shop calls it, in lower case. */
  options: Record<string, string>;
  /** Minor units of the product's currency. */
  price: number;
  stock: number;
}

export interface ProductRow extends Row, Told {
  title: LocalName;
  text: LocalName;
  category: string;
  currency: string;
  /** Lowest price of its variants, minor units. */
  price: number;
  image: string;
  /** Further pictures. */
  images?: string[];
  url: string;
  /** Words that customers use for it, any language. */
  tags: string[];
  /** women, men, kids; unset: for everybody. */
  wearers?: string[];
  variants: Variant[];
  sold: number;
}

export type OrderStatus =
  | 'placed'
  | 'paid'
  | 'packed'
  | 'shipped'
  | 'out_for_delivery'
  | 'delivered'
  | 'stalled'
  | 'cancelled'
  | 'return_requested'
  | 'returned'
  | 'refunded';

export interface TrackingStep {
  at: number;
  status: string;
  place?: string;
  text: LocalName;
}

export interface Parcel {
  carrier: string;
  number: string;
  url: string;
  skus: string[];
  steps: TrackingStep[];
}

export interface OrderItem {
  sku: string;
  title: LocalName;
  quantity: number;
  /** Of one piece, minor units. */
  price: number;
  image?: string;
}

export interface OrderRow extends Row, Told {
  /** As the shop writes it, the `_id` too. */
  number: string;
  /** See orderKey: one order has one, however it is written. */
  key: string;
  /** See orderDigits: customers leave out what stands before them. */
  digits: string;
  status: OrderStatus;
  customer: { name: string; email?: string; phone?: string; externalId?: string; contact?: string };
  currency: string;
  items: OrderItem[];
  /** Minor units. */
  total: number;
  payment: 'card' | 'cod' | 'wechat' | 'alipay' | 'paypal' | 'other';
  address: string;
  parcels: Parcel[];
  placedAt: number;
  shippedAt?: number;
  deliveredAt?: number;
  /** The customer confirmed a cash-on-delivery order. */
  confirmedAt?: number;
  history: { at: number; status: OrderStatus }[];
  coupon?: string;
  /** Lower-cased email, key of the phone: what lookups use. */
  email?: string;
  phone?: string;
  contact?: string;
}

export interface CartRow extends Row, Told {
  contact: string;
  conversation?: string;
  url: string;
  currency: string;
  items: { sku: string; title: string; quantity: number; price: number; image?: string }[];
  updatedAt: number;
  /** Set when an order came of it. */
  order?: string;
}

export interface CouponRow extends Row {
  /** What the customer types; the `_id` too. */
  code: string;
  campaign: string;
  contact: string;
  /** `campaign:contact`, unique: one coupon a customer and campaign. */
  claim: string;
  /** The code of all whom nobody knows: each customer may use it once, which is a row of its own. */
  shared?: boolean;
  kind: 'percent' | 'fixed' | 'free_shipping' | 'gift';
  percent?: number;
  money?: Money;
  gift?: string;
  until: number;
  issuedAt: number;
  usedAt?: number;
  order?: string;
}

export interface ReturnRow extends Row {
  number: string;
  order: string;
  contact: string;
  items: string[];
  reason: string;
  photo?: string;
  /** Refund, or the same piece in another size or colour. */
  kind?: 'return' | 'exchange';
  at: number;
  status: 'open' | 'approved' | 'refused' | 'done';
}

/** Tries to see an order without being known as its owner. `_id` is `contact:ID`, `order:NUMBER`, `weak:` or `strong:` and a hash of an address, or `sum`. */
export interface LookupGuardRow extends Row {
  failures: number;
  /** No try counts before this moment, epoch ms. */
  until: number;
  at: number;
  /** Of `sum`, the wrong proofs of the whole shop: how many in each hour since 1970 of the last day. */
  hours?: { hour: number; count: number }[];
}

/** Where a conversation was last written from; `_id` is the conversation. */
export interface GuessSourceRow extends Row {
  /** Hashes of the address and of its network of 48 bits, where it has one. */
  keys: string[];
  at: number;
}

/** A code that joins two contacts; `_id` is its hash. */
export interface LinkCodeRow extends Row {
  contact: string;
  until: number;
  at: number;
  /** The call that used it up. */
  usedBy?: string;
}

/** This contact once proved that this order is theirs; `_id` is `NUMBER contact`. */
export interface OrderProofRow extends Row {
  contact: string;
  order: string;
  at: number;
}

/** Who wants to hear that a product is back; `_id` is `product contact`. */
export interface RestockRow extends Row {
  product: string;
  /** Unset: any variant. */
  sku?: string;
  contact: string;
  conversation: string;
  at: number;
}

/** What a customer thought of the service; `_id` is the idempotency key of the call. */
export interface RatingRow extends Row {
  contact: string;
  conversation: string;
  about: string;
  score: number;
  comment?: string;
  at: number;
}

/** A mark that is another one after each change of the catalogue, so that whoever has read it knows. */
export interface CatalogueMarkRow extends Row {
  mark: string;
}

/** Who asks: lookups show an order to its owner only. */
export interface Asker {
  contact: string;
  address: Address;
  conversation?: string;
  /** A number that a provider has verified to be theirs. */
  verifiedPhone?: string;
  email?: string;
  phone?: string;
}

export const products: CollectionSpec<ProductRow> = { name: 'products', indexes: [{ fields: ['category'] }, { fields: ['sold'] }] };
export const orders: CollectionSpec<OrderRow> = {
  name: 'orders',
  indexes: [
    { fields: ['key'], unique: true },
    { fields: ['digits'] },
    { fields: ['email'] },
    { fields: ['phone'] },
    { fields: ['contact'] },
    { fields: ['placedAt'] },
  ],
};
export const carts: CollectionSpec<CartRow> = { name: 'carts', indexes: [{ fields: ['contact'] }, { fields: ['updatedAt'] }] };
export const coupons: CollectionSpec<CouponRow> = { name: 'coupons', indexes: [{ fields: ['claim'], unique: true }, { fields: ['contact'] }] };
export const returns: CollectionSpec<ReturnRow> = { name: 'returns', indexes: [{ fields: ['order'] }, { fields: ['contact'] }] };
export const lookupGuards: CollectionSpec<LookupGuardRow> = { name: 'lookup_guards', indexes: [{ fields: ['at'] }], ages: 'at' };
export const guessSources: CollectionSpec<GuessSourceRow> = { name: 'guess_sources', indexes: [{ fields: ['at'] }], ages: 'at' };
export const linkCodes: CollectionSpec<LinkCodeRow> = { name: 'link_codes', indexes: [{ fields: ['at'] }, { fields: ['contact'] }], ages: 'at' };
export const orderProofs: CollectionSpec<OrderProofRow> = { name: 'order_proofs', indexes: [{ fields: ['contact'] }] };
export const restocks: CollectionSpec<RestockRow> = { name: 'restocks', indexes: [{ fields: ['product'] }] };
export const catalogueMarks: CollectionSpec<CatalogueMarkRow> = { name: 'catalogue_marks', indexes: [] };
export const ratings: CollectionSpec<RatingRow> = { name: 'ratings', indexes: [{ fields: ['at'] }] };
