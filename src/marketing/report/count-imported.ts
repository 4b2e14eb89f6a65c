/** Orders of an imported file count for the broadcasts that they came from, as those that a shop reports one by one. */
import { phoneForms } from '../../numbers/phone-key.ts';
import { type OrderRow, orders } from '../../shop/shop.ts';
import { type ContactRow, contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { broadcasts } from '../broadcast/rows.ts';
import { attributeOrder } from './attribution.ts';

const pageSize = 500;

/**
 * Counts them; `ids`: the orders' ids. Orders from before the first broadcast are passed over. `country` (ISO 3166) is that of numbers without country code.
 * Returns how many were looked at.
 */
export async function countImported(store: Store, ids: readonly string[], now: number, country?: string): Promise<number> {
  const [first] = await store.collection(broadcasts).find({ where: { createdAt: { gte: 0 } }, sort: { by: 'createdAt' }, limit: 1 });
  if (!first) return 0;
  let looked = 0;
  for (let n = 0; n < ids.length; n += pageSize) {
    const page = (await store.collection(orders).getMany(ids.slice(n, n + pageSize))).filter(({ placedAt }) => placedAt >= first.createdAt);
    const owners = await ownersOf(store, page, country);
    for (const order of page) {
      const contact = order.contact || owners.get(order._id);
      looked += 1;
      await attributeOrder(store, { ...order, ...(contact && { contact }) }, now);
    }
  }
  return looked;
}

/** The contacts whose e-mail or phone an order bears, by order; what somebody typed into a flow finds nobody. */
async function ownersOf(store: Store, page: readonly OrderRow[], country: string | undefined): Promise<Map<string, string>> {
  const rows = store.collection(contacts);
  const open = page.filter(({ contact }) => !contact);
  const emails = open.flatMap(({ email }) => email ?? []);
  const forms = new Map(open.flatMap((order) => (order.phone ? phoneForms(order.phone, country).map((form) => [form, order._id] as const) : [])));
  const byField = async (field: 'email' | 'phone' | 'verifiedPhone', values: string[]): Promise<ContactRow[]> => {
    const found: ContactRow[] = [];
    for (let n = 0; n < values.length; n += pageSize) {
      const part = await rows.find({ where: { [field]: { in: values.slice(n, n + pageSize) } }, limit: 1_000 });
      found.push(...part.filter(({ told }) => field === 'verifiedPhone' || !told?.includes(field)));
    }
    return found;
  };
  const found = new Map<string, string>();
  const idOf = (row: ContactRow): string => row.mergedInto ?? row._id;
  for (const field of ['phone', 'verifiedPhone'] as const)
    for (const row of await byField(field, [...forms.keys()])) {
      const order = forms.get(row[field] ?? '');
      if (order !== undefined) found.set(order, idOf(row));
    }
  const owners = new Map((await byField('email', emails)).map((row) => [row.email, idOf(row)]));
  for (const order of open) {
    const owner = order.email === undefined ? undefined : owners.get(order.email);
    if (owner !== undefined) found.set(order._id, owner);
  }
  return found;
}
