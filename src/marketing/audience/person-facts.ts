/** Facts of a person that conditions of segments and texts of broadcasts read. */
import type { Json } from '../../json.ts';
import type { Money } from '../../message.ts';
import { parseConversationId } from '../../message.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import { type OrderRow, orders, products } from '../../shop/shop.ts';
import type { ContactRow } from '../../store/collections.ts';
import type { Collection, Store } from '../../store/store.ts';
import { broadcastMarks, recipients } from '../broadcast/rows.ts';

export interface PersonFacts {
  [name: string]: Json;
}

/** Names that a condition may read, with what they are. */
export const factNames = {
  name: 'text',
  lang: 'text',
  email: 'text',
  phone: 'text',
  zone: 'text',
  source: 'text',
  tags: 'list',
  channels: 'list',
  products: 'list',
  categories: 'list',
  got: 'list',
  clicked: 'list',
  replied: 'list',
  orders: 'number',
  spent: 'money',
  first_order: 'time',
  last_order: 'time',
  last_seen: 'time',
  joined: 'time',
  marketing: 'yes',
  contact: 'own',
} as const satisfies Record<string, 'text' | 'list' | 'number' | 'money' | 'time' | 'yes' | 'own'>;
export type FactName = keyof typeof factNames;

const ofPurchases: ReadonlySet<string> = new Set<FactName>(['orders', 'spent', 'first_order', 'last_order', 'products', 'categories']);
const ofBroadcasts: ReadonlySet<string> = new Set<FactName>(['got', 'clicked', 'replied']);
const pageSize = 1_000;
const notBought: ReadonlySet<string> = new Set<OrderRow['status']>(['cancelled', 'refunded', 'returned']);

/** What is read for persons: `names` are those that are used, so that the others cost nothing. */
export interface FactsOptions {
  store: Store;
  currency: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string;
  names: ReadonlySet<string>;
}

/** Reads the facts of a page of contacts in few queries; the same order. Times are epoch ms, `spent` is money of the shop's currency. */
export async function factsOf(options: FactsOptions, page: readonly ContactRow[]): Promise<PersonFacts[]> {
  const { names, store, currency } = options;
  const bought = [...names].some((name) => ofPurchases.has(name)) ? await purchasesOf(options, page) : undefined;
  const told = [...names].some((name) => ofBroadcasts.has(name)) ? await broadcastsOf(store, page) : undefined;
  return page.map((contact) => {
    const rows = bought?.get(contact._id) ?? [];
    const times = rows.map(({ order }) => order.placedAt).sort((a, b) => a - b);
    const spent: Money = { amount: rows.reduce((sum, { order }) => (order.currency === currency ? sum + order.total : sum), 0), currency };
    const { name, lang, email, phone, zone, tags, vars, came, seenAt, createdAt, consent } = contact;
    return {
      name: name ?? null,
      lang: lang ?? null,
      email: email ?? null,
      phone: phone ?? contact.verifiedPhone ?? null,
      zone: zone ?? null,
      source: came ?? null,
      tags,
      channels: [...new Set(contact.addresses.flatMap((id) => parseConversationId(id)?.channel ?? []))],
      orders: rows.length,
      spent: { ...spent },
      first_order: times[0] ?? null,
      last_order: times.at(-1) ?? null,
      products: [...new Set(rows.flatMap(({ order }) => order.items.map((item) => item.sku)))],
      categories: [...new Set(rows.flatMap(({ categories }) => categories))],
      last_seen: seenAt,
      joined: createdAt,
      got: told?.got.get(contact._id) ?? [],
      clicked: told?.clicked.get(contact._id) ?? [],
      replied: told?.replied.get(contact._id) ?? [],
      marketing: consent.marketing === true,
      contact: { ...vars, name: name ?? null, lang: lang ?? null, email: email ?? null, phone: phone ?? null, tags },
    };
  });
}

type Bought = { order: OrderRow; categories: string[] };

async function purchasesOf({ store, country, names }: FactsOptions, page: readonly ContactRow[]): Promise<Map<string, Bought[]>> {
  const rows = store.collection(orders);
  const ids = new Map<string, string>(page.map((one) => [one._id, one._id]));
  const emails = new Map(page.flatMap((one) => (one.email && !one.told?.includes('email') ? [[one.email, one._id] as const] : [])));
  const phones = new Map(
    page.flatMap((one) => {
      const phone = one.verifiedPhone ?? (one.told?.includes('phone') ? undefined : one.phone);
      return phone ? [[phoneKey(phone, country), one._id] as const] : [];
    }),
  );
  const whose = new Map<string, Map<string, OrderRow>>();
  for (const [field, keys] of [['contact', ids], ['email', emails], ['phone', phones]] as const) {
    for (const order of await allWith(rows, field, [...keys.keys()])) {
      const owner = keys.get(order[field] ?? '');
      if (owner === undefined || notBought.has(order.status)) continue;
      const own = whose.get(owner) ?? new Map<string, OrderRow>();
      whose.set(owner, own.set(order._id, order));
    }
  }
  const categories = names.has('categories') ? await categoriesOf(store, [...whose.values()].flatMap((one) => [...one.values()])) : new Map<string, string>();
  return new Map(
    [...whose].map(([id, own]) => [
      id,
      [...own.values()].map((order) => ({ order, categories: order.items.flatMap((item) => categories.get(item.sku) ?? []) })),
    ]),
  );
}

async function allWith(rows: Collection<OrderRow>, field: 'contact' | 'email' | 'phone', values: string[]): Promise<OrderRow[]> {
  const found: OrderRow[] = [];
  if (values.length === 0) return found;
  for (let after = ''; ; ) {
    const page = await rows.find({ where: { [field]: { in: values }, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    found.push(...page);
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) return found;
  }
}

/** Categories by sku, of the products in these orders. A variant's sku is its product's, or begins with it. */
async function categoriesOf(store: Store, bought: readonly OrderRow[]): Promise<Map<string, string>> {
  const skus = new Set(bought.flatMap((order) => order.items.map((item) => item.sku)));
  const found = new Map<string, string>();
  if (skus.size === 0) return found;
  for (let after = ''; ; ) {
    const page = await store.collection(products).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const product of page) for (const sku of [product._id, ...product.variants.map((variant) => variant.sku)]) if (skus.has(sku)) found.set(sku, product.category);
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) return found;
  }
}

async function broadcastsOf(store: Store, page: readonly ContactRow[]): Promise<Record<'got' | 'clicked' | 'replied', Map<string, string[]>>> {
  const ids = page.map((one) => one._id);
  const add = (to: Map<string, string[]>, contact: string, broadcast: string) => to.set(contact, [...(to.get(contact) ?? []), broadcast]);
  const [got, clicked, replied] = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()];
  for (let after = ''; ; ) {
    const rows = await store.collection(recipients).find({ where: { contact: { in: ids }, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of rows) if (row.state === 'sent' || row.state === 'delivered' || row.state === 'read') add(got, row.contact, row.broadcast);
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) break;
  }
  for (let after = ''; ; ) {
    const rows = await store.collection(broadcastMarks).find({ where: { contact: { in: ids }, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of rows) {
      if (row.mark === 'clicked') add(clicked, row.contact, row.broadcast);
      if (row.mark === 'replied') add(replied, row.contact, row.broadcast);
    }
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) break;
  }
  return { got, clicked, replied };
}
