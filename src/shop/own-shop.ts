/** The shop in the program's own tables: seeded, imported, or fed by shop events. */
import type { Store } from '../store/store.ts';
import type { ChangeResult, OrderChange, ShopAdapter } from './adapter.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { type OrderRow, type OrderStatus, orders } from './shop.ts';

const notYetGone: OrderStatus[] = ['placed', 'paid', 'packed'];

/** Orders that are looked at, at each end of the list, for what the shop's numbers begin with. */
const looked = 20;

/** The order after the change; itself when nothing is to be done; null when it is too late. */
function changed(order: OrderRow, change: OrderChange, now: number): OrderRow | null {
  switch (change.do) {
    case 'confirm':
      if (order.status === 'cancelled') return null;
      return order.confirmedAt ? order : { ...order, confirmedAt: now };
    case 'cancel':
      if (order.status === 'cancelled') return order;
      if (!notYetGone.includes(order.status)) return null;
      return { ...order, status: 'cancelled', history: [...order.history, { at: now, status: 'cancelled' }], toldAt: { ...order.toldAt, status: now } };
    case 'change_address':
      if (order.address === change.address) return order;
      return notYetGone.includes(order.status) ? { ...order, address: change.address, toldAt: { ...order.toldAt, address: now } } : null;
  }
}

/** `currency` is the shop's, for prices that carry none. */
export function ownShop(store: Store, currency = 'USD', catalogue: Catalogue = catalogueOf(store)): ShopAdapter {
  /** What stands before the digits of the shop's own numbers: `SO-`, `CY`. */
  async function prefixes(): Promise<readonly string[]> {
    const ends = await Promise.all([false, true].map((desc) => store.collection(orders).find({ sort: { by: '_id', desc }, limit: looked })));
    return [...new Set(ends.flat().flatMap(({ number }) => /^([A-Z]+[A-Z-]*)\d+$/.exec(number)?.[1] ?? []))];
  }

  /** The one order whose number is these digits behind what the shop's numbers begin with. */
  async function byDigits(digits: string): Promise<OrderRow | null> {
    const found = await store.collection(orders).getMany((await prefixes()).map((prefix) => `${prefix}${digits}`));
    return found.length === 1 ? found[0]! : null;
  }

  async function changeOrder(number: string, change: OrderChange, now: number): Promise<ChangeResult> {
    for (;;) {
      const order = await store.collection(orders).get(number);
      if (!order) return { ok: false, code: 'not_found' };
      const next = changed(order, change, now);
      if (!next) return { ok: false, code: 'not_allowed' };
      if (next === order) return { ok: true, order };
      const stored = await store.collection(orders).replace(next);
      if (stored) return { ok: true, order: stored };
    }
  }

  return {
    currency,
    products: (now) => catalogue.rows(now),
    order: async (number) => (await store.collection(orders).get(number)) ?? (/^\d+$/.test(number) ? byDigits(number) : null),
    async ordersOf({ contact, phone }, most) {
      const mine = store.collection(orders).find({ where: { contact }, limit: 200 });
      const byPhone = phone ? store.collection(orders).find({ where: { phone }, limit: 200 }) : [];
      const both = new Map([...(await mine), ...(await byPhone)].map((order) => [order.number, order]));
      return [...both.values()].sort((a, b) => b.placedAt - a.placedAt).slice(0, most);
    },
    changeOrder,
  };
}
