/**
 * Shop events (`POST /events/:name`): what they must look like, and what the program itself does with them before flows hear of
 * them. `acceptEvent` checks, `applyEvent` keeps carts and orders so that lookups know them, and gives the data that flows read.
 */

import { z } from 'zod';
import type { Vars } from '../../json.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import type { ContactKey } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import type { CartRow } from '../shop.ts';
import type { Terms } from '../terms.ts';
import { eventKey } from '../told.ts';
import type { Applied } from './applied.ts';
import { cartView, closeCart, closeCarts, saveCart } from './carts.ts';
import { redeemCoupon } from './coupons.ts';
import { type CartData, cartData, type OrderData, orderData, type ProductData, productData } from './event-data.ts';
import { saveOrder } from './order-events.ts';
import { orderView } from './order-view.ts';
import { cheaper } from './price-drops.ts';
import { restocked } from './restock.ts';

const contactRef = z.union(
  [
    z.strictObject({
      address: z
        .string()
        .regex(/^[a-z][a-z0-9-]*:[^:]+:.+$/s, 'write an address as telegram:main:42')
        .max(300),
    }),
    z
      .strictObject({ external_id: z.string().min(1).max(200), email: z.email().max(200).optional(), phone: z.string().max(40).optional() })
      .transform(({ external_id: externalId, ...rest }): ContactKey => ({ externalId, ...rest })),
    z.strictObject({ email: z.email().max(200), phone: z.string().max(40).optional() }),
    z.strictObject({ phone: z.string().min(5).max(40) }),
  ],
  'say who it is about: { "address": "telegram:main:42" }, or email, phone or external_id',
);

const envelope = z.strictObject({
  contact: contactRef.optional(),
  data: z.record(z.string(), z.json()),
  at: z.iso
    .datetime({ offset: true, error: 'write the time as 2026-11-22T10:00:00Z' })
    .transform((text) => Date.parse(text))
    .optional(),
});

/** The shop's own events, and what each is about. Any other name is the merchant's own event: its data is any JSON object. */
const shopEvents: Readonly<Record<string, 'cart' | 'order' | 'product'>> = {
  'cart.updated': 'cart',
  'cart.abandoned': 'cart',
  'order.placed': 'order',
  'order.unpaid': 'order',
  'order.paid': 'order',
  'order.packed': 'order',
  'order.shipped': 'order',
  'order.out_for_delivery': 'order',
  'order.delivered': 'order',
  'order.stalled': 'order',
  'order.cancelled': 'order',
  'order.returned': 'order',
  'order.refunded': 'order',
  'product.restocked': 'product',
  'product.price_dropped': 'product',
};

/** A checked event. Plain JSON. `at` is when it happened, epoch ms; undefined: now. */
export type ShopEvent = { name: string; contact?: ContactKey; at?: number } & (
  | { about: 'cart'; data: CartData }
  | { about: 'order'; data: OrderData }
  | { about: 'product'; data: ProductData }
  | { about: 'own'; data: Vars }
);

export type Accepted = { ok: true; event: ShopEvent } | { ok: false; error: { field: string; message: string } };

function refused(error: z.ZodError, prefix: string): Accepted {
  const issue = error.issues[0];
  const field = [prefix, ...(issue?.path ?? []).map(String)].filter(Boolean).join('.') || 'body';
  return { ok: false, error: { field, message: `${field}: ${issue?.message ?? 'is not right'}` } };
}

/** Checks the body of a request for an event. The message names the field and what it should be. Never throws. */
export function acceptEvent(name: string, body: unknown): Accepted {
  const outer = envelope.safeParse(body);
  if (!outer.success) return refused(outer.error, '');
  const { contact, at, data } = outer.data;
  const about = Object.hasOwn(shopEvents, name) ? shopEvents[name] : undefined;
  if (!contact && about !== 'product')
    return refused(
      new z.ZodError([{ code: 'custom', path: ['contact'], message: 'say who it is about: address, email, phone or external_id', input: undefined }]),
      '',
    );
  const rest = { name, ...(contact ? { contact } : {}), ...(at === undefined ? {} : { at }) };
  switch (about) {
    case 'cart': {
      const inner = cartData.safeParse(data);
      return inner.success ? { ok: true, event: { ...rest, about, data: inner.data } } : refused(inner.error, 'data');
    }
    case 'order': {
      const inner = orderData.safeParse(data);
      return inner.success ? { ok: true, event: { ...rest, about, data: inner.data } } : refused(inner.error, 'data');
    }
    case 'product': {
      const inner = productData.safeParse(data);
      return inner.success ? { ok: true, event: { ...rest, about, data: inner.data } } : refused(inner.error, 'data');
    }
    default:
      return { ok: true, event: { ...rest, about: 'own', data } };
  }
}

export interface EventTarget {
  /** Id of the contact that the event is about. */
  contact?: string;
  conversation?: string;
  lang: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** The shop's id of the event (`webhook-id`): the same one again has no effect. */
  id?: string;
  /** Terms that the shop promises, for the days that an order can still be returned. */
  terms?: Terms;
}

/** Returns by what the shop knows a person, besides an address of ours. */
function personKeys(key: ContactKey | undefined, country: string | undefined): Pick<CartRow, 'email' | 'phone' | 'customer'> {
  const phone = key?.phone === undefined ? undefined : phoneKey(key.phone, country);
  return {
    ...(key?.email !== undefined && { email: key.email.toLowerCase() }),
    ...(phone && { phone }),
    ...(key?.externalId !== undefined && { customer: key.externalId }),
  };
}

/**
 * Keeps what the event says and gives the data for flows, with views of carts and orders (money with its currency, numbers ready
 * to compare). Idempotent: the same `id` again changes nothing, and an older event does not overwrite what a newer one said.
 */
export async function applyEvent(
  store: Store,
  event: ShopEvent,
  { contact = '', conversation, lang, country, id: told, terms = {} }: EventTarget,
  now: number,
): Promise<Applied> {
  const when = Math.min(event.at ?? now, now);
  const key = told === undefined ? undefined : eventKey(event.name, told);
  switch (event.about) {
    case 'cart': {
      const { id, updated_at, ...cart } = event.data.cart;
      const known = personKeys(event.contact, country);
      const row = { _id: id, contact, ...(conversation ? { conversation } : {}), ...known, ...cart, updatedAt: Math.min(updated_at ?? when, now) };
      return { data: { cart: cartView(await saveCart(store, row, now, key), now) }, audience: [] };
    }
    case 'order': {
      const person = event.contact && 'address' in event.contact ? undefined : event.contact;
      const row = await saveOrder(store, { name: event.name, order: event.data.order, contact, at: when, key, person, country }, now);
      // By the order's own time: the event again, without a time, must not close what was put in since.
      if (contact) await closeCarts(store, contact, row.number, Math.min(when, row.placedAt), now);
      const { cart } = event.data.order;
      if (cart !== undefined) await closeCart(store, cart, row.number);
      if (row.coupon) await redeemCoupon(store, row.coupon, contact, row.number, now, row.total);
      return { data: { order: orderView(row, lang, now, terms) }, audience: [] };
    }
    case 'product':
      if (event.name === 'product.price_dropped') return cheaper(store, event.data.product, lang, when, now, key);
      return restocked(store, event.data.product, lang, when, now, key);
    case 'own':
      return { data: event.data, audience: [] };
  }
}
