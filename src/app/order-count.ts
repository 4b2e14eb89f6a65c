/** An order that the shop reports counts for what it came of. */
import type { Logger } from '../logger.ts';
import { countOrder as countFor } from '../reports/count-order.ts';
import { orderWith } from '../shop/orders/order-with.ts';
import type { Store } from '../store/store.ts';

/** Counts the order, or takes it back when it was cancelled. A failure costs a figure of a report and nothing else: it is logged. */
export async function countOrder(store: Store, number: string, now: () => number, zone: string, log: Pick<Logger, 'warn'>): Promise<void> {
  try {
    const order = await orderWith(store, number);
    if (order) await countFor(store, order, now(), zone);
  } catch (error) {
    log.warn({ err: error, order: number }, 'an order could not be counted for the reports');
  }
}
