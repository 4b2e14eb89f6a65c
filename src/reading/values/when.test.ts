import { describe, expect, it } from 'vitest';
import { isoDay, localTime } from './calendar.ts';
import { whenSaid } from './when.ts';

const zone = 'Asia/Shanghai';
/** Thursday, 26 November 2026, 10:00 in Shanghai. */
const now = Date.parse('2026-11-26T10:00:00+08:00');
const days = Array.from({ length: 14 }, (_, n) => isoDay(localTime(now, zone).day + n));
const hours = [9, 10, 11, 13, 14, 15, 17, 19];
const at = (day: string, hour: number) => Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
const moments = days.slice(1).flatMap((day) => hours.map((hour) => at(day, hour)));
const shown = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

/** Said · the days that fit, of the next fourteen · the moments that fit, of nine to seven from tomorrow. */
const forms: readonly (readonly [text: string, lang: string, days: string, moments: string])[] = [
  ['明天', 'zh', '11-27', '11-27 09-19'],
  ['明天下午', 'zh', '11-27', '11-27 13 14 15 17'],
  ['明天下午3点', 'zh', '11-27', '11-27 15'],
  ['预约明天下午三点到店', 'zh', '11-27', '11-27 15'],
  ['明晚7点', 'zh', '11-27', '11-27 19'],
  ['后天上午', 'zh', '11-28', '11-28 09 10 11'],
  ['周六', 'zh', '11-28', '11-28 09-19'],
  ['周六上午10点', 'zh', '11-28', '11-28 10'],
  ['约周六下午两点可以吗', 'zh', '11-28', '11-28 14'],
  ['星期天早上九点', 'zh', '11-29', '11-29 09'],
  ['下周二', 'zh', '12-01', '12-01 09-19'],
  ['下周二下午3点', 'zh', '12-01', '12-01 15'],
  ['12月1号上午', 'zh', '12-01', '12-01 09 10 11'],
  ['3号下午一点', 'zh', '12-03', '12-03 13'],
  ['这周末', 'zh', '11-28 11-29', '11-28 09-19 11-29 09-19'],
  ['下周末下午五点', 'zh', '12-05 12-06', '12-05 17 12-06 17'],
  ['明天下午3点以后', 'zh', '11-27', '11-27 15 17 19'],
  ['周六中午之前', 'zh', '11-28', '11-28 09 10 11'],
  ['最早的', 'zh', '11-26', '11-27 09'],
  ['越快越好', 'zh', '11-26', '11-27 09'],
  ['不要周六', 'zh', '', ''],
  ['随便哪天都行', 'zh', '', ''],
  ['地址是永康路 88 弄', 'zh', '', ''],
  ['tomorrow', 'en', '11-27', '11-27 09-19'],
  ['tomorrow afternoon', 'en', '11-27', '11-27 13 14 15 17'],
  ['could I come tomorrow at 3pm please', 'en', '11-27', '11-27 15'],
  ['Saturday', 'en', '11-28', '11-28 09-19'],
  ['Saturday morning', 'en', '11-28', '11-28 09 10 11'],
  ['Sat at 10', 'en', '11-28', '11-28 10'],
  ['this Saturday at 10 am', 'en', '11-28', '11-28 10'],
  ['next Tuesday at 3', 'en', '12-01', '12-01 15'],
  ['next Tuesday', 'en', '12-01', '12-01 09-19'],
  ['December 1 at half past two', 'en', '12-01', ''],
  ['Dec 1, 2 pm', 'en', '12-01', '12-01 14'],
  ['on the 3rd at 11', 'en', '12-03', '12-03 11'],
  ['the weekend', 'en', '11-28 11-29', '11-28 09-19 11-29 09-19'],
  ['tomorrow after 5 pm', 'en', '11-27', '11-27 17 19'],
  ['tomorrow before noon', 'en', '11-27', '11-27 09 10 11'],
  ['the day after tomorrow in the evening', 'en', '11-28', '11-28 17 19'],
  ['the earliest you have', 'en', '11-26', '11-27 09'],
  ['not Saturday', 'en', '', ''],
  ['whatever suits you', 'en', '', ''],
];

const told = (list: readonly number[]) => {
  const byDay = new Map<string, string[]>();
  for (const one of list.map(shown)) byDay.set(one.slice(0, 5), [...(byDay.get(one.slice(0, 5)) ?? []), one.slice(6, 8)]);
  return [...byDay].map(([day, all]) => `${day} ${all.length === hours.length ? '09-19' : all.join(' ')}`).join(' ');
};

describe('a day or a time in words', () => {
  it.each(forms)('%s (%s)', (text, lang, wantedDays, wantedMoments) => {
    const clock = { now, zone, lang };
    const found = (entries: readonly (string | number)[]) => whenSaid(text, entries, clock)?.fit ?? [];
    expect(
      found(days)
        .map((place) => days[place]?.slice(5))
        .join(' '),
    ).toBe(wantedDays);
    expect(told(found(moments).flatMap((place) => moments[place] ?? []))).toBe(wantedMoments);
  });
});
