/** The state of a refund, from the order and its returns. */
import type { Vars } from '../../json.ts';
import type { OrderRow, ReturnRow } from '../shop.ts';

/** Returns what flows say of it: `waiting` for the parcel, `arrived` and being refunded, `refunded`, `cancelled` (what was paid goes back), or `none`. */
export function refundState(order: OrderRow, returns: readonly ReturnRow[]): Vars {
  const { status, currency, total, items, history } = order;
  const open = returns.filter((row) => row.status !== 'refused' && row.kind !== 'exchange').sort((a, b) => b.at - a.at)[0];
  const worth = open ? items.filter(({ sku }) => open.items.includes(sku)).reduce((sum, { price, quantity }) => sum + price * quantity, 0) : total;
  const amount = Math.min(worth, total);
  const state =
    status === 'refunded' || open?.status === 'done'
      ? 'refunded'
      : status === 'returned'
        ? 'arrived'
        : status === 'cancelled'
          ? order.payment === 'cod' || !history.some((entry) => entry.status === 'paid')
            ? 'unpaid'
            : 'cancelled'
          : open
            ? 'waiting'
            : 'none';
  return {
    order: order.number,
    state,
    case: open?.number ?? null,
    amount: state === 'none' || state === 'unpaid' ? null : { amount, currency },
    since: history.filter((entry) => entry.status === status).at(-1)?.at ?? open?.at ?? null,
    account: order.refundTo === undefined ? null : `…${order.refundTo.slice(-4)}`,
  };
}
