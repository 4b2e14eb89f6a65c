/** When something can be sent back: the days of the shop's terms, counted from delivery, whole days. */
import type { OrderRow } from './shop.ts';
import type { Terms } from './terms.ts';

export const faults = new Set(['damaged', 'faulty', 'quality', 'wrong_item', 'missing']);

export type ReturnKind = 'return' | 'exchange';
export type ReturnVerdict =
  | { ok: true }
  | { ok: false; code: 'not_allowed'; why: 'not_delivered' | 'return_closed' }
  | { ok: false; code: 'too_late'; days: number; limit: number };

/** Whether items of an order may be returned or exchanged now for this reason. Where the terms have no days, nothing is too late: the team decides. */
export function mayReturn(order: OrderRow, kind: ReturnKind, reason: string, terms: Terms, now: number): ReturnVerdict {
  if (['cancelled', 'returned', 'refunded'].includes(order.status)) return { ok: false, code: 'not_allowed', why: 'return_closed' };
  // Nobody wrote down when it came: no days can be counted against the customer.
  if (order.deliveredAt === undefined) return order.status === 'delivered' ? { ok: true } : { ok: false, code: 'not_allowed', why: 'not_delivered' };
  const limit = faults.has(reason) ? terms.fault_days : kind === 'exchange' ? terms.exchange_days : terms.return_days;
  const days = Math.floor((now - order.deliveredAt) / (24 * 3_600_000));
  return limit === undefined || days <= limit ? { ok: true } : { ok: false, code: 'too_late', days, limit };
}
