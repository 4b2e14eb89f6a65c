/** Orders of a customer, as people of the shop and the customer may see them. */
import { z } from 'zod';
import { phoneForms } from '../../numbers/phone-key.ts';
import { orderProofs, orders } from '../../shop/shop.ts';
import { type ContactRow, contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { statusWords } from '../../text/status-words.ts';
import { about } from './words.ts';

const mostOrders = 20;

export const order = z.object({
  number: z.string(),
  status: z.string(),
  statusText: z.object({ en: z.string(), zh: z.string() }),
  total: z.number().meta(about('Minor units', '最小货币单位')),
  currency: z.string(),
  placedAt: z.number(),
  items: z.array(z.object({ title: z.record(z.string(), z.string()).meta(about('By language', '按语言')), quantity: z.number() })),
  parcels: z.array(z.object({ carrier: z.string().optional(), number: z.string() })),
});

/** Returns the newest orders that are theirs: by their own contact, by an address that is proved to be theirs, and those that they proved in a chat. */
export async function ordersOfContact({ store, country }: { store: Store; country?: string | undefined }, row: ContactRow): Promise<z.input<typeof order>[]> {
  // A phone or address that the customer has only told might be another's: those orders need a proof first.
  const told = (field: 'email' | 'phone') => row.told?.includes(field) ?? false;
  const phone = row.verifiedPhone ?? (told('phone') ? undefined : row.phone);
  const everyone = [row._id, ...(await store.collection(contacts).find({ where: { mergedInto: row._id }, limit: 100 })).map(({ _id }) => _id)];
  const table = store.collection(orders);
  // What was proved in a chat is the customer's, whatever address the shop has for the order.
  const proved = await store.collection(orderProofs).find({ where: { contact: { in: everyone } }, limit: 200 });
  const found = await Promise.all([
    table.find({ where: { contact: { in: everyone } }, limit: 200 }),
    table.getMany(proved.map(({ order }) => order)),
    row.email && !told('email') ? table.find({ where: { email: row.email }, limit: 200 }) : [],
    phone ? table.find({ where: { phone: { in: phoneForms(phone, country) } }, limit: 200 }) : [],
  ]);
  const newest = [...new Map(found.flat().map((one) => [one._id, one])).values()].sort((a, b) => b.placedAt - a.placedAt).slice(0, mostOrders);
  return newest.map(({ number, status, total, currency, placedAt, items, parcels }) => ({
    number,
    status,
    statusText: statusWords[status] ?? { en: status, zh: status },
    total,
    currency,
    placedAt,
    items: items.map(({ title, quantity }) => ({ title, quantity })),
    parcels: parcels.map(({ carrier, number: tracking }) => ({ carrier, number: tracking })),
  }));
}
