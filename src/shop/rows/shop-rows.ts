/** Rows of a merchant's shop, to list, find and remove: for the command and the API alike. */

import { orderKey } from '../../numbers/order-number.ts';
import { phoneForms } from '../../numbers/phone-key.ts';
import { contacts } from '../../store/collections.ts';
import type { CollectionSpec, Op, Row, Store } from '../../store/store.ts';
import { localText } from '../local-text.ts';
import { requests } from '../request-rows.ts';
import { markingCatalogue } from '../search/catalogue-mark.ts';
import { coupons, orders, products } from '../shop.ts';

export const listedKinds = ['products', 'orders', 'coupons', 'customers', 'requests'] as const;
export type ListedKind = (typeof listedKinds)[number];

/** A row as people look through it. */
export interface Listed {
  id: string;
  /** Title, customer or code. */
  name: string;
  /** Further facts that tell it from others: status, price, e-mail. */
  facts: Record<string, string | number | boolean>;
}

interface Listing<T extends Row> {
  spec: CollectionSpec<T>;
  show(row: T): Listed;
  /** Returns the texts that a word is looked for in. */
  words(row: T): (string | undefined)[];
  /** Further ones, which tell of a customer: only for those who may know customers. */
  people?(row: T): string[];
  /** Fields that may be asked for exactly. */
  exact: readonly string[];
}

const some = (facts: Record<string, string | number | boolean | undefined>): Listed['facts'] =>
  Object.fromEntries(Object.entries(facts).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]])));

function listing<T extends Row>(given: Listing<T>): Listing<Row> {
  return given as unknown as Listing<Row>;
}

const listings: Record<ListedKind, Listing<Row>> = {
  products: listing({
    spec: products,
    exact: [],
    words: (row) => [
      row._id,
      ...Object.values(row.title),
      ...row.tags,
      row.category,
      ...row.variants.flatMap(({ sku, options }) => [sku, ...Object.values(options)]),
    ],
    show: (row) => ({
      id: row._id,
      name: localText(row.title, 'en'),
      facts: some({
        category: row.category,
        price: row.price,
        currency: row.currency,
        variants: row.variants.length,
        stock: row.variants.reduce((sum, { stock }) => sum + stock, 0),
      }),
    }),
  }),
  orders: listing({
    spec: orders,
    exact: ['key', 'email', 'phone'],
    words: (row) => [
      row._id,
      row.customer.name,
      row.email,
      row.phone,
      row.address,
      ...row.parcels.map(({ number }) => number),
      ...row.items.map(({ sku }) => sku),
    ],
    show: (row) => ({
      id: row._id,
      name: row.customer.name,
      facts: some({
        status: row.status,
        total: row.total,
        currency: row.currency,
        placed_at: row.placedAt,
        email: row.email,
        phone: row.phone,
        items: row.items.length,
      }),
    }),
  }),
  coupons: listing({
    spec: coupons,
    exact: [],
    words: (row) => [row._id, row.campaign],
    people: (row) => [row.contact],
    show: (row) => ({
      id: row._id,
      name: row.campaign,
      facts: some({ kind: row.kind, issued: row.issuedAt, until: row.until, used: row.usedAt !== undefined }),
    }),
  }),
  requests: listing({
    spec: requests,
    exact: ['contact'],
    words: (row) => [row._id, row.kind, row.order, ...Object.values(row.facts)],
    show: (row) => ({
      id: row._id,
      name: row.facts.title ?? row.facts.items ?? '',
      facts: some({ kind: row.kind, status: row.status, order: row.order, at: row.at, ...row.facts }),
    }),
  }),
  customers: listing({
    spec: contacts,
    exact: ['email', 'phone', 'externalId'],
    words: (row) => [row._id, row.name, row.email, row.phone, row.externalId, row.verifiedPhone, ...row.tags],
    show: (row) => ({
      id: row._id,
      name: row.name ?? '',
      facts: some({ email: row.email, phone: row.phone, external_id: row.externalId, marketing: row.consent.marketing, conversations: row.addresses.length }),
    }),
  }),
};

/** Rows looked at for one page: a word that nothing has must not hold up the shop. */
const mostLooked = 5_000;
const pageSize = 500;

/** Reads a page in the order of ids; `next` where there may be more, also when nothing was found so far. */
export async function listRows(
  store: Store,
  kind: ListedKind,
  ask: { q?: string; after?: string; status?: string; limit: number; people?: boolean },
): Promise<{ items: Listed[]; next?: string }> {
  const { spec, show, words, people, exact } = listings[kind];
  const wordsOf = (row: Row): (string | undefined)[] => [...words(row), ...((ask.people ?? true) ? (people?.(row) ?? []) : [])];
  const rows = store.collection(spec);
  const { status } = ask;
  const isIn = (row: Row): boolean => status === undefined || ('status' in row && row.status === status);
  const q = ask.q?.trim() ?? '';
  if (q !== '' && ask.after === undefined) {
    const ids = [q, q.toUpperCase()];
    const digits = q.replace(/\D/g, '');
    const keys = exact.flatMap((field) =>
      [q, q.toLowerCase(), ...(field === 'key' ? [orderKey(q)] : []), ...(digits.length > 6 ? phoneForms(q, undefined) : [])].map((value) => ({
        [field]: value,
      })),
    );
    const found = [...(await rows.getMany([...new Set(ids)])), ...(await Promise.all(keys.map((where) => rows.find({ where, limit: ask.limit })))).flat()];
    const different = new Map(found.map((row) => [row._id, row]));
    if (different.size > 0) return { items: [...different.values()].filter(isIn).slice(0, ask.limit).map(show) };
  }
  const items: Listed[] = [];
  const wanted = q.toLowerCase();
  let after = ask.after ?? '';
  for (let looked = 0; looked < mostLooked; ) {
    const page = await rows.find({ where: { _id: { gt: after }, ...(status !== undefined && { status }) }, sort: { by: '_id' }, limit: pageSize });
    for (const row of page) {
      after = row._id;
      if (wanted === '' || wordsOf(row).some((word) => word?.toLowerCase().includes(wanted))) items.push(show(row));
      if (items.length === ask.limit) return { items, next: after };
    }
    looked += page.length;
    if (page.length < pageSize) return { items };
  }
  return { items, next: after };
}

/** Reads the whole row; null when there is none. */
export async function oneRow(store: Store, kind: ListedKind, id: string): Promise<Row | null> {
  const row = await store.collection(listings[kind].spec).get(id);
  return row ?? (kind === 'orders' ? ((await store.collection(orders).find({ where: { key: orderKey(id) }, limit: 1 }))[0] ?? null) : null);
}

/** Removes products, orders or coupons by id, all at once; resolves to those that were there. Customers are erased, which is more. */
export async function removeRows(store: Store, kind: Exclude<ListedKind, 'customers'>, ids: readonly string[]): Promise<string[]> {
  const { spec } = listings[kind];
  const rows = await store.collection(spec).getMany([...new Set(ids)]);
  const known = new Set(rows.map(({ _id }) => _id));
  for (const id of kind === 'orders' ? ids.filter((one) => !known.has(one)) : []) rows.push(...[await oneRow(store, kind, id)].filter((row) => row !== null));
  const there = [...new Set(rows.map(({ _id }) => _id))];
  const ops = there.map((id): Op => ({ op: 'delete', in: spec.name, id }));
  if (there.length > 0) await store.write(kind === 'products' ? [...ops, markingCatalogue()] : ops);
  return there;
}
