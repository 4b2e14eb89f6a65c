/** When something can be sent back. Days count from delivery, whole days. The house rules of the demo shop; a merchant edits this table. */
import type { OrderRow } from './shop.ts';

export const deadlines = {
  /** Any reason. */
  any: 7,
  /** Another size or colour. */
  exchange: 30,
  /** Our fault: damaged, faulty, wrong thing sent. */
  fault: 30,
} as const;

export const faults = new Set(['damaged', 'faulty', 'quality', 'wrong_item', 'missing']);

export type ReturnKind = 'return' | 'exchange';
export type ReturnVerdict =
  | { ok: true }
  | { ok: false; code: 'not_allowed'; why: 'not_delivered' | 'return_closed' }
  | { ok: false; code: 'too_late'; days: number; limit: number };

/** Whether items of an order may be returned or exchanged now for this reason. */
export function mayReturn(order: OrderRow, kind: ReturnKind, reason: string, now: number): ReturnVerdict {
  if (['cancelled', 'returned', 'refunded'].includes(order.status)) return { ok: false, code: 'not_allowed', why: 'return_closed' };
  // Nobody wrote down when it came: no days can be counted against the customer.
  if (order.deliveredAt === undefined) return order.status === 'delivered' ? { ok: true } : { ok: false, code: 'not_allowed', why: 'not_delivered' };
  const limit = faults.has(reason) ? deadlines.fault : kind === 'exchange' ? deadlines.exchange : deadlines.any;
  const days = Math.floor((now - order.deliveredAt) / (24 * 3_600_000));
  return days <= limit ? { ok: true } : { ok: false, code: 'too_late', days, limit };
}
