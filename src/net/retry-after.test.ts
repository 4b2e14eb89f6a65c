import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const answeredAt = 'Sun, 29 Nov 2026 12:00:00 GMT';
const hour = 3_600_000;
const rows: [string | null, { ms?: number; odd?: string }][] = [
  [null, {}],
  ['0', {}],
  ['120', { ms: 120_000 }],
  [' 7 ', { ms: 7_000 }],
  ['3600', { ms: hour }],
  ['3601', { ms: hour, odd: '3601' }],
  ['1000000000', { ms: hour, odd: '1000000000' }],
  ['99999999999999999999', { ms: hour, odd: '99999999999999999999' }],
  ['1e9', { odd: '1e9' }],
  ['-5', { odd: '-5' }],
  ['+5', { odd: '+5' }],
  ['1.5', { odd: '1.5' }],
  ['0x10', { odd: '0x10' }],
  ['soon', { odd: 'soon' }],
  ['', { odd: '' }],
  ['NaN', { odd: 'NaN' }],
  ['Infinity', { odd: 'Infinity' }],
  ['null', { odd: 'null' }],
  ['5, 10', { ms: 10_000, odd: '5, 10' }],
  ['soon, 10', { ms: 10_000, odd: 'soon, 10' }],
  ['-5, soon', { odd: '-5, soon' }],
  ['Sun, 29 Nov 2026 12:01:30 GMT', { ms: 90_000 }],
  ['Sunday, 29-Nov-26 12:01:30 GMT', { ms: 90_000 }],
  ['Sun Nov 29 12:01:30 2026', { ms: 90_000 }],
  ['Sun, 29 Nov 2026 12:00:30 GMT, Sun, 29 Nov 2026 12:01:30 GMT', { ms: 90_000, odd: 'Sun, 29 Nov 2026 12:00:30 GMT, Sun, 29 Nov 2026 12:01:30 GMT' }],
  ['Sun, 29 Nov 2026 11:59:00 GMT', {}],
  ['Mon, 30 Nov 2026 12:00:00 GMT', { ms: hour, odd: 'Mon, 30 Nov 2026 12:00:00 GMT' }],
  ['Sun, 99 Nov 2026 12:00:00 GMT', { odd: 'Sun, 99 Nov 2026 12:00:00 GMT' }],
  ['2026-11-29T12:01:30Z', { odd: '2026-11-29T12:01:30Z' }],
  ['1764417690123', { ms: hour, odd: '1764417690123' }],
];

it.each(rows)('%j', (value, expected) => expect(readRetryAfter(value, answeredAt)).toEqual(expected));

it('measures a date by the clock of whoever answers', () => {
  expect(readRetryAfter('Sun, 29 Nov 2026 10:00:30 GMT', 'Sun, 29 Nov 2026 10:00:00 GMT')).toEqual({ ms: 30_000 });
  for (const date of [null, '', 'yesterday']) {
    expect(readRetryAfter('Sun, 29 Nov 2026 12:00:30 GMT', date)).toEqual({ odd: 'Sun, 29 Nov 2026 12:00:30 GMT' });
    expect(readRetryAfter('30', date)).toEqual({ ms: 30_000 });
  }
});
