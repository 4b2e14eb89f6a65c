import { phoneKey } from '../../numbers/phone-key.ts';
import { contacts } from '../../store/collections.ts';
import { everyRow } from '../../store/every-row.ts';
import type { CollectionSpec, Op, Row, Store } from '../../store/store.ts';
import { appointments, priceWatches, requests } from '../request-rows.ts';
import {
  type ChangeRow,
  carts,
  coupons,
  guardIdsOf,
  guessSources,
  guestCodes,
  linkCodes,
  lookupGuards,
  type OrderRow,
  orderChanges,
  orderProofs,
  orders,
  ratings,
  restocks,
  returns,
} from '../shop.ts';

const slice = 200;
/** Theirs alone. */
const owned: readonly CollectionSpec<Row>[] = [carts, coupons, linkCodes, guestCodes, orderProofs, requests, appointments, priceWatches];
/** The same, without an index by contact. */
const scattered: readonly CollectionSpec<Row & { contact: string }>[] = [ratings, restocks];

/** Fields that are emptied in an order of an erased customer: goods, sums and times stay for the books, and nobody's name. */
const nameless = { contact: null, customer: { name: '' }, email: null, phone: null, address: '', addressWas: null, refundTo: null };

/**
 * Removes what the shop keeps of these contacts: carts, coupons, proofs, ratings, wishes to hear of a product. Orders (also those that are
 * theirs by e-mail, phone or the shop's id alone) and returns stay for the books, without anything personal. May be repeated. `country` (ISO 3166) is
 * that of phone numbers without country code.
 */
export async function eraseCustomer(store: Store, ids: readonly string[], conversations: readonly string[], country: string | undefined): Promise<void> {
  const gone = new Set(ids);
  for (const contact of ids) {
    for (const spec of owned) await each(store, spec, { contact }, (row) => ({ op: 'delete', in: spec.name, id: row._id }));
    for await (const row of ordersOfContact(store, contact, country)) await store.write([withoutPerson(row)]);
    const { emails, phones } = await keysOf(store, contact, country);
    for (const key of [...emails.map((email) => ({ email })), ...phones.map((phone) => ({ phone }))])
      await each(store, carts, key, (row) => ({ op: 'delete', in: carts.name, id: row._id }));
    await each(store, returns, { contact }, (row) => ({ op: 'patch', in: returns.name, id: row._id, set: { contact: '', photo: null } }));
    await each(store, orderChanges, { contact }, (row) => ({ op: 'patch', in: orderChanges.name, id: row._id, set: nobodys(row) }));
    for (const id of guardIdsOf(contact)) await store.collection(lookupGuards).delete(id);
  }
  for (const conversation of conversations) await store.collection(guessSources).delete(conversation);
  for (const spec of scattered) for await (const row of everyRow(store, spec)) if (gone.has(row.contact)) await store.collection(spec).delete(row._id);
}

/** Orders of a contact: linked to it, or theirs by e-mail, phone or the shop's id alone; each once. */
export async function* ordersOfContact(store: Store, contact: string, country: string | undefined): AsyncGenerator<OrderRow> {
  const { emails, phones, externalId } = await keysOf(store, contact, country);
  const seen = new Set<string>();
  const wheres = [{ contact }, ...emails.map((email) => ({ email })), ...phones.map((phone) => ({ phone }))];
  for (const where of wheres)
    for (let after = ''; ; ) {
      const rows = await store.collection(orders).find({ where: { ...where, _id: { gt: after } }, sort: { by: '_id' }, limit: slice });
      for (const row of rows) {
        if (seen.has(row._id)) continue;
        seen.add(row._id);
        yield row;
      }
      after = rows.at(-1)?._id ?? '';
      if (rows.length < slice) break;
    }
  if (externalId) for await (const row of everyRow(store, orders)) if (row.customer.externalId === externalId && !seen.has(row._id)) yield row;
}

/** A change without whom it was for and what they wrote: that it was made, when and for how much stays for the books. */
const nobodys = ({ kind }: ChangeRow): Record<string, unknown> => ({ contact: '', conversation: '', wish: { do: kind }, plan: null, due: null, open: null });

const withoutPerson = ({ _id }: Row): Op => ({ op: 'patch', in: orders.name, id: _id, set: nameless });

/** Returns all keys of these contacts, for rows of other rooms that know a customer by one of them alone. */
export async function personKeysOf(
  store: Store,
  ids: readonly string[],
  country: string | undefined,
): Promise<{ contact?: string; email?: string; phone?: string; customer?: string }[]> {
  const found: { contact?: string; email?: string; phone?: string; customer?: string }[] = [];
  for (const contact of ids) {
    const { emails, phones, externalId } = await keysOf(store, contact, country);
    found.push({ contact }, ...emails.map((email) => ({ email })), ...phones.map((phone) => ({ phone })), ...(externalId ? [{ customer: externalId }] : []));
  }
  return found;
}

/** Returns the keys by which the customer's orders are known. What a customer only told a flow is not among them, since anybody can type another's. */
async function keysOf(store: Store, contact: string, country: string | undefined): Promise<{ emails: string[]; phones: string[]; externalId?: string }> {
  const row = await store.collection(contacts).get(contact);
  if (!row) return { emails: [], phones: [] };
  const isTold = (field: 'email' | 'phone'): boolean => row.told?.includes(field) ?? false;
  // A provider's number has its country code, and often no plus.
  const provided = row.profile?.phone?.replace(/\D/g, '');
  const isProviders = row.phone !== undefined && row.phone.replace(/\D/g, '') === provided;
  const own = isTold('phone') || isProviders ? undefined : row.phone;
  const phones = [own, provided && `+${provided}`, row.verifiedPhone].flatMap((phone) => (phone && phoneKey(phone, country)) || []);
  return {
    emails: row.email && !isTold('email') ? [row.email.toLowerCase()] : [],
    phones: [...new Set(phones)],
    ...(row.externalId ? { externalId: row.externalId } : {}),
  };
}

/** Each op takes its row out of those that are found. */
async function each<T extends Row>(store: Store, spec: CollectionSpec<T>, where: Record<string, string>, op: (row: T) => Op): Promise<void> {
  for (;;) {
    const rows = await store.collection(spec).find({ where, limit: slice });
    await store.write(rows.map(op));
    if (rows.length < slice) return;
  }
}
