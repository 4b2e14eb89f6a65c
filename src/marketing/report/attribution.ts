/** Orders that count for a broadcast. What an order counts for is decided in reports/credit.ts. */
import type { Store } from '../../store/store.ts';
import { type BroadcastMarkRow, broadcastMarks } from '../broadcast/rows.ts';

/** The campaign of the coupons that a broadcast gives. */
export function couponCampaign(broadcast: string): string {
  return `broadcast:${broadcast}`;
}

export interface Orders {
  count: number;
  revenue: { amount: number; currency: string }[];
  by: Record<NonNullable<BroadcastMarkRow['by']>, number>;
}

/** Orders of a broadcast, and what they brought, for each currency. */
export async function ordersOf(store: Store, broadcast: string): Promise<Orders> {
  const sums = new Map<string, number>();
  const by = { coupon: 0, click: 0, delivery: 0 };
  let count = 0;
  for (let after = ''; ; ) {
    const page = await store.collection(broadcastMarks).find({ where: { broadcast, mark: 'ordered', _id: { gt: after } }, sort: { by: '_id' }, limit: 1_000 });
    for (const mark of page) {
      count++;
      if (mark.by) by[mark.by]++;
      if (mark.money) sums.set(mark.money.currency, (sums.get(mark.money.currency) ?? 0) + mark.money.amount);
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < 1_000) break;
  }
  return { count, revenue: [...sums].map(([currency, amount]) => ({ amount, currency })), by };
}
