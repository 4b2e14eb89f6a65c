/** The shop as flows, the demo page and the API see it; one adapter for each kind of store (demo, Shopify, HTTP ...). */

import type { Address, Money } from '../message.ts';
import type { CollectionSpec, Row } from '../store/store.ts';
import type { ChangeKind } from './change-kinds.ts';
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
  /** Months of warranty, where they are other than the shop's. */
  warrantyMonths?: number;
}

export const orderStatuses = [
  'placed',
  'paid',
  'packed',
  'shipped',
  'out_for_delivery',
  'delivered',
  'stalled',
  'cancelled',
  'return_requested',
  'returned',
  'refunded',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
/** Orders that bring no money: no report counts them. */
export const undoneStatuses: ReadonlySet<OrderStatus> = new Set(['cancelled', 'returned', 'refunded']);

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
  /** Price of one piece, minor units. */
  price: number;
  image?: string;
}

export interface OrderRow extends Row, Told {
  /** Number as the shop writes it, the `_id` too. */
  number: string;
  /** Key of the number (see orderKey): one order has one, whatever the spelling. */
  key: string;
  /** Digits of the number (see orderDigits): customers leave out the letters before them. */
  digits: string;
  /** The store's own id, where the order is kept in a store of somebody else (see src/shop/stores). */
  ref?: string;
  status: OrderStatus;
  /** `address`: the one of their profile. */
  customer: { name: string; email?: string; phone?: string; externalId?: string; contact?: string; address?: string };
  /** Account that the customer wants a refund to go to. */
  refundTo?: string;
  currency: string;
  items: OrderItem[];
  /** Minor units. */
  total: number;
  payment: 'card' | 'cod' | 'wechat' | 'alipay' | 'paypal' | 'other';
  address: string;
  /** The shop's own, where the customer changed it here: files and events that still bring it do not undo the change. */
  addressWas?: string;
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
  /** By what the shop knows whose it is: lower-cased e-mail, key of the phone, its own id of the customer, and of the device. */
  email?: string;
  phone?: string;
  customer?: string;
  device?: string;
}

export interface CouponRow extends Row {
  /** Code that the customer types; the `_id` too. */
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
  /** Rule of the config by which it was issued. */
  rule?: string;
  /** Smallest order that it is good for, and the SKUs that it is good for; unset: any. */
  minimum?: Money;
  products?: string[];
  /** True where the rule has a budget: what its use costs is counted. */
  budgeted?: true;
  /** Of a shared code: what its rule gives in all, uses and minor units; `uses`: what was left of that when the code was made. */
  limits?: { count?: number; budget?: number; uses?: number };
  /** Cost of its use, minor units of the shop's currency; set with `usedAt`. */
  cost?: number;
  voidedAt?: number;
  until: number;
  issuedAt: number;
  usedAt?: number;
  order?: string;
  /** Set while the store has yet to be told of it: the earliest time of the next try, epoch ms. */
  push?: number;
}

/** Coupons that a rule with a limit has given so far; `_id` is the rule. Amounts in minor units of the shop's currency. */
export interface CouponCountRow extends Row {
  issued: number;
  /** Sum of the amounts that are promised. */
  promised: number;
  /** Cost of those that were used, of which no amount was promised. */
  spent: number;
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
  /** Goods that an exchange is for, and the amount that the customer pays more for it (less: below 0), minor units. */
  to?: { sku: string; title: LocalName; price: number };
  difference?: number;
  at: number;
  status: 'open' | 'approved' | 'refused' | 'done';
  /** As in a coupon. */
  push?: number;
}

export const changeStates = ['prepared', 'sent', 'confirmed', 'refused', 'doubt'] as const;
export type ChangeState = (typeof changeStates)[number];

/**
 * A change that a customer made, from before the request went out: the ledger of changes, and their audit. `_id` follows from the idempotency key of the call,
 * and is the key at a store that knows such keys. prepared: nothing was sent; sent: the request may be on its way; confirmed: the shop shows it; refused: it is not done and will not be; doubt: nobody
 * knows yet.
 */
export interface ChangeRow extends Row {
  /** Id of the order while the change is under way: one at a time. */
  open?: string;
  /** Empty when the customer was erased. */
  contact: string;
  conversation: string;
  order: string;
  kind: ChangeKind;
  state: ChangeState;
  /** Wish of the customer; see changes/wish.ts. */
  wish: object;
  /** Plan that goes to the shop; see changes/decide.ts. Set from `sent` on. */
  plan?: object;
  /** Amount that the customer pays more (less: below 0), minor units of `currency`. */
  difference: number;
  currency: string;
  /** Reason for which it was refused or is in doubt. */
  why?: string;
  /** The change that this one takes back; set in that one: the change that took it back. */
  undoes?: string;
  undone?: string;
  at: number;
  sentAt?: number;
  endedAt?: number;
  /** Earliest time of the next look at it while it is under way, epoch ms. */
  due?: number;
  tries: number;
  steps: { at: number; state: ChangeState; why?: string }[];
}

/** Progress of reading a store; `_id` is what is read. Times are epoch ms. */
export interface StoreReadRow extends Row {
  /** Cursor of the next page of a pass that is under way. */
  cursor?: string;
  /** Start of the changes that this pass reads; unset: everything. */
  since?: number;
  /** Begin of the pass; the next one reads from here. */
  began: number;
  /** End of the last pass, and of the last one that read everything. */
  doneAt?: number;
  fullAt?: number;
  /** Rows read in this pass. */
  count: number;
}

