import type { OrderRow, ProductRow } from '../shop.ts';

const day = 86_400_000;

/** An item that costs less now. Amounts are minor units of the order's currency, for one piece. */
export interface Cheaper {
  sku: string;
  quantity: number;
  paid: number;
  now: number;
}

export type Difference =
  | { ok: true; items: Cheaper[]; total: number }
  | { ok: false; code: 'no_drop' | 'no_promise' | 'closed' }
  | { ok: false; code: 'too_late'; days: number };

/**
 * Compares what was paid with the catalogue's prices of now, where the shop refunds the difference within `days` of delivery. What a coupon took off
 * counts in proportion. Items that the catalogue does not have, or has in another currency, are left out. Pure.
 */
export function priceDifference(order: OrderRow, products: readonly ProductRow[], days: number | undefined, now: number): Difference {
  if (days === undefined) return { ok: false, code: 'no_promise' };
  if (['cancelled', 'returned', 'refunded'].includes(order.status)) return { ok: false, code: 'closed' };
  if (order.deliveredAt !== undefined && now - order.deliveredAt > days * day) return { ok: false, code: 'too_late', days };
  const prices = new Map(
    products.filter(({ currency }) => currency === order.currency).flatMap(({ variants }) => variants.map(({ sku, price }) => [sku, price] as const)),
  );
  const worth = order.items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const share = worth > 0 ? Math.min(1, order.total / worth) : 1;
  const items = order.items.flatMap(({ sku, quantity, price }): Cheaper[] => {
    const paid = Math.round(price * share);
    const current = prices.get(sku);
    return current !== undefined && current < paid ? [{ sku, quantity, paid, now: current }] : [];
  });
  if (items.length === 0) return { ok: false, code: 'no_drop' };
  return { ok: true, items, total: items.reduce((sum, { paid, now: current, quantity }) => sum + (paid - current) * quantity, 0) };
}
