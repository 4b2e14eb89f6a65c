import { expect, test } from 'vitest';
import { rulesOf, sendingHours, takesAnother, warmUpMost } from './provider-rules.ts';

const zone = 'Asia/Shanghai';
/** Noon in Shanghai of a day of 2026. */
const noon = (month: number, day: number): number => Date.UTC(2026, month - 1, day, 4);
const days = (month: number, count: number): number[] => Array.from({ length: count }, (_, n) => noon(month, n + 1));

test.each<[what: string, channel: string, user: string, promos: number[], now: number, reason: string | undefined]>([
  ['the first', 'wechat-official', 'o1', [], noon(11, 30), undefined],
  ['three this month', 'wechat-official', 'o1', days(11, 3), noon(11, 30), undefined],
  ['four this month', 'wechat-official', 'o1', days(11, 4), noon(11, 30), 'monthly_limit'],
  ['four last month', 'wechat-official', 'o1', days(10, 4), noon(11, 1), undefined],
  // Four in the last hours of November by UTC, which are December in Shanghai.
  ['four that are of next month in Shanghai', 'wechat-official', 'o1', Array(4).fill(Date.UTC(2026, 10, 30, 17)), noon(11, 30), undefined],
  ['four of this month in Shanghai', 'wechat-official', 'o1', Array(4).fill(Date.UTC(2026, 10, 30, 17)), noon(12, 2), 'monthly_limit'],
  ['29 of 30 days', 'wecom', 'w1', days(11, 29), noon(11, 30), undefined],
  ['all 30 days', 'wecom', 'w1', days(11, 30), noon(11, 30), 'monthly_limit'],
  ['27 of 28 days', 'wecom', 'w1', days(2, 27), noon(2, 28), undefined],
  ['all 28 days', 'wecom', 'w1', days(2, 28), noon(2, 28), 'monthly_limit'],
  ['30 of 31 days', 'wecom', 'w1', days(12, 30), noon(12, 31), undefined],
  ['all 31 days', 'wecom', 'w1', days(12, 31), noon(12, 31), 'monthly_limit'],
  ['a number of the United States', 'whatsapp-cloud', '14155552671', [], noon(11, 30), 'not_allowed_there'],
  ['a number of Canada', 'whatsapp-cloud', '16045551234', [], noon(11, 30), 'not_allowed_there'],
  ['a number of Britain', 'whatsapp-cloud', '447911123456', [], noon(11, 30), undefined],
  ['a number too short for a country', 'whatsapp-cloud', '1234567', [], noon(11, 30), undefined],
  ['a number that is no telephone', 'telegram', '14155552671', days(11, 30), noon(11, 30), undefined],
])('%s, by %s', (_, channel, user, promos, now, reason) => {
  expect(takesAnother(rulesOf(channel), { promos }, `${channel}:main:${user}`, zone, now)).toBe(reason);
});

test.each<[channel: string, hour: number, minute: number, opens: number | undefined]>([
  ['whatsapp-web', 8, 59, Date.UTC(2026, 10, 30, 1)],
  ['whatsapp-web', 9, 0, undefined],
  ['whatsapp-web', 19, 59, undefined],
  ['whatsapp-web', 20, 0, Date.UTC(2026, 11, 1, 1)],
  ['wechaty', 23, 30, Date.UTC(2026, 11, 1, 1)],
  ['telegram', 3, 0, undefined],
])('%s at %d:%d goes out at %d', (channel, hour, minute, opens) => {
  expect(sendingHours(rulesOf(channel), zone, Date.UTC(2026, 10, 30, hour - 8, minute))).toBe(opens);
});

test.each<[channel: string, days: number, most: number]>([
  ['whatsapp-web', 0, 20],
  ['whatsapp-web', 2, 40],
  ['whatsapp-web', 8, 200],
  ['whatsapp-web', 400, 200],
  ['whatsapp-web', -1, 20],
  ['wechaty', 0, 10],
  ['telegram', 0, Number.POSITIVE_INFINITY],
])('%s after %d days: %d a day', (channel, since, most) => {
  expect(warmUpMost(rulesOf(channel), since)).toBe(most);
});
