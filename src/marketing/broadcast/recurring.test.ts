import { expect, test } from 'vitest';
import { lastDate, nextOccurrences, type Repeats, readEvery, turnSeries } from './recurring.ts';
import { wallText } from './schedule.ts';

const workdays = { days: [1, 2, 3, 4, 5] };

test.each<[string, ReturnType<typeof readEvery>]>([
  ['day', {}],
  ['daily', {}],
  ['Every day', {}],
  ['每天', {}],
  ['每日', {}],
  ['week on mon', { days: [1] }],
  ['week on Monday', { days: [1] }],
  ['weekly on sun', { days: [0] }],
  ['every week on thu', { days: [4] }],
  ['every monday', { days: [1] }],
  ['mon', { days: [1] }],
  ['Mondays', { days: [1] }],
  ['week on mon, thu', { days: [1, 4] }],
  ['week on thu and mon', { days: [1, 4] }],
  ['tues & thurs', { days: [2, 4] }],
  ['SATURDAY', { days: [6] }],
  ['weekdays', workdays],
  ['every weekday', workdays],
  ['weekend', { days: [0, 6] }],
  ['工作日', workdays],
  ['每个工作日', workdays],
  ['周末', { days: [0, 6] }],
  ['每周一', { days: [1] }],
  ['周一', { days: [1] }],
  ['每个星期天', { days: [0] }],
  ['礼拜六', { days: [6] }],
  ['每周一、周四', { days: [1, 4] }],
  ['每周一三五', { days: [1, 3, 5] }],
  ['每周二和周五', { days: [2, 5] }],
  ['month on 1', { dates: [1] }],
  ['month on the 15th', { dates: [15] }],
  ['monthly on 1, 15', { dates: [1, 15] }],
  ['month on 31', { dates: [31] }],
  ['month on last', { dates: [lastDate] }],
  ['every month on the last day', { dates: [lastDate] }],
  ['每月1号', { dates: [1] }],
  ['每个月１５日', { dates: [15] }],
  ['每月1号、15号', { dates: [1, 15] }],
  ['每月一号', { dates: [1] }],
  ['每月十五号', { dates: [15] }],
  ['每月二十号', { dates: [20] }],
  ['每月三十一日', { dates: [31] }],
  ['每月最后一天', { dates: [lastDate] }],
  ['每月底', { dates: [lastDate] }],
  ['mon 10:00', null],
  ['week', null],
  ['month', null],
  ['month on 0', null],
  ['month on 32', null],
  ['month on mon', null],
  ['每月二号半', null],
  ['每月号', null],
  ['周八', null],
  ['constructor', null],
  ['2 weeks', null],
  ['mon, funday', null],
  ['', null],
  [',', null],
])('"%s"', (text, every) => {
  expect(readEvery(text)).toEqual(every);
});

const at = (every: string, minute: number, shopZone: string, more: Partial<Repeats> = {}): Repeats => {
  const read = readEvery(every);
  if (!read) throw new Error('not read');
  return { every: read, minute, zone: 'shop', shopZone, ...more };
};
const day = (year: number, month: number, date: number, minute = 0) => ({ year, month, date, minute });

