import { isDeepStrictEqual } from 'node:util';
import { phoneKey } from '../phone-key.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import type { OrderData } from './event-data.ts';
import { numbered } from './numbered.ts';
import { orderWith } from './order-with.ts';
import { type OrderRow, type OrderStatus, orders, type Parcel } from './shop.ts';
import { believed, isNewer, wasSeen, withSeen } from './told.ts';
import { isOfAnother, OrderOfAnother } from './whose-order.ts';

/** Later states are not overwritten by an event that arrives late: `paid` after `shipped` is only history. */
const ranks: Record<OrderStatus, number> = {
  placed: 0,
  paid: 1,
  packed: 2,
  shipped: 3,
  stalled: 4,
  out_for_delivery: 5,
  delivered: 6,
  return_requested: 7,
  returned: 8,
  refunded: 9,
  cancelled: 9,
};

/** Does the status come later in an order's life than the other one? */
export function isFurther(status: OrderStatus, than: OrderStatus): boolean {
  return ranks[status] > ranks[than];
}

function statusOf(event: string): OrderStatus | undefined {
  const word = event.replace('order.', '');
  return Object.hasOwn(ranks, word) ? (word as OrderStatus) : undefined;
}

function empty(number: string, at: number): Omit<OrderRow, 'v'> {
  return {
    ...numbered(number),
    status: 'placed',
    customer: { name: '' },
    currency: 'USD',
    items: [],
    total: 0,
    payment: 'card',
    address: '',
    parcels: [],
    placedAt: at,
    history: [],
  };
}

/** One event about an order. */
export interface OrderTold {
  name: string;
  order: OrderData['order'];
  /** Who it is about; empty: nobody here. */
  contact: string;
  /** When it happened, epoch ms. */
  at: number;
  /** What the order remembers it by. */
  key?: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
}

type Draft = Omit<OrderRow, 'v'>;
/** Shall the event's value of a field be taken? Then the field has the event's time. */
type Take = (field: string, isMissing: boolean) => boolean;

/** Newer data replace; older ones only fill in what nobody told yet. */
function taking(row: Draft, toldAt: Record<string, number>, at: number): Take {
  return (field, isMissing) => {
    const isFirst = isMissing && row.toldAt?.[field] === undefined;
    if (!isFirst && !isNewer(row, field, at)) return false;
    toldAt[field] = at;
    return true;
  };
}

/** The parcels that are known, with those of the event put in by their number. */
function withParcels(row: Draft, { parcels = [], tracking }: OrderData['order'], at: number, take: Take): Parcel[] {
  const told = [...parcels, ...(tracking ? [{ url: '', skus: [], steps: [], ...tracking }] : [])];
  const known = [...row.parcels];
  for (const parcel of told) {
    const field = `parcel ${parcel.number}`;
    const place = known.findIndex(({ number }) => number === parcel.number);
    const old = known[place];
    const isTaken = take(field, old === undefined);
    if (!old) {
      const later = known.findIndex(({ number }) => (row.toldAt?.[`parcel ${number}`] ?? 0) > at);
      known.splice(later < 0 ? known.length : later, 0, parcel);
      continue;
    }
    const [newer, older] = isTaken ? [parcel, old] : [old, parcel];
    known[place] = { ...newer, steps: newer.steps.length > 0 ? newer.steps : older.steps, url: newer.url || older.url };
  }
  return known;
}

/** Whether a parcel stands still or is on its way again is told by time; everything else only goes forward. */
function statusAfter(row: Draft, status: OrderStatus, at: number): OrderStatus {
  const goesOn = row.status === 'stalled' && status === 'shipped';
  const stops = row.status === 'shipped' && status === 'stalled';
  const isTaken = goesOn || stops ? isNewer(row, 'status', at) : isFurther(status, row.status);
  return isTaken ? status : row.status;
}

