import { orderKey } from '../../numbers/order-number.ts';
import type { Store } from '../../store/store.ts';
import { type OrderRow, orders } from '../shop.ts';

/** Finds the order with this number, also one that was stored without its key. */
export async function orderWith(store: Store, number: string): Promise<OrderRow | null> {
  const key = orderKey(number);
  const [row] = key === '' ? [] : await store.collection(orders).find({ where: { key }, limit: 1 });
  return row ?? store.collection(orders).get(number);
}

/** Finds the same for many numbers at once, in no order. */
export async function ordersWith(store: Store, numbers: readonly string[]): Promise<OrderRow[]> {
  const keys = numbers.map(orderKey).filter((key) => key !== '');
  const rows = await store.collection(orders).find({ where: { key: { in: keys } }, limit: keys.length });
  const known = new Set(rows.map(({ key }) => key));
  const rest = numbers.filter((number) => !known.has(orderKey(number)));
  return rest.length === 0 ? rows : [...rows, ...(await store.collection(orders).getMany(rest))];
}
