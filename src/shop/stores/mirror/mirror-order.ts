/** An order of a store, kept in the program's own table, with the shop events that follow from what changed. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Json } from '../../../json.ts';
import { phoneKey } from '../../../numbers/phone-key.ts';
import { type Store, StoreUnavailable } from '../../../store/store.ts';
import { addressAfter } from '../../orders/address-told.ts';
import { numbered } from '../../orders/numbered.ts';
import { isFurther } from '../../orders/order-events.ts';
import { orderWith } from '../../orders/order-with.ts';
import { type OrderRow, type OrderStatus, orders } from '../../shop.ts';
import type { BadRow, StoreOrder } from '../kit/store-adapter.ts';

export interface MirrorTools {
  store: Store;
  /** Name of the store; part of the ids of its events. */
  source: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** Takes in a shop event (see event-intake.ts); the same id again has no effect. */
  tell(name: string, id: string, body: unknown): Promise<{ status: number; message?: string }>;
  now(): number;
}

/** An order that is older than this when it is first seen is history: nobody is written to about it, ms. */
const oldNews = 2 * 86_400_000;
const mostTries = 20;

/** States that a store which only knows "sent" cannot have: events of carriers and returns bring them. */
const beyondSent: readonly OrderStatus[] = ['stalled', 'out_for_delivery', 'delivered', 'return_requested', 'returned'];
const stepsOfStores: readonly OrderStatus[] = ['shipped', 'out_for_delivery', 'delivered'];

function statusAfter(old: OrderRow | null, told: OrderStatus): OrderStatus {
  if (!old || !stepsOfStores.includes(told) || !beyondSent.includes(old.status)) return told;
  return isFurther(old.status, told) ? old.status : told;
}

function merged(old: OrderRow | null, order: StoreOrder, { country, now }: MirrorTools): Omit<OrderRow, 'v'> {
  const { ref, placedAt, updatedAt, currency, items, total, payment, coupon, refundTo } = order;
  const status = statusAfter(old, order.status);
  const customer = { ...order.customer, ...(old?.customer.contact ? { contact: old.customer.contact } : {}) };
  const parcels = order.parcels.map((parcel) => ({ ...parcel, steps: old?.parcels.find(({ number }) => number === parcel.number)?.steps ?? parcel.steps }));
  const history = old?.history ?? [{ at: placedAt, status: 'placed' as const }];
  const { fate: _, ...address } = old ? addressAfter(old, order.address) : { address: order.address, fate: 'told' };
  const { addressWas: __, ...kept } = old ?? {};
  return {
    ...kept,
    ...(old ? { _id: old._id, number: old.number, key: old.key, digits: old.digits } : numbered(order.number)),
    ref,
    status,
    customer,
    currency,
    items,
    total,
    payment,
    ...address,
    parcels: [...parcels, ...(old?.parcels ?? []).filter(({ number }) => !parcels.some((one) => one.number === number))],
    placedAt,
    ...(status === 'shipped' && !old?.shippedAt ? { shippedAt: updatedAt } : {}),
    ...(status === 'delivered' && !old?.deliveredAt ? { deliveredAt: updatedAt } : {}),
    history: history.some((entry) => entry.status === status) ? history : [...history, { at: Math.min(updatedAt, now()), status }],
    ...(coupon ? { coupon } : {}),
    ...(refundTo ? { refundTo } : {}),
    ...(customer.email ? { email: customer.email.toLowerCase() } : {}),
    ...(customer.phone ? { phone: phoneKey(customer.phone, country) } : {}),
    toldAt: { ...old?.toldAt, store: updatedAt },
  };
}

/** The row of the order: by the store's id, else by the number where the row is not another order of the store. */
async function rowOf({ store }: MirrorTools, order: StoreOrder): Promise<OrderRow | null | 'taken'> {
  const [mine] = await store.collection(orders).find({ where: { ref: order.ref }, limit: 1 });
  if (mine) return mine;
  const named = await orderWith(store, order.number);
  return named?.ref !== undefined && named.ref !== order.ref ? 'taken' : named;
}

