/** Orders of an imported file count for what they came of, as those that a shop reports one by one. */
import { broadcasts } from '../marketing/broadcast/rows.ts';
import { phoneForms } from '../numbers/phone-key.ts';
import { moments } from '../proactive/rows.ts';
import { type OrderRow, orders } from '../shop/shop.ts';
import { type ContactRow, contacts } from '../store/collections.ts';
import { conversationDays } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { countOrder } from './count-order.ts';

const pageSize = 500;

/**
 * Counts them; `ids`: the orders' ids. Orders from before the shop first wrote to anybody are passed over. `country` (ISO 3166) is that of numbers without
 * country code, `zone` that of the shop. Returns how many were looked at.
 */
export async function countImported(store: Store, ids: readonly string[], now: number, zone: string, country?: string): Promise<number> {
  const first = await firstTouch(store);
  if (first === undefined) return 0;
  let looked = 0;
  for (let n = 0; n < ids.length; n += pageSize) {
    const page = (await store.collection(orders).getMany(ids.slice(n, n + pageSize))).filter(({ placedAt }) => placedAt >= first);
    const owners = await ownersOf(store, page, country);
    for (const order of page) {
      const contact = order.contact || owners.get(order._id);
      looked += 1;
      await countOrder(store, { ...order, ...(contact && { contact }) }, now, zone);
    }
  }
  return looked;
}

/** Time from which anything of the shop may have reached anybody, epoch ms; undefined: nothing has. */
async function firstTouch(store: Store): Promise<number | undefined> {
  const [broadcast] = await store.collection(broadcasts).find({ where: { createdAt: { gte: 0 } }, sort: { by: 'createdAt' }, limit: 1 });
  const [moment] = await store.collection(moments).find({ where: { at: { gte: 0 } }, sort: { by: 'at' }, limit: 1 });
  const [day] = await store.collection(conversationDays).find({ where: { _id: { gt: '' } }, sort: { by: '_id' }, limit: 1 });
  const times = [broadcast?.createdAt, moment?.at, day && Date.parse(`${day.day}T00:00:00Z`) - 86_400_000].filter((one) => one !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
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
