/** Contacts to whom something happened: they wrote, or ordered. */
import { phoneKey } from '../../numbers/phone-key.ts';
import { type OrderRow, orders } from '../../shop/shop.ts';
import { type ContactRow, contacts } from '../../store/collections.ts';
import type { Collection, Row, Store } from '../../store/store.ts';

const pageSize = 500;

/** Those who were seen, or whose orders were placed, since a moment (epoch ms). `country`: ISO 3166, of phone numbers without country code. */
export async function changedSince(store: Store, since: number, country: string | undefined): Promise<ContactRow[]> {
  const people = store.collection(contacts);
  const found = new Map((await allSince(people, 'seenAt', since)).map((row) => [row._id, row]));
  const placed = await allSince(store.collection(orders), 'placedAt', since);
  const add = (rows: readonly ContactRow[]): void => {
    for (const row of rows) found.set(row._id, row);
  };
  const named = (read: (order: OrderRow) => string | undefined): string[] => [...new Set(placed.flatMap((order) => read(order) ?? []))];
  for (let ids = named(({ contact }) => contact); ids.length > 0; ids = ids.slice(pageSize)) add(await people.getMany(ids.slice(0, pageSize)));
  const keys: Record<'email' | 'phone' | 'verifiedPhone', string[]> = {
    email: named(({ email }) => email),
    phone: named(({ phone }) => phone),
    verifiedPhone: named(({ phone }) => phone),
  };
  for (const [field, values] of Object.entries(keys)) {
    const wanted = field === 'email' ? values : [...new Set(values.flatMap((phone) => [phone, phoneKey(phone, country), `+${phoneKey(phone, country)}`]))];
    for (let rest = wanted; rest.length > 0; rest = rest.slice(pageSize))
      add(await people.find({ where: { [field]: { in: rest.slice(0, pageSize) } }, limit: 1_000 }));
  }
  return [...found.values()].filter(({ mergedInto }) => mergedInto === undefined);
}

/** All rows with a time since a moment, page by page. */
async function allSince<T extends Row & Record<F, number>, F extends string>(rows: Collection<T>, field: F, since: number): Promise<T[]> {
  const found = new Map<string, T>();
  for (let from = since; ; ) {
    const page = await rows.find({ where: { [field]: { gte: from } }, sort: { by: field }, limit: pageSize });
    const before = found.size;
    for (const row of page) found.set(row._id, row);
    const last = page.at(-1)?.[field];
    if (page.length < pageSize || last === undefined || found.size === before) return [...found.values()];
    from = last;
  }
}
