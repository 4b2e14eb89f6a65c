/** Finds what of all campaigns reached a person before a moment, or was kept from them. */
import { broadcastMarks, type RecipientRow, recipients } from '../marketing/broadcast/rows.ts';
import { parseConversationId } from '../message.ts';
import { moments } from '../proactive/rows.ts';
import { contacts, conversations } from '../store/collections.ts';
import { conversationDayId, conversationDays, dayAfter, dayOf } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { comparedWithin, creditWindows, type Touch } from './credit.ts';

const mostRows = 200;
const mostAddresses = 20;
const reachedStates: ReadonlySet<RecipientRow['state']> = new Set(['sent', 'delivered', 'read']);
const longest = Math.max(comparedWithin, creditWindows.click, creditWindows.delivery);

export interface TouchedPerson {
  /** The contact and those that were merged into it. */
  contacts: string[];
  touches: Touch[];
  /** Channel where the person was last. */
  channel?: string;
}

/** Returns the touches of a contact before `at`, epoch ms. */
export async function touchesOf(store: Store, contact: string, at: number, zone: string): Promise<TouchedPerson> {
  const first = await store.collection(contacts).get(contact);
  const root = first?.mergedInto ?? contact;
  const merged = await store.collection(contacts).find({ where: { mergedInto: root }, limit: mostAddresses });
  const ids = [...new Set([root, contact, ...merged.map(({ _id }) => _id)])];
  const person = root === contact ? first : await store.collection(contacts).get(root);
  const known = person?.addresses ?? [];
  // A visitor who never wrote has the contact that their conversation would have.
  const addresses = (known.length > 0 ? known : ids.filter((id) => parseConversationId(id) !== null)).slice(0, mostAddresses);
  const touches = [...(await ofBroadcasts(store, ids)), ...(await ofMoments(store, addresses, at)), ...(await ofFlows(store, addresses, at, zone))];
  const last = await lastOf(store, addresses);
  const channel = last === undefined ? undefined : parseConversationId(last)?.channel;
  return { contacts: ids, touches, ...(channel !== undefined && { channel }) };
}

async function lastOf(store: Store, addresses: readonly string[]): Promise<string | undefined> {
  if (addresses.length < 2) return addresses[0];
  const rows = await store.collection(conversations).getMany(addresses);
  return rows.toSorted((a, b) => b.lastInAt - a.lastInAt)[0]?._id ?? addresses[0];
}

async function ofBroadcasts(store: Store, ids: readonly string[]): Promise<Touch[]> {
  const where = { contact: { in: ids } };
  const got = await store.collection(recipients).find({ where, limit: mostRows });
  const marks = got.length > 0 ? await store.collection(broadcastMarks).find({ where, limit: mostRows }) : [];
  const sent = got.flatMap(({ broadcast, state, reason, sentAt, at }): Touch[] => {
    const campaign = { kind: 'broadcast' as const, id: broadcast };
    if (sentAt !== undefined && reachedStates.has(state)) return [{ campaign, what: 'delivery', at: sentAt }];
    return reason === 'hold_out' ? [{ campaign, what: 'held', at }] : [];
  });
  const known = new Set(got.map(({ broadcast }) => broadcast));
  const clicks = marks.flatMap(({ mark, broadcast, at }): Touch[] =>
    mark === 'clicked' && known.has(broadcast) ? [{ campaign: { kind: 'broadcast', id: broadcast }, what: 'click', at }] : [],
  );
  return [...sent, ...clicks];
}

async function ofMoments(store: Store, addresses: readonly string[], at: number): Promise<Touch[]> {
  const visitors = addresses.flatMap((id) => {
    const address = parseConversationId(id);
    return address?.channel === 'webchat' ? [address.user] : [];
  });
  const found: Touch[] = [];
  for (const visitor of visitors) {
    const where = { visitor, at: { gte: at - longest, lte: at } };
    for (const row of await store.collection(moments).find({ where, sort: { by: 'at', desc: true }, limit: mostRows })) {
      const campaign = { kind: 'proactive' as const, id: row.rule };
      found.push({ campaign, what: row.held ? 'held' : 'delivery', at: row.at });
      if (row.opened !== undefined) found.push({ campaign, what: 'click', at: row.opened });
    }
  }
  return found;
}

async function ofFlows(store: Store, addresses: readonly string[], at: number, zone: string): Promise<Touch[]> {
  const last = dayOf(at, zone);
  const days = Array.from({ length: longest / 86_400_000 + 1 }, (_, n) => dayAfter(last, -n));
  const rows = await store.collection(conversationDays).getMany(addresses.flatMap((id) => days.map((day) => conversationDayId(day, id))));
  return rows.flatMap(({ flows = {} }) =>
    Object.entries(flows).flatMap(([id, { told, held, cart }]): Touch[] => {
      const campaign = { kind: cart ? ('cart' as const) : ('flow' as const), id };
      return [
        ...(told === undefined ? [] : [{ campaign, what: 'delivery' as const, at: told }]),
        ...(held === undefined ? [] : [{ campaign, what: 'held' as const, at: held }]),
      ];
    }),
  );
}
