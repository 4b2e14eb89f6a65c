import { expect, it } from 'vitest';
import { dayOf, hourOf } from '../store/conversation-days.ts';
import { type DayFigures, emptyFigures } from './figures.ts';
import { hoursOf } from './hours.ts';

const day = (channels: Record<string, Partial<DayFigures['channels'][string]>>): DayFigures => ({
  channels: Object.fromEntries(Object.entries(channels).map(([name, some]) => [name, { ...emptyFigures(), ...some }])),
  flows: {},
});

it('adds up by weekday, Monday first, and tells what has no hour', () => {
  const found = new Map([
    ['2026-11-29', day({ telegram: { in: 3, hours: { 0: 1, 23: 2 } } })],
    ['2026-11-30', day({ telegram: { in: 4, hours: { 9: 4 } }, webchat: { in: 2, hours: { 9: 1, 10: 1 } } })],
    ['2026-11-23', day({ telegram: { in: 7 } })],
  ]);
  const { days, total, without } = hoursOf(found);
  expect([total, without]).toEqual([9, 7]);
  expect([days[0]?.[9], days[0]?.[10], days[6]?.[0], days[6]?.[23]]).toEqual([5, 1, 1, 2]);
  expect(days.flat().reduce((sum, one) => sum + one, 0)).toBe(9);
  expect(days.map(({ length }) => length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  expect(hoursOf(found, 'webchat')).toMatchObject({ total: 2, without: 0 });
  expect(hoursOf(new Map())).toMatchObject({ total: 0, without: 0 });
});

it.each([
  ['2026-11-30T16:30:00Z', 'Asia/Shanghai', 0, '2026-12-01'],
  ['2026-11-30T15:59:59Z', 'Asia/Shanghai', 23, '2026-11-30'],
  ['2026-11-30T00:00:00Z', 'UTC', 0, '2026-11-30'],
  ['2026-11-30T18:45:00Z', 'Asia/Kolkata', 0, '2026-12-01'],
  ['2026-11-30T18:29:00Z', 'Asia/Kolkata', 23, '2026-11-30'],
  ['2026-11-30T04:59:00Z', 'America/New_York', 23, '2026-11-29'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', 2, '2026-10-25'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', 2, '2026-10-25'],
  ['2026-03-29T01:30:00Z', 'Europe/Berlin', 3, '2026-03-29'],
  ['2026-11-30T18:14:00Z', 'Asia/Kathmandu', 23, '2026-11-30'],
] as const)('%s in %s is hour %d of %s', (at, zone, hour, date) => {
  expect([hourOf(Date.parse(at), zone), dayOf(Date.parse(at), zone)]).toEqual([hour, date]);
});