function withStatus(row: Draft, status: OrderStatus, at: number): Draft {
  const isKnown = row.history.some((entry) => entry.status === status);
  const next: Draft = {
    ...row,
    status: statusAfter(row, status, at),
    history: isKnown ? row.history : [...row.history, { status, at }].sort((a, b) => a.at - b.at),
    toldAt: { ...row.toldAt, status: Math.max(at, row.toldAt?.status ?? at) },
  };
  if (status === 'shipped') next.shippedAt ??= at;
  if (status === 'delivered') next.deliveredAt ??= at;
  if (status === 'placed' && !isKnown) next.placedAt = at;
  return next;
}

function merged(row: Draft, { name, order, contact, at, key, country }: OrderTold): Draft {
  const toldAt = { ...row.toldAt };
  const take = taking(row, toldAt, at);
  const next: Draft = { ...row, customer: { ...row.customer }, ...withSeen(row, key), parcels: withParcels(row, order, at, take) };
  const { currency, items, total, payment, address, coupon, customer = {} } = order;
  if (currency && take('currency', false)) next.currency = currency;
  if (payment && take('payment', false)) next.payment = payment;
  if (address && take('address', !row.address)) next.address = address;
  if (coupon && take('coupon', !row.coupon)) next.coupon = coupon;
  if (customer.name && take('name', !row.customer.name)) next.customer.name = customer.name;
  if (customer.email && take('email', !row.email)) {
    next.customer.email = customer.email;
    next.email = customer.email.toLowerCase();
  }
  if (customer.phone && take('phone', !row.phone)) {
    next.customer.phone = customer.phone;
    next.phone = phoneKey(customer.phone, country);
  }
  const isTaken = items !== undefined && take('items', row.items.length === 0);
  if (isTaken) next.items = items;
  const sum = total ?? (isTaken ? items.reduce((all, item) => all + item.price * item.quantity, 0) : undefined);
  if (sum !== undefined && take('total', row.total === 0)) next.total = sum;
  if (contact && !next.contact) next.contact = contact;
  if (Object.keys(toldAt).length > 0) next.toldAt = toldAt;
  const status = statusOf(name);
  return status ? withStatus(next, status, at) : next;
}

/** The row of the event's order. Throws when the only one with its key is another person's. */
async function rowOf(store: Store, { order, contact, country }: OrderTold): Promise<OrderRow | null> {
  const { number, customer = {} } = order;
  const known = await orderWith(store, number);
  const phone = customer.phone && phoneKey(customer.phone, country);
  if (!known || !isOfAnother(known, { number, contact, email: customer.email?.toLowerCase(), phone, name: customer.name })) return known;
  const own = await store.collection(orders).get(number);
  if (!own) throw new OrderOfAnother(number, known.number);
  return own;
}

/** The key that a row was stored without, unless another row has it. */
async function missingKey(store: Store, row: OrderRow): Promise<Partial<OrderRow>> {
  const { key, digits } = numbered(row.number);
  if (row.key === key) return {};
  const [other] = await store.collection(orders).find({ where: { key }, limit: 1 });
  return other ? {} : { key, digits };
}

/** Tries to write while others change the same order. */
const mostTries = 20;

/**
 * Adds or completes the order of an event; the contact of its first event becomes its owner. An event that the order remembers
 * changes nothing, and one that is older only fills in what is missing. `now`: epoch ms. Throws OrderOfAnother where the order would be taken for another
 * person's, and StoreUnavailable when no write gets through.
 */
export async function saveOrder(store: Store, event: OrderTold, now: number): Promise<OrderRow> {
  const rows = store.collection(orders);
  const { number } = event.order;
  for (let tries = 0; tries < mostTries; tries++) {
    const old = await rowOf(store, event);
    if (old && wasSeen(old, event.key)) return old;
    if (!old) {
      const fresh = merged(empty(number, event.at), event);
      if ((await rows.insert(fresh)) === 'done') return { ...fresh, v: 1 };
      continue;
    }
    const next = { ...merged(believed(old, now), event), ...(await missingKey(store, old)) };
    if (isDeepStrictEqual({ ...next, v: old.v }, old)) return old;
    const stored = await rows.replace({ ...next, v: old.v });
    if (stored) return stored;
  }
  throw new StoreUnavailable(`order ${number}: no write got through`);
}
