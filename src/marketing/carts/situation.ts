/** Reads what a ladder has to know before its next step: the person, their conversations, their orders, today's prices and stock. */
import type { Channel } from '../../channel.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import { alternativesTo, type CartToday, cartToday } from '../../shop/orders/cart-today.ts';
import { type CartRow, carts, orders, type ProductRow } from '../../shop/shop.ts';
import { type ContactKey, type ContactRow, conversations } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { addressesOf } from '../broadcast/planned-recipient.ts';
import { consentOf, mayWrite } from '../consent/ledger.ts';
import type { LadderRules, LadderSituation } from './decide-ladder.ts';
import type { LadderRow, PersonKeys } from './ladder-rows.ts';
import { cartVersion } from './open-ladders.ts';
import { isTaken, slotIds } from './person-slots.ts';

export interface SituationSources {
  store: Store;
  products(now: number): Promise<readonly ProductRow[]>;
  find(key: ContactKey): Promise<ContactRow | null>;
  channels: ReadonlyMap<string, Channel>;
  rules: LadderRules;
  langs: readonly string[];
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
}

/** A situation with what its step is made of. */
export interface LadderView {
  situation: LadderSituation;
  cart: CartRow | null;
  today: CartToday | null;
  alternatives: readonly ProductRow[];
  contact: ContactRow | null;
  /** Conversation in which the person is reached best. */
  conversation?: string;
  lang: string;
  keys: PersonKeys;
  slots: string[];
}

/** Alternatives that are shown at most. */
const mostAlternatives = 3;

export async function viewOf(sources: SituationSources, ladder: LadderRow, now: number): Promise<LadderView> {
  const { store, rules, langs } = sources;
  const cart = await store.collection(carts).get(ladder.cart);
  const { person, keys, ids } = await personOf(sources, ladder);
  const contact = person?.contact ?? null;
  const lang = contact?.lang ?? langs[0] ?? 'zh';
  const accounts = new Set(sources.channels.keys());
  const addresses = contact ? addressesOf(contact, accounts) : [];
  const rows = contact ? await store.collection(conversations).getMany(contact.addresses) : [];
  const unreachable = new Set(rows.filter((row) => !row.reachable).map(({ _id }) => _id));
  const reachable = addresses.filter((id) => !unreachable.has(id));
  // Who left the site does not see what is said there.
  const conversation = reachable.find((id) => !id.startsWith('webchat:')) ?? reachable[0];
  const products = cart ? await sources.products(now) : [];
  const today = cart ? cartToday(cart, products, lang) : null;
  const alternatives = cart && today?.items.length === 0 && rules.soldOut === 'alternatives' ? alternativesTo(cart, products, mostAlternatives) : [];
  const slots = slotIds(keys, ids);
  const agreed = person ? mayWrite(person, 'marketing') : undefined;
  // Who was never asked may still agree; who refused has ended it.
  const marketing = agreed?.why === 'never_asked' ? undefined : agreed?.may;
  const situation: LadderSituation = {
    ladder,
    cart: cart && {
      version: cartVersion(cart),
      updatedAt: cart.updatedAt,
      count: cart.items.length,
      left: today?.items.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0,
    },
    ordered: cart?.order !== undefined || (await hasOrdered(store, keys, ids, ladder.startedAt)),
    person: contact && { ...(marketing !== undefined && { marketing }), ...restOf(contact) },
    talk: {
      reachable: conversation !== undefined,
      taken: rows.some(({ owner, state, session }) => owner !== 'bot' || state === 'handoff' || session.handoff !== undefined || session.queued !== undefined),
      lastInAt: Math.max(0, ...rows.map(({ lastInAt }) => lastInAt)),
    },
    another: await isTaken(store, slots, ladder._id, now - rules.onceIn),
    alternatives: alternatives.length > 0,
    now,
  };
  return { situation, cart, today, alternatives, contact, ...(conversation !== undefined && { conversation }), lang, keys, slots };
}

const restOf = ({ promos, zone }: ContactRow) => ({ promos, ...(zone !== undefined && { zone }) });

/** The person of a ladder, by the contact of the cart or by whom its keys find, and all keys that they are known by. */
async function personOf({ store, find, country }: SituationSources, ladder: LadderRow) {
  const { email, phone, customer } = ladder;
  const key = { ...(customer && { externalId: customer }), ...(email && { email }), ...(phone && { phone: `+${phone}` }) };
  const known = ladder.contact === undefined ? null : await consentOf(store, ladder.contact);
  const found = known || Object.keys(key).length === 0 ? null : await find(key);
  const person = known ?? (found ? await consentOf(store, found._id) : null);
  const keys: PersonKeys = {
    ...(ladder.contact !== undefined && { contact: ladder.contact }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(customer && { customer }),
    ...(ladder.device && { device: ladder.device }),
  };
  if (!person) return { person: null, keys, ids: [] };
  const { contact } = person;
  const own = (field: 'email' | 'phone') => (contact.told?.includes(field) ? undefined : contact[field]);
  const ownPhone = contact.verifiedPhone ?? own('phone');
  keys.contact = contact._id;
  keys.email ??= own('email');
  keys.phone ??= ownPhone === undefined ? undefined : phoneKey(ownPhone, country);
  keys.customer ??= contact.externalId;
  return { person, keys, ids: person.ids };
}

/** Tells whether the person placed an order since the cart was left. */
async function hasOrdered(store: Store, { email, phone }: PersonKeys, contacts: readonly string[], since: number): Promise<boolean> {
  const placedAt = { gte: since };
  const asked: Record<string, string>[] = [...contacts.map((contact) => ({ contact })), ...(email ? [{ email }] : []), ...(phone ? [{ phone }] : [])];
  for (const where of asked) {
    const rows = await store.collection(orders).find({ where: { ...where, placedAt }, limit: 1 });
    if (rows.length > 0) return true;
  }
  return false;
}
