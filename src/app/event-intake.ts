/** Intake of shop events: checked, kept in the shop's tables, and passed to the conversations that they concern. */

import type { Logger } from '../logger.ts';
import type { Ladders } from '../marketing/carts/ladders.ts';
import type { OrderKeys } from '../marketing/carts/open-ladders.ts';
import { parseConversationId } from '../message.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { EventOutcome } from '../server/hooks/shop-event-hook.ts';
import type { OrderData } from '../shop/orders/event-data.ts';
import { orderWith } from '../shop/orders/order-with.ts';
import { acceptEvent, applyEvent } from '../shop/orders/shop-events.ts';
import { OrderOfAnother } from '../shop/orders/whose-order.ts';
import type { Terms } from '../shop/terms.ts';
import type { ContactKey } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

export interface IntakeParts {
  store: Store;
  runtime: Pick<Runtime, 'event' | 'enter' | 'contacts'>;
  defaultLang: string;
  terms?: Terms;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  log: Pick<Logger, 'warn'>;
  /** Told of each cart and order that an event was about, once it is kept: ladders of carts begin and end. */
  ladders?: Pick<Ladders, 'noted' | 'ordered'> | undefined;
  /** Told of each order that an event was about, once the order is kept: it may count for a broadcast. Never rejects. */
  ordered?(number: string): Promise<void>;
  now(): number;
}

/** Takes in one event; `id` is its key of deduplication. Rejects when it cannot be stored now. */
export type EventIntake = (name: string, id: string, body: unknown) => Promise<EventOutcome>;

/** Creates the intake. An event of a customer whom nobody knows is kept in the shop's tables and answered with 404. */
export function createEventIntake({ store, runtime, defaultLang, country, terms, log, ladders, ordered, now }: IntakeParts): EventIntake {
  return async (name, id, body) => {
    const accepted = acceptEvent(name, body);
    if (!accepted.ok) return { status: 422, ...accepted.error };
    const { event } = accepted;
    const key = event.contact;
    const contact = key ? await runtime.contacts.find(key) : null;
    // An address that never wrote to us is nobody yet; its carts and orders are kept under the id that its contact will have.
    const conversation = key?.address ?? contact?.addresses[0];
    const lang = contact?.lang?.slice(0, 2) ?? defaultLang;
    const target = { contact: contact?._id ?? key?.address, conversation, lang, country, id, ...(terms && { terms }) };
    const applied = await applyEvent(store, event, target, now()).catch((error: unknown) => {
      if (error instanceof OrderOfAnother) return error;
      throw error;
    });
    if (applied instanceof OrderOfAnother) {
      log.warn({ event: name, number: applied.number, known: applied.known }, "an event was refused: its order number may be another customer's");
      return { status: 422, field: 'data.order.number', message: applied.message };
    }
    if (event.about === 'order') await ordered?.(event.data.order.number);
    if (event.about === 'cart') await ladders?.noted(event.data.cart.id);
    if (event.about === 'order' && ladders) await ladders.ordered(await orderKeysOf(store, event.data.order, key, contact?._id));
    const { data, audience } = applied;
    for (const listener of audience) {
      if (parseConversationId(listener)) await runtime.enter(listener, { type: 'engine', event: { type: 'event', id, name, data } }, `event:${id}`);
    }
    if (!key) return { status: 202 };
    const told = await runtime.event({ id, name, contact: key, data });
    if (told.status === 'unknown') return { status: 404, message: 'Nobody here has this address, e-mail, phone or external id; what the event says was kept' };
    if (told.status === 'unreachable')
      return { status: 404, message: 'This customer is known, and cannot be reached on any channel now; what the event says was kept' };
    return { status: 202 };
  };
}

/** Returns all that an order may have in common with a cart: what the event says, and what is known of the order. */
async function orderKeysOf(
  store: Store,
  { number, cart, device }: OrderData['order'],
  key: ContactKey | undefined,
  known: string | undefined,
): Promise<OrderKeys> {
  const order = await orderWith(store, number);
  const contact = known ?? order?.contact;
  const customer = key?.externalId ?? order?.customer.externalId;
  return {
    placedAt: order?.placedAt ?? 0,
    ...(contact !== undefined && { contact }),
    ...(order?.email !== undefined && { email: order.email }),
    ...(order?.phone !== undefined && { phone: order.phone }),
    ...(customer !== undefined && { customer }),
    ...(cart !== undefined && { cart }),
    ...(device !== undefined && { device }),
  };
}
