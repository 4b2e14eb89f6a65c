/** Fills in what lookups find orders and people by, in rows that were stored without it or for another country. */
import { orderDigits, orderKey } from '../order-number.ts';
import { phoneKey } from '../phone-key.ts';
import { contacts, type SettingRow, settings } from '../store/collections.ts';
import { everyRow } from '../store/every-row.ts';
import type { Op, Store } from '../store/store.ts';
import { type OrderRow, orders } from './shop.ts';

const mark = 'order-keys';
/** Country codes whose numbers have two spellings. */
const twoSpellings = ['52', '54', '55'];

async function orderOp(store: Store, row: OrderRow, country: string | undefined): Promise<Op | undefined> {
  const key = orderKey(row.number);
  const phone = row.customer.phone ? phoneKey(row.customer.phone, country) : row.phone;
  if (row.key === key && row.phone === phone) return undefined;
  const [other] = key === '' ? [] : await store.collection(orders).find({ where: { key }, limit: 1 });
  // Two rows for one number: the one that has the key goes on being found.
  const keys = key === '' || (other && other._id !== row._id) ? {} : { key, digits: orderDigits(row.number) };
  return { op: 'patch', in: orders.name, id: row._id, set: { ...keys, ...(phone ? { phone } : {}) } };
}

/** How many rows no lookup by key finds. */
async function keyless(store: Store): Promise<number> {
  const rows = store.collection(orders);
  const [all, found] = await Promise.all([rows.count({ _id: { gt: '' } }), rows.count({ key: { gt: '' } })]);
  return all - found;
}

/**
 * Does it once for each country, and again when there are other rows without key than it left: an older process may have written some during an upgrade.
 * `country` (ISO 3166) is that of phone numbers without country code.
 */
export async function fillKeys(store: Store, country: string | undefined): Promise<void> {
  const done = await store.collection(settings).get(mark);
  const value = (left: number): string => `${country ?? ''} ${left}`;
  if (done?.value === value(await keyless(store))) return;
  for await (const row of everyRow(store, orders)) {
    const op = await orderOp(store, row, country);
    if (op) await store.write([op]);
  }
  for (const code of twoSpellings) {
    for (let after = `+${code}`; ; ) {
      const rows = await store
        .collection(contacts)
        .find({ where: { verifiedPhone: { gt: after, lt: `+${code}:` } }, sort: { by: 'verifiedPhone' }, limit: 200 });
      for (const { _id, verifiedPhone = '' } of rows) {
        const key = `+${phoneKey(verifiedPhone, undefined)}`;
        if (key !== verifiedPhone) await store.write([{ op: 'patch', in: contacts.name, id: _id, set: { verifiedPhone: key } }]);
      }
      const last = rows.at(-1)?.verifiedPhone;
      if (last === undefined || rows.length < 200) break;
      after = last;
    }
  }
  const row: SettingRow = { _id: mark, v: 1, value: value(await keyless(store)) };
  await store.write([{ op: 'put', in: settings.name, row }]);
}
