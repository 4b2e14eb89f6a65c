/** An order that the shop reports counts for the broadcast that it came from. */
import type { Logger } from '../logger.ts';
import { attributeOrder } from '../marketing/report/attribution.ts';
import { orderWith } from '../shop/orders/order-with.ts';
import type { Store } from '../store/store.ts';

/** Counts the order, or takes it back when it was cancelled. A failure costs a figure of a report and nothing else: it is logged. */
export async function countOrder(store: Store, number: string, now: () => number, log: Pick<Logger, 'warn'>): Promise<void> {
  try {
    const order = await orderWith(store, number);
    if (order) await attributeOrder(store, order, now());
  } catch (error) {
    log.warn({ err: error, order: number }, 'an order could not be counted for a broadcast');
  }
}
