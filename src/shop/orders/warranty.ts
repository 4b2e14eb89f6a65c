import { isoDay, localTime } from '../../reading/values/calendar.ts';
import type { OrderRow, ProductRow } from '../shop.ts';

/** Returns the day of a moment in a zone: `2027-11-27`. */
export function dayIn(at: number, zone: string): string {
  return isoDay(localTime(at, zone).day);
}

/** Returns the moment some months later, on the same day of the month, or on its last day where there is no such one. Epoch ms, by the calendar of UTC. */
export function monthsLater(at: number, months: number): number {
  const date = new Date(at);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last), date.getUTCHours(), date.getUTCMinutes());
}

/** Warranty of an item of an order. Times are epoch ms. */
export interface Warranty {
  sku: string;
  months: number;
  from: number;
  until: number;
}

/** Returns the warranty of each item: the product's own months, else those of the shop; counted from delivery, else from the order. Items without any are left out. */
export function warranties(order: OrderRow, products: readonly ProductRow[], usual: number | undefined): Warranty[] {
  const months = new Map(products.flatMap(({ variants, warrantyMonths }) => variants.map(({ sku }) => [sku, warrantyMonths] as const)));
  const from = order.deliveredAt ?? order.placedAt;
  return order.items.flatMap(({ sku }) => {
    const count = months.get(sku) ?? usual;
    return count === undefined || count <= 0 ? [] : [{ sku, months: count, from, until: monthsLater(from, count) }];
  });
}