test.each<[string, Repeats, string, string[]]>([
  ['later on the same day', at('mon', 600, 'Asia/Shanghai'), '2026-11-23T01:00Z', ['2026-11-23T02:00Z', '2026-11-30T02:00Z']],
  ['at the very minute it is the next week’s', at('mon', 600, 'Asia/Shanghai'), '2026-11-23T02:00Z', ['2026-11-30T02:00Z']],
  ['the day is the zone’s', at('mon', 60, 'Asia/Shanghai'), '2026-11-22T16:30Z', ['2026-11-22T17:00Z', '2026-11-29T17:00Z']],
  ['every day', at('day', 600, 'Asia/Shanghai'), '2026-11-23T03:00Z', ['2026-11-24T02:00Z', '2026-11-25T02:00Z']],
  ['over the weekend', at('weekdays', 600, 'Asia/Shanghai'), '2026-11-27T03:00Z', ['2026-11-30T02:00Z', '2026-12-01T02:00Z']],
  ['over the end of summer time', at('sun', 600, 'Europe/London'), '2026-10-18T10:00Z', ['2026-10-25T10:00Z']],
  ['before it', at('sun', 600, 'Europe/London'), '2026-10-12T00:00Z', ['2026-10-18T09:00Z', '2026-10-25T10:00Z']],
  ['over its beginning', at('day', 540, 'America/New_York'), '2026-03-07T15:00Z', ['2026-03-08T13:00Z', '2026-03-09T13:00Z']],
  ['in the south', at('day', 540, 'Australia/Sydney'), '2026-10-02T23:30Z', ['2026-10-03T22:00Z', '2026-10-04T22:00Z']],
  ['a minute that is skipped', at('sun', 90, 'Europe/London'), '2026-03-28T00:00Z', ['2026-03-29T01:00Z', '2026-04-05T00:30Z']],
  ['a minute that comes twice comes once', at('day', 90, 'America/New_York'), '2026-10-31T12:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
  ['a zone of half an hour', at('day', 600, 'Asia/Kolkata'), '2026-11-23T00:00Z', ['2026-11-23T04:30Z']],
  ['first of the month', at('month on 1', 600, 'Asia/Shanghai'), '2026-11-30T00:00Z', ['2026-12-01T02:00Z', '2027-01-01T02:00Z']],
  [
    'a day that some months lack',
    at('month on 31', 600, 'Asia/Shanghai'),
    '2027-01-01T00:00Z',
    ['2027-01-31T02:00Z', '2027-02-28T02:00Z', '2027-03-31T02:00Z', '2027-04-30T02:00Z'],
  ],
  ['the last day, in a leap year', at('month on last', 600, 'UTC'), '2028-02-01T00:00Z', ['2028-02-29T10:00Z', '2028-03-31T10:00Z']],
  ['one day of two that fall together comes once', at('month on 30, 31', 600, 'UTC'), '2027-02-01T00:00Z', ['2027-02-28T10:00Z', '2027-03-30T10:00Z']],
  ['not before its first day', at('mon', 600, 'UTC', { from: day(2026, 12, 14, 600) }), '2026-11-23T00:00Z', ['2026-12-14T10:00Z', '2026-12-21T10:00Z']],
  ['up to its last day, and that day too', at('mon', 600, 'UTC', { until: day(2026, 12, 7) }), '2026-11-24T00:00Z', ['2026-11-30T10:00Z', '2026-12-07T10:00Z']],
  ['over', at('mon', 600, 'UTC', { until: day(2026, 11, 29) }), '2026-11-24T00:00Z', []],
  ['in each customer’s time it begins where the day does', at('mon', 600, 'UTC', { zone: 'customer' }), '2026-11-24T00:00Z', ['2026-11-29T20:00Z']],
])('%s', (_, repeats, after, times) => {
  const most = Math.max(times.length, repeats.until ? 5 : 1);
  const found = nextOccurrences(repeats, Date.parse(after), most).map((one) => new Date(one.at).toISOString());
  expect(found).toEqual(times.map((time) => new Date(time).toISOString()));
});

test('what the clock of the shop shows is the same all the year', () => {
  const all = nextOccurrences(at('day', 600, 'America/New_York'), Date.parse('2026-01-01T00:00Z'), 365);
  expect(new Set(all.map(({ wall }) => wallText(wall).slice(11)))).toEqual(new Set(['10:00']));
  expect(new Set(all.map(({ wall }) => wallText(wall).slice(0, 10))).size).toBe(365);
});

const hour = 3_600_000;
const week = 7 * 24 * hour;
const monday = Date.parse('2026-11-23T10:00:00Z');
const series = {
  _id: 'x1',
  v: 3,
  name: 'Monday',
  state: 'scheduled' as const,
  draft: { a: 1, every: 'mon', until: '2026-12-31', at: '10:00' },
  createdAt: 0,
  updatedAt: 0,
  startAt: monday,
  occurrences: 4,
};
const mondays = at('mon', 600, 'UTC');

test('an occurrence that is due begins as a row of its own, and the series waits for the next', () => {
  const turned = turnSeries(series, mondays, monday + 5, hour);
  expect(turned.rows).toEqual([
    {
      _id: 'x1-5',
      v: 1,
      name: 'Monday',
      state: 'sending',
      draft: { a: 1, at: '2026-11-23 10:00' },
      series: { of: 'x1', n: 5 },
      createdAt: monday + 5,
      updatedAt: monday + 5,
      startAt: monday,
      startedAt: monday + 5,
    },
  ]);
  expect(turned.series).toMatchObject({ _id: 'x1', state: 'scheduled', startAt: monday + week, occurrences: 5, draft: series.draft });
  expect(turned.missed).toBe(0);
});

test.each<[string, number, string[], number, number]>([
  ['half an hour late it is sent', monday + hour / 2, ['x1-5 sending'], 0, 5],
  ['two hours late it is told', monday + 2 * hour, ['x1-5 stopped'], 1, 5],
  ['of three missed weeks the last is listed', monday + 2 * week + 2 * hour, ['x1-7 stopped'], 3, 7],
  ['two missed, the third in time', monday + 2 * week + 60_000, ['x1-6 stopped', 'x1-7 sending'], 2, 7],
  ['a clock that was set back makes none', monday - hour, [], 0, 4],
])('%s', (_, now, rows, missed, occurrences) => {
  const turned = turnSeries(series, mondays, now, hour);
  expect(turned.rows.map(({ _id, state }) => `${_id} ${state}`)).toEqual(rows);
  expect(turned.missed).toBe(missed);
  expect(turned.series.occurrences).toBe(occurrences);
  expect(turned.series.startAt).toBeGreaterThan(now);
});

test('after the last one the series is completed', () => {
  const turned = turnSeries(series, { ...mondays, until: day(2026, 11, 29) }, monday + 5, hour);
  expect(turned.rows).toHaveLength(1);
  expect(turned.series).toMatchObject({ state: 'completed', endedAt: monday + 5 });
});
