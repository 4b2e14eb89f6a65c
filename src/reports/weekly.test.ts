import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { notices } from '../store/collections.ts';
import { conversationDays } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { createReports } from './reports.ts';
import { watchReports, weekText } from './weekly.ts';

const zone = 'Asia/Shanghai';
const hour = 3_600_000;
/** Monday, 00:30 in Shanghai; in Greenwich it is still Sunday. */
const monday = Date.UTC(2026, 10, 29, 16, 30);
let store: Store;
let close: () => Promise<void>;
let told: string[];
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  told = [];
  for (const [id, day] of [
    ['webchat:main:a', '2026-11-23'],
    ['webchat:main:b', '2026-11-29'],
    ['webchat:main:c', '2026-11-16'],
    ['webchat:main:d', '2026-11-30'],
  ] as const)
    await store
      .collection(conversationDays)
      .insert({ _id: `${day}:${id}`, conversation: id, day, at: Date.parse(`${day}T04:00:00Z`), channel: 'webchat', in: 1, bot: 1, person: 0 });
});
afterEach(() => close());

function watch(weekly = true, lang: 'en' | 'zh' = 'en'): (now: number) => Promise<void> {
  let now = monday;
  const reports = createReports({ store, zone, currency: 'CNY', minutes: 6, wage: 50, now: () => now });
  const look = watchReports({ store, reports, zone, lang, weekly, told: ({ text }) => void told.push(text) });
  return (at) => {
    now = at;
    return look(at);
  };
}

it.each<[string, number[], number]>([
  ['before Monday begins there', [monday - hour], 0],
  ['on Monday', [monday], 1],
  ['once, however often it looks', [monday, monday + 1, monday + hour, monday + 20 * hour], 1],
  ['on Tuesday', [monday + 24 * hour], 0],
  ['the Monday after again', [monday, monday + 7 * 24 * hour], 2],
])('tells the team %s', async (_, looks, times) => {
  const look = watch();
  for (const at of looks) await look(at);
  expect(told).toHaveLength(times);
});

it('tells nothing unless it is asked to', async () => {
  await watch(false)(monday);
  expect(told).toEqual([]);
  expect(await store.collection(notices).count({})).toBe(0);
});

it('tells of the seven days before, beside the week before them, once also across a new start', async () => {
  await watch()(monday);
  await watch()(monday + hour);
  expect(told).toEqual([expect.stringMatching(/^What 2026-11-23 to 2026-11-29 brought \(the week before\):\n2 conversations \(1\), /)]);
  expect(await store.collection(notices).get('report:2026-11-30')).toMatchObject({ to: 'team', unread: 1, text: told[0] });
});

it('is written in Chinese for a Chinese team', async () => {
  await watch(true, 'zh')(monday);
  expect(told[0]).toMatch(/^2026-11-23 至 2026-11-29 的成绩（上一周）：\n对话 2（1），/);
});

it('names what came in, and leaves out what did not happen', async () => {
  const reports = createReports({ store, zone, currency: 'CNY', minutes: 6, wage: 50, now: () => monday });
  const period = reports.period('2026-11-23', '2026-11-29');
  if (!period) throw new Error('no period');
  const { total } = await reports.overview(period);
  const busy = {
    ...total,
    orders: { ...total.orders, count: 3, revenue: [{ amount: 59_700, currency: 'CNY' }] },
    csat: { ...total.csat, count: 4, average: 4.5 },
    unanswered: 2,
    saved: { ...total.saved, minutes: 150, money: { amount: 12_500, currency: 'CNY' } },
  };
  expect(weekText(period, busy, total, 'en').split('\n').slice(2)).toEqual([
    '3 orders (0), revenue CN¥597.00',
    '4 ratings, 4.5 on average',
    '2 questions that nothing answered: give them answers under "unanswered"',
    'about 3 hours of work saved (CN¥125.00)',
  ]);
  expect(weekText(period, busy, total, 'zh').split('\n').slice(2)).toEqual([
    '带来订单 3（0），销售额 ¥597.00',
    '评分 4 次，平均 4.5',
    '没能回答的问题 2：在“未答问题”里补上答案',
    '省下人工约 3 小时（¥125.00）',
  ]);
});
