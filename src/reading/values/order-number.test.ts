import { expect, test } from 'vitest';
import { patternLike } from '../../numbers/order-form.ts';
import { orderKey } from '../../numbers/order-number.ts';
import { orderNumberNamed } from './order-number.ts';

const home = { zone: 'Asia/Shanghai', order_pattern: patternLike('PP-2026-0012') };

test.each([
  ['pp2026 0013', 'PP2026-0013'],
  ['pp 2026 0013', 'PP2026-0013'],
  ['pp-2026 0013', 'PP2026-0013'],
  ['pp2026-0013', 'PP2026-0013'],
  ['pp2026/0013', 'PP2026-0013'],
  ['my order is pp2026 0013', 'PP2026-0013'],
  ['订单 pp2026 0013', 'PP2026-0013'],
  ['pp2026 0013 发货了吗', 'PP2026-0013'],
  ['hi, pp2026 0013 please', 'PP2026-0013'],
])('%s is the order %s of a shop that writes PP-2026-0012', (text, key) => {
  expect(orderKey(orderNumberNamed(text, home) ?? '')).toBe(key);
});

test.each(['pp20260013', 'iphone 13', '2026', 'qp2026 0013', '换成100克的', '要250g的', 'the 100 g one', '200 grams please', '来 500 毫升的'])(
  '%s is none',
  (text) => {
    expect(orderNumberNamed(text, home)).toBeNull();
  },
);
