import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { type OrderRow, orders, type ReturnRow, returns } from '../shop.ts';
import type { Terms } from '../terms.ts';
import { mayReturn, type ReturnKind, type ReturnVerdict } from './return-rules.ts';

export interface ReturnWish {
  order: OrderRow;
  contact: string;
  /** SKUs; all of the order when empty. */
  items: string[];
  kind: ReturnKind;
  reason: string;
  photo?: string;
  /** Goods that an exchange is for, and the amount that the customer pays more, minor units. */
  to?: ReturnRow['to'];
  difference?: number;
  /** The same key gives the same return. */
  key: string;
  /** The store of the shop has to be told of it. */
  isPushed?: boolean;
}

export type ReturnResult =
  | { ok: true; row: ReturnRow }
  | Exclude<ReturnVerdict, { ok: true }>
  | { ok: false; code: 'not_allowed'; why: 'not_in_order' }
  | { ok: false; code: 'already_open'; row: ReturnRow };

/** `RT-7KQ2MD`: short enough to read out, the same for every try of one request. */
export function returnNumber(key: string): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  return `RT-${[...createHash('sha256').update(key).digest().subarray(0, 7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}

/**
 * Opens a return or exchange under the house rules and marks the order. One open return an order and item, even when several are asked for at once:
 * every return changes the order's row, so of two that race one loses and looks again.
 */
export async function createReturn(store: Store, wish: ReturnWish, terms: Terms, now: number): Promise<ReturnResult> {
  const { contact, kind, reason, photo, to, difference } = wish;
  const number = returnNumber(wish.key);
  for (;;) {
    const current = await store.collection(orders).get(wish.order.number);
    const order = current ?? wish.order;
    const earlier = await store.collection(returns).find({ where: { order: order.number }, limit: 50 });
    const same = earlier.find((row) => row._id === number);
    if (same) return { ok: true, row: same };
    const skus = order.items.map((item) => item.sku);
    const items = wish.items.length > 0 ? wish.items : skus;
    if (items.some((sku) => !skus.includes(sku))) return { ok: false, code: 'not_allowed', why: 'not_in_order' };
    const open = earlier.find((row) => row.status !== 'refused' && row.items.some((sku) => items.includes(sku)));
    if (open) return { ok: false, code: 'already_open', row: open };
    const verdict = mayReturn(order, kind, reason, terms, now);
    if (!verdict.ok) return verdict;
    const row: ReturnRow = {
      _id: number,
      v: 1,
      number,
      order: order.number,
      contact,
      items,
      reason,
      ...(photo ? { photo } : {}),
      ...(to ? { to, difference: difference ?? 0 } : {}),
      kind,
      at: now,
      status: 'open',
      ...(wish.isPushed ? { push: now } : {}),
    };
    const history = [...order.history, { at: now, status: 'return_requested' as const }];
    const marked: OrderRow = { ...order, v: (current?.v ?? 0) + 1, status: 'return_requested', history, toldAt: { ...order.toldAt, status: now } };
    const written = await store.write([{ op: 'insert', in: 'returns', row }], { in: 'orders', row: marked, ...(current && { was: current }) });
    if (written === 'done') return { ok: true, row };
  }
}
