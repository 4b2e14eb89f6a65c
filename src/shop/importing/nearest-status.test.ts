import { expect, test } from 'vitest';
import { nearestStatus } from './nearest-status.ts';
import { statusWords } from './order-status.ts';

const words = Object.entries(statusWords).flatMap(([status, list]) => [status, ...list]);

test.each([
  ['已经寄出', '已发货'],
  ['已经发出去了', '已发货'],
  ['寄了', '已发货'],
  ['已發出', '已发货'],
  ['快递运输', '已发货'],
  ['在路上', '已发货'],
  ['还没寄', '待发货'],
  ['没发', '待发货'],
  ['等寄出', '待发货'],
  ['配货中', '待发货'],
  ['没付款', '待付款'],
  ['付了', '已付款'],
  ['客户已收到', '已签收'],
  ['妥投', '已签收'],
  ['正在派件', '派送中'],
  ['装箱了', '已打包'],
  ['作废', '已取消'],
  ['申请退货', '退货中'],
  ['退款申请', '退货中'],
  ['钱已退款', '已退款'],
  ['货退回来了', '已退货'],
  ['滞留', '异常'],
  ['Dispatched', 'shipped'],
  ['despatched', 'shipped'],
  ['on its way', 'shipped'],
  ['posted', 'shipped'],
  ['not yet dispatched', 'unshipped'],
  ['awaiting shipment', 'unshipped'],
  ['ready to ship', 'unshipped'],
  ['Order received', 'unpaid'],
  ['no payment', 'unpaid'],
  ['fully paid', 'paid'],
  ['arrived', 'delivered'],
  ['received by customer', 'delivered'],
  ['picked up by customer', 'delivered'],
  ['out with courier', 'out_for_delivery'],
  ['boxed', 'packed'],
  ['voided by staff', 'cancelled'],
  ['return requested', 'return_requested'],
  ['money back', 'refunded'],
  ['sent back', 'returned'],
  ['stuck at customs', 'stalled'],
  ['procesing', 'processing'],
])('%s is nearest to %s', (cell, word) => {
  expect(nearestStatus(cell, words)).toBe(word);
  expect(words).toContain(word);
});

test.each(['蓝色', 'A-17', '?'])('%s is near to nothing', (cell) => {
  expect(nearestStatus(cell, words)).toBeUndefined();
});
