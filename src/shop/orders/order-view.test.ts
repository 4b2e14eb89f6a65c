import { expect, test } from 'vitest';
import type { OrderRow, OrderStatus } from '../shop.ts';
import { orderView } from './order-view.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-30T10:00:00Z');

function order(status: OrderStatus, placed: number, paid?: number): OrderRow {
  const history: OrderRow['history'] = [{ status: 'placed', at: now - placed * hour }];
  if (paid !== undefined) history.push({ status: 'paid', at: now - paid * hour });
  return {
    _id: 'PP-2026-0013',
    v: 1,
    number: 'PP-2026-0013',
    key: 'PP-2026-0013',
    digits: '2026-0013',
    status,
    customer: { name: '王强' },
    currency: 'USD',
    items: [],
    total: 3790,
    payment: 'alipay',
    address: '',
    parcels: [],
    placedAt: now - placed * hour,
    history,
  };
}

test.each<[status: OrderStatus, placed: number, paid: number | undefined, promised: number | undefined, overdue: boolean]>([
  ['paid', 25, undefined, 24, true],
  ['paid', 23, undefined, 24, false],
  ['paid', 24, undefined, 24, false],
  ['paid', 100, 20, 24, false],
  ['paid', 100, 25, 24, true],
  ['packed', 72, 71, 48, true],
  ['paid', 2000, undefined, undefined, false],
  ['placed', 2000, undefined, 24, false],
  ['shipped', 2000, 1990, 24, false],
  ['cancelled', 2000, 1990, 24, false],
])('%s, ordered %i hours ago, paid %s, promised %s: overdue %s', (status, placed, paid, promised, overdue) => {
  expect(orderView(order(status, placed, paid), 'en', now, promised === undefined ? {} : { dispatch_hours: promised }).overdue).toBe(overdue);
});
