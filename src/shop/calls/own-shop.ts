/** The shop in the program's own tables: seeded, imported, or fed by shop events. */
import { orderDigits, orderKey } from '../../numbers/order-number.ts';
import type { Store } from '../../store/store.ts';
import type { ChangeResult, OrderChange, ShopAdapter } from '../adapter.ts';
import type { ChangeKind } from '../change-kinds.ts';
import { isApplied } from '../changes/decide.ts';
import { withCustomersAddress } from '../orders/address-told.ts';
import { orderWith } from '../orders/order-with.ts';
import { type Catalogue, catalogueOf } from '../search/catalogue.ts';
import { type OrderRow, type OrderStatus, orders } from '../shop.ts';

const notYetGone: OrderStatus[] = ['placed', 'paid', 'packed'];
/** Profiles of customers are kept by whoever sends orders here. */
const ownChanges: ReadonlySet<ChangeKind> = new Set(['cancel', 'change_address', 'change_items', 'change_payment', 'exchange', 'return', 'refund_account']);

/** Orders with the same digits that are looked at. */
const looked = 20;
const bare = (number: string): string => orderKey(number).replaceAll('-', '');

/** The order after the change; itself when nothing is to be done; null when it is too late. */
function changed(order: OrderRow, change: OrderChange, now: number): OrderRow | null {
  if (isApplied(order, change)) return order;
  const told = (field: string): Pick<OrderRow, 'toldAt'> => ({ toldAt: { ...order.toldAt, [field]: now } });
  switch (change.do) {
    case 'refund_account':
      return { ...order, refundTo: change.account };
    case 'profile_address':
      return null;
    case 'change_payment':
      return order.status === 'placed' ? { ...order, payment: change.payment, ...told('payment') } : null;
  }
  if (!notYetGone.includes(order.status)) return null;
  switch (change.do) {
    case 'cancel':
      return { ...order, status: 'cancelled', history: [...order.history, { at: now, status: 'cancelled' }], ...told('status') };
    case 'change_address':
      return { ...withCustomersAddress(order, change.address), ...told('address') };
    case 'change_items': {
      const { from, to, count, total } = change;
      const items = order.items.filter(({ sku }) => sku !== to.sku).map((item) => (item.sku === from ? { ...to, quantity: count } : item));
      return { ...order, items, total, toldAt: { ...order.toldAt, items: now, total: now } };
    }
  }
}

/** Makes the adapter of the shop's own tables. `currency` is the shop's, for prices that carry none. */
export function ownShop(store: Store, currency = 'USD', catalogue: Catalogue = catalogueOf(store)): ShopAdapter {
  /** The order with this number; where it was written without its letters or signs, the one that it can be. */
  async function orderOf(number: string): Promise<OrderRow | null> {
    const exact = await orderWith(store, number);
    if (exact) return exact;
    const asked = bare(number);
    if (asked === '') return null;
    const near = await store.collection(orders).find({ where: { digits: orderDigits(number) }, limit: looked });
    const fitting = near.filter((order) => asked === order.digits || asked === bare(order.number));
    return fitting.length === 1 ? fitting[0]! : null;
  }

  async function replaced(number: string, next: (order: OrderRow) => OrderRow | null): Promise<ChangeResult> {
    for (;;) {
      const order = await orderOf(number);
      if (!order) return { ok: false, code: 'not_found' };
      const wanted = next(order);
      if (!wanted) return { ok: false, code: 'not_allowed' };
      if (wanted === order) return { ok: true, order };
      const stored = await store.collection(orders).replace(wanted);
      if (stored) return { ok: true, order: stored };
    }
  }

  return {
    currency,
    pushes: { returns: false, coupons: false },
    products: (now) => catalogue.rows(now),
    order: orderOf,
    async ordersOf({ contact, phones }, most) {
      const mine = store.collection(orders).find({ where: { contact }, limit: 200 });
      const byPhone = phones.length > 0 ? store.collection(orders).find({ where: { phone: { in: phones } }, limit: 200 }) : [];
      const both = new Map([...(await mine), ...(await byPhone)].map((order) => [order.number, order]));
      return [...both.values()].sort((a, b) => b.placedAt - a.placedAt).slice(0, most);
    },
    confirmOrder: (number, now) =>
      replaced(number, (order) => (order.status === 'cancelled' ? null : order.confirmedAt ? order : { ...order, confirmedAt: now })),
    can: ownChanges,
    isRemote: false,
    changeOrder: (number, change, _, now) => replaced(number, (order) => changed(order, change, now)),
    readOrder: orderOf,
  };
}
