import { everyRow } from '../store/every-row.ts';
import type { CollectionSpec, Op, Row, Store } from '../store/store.ts';
import { carts, coupons, guessSources, linkCodes, lookupGuards, orderProofs, orders, ratings, restocks, returns } from './shop.ts';

const slice = 200;
/** Theirs alone. */
const owned: readonly CollectionSpec<Row>[] = [carts, coupons, linkCodes, orderProofs];
/** The same, without an index by contact. */
const scattered: readonly CollectionSpec<Row & { contact: string }>[] = [ratings, restocks];

/**
 * Removes what the shop keeps of these contacts: carts, coupons, proofs, ratings, wishes to hear of a product. Orders and returns
 * stay for the books, without the way to the contact. May be repeated.
 */
export async function eraseCustomer(store: Store, ids: readonly string[], conversations: readonly string[]): Promise<void> {
  const gone = new Set(ids);
  for (const contact of ids) {
    for (const spec of owned) await each(store, spec, contact, (row) => ({ op: 'delete', in: spec.name, id: row._id }));
    await each(store, orders, contact, (row) => {
      const { contact: _contact, ...customer } = row.customer;
      return { op: 'patch', in: orders.name, id: row._id, set: { contact: null, customer } };
    });
    await each(store, returns, contact, (row) => ({ op: 'patch', in: returns.name, id: row._id, set: { contact: '', photo: null } }));
    for (const subject of ['contact', 'link']) await store.collection(lookupGuards).delete(`${subject}:${contact}`);
  }
  for (const conversation of conversations) await store.collection(guessSources).delete(conversation);
  for (const spec of scattered) for await (const row of everyRow(store, spec)) if (gone.has(row.contact)) await store.collection(spec).delete(row._id);
}

/** Each op takes its row out of those that are found. */
async function each<T extends Row>(store: Store, spec: CollectionSpec<T>, contact: string, op: (row: T) => Op): Promise<void> {
  for (;;) {
    const rows = await store.collection(spec).find({ where: { contact }, limit: slice });
    await store.write(rows.map(op));
    if (rows.length < slice) return;
  }
}
