import type { Store } from '../store/store.ts';
import type { OrderData } from './event-data.ts';
import { type OrderRow, type OrderStatus, orders, type Parcel } from './shop.ts';

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

function statusOf(event: string): OrderStatus | undefined {
  const word = event.replace('order.', '');
  return Object.hasOwn(ranks, word) ? (word as OrderStatus) : undefined;
}

function empty(number: string, at: number): Omit<OrderRow, 'v'> {
  return {
    _id: number,
    number,
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

/** The parcels that are known, with those of the event put in by their number. */
function withParcels(known: Parcel[], { parcels = [], tracking }: OrderData['order']): Parcel[] {
  const told = [...parcels, ...(tracking ? [{ url: '', skus: [], steps: [], ...tracking }] : [])];
  const byNumber = new Map(known.map((parcel) => [parcel.number, parcel]));
  for (const parcel of told) {
    const old = byNumber.get(parcel.number);
    byNumber.set(parcel.number, { ...parcel, steps: parcel.steps.length > 0 ? parcel.steps : (old?.steps ?? []), url: parcel.url || (old?.url ?? '') });
  }
  return [...byNumber.values()];
}

function merged(row: Omit<OrderRow, 'v'>, status: OrderStatus | undefined, told: OrderData['order'], contact: string, at: number): Omit<OrderRow, 'v'> {
  const { currency, items, payment, address, coupon } = told;
  const customer = { ...row.customer, ...told.customer };
  const known = status !== undefined && row.history.some((entry) => entry.status === status);
  const history = status && !known ? [...row.history, { status, at }].sort((a, b) => a.at - b.at) : row.history;
  const next = {
    ...row,
    customer,
    history,
    status: status && (ranks[status] > ranks[row.status] || (row.status === 'stalled' && ranks[status] >= 3)) ? status : row.status,
    parcels: withParcels(row.parcels, told),
    total: told.total ?? (items ? items.reduce((sum, item) => sum + item.price * item.quantity, 0) : row.total),
    ...(currency ? { currency } : {}),
    ...(items ? { items } : {}),
    ...(payment ? { payment } : {}),
    ...(address ? { address } : {}),
    ...(coupon ? { coupon } : {}),
    ...(customer.email ? { email: customer.email.toLowerCase() } : {}),
    ...(customer.phone ? { phone: customer.phone.replace(/\D/g, '') } : {}),
  };
  if (contact && !next.contact) next.contact = contact;
  if (status === 'shipped') next.shippedAt ??= at;
  if (status === 'delivered') next.deliveredAt ??= at;
  if (status === 'placed' && !known) next.placedAt = at;
  return next;
}

/** Adds or completes the order of an event; the contact of its first event becomes its owner. */
export async function saveOrder(store: Store, event: string, told: OrderData['order'], contact: string, at: number): Promise<OrderRow> {
  const rows = store.collection(orders);
  for (;;) {
    const old = await rows.get(told.number);
    const next = merged(old ?? empty(told.number, at), statusOf(event), told, contact, at);
    if (!old) {
      if ((await rows.insert(next)) === 'done') return { ...next, v: 1 };
      continue;
    }
    if (JSON.stringify({ ...next, v: old.v }) === JSON.stringify({ ...old })) return old;
    const stored = await rows.replace({ ...next, v: old.v });
    if (stored) return stored;
  }
}
