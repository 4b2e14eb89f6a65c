/** Who holds the coupons of a list, for those who may know customers. */
import { anybody } from '../../shop/orders/coupons.ts';
import type { Listed } from '../../shop/rows/shop-rows.ts';
import { coupons } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { customerPage, rightTo } from './caller.ts';
import type { Caller } from './route.ts';

/** Tells whether the caller may know who holds a coupon. */
export const knowsHolders = (by: Caller | undefined): boolean => by === undefined || rightTo(customerPage, by) === null;

/** Adds `contact` and `customer` (their name) to each coupon; a code for anybody has neither, and none has them where the caller may not know. */
export async function withHolders(store: Store, items: readonly Listed[], by: Caller | undefined): Promise<Listed[]> {
  if (!knowsHolders(by)) return [...items];
  const rows = await store.collection(coupons).getMany(items.map(({ id }) => id));
  const holders = new Map(rows.flatMap(({ _id, contact }) => (contact === anybody ? [] : [[_id, contact] as const])));
  const people = new Map((await store.collection(contacts).getMany([...new Set(holders.values())])).map(({ _id, name }) => [_id, name]));
  return items.map((item) => {
    const contact = holders.get(item.id);
    const customer = people.get(contact ?? '');
    return { ...item, facts: { ...item.facts, ...(contact !== undefined && { contact }), ...(customer !== undefined && { customer }) } };
  });
}
