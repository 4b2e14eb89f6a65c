import { expect, test } from 'vitest';
import { nextInSeries, nextOccurrence, readEvery } from './recurring.ts';

test.each<[string, ReturnType<typeof readEvery>]>([
  ['monday 10:00', { day: 1, minute: 600 }],
  ['Mon 09:05', { day: 1, minute: 545 }],
  ['sun 0:00', { day: 0, minute: 0 }],
  ['SATURDAY 23:59', { day: 6, minute: 1_439 }],
  ['周一 10:00', { day: 1, minute: 600 }],
  ['每周五 18:30', { day: 5, minute: 1_110 }],
  ['星期天10：00', { day: 0, minute: 600 }],
  ['每天 9:30', { minute: 570 }],
  ['every day 09:30', { minute: 570 }],
  ['daily 09:30', { minute: 570 }],
  ['09:30', { minute: 570 }],
  ['mon 24:00', null],
  ['mon 10:60', null],
  ['mon', null],
  ['constructor 10:00', null],
  ['monday,tuesday 10:00', null],
  ['month 10:00', null],
  ['', null],
])('"%s"', (text, every) => {
  expect(readEvery(text)).toEqual(every);
});

test.each<[string, string, string, string, string]>([
  ['later on the same day', 'mon 10:00', 'Asia/Shanghai', '2026-11-23T01:00Z', '2026-11-23T02:00Z'],
  ['at the very minute it is the next week’s', 'mon 10:00', 'Asia/Shanghai', '2026-11-23T02:00Z', '2026-11-30T02:00Z'],
  ['the day is the zone’s', 'mon 01:00', 'Asia/Shanghai', '2026-11-22T16:30Z', '2026-11-22T17:00Z'],
  ['every day', '10:00', 'Asia/Shanghai', '2026-11-23T03:00Z', '2026-11-24T02:00Z'],
  ['over the end of summer time', 'sun 10:00', 'Europe/London', '2026-10-20T00:00Z', '2026-10-25T10:00Z'],
  ['and before it', 'sun 10:00', 'Europe/London', '2026-10-12T00:00Z', '2026-10-18T09:00Z'],
  ['a minute that is skipped', 'sun 01:30', 'Europe/London', '2026-03-28T00:00Z', '2026-03-29T01:00Z'],
  ['a minute that comes twice comes once', 'sun 01:30', 'America/New_York', '2026-10-30T00:00Z', '2026-11-01T05:30Z'],
])('%s', (_, every, zone, after, at) => {
  const read = readEvery(every);
  if (!read) throw new Error('not read');
  expect(new Date(nextOccurrence(read, zone, Date.parse(after))).toISOString()).toBe(new Date(at).toISOString());
});

test('each occurrence is a row of its own; what was missed is left out', () => {
  const now = Date.parse('2026-11-23T02:00:00Z');
  const first = {
    _id: 'x1',
    v: 3,
    name: 'Monday',
    state: 'sending' as const,
    draft: { a: 1 },
    createdAt: 0,
    updatedAt: 0,
    startAt: now,
    startedAt: now,
    why: 'person',
  };
  const second = nextInSeries(first, { day: 1, minute: 600 }, 'Asia/Shanghai', now + 5);
  const week = 7 * 86_400_000;
  expect(second).toMatchObject({ _id: 'x1-2', state: 'scheduled', draft: { a: 1 }, startAt: now + week, series: { of: 'x1', n: 2 } });
  expect(second).not.toHaveProperty('why');
  expect(nextInSeries(second, { day: 1, minute: 600 }, 'Asia/Shanghai', now + 3 * week + 60_000)).toMatchObject({ _id: 'x1-3', startAt: now + 4 * week });
});