const contactEmail = z.email().max(200);

/** Says whom an event is about; undefined for a guest who left no way to be reached. */
export function contactOf({ email, phone, externalId }: { email?: string; phone?: string; externalId?: string }): Record<string, string> | undefined {
  const who: Record<string, string> = {};
  if (externalId) who.external_id = externalId.slice(0, 200);
  if (email !== undefined && contactEmail.safeParse(email).success) who.email = email;
  if (phone !== undefined && phone.length >= 5 && phone.length <= 40) who.phone = phone;
  return Object.keys(who).length > 0 ? who : undefined;
}

/** Returns names of the events that follow, in order. */
export function eventsOf(old: Pick<OrderRow, 'status'> | null, order: Pick<StoreOrder, 'status' | 'placedAt'>, now: number): string[] {
  const step = order.status === 'return_requested' ? [] : [`order.${order.status}`];
  if (!old) return now - order.placedAt > oldNews ? [] : [...new Set(['order.placed', ...step])];
  const isBack = old.status === 'stalled' && order.status === 'shipped';
  return order.status !== old.status && !isBack && isFurther(order.status, old.status) ? step : [];
}

function eventData({ number, currency, items, total, payment, address, coupon, customer, parcels }: StoreOrder): Record<string, Json> {
  const web = (url: string | undefined): boolean => url !== undefined && /^(https?:\/\/|\/)/.test(url) && url.length <= 2_000;
  const { email, phone } = contactOf(customer) ?? {};
  return {
    order: {
      number,
      currency,
      items: items.slice(0, 200).map(({ image, ...item }) => ({ ...item, ...(web(image) && image ? { image } : {}) })),
      total,
      ...(payment === 'other' ? {} : { payment }),
      ...(address ? { address } : {}),
      ...(coupon ? { coupon } : {}),
      customer: { ...(customer.name ? { name: customer.name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
      parcels: parcels
        .filter(({ carrier, number }) => carrier && number)
        .slice(0, 50)
        .map(({ carrier, number, url, skus }) => ({ carrier, number, url: web(url) ? url : '', skus, steps: [] })),
    },
  };
}

/**
 * Keeps what the store says of an order, unless something newer is known, and tells the events that follow first: after a crash in between they are told
 * again, with the same ids. `isQuiet`: nobody is told, as in the first reading. Resolves to the row, or to why it cannot be kept. Rejects with
 * StoreUnavailable.
 */
export async function mirrorOrder(tools: MirrorTools, order: StoreOrder, isQuiet = false): Promise<OrderRow | BadRow> {
  const rows = tools.store.collection(orders);
  const taken = (why: string): BadRow => ({ what: 'order', ref: order.ref, field: 'number', message: why });
  const before = await rowOf(tools, order);
  if (before === 'taken') return taken(`${order.number} is the number of another order`);
  if (before && (before.toldAt?.store ?? 0) > order.updatedAt) return before;
  const contact = contactOf(order.customer);
  if (!isQuiet && contact) {
    for (const name of eventsOf(before, order, tools.now())) {
      const at = new Date(name === 'order.placed' ? order.placedAt : Math.min(order.updatedAt, tools.now())).toISOString();
      const told = await tools.tell(name, `${tools.source}:${order.ref}:${name}`, { contact, data: eventData(order), at });
      if (told.status === 422) return taken(told.message ?? 'the event was refused');
    }
  }
  for (let tries = 0; tries < mostTries; tries++) {
    const old = await rowOf(tools, order);
    if (old === 'taken') return taken(`${order.number} is the number of another order`);
    const next = merged(old, order, tools);
    if (!old) {
      if ((await rows.insert(next)) === 'done') return { ...next, v: 1 };
      continue;
    }
    if (isDeepStrictEqual({ ...next, v: old.v }, old)) return old;
    const stored = await rows.replace({ ...next, v: old.v });
    if (stored) return stored;
  }
  throw new StoreUnavailable(`order ${order.number}: no write got through`);
}
