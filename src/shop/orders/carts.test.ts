import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import type { Store } from '../../store/store.ts';
import { closeCarts, isOrdered, saveCart } from './carts.ts';
import { saveOrder } from './order-events.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const minute = 60_000;
const cart = (_id: string, updatedAt: number) => saveCart(store, { _id, contact: 'mia', url: '', currency: 'USD', items: [], updatedAt }, noon + 9 * minute);
async function orderAt(number: string, at: number): Promise<void> {
  await saveOrder(store, { name: 'order.placed', order: { number }, contact: 'mia', at }, noon + 9 * minute);
  await closeCarts(store, 'mia', number, at, noon + 9 * minute);
}
const ordered = (since: number, of?: string) => isOrdered(store, { contact: 'mia', since, ...(of === undefined ? {} : { cart: of }) });

test('an order ends what began before it, and nothing that began after it', async () => {
  expect(await ordered(noon)).toBe(false);
  await cart('c1', noon);
  expect(await ordered(noon)).toBe(false);
  await orderAt('A-1', noon + 2 * minute);
  expect([await ordered(noon + minute), await ordered(noon + 2 * minute), await ordered(noon + 3 * minute)]).toEqual([true, false, false]);
});

test('what is about a cart that was ordered is over, also when it began late', async () => {
  await cart('c1', noon);
  await orderAt('A-1', noon + minute);
  expect([await ordered(noon + 2 * minute, 'c1'), await ordered(noon + 2 * minute, 'c2')]).toEqual([true, false]);
});

test("another's cart says nothing", async () => {
  await cart('c1', noon);
  await orderAt('A-1', noon + minute);
  expect(await isOrdered(store, { contact: 'leo', since: noon, cart: 'c1' })).toBe(false);
});
