/** The queues of the inbox, and what an agent types to find a conversation. */
import { orderKey } from '../numbers/order-number.ts';
import { phoneForms } from '../numbers/phone-key.ts';
import { orderProofs, orders } from '../shop/shop.ts';
import { type ContactRow, type ConversationRow, contacts } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

export const queues = ['needs_reply', 'mine', 'unassigned', 'later', 'bot', 'all'] as const;
export type Queue = (typeof queues)[number];

/** Tells whether the conversation stands in the queue of this person. */
export function isInQueue(row: Pick<ConversationRow, 'state' | 'owner' | 'waits' | 'later'>, queue: Queue, who: string): boolean {
  switch (queue) {
    case 'needs_reply':
      return row.waits !== undefined;
    case 'mine':
      return row.state === 'handoff' && row.owner === who;
    case 'unassigned':
      return row.state === 'handoff' && row.owner === 'bot';
    case 'later':
      return row.later !== undefined;
    case 'bot':
      return row.state === 'open';
    case 'all':
      return true;
  }
}

/** States that a queue is looked for in: those that wait for people are few, so the index of states keeps the search short. */
export function statesOf(queue: Queue): readonly ConversationRow['state'][] {
  if (queue === 'all') return ['open', 'handoff', 'closed'];
  return queue === 'bot' ? ['open'] : ['handoff'];
}

/** Most conversations that are found by what exactly names a customer. */
const mostExact = 50;

/**
 * Returns the ids of conversations of the customers whom `q` names exactly: by an order number, a phone or an e-mail address. `country`: ISO 3166, for
 * phones without country code.
 */
export async function namedBy(store: Store, q: string, country?: string): Promise<string[]> {
  const people = store.collection(contacts);
  const found = new Map<string, ContactRow>();
  const add = (rows: readonly ContactRow[]) => {
    for (const row of rows) found.set(row._id, row);
  };
  const byFields = async (email: string | undefined, phones: readonly string[]) => {
    if (email) add(await people.find({ where: { email }, limit: mostExact }));
    if (phones.length === 0) return;
    add(await people.find({ where: { phone: { in: phones } }, limit: mostExact }));
    add(await people.find({ where: { verifiedPhone: { in: phones } }, limit: mostExact }));
  };
  const text = q.trim();
  await byFields(text.includes('@') ? text.toLowerCase() : undefined, /^[+(\d][\d\s().-]{4,}$/.test(text) ? phoneForms(text, country) : []);
  const key = orderKey(text);
  if (key !== '') {
    for (const order of await store.collection(orders).find({ where: { key }, limit: 1 })) {
      const proved = await store.collection(orderProofs).find({ where: { order: order.number }, limit: mostExact });
      add(await people.getMany([...(order.contact === undefined ? [] : [order.contact]), ...proved.map(({ contact }) => contact)]));
      await byFields(order.email, order.phone ? phoneForms(order.phone, country) : []);
    }
  }
  return [...new Set([...found.values()].flatMap(({ addresses }) => addresses))].slice(0, mostExact);
}