/** Something that changed at the store and has yet to be read; `_id` is `kind ref`. */
export interface StoreChangeRow extends Row {
  kind: 'order' | 'product' | 'product_gone' | 'carts';
  ref: string;
  at: number;
  /** Earliest time of the next try, epoch ms. */
  due: number;
  tries: number;
}

/** Delivery of a store's webhook that was taken in; `_id` is the store's id of it. */
export interface StoreDeliveryRow extends Row {
  at: number;
}

/** Tries to see an order without being known as its owner. `_id` is `contact:ID`, `order:NUMBER`, `weak:` or `strong:` and a hash of an address, or `sum`. */
export interface LookupGuardRow extends Row {
  failures: number;
  /** No try counts before this moment, epoch ms. */
  until: number;
  at: number;
  /** Counts of wrong proofs in the row `sum` of the whole shop, for each hour (since 1970) of the last day. */
  hours?: { hour: number; count: number }[];
}

/** Addresses that a conversation was last written from; `_id` is the conversation. */
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

/** A code that was sent to a number or mailbox which a guest says is theirs; `_id` is the guest's contact, behind the purpose where there is one. */
export interface GuestCodeRow extends Row {
  contact: string;
  /** See phoneKey; `mail:` with an address for e-mail. */
  phone: string;
  /** Hash. */
  code: string;
  until: number;
  tries: number;
  at: number;
  /** The call that used it up. */
  usedBy?: string;
  /** Of what that call confirmed: whether its mail was begun, or went out. */
  mailed?: 'begun' | 'sent';
}

/** This contact once proved that this order is theirs; `_id` is `NUMBER contact`. */
export interface OrderProofRow extends Row {
  contact: string;
  order: string;
  at: number;
}

/** Request to hear that a product is back; `_id` is `product contact`. */
export interface RestockRow extends Row {
  product: string;
  /** Variants that are waited for; any when both are unset. */
  sku?: string;
  skus?: string[];
  contact: string;
  conversation: string;
  at: number;
}

/** Rating of the service by a customer; `_id` is the idempotency key of the call. */
export interface RatingRow extends Row {
  contact: string;
  conversation: string;
  about: string;
  score: number;
  comment?: string;
  at: number;
}

/** Mark that changes with each change of the catalogue, so that every process that has read it notices. */
export interface CatalogueMarkRow extends Row {
  mark: string;
}

/** Person who asks: lookups show an order to its owner only. */
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
    { fields: ['ref'] },
  ],
};
export const carts: CollectionSpec<CartRow> = {
  name: 'carts',
  indexes: [{ fields: ['contact'] }, { fields: ['updatedAt'] }, { fields: ['email'] }, { fields: ['phone'] }],
};
export const couponCounts: CollectionSpec<CouponCountRow> = { name: 'coupon_counts', indexes: [] };
export const coupons: CollectionSpec<CouponRow> = {
  name: 'coupons',
  indexes: [{ fields: ['claim'], unique: true }, { fields: ['contact'] }, { fields: ['push'] }, { fields: ['issuedAt'] }, { fields: ['usedAt'] }],
};
export const returns: CollectionSpec<ReturnRow> = { name: 'returns', indexes: [{ fields: ['order'] }, { fields: ['contact'] }, { fields: ['push'] }] };
export const orderChanges: CollectionSpec<ChangeRow> = {
  name: 'order_changes',
  indexes: [{ fields: ['open'], unique: true }, { fields: ['order'] }, { fields: ['contact'] }, { fields: ['due'] }],
};
export const lookupGuards: CollectionSpec<LookupGuardRow> = { name: 'lookup_guards', indexes: [{ fields: ['at'] }], ttlField: 'at' };
/** Ids of all rows of a contact in `lookup_guards`. */
export const guardIdsOf = (contact: string): string[] =>
  ['contact', 'link', 'coupon', 'guest-ask', 'guest-ask-mail', 'mail-sent'].map((subject) => `${subject}:${contact}`);
export const guessSources: CollectionSpec<GuessSourceRow> = { name: 'guess_sources', indexes: [{ fields: ['at'] }], ttlField: 'at' };
export const linkCodes: CollectionSpec<LinkCodeRow> = { name: 'link_codes', indexes: [{ fields: ['at'] }, { fields: ['contact'] }], ttlField: 'at' };
export const guestCodes: CollectionSpec<GuestCodeRow> = { name: 'guest_codes', indexes: [{ fields: ['at'] }, { fields: ['contact'] }], ttlField: 'at' };
export const orderProofs: CollectionSpec<OrderProofRow> = { name: 'order_proofs', indexes: [{ fields: ['contact'] }, { fields: ['order'] }] };
export const restocks: CollectionSpec<RestockRow> = { name: 'restocks', indexes: [{ fields: ['product'] }] };
export const catalogueMarks: CollectionSpec<CatalogueMarkRow> = { name: 'catalogue_marks', indexes: [] };
export const ratings: CollectionSpec<RatingRow> = { name: 'ratings', indexes: [{ fields: ['at'] }] };
export const storeReads: CollectionSpec<StoreReadRow> = { name: 'store_reads', indexes: [] };
export const storeChanges: CollectionSpec<StoreChangeRow> = { name: 'store_changes', indexes: [{ fields: ['due'] }] };
export const storeDeliveries: CollectionSpec<StoreDeliveryRow> = { name: 'store_deliveries', indexes: [{ fields: ['at'] }], ttlField: 'at' };
