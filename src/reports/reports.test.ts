import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { broadcasts, recipientId, recipients } from '../marketing/broadcast/rows.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import type { OrderRow } from '../shop/shop.ts';
import { contacts, tracks } from '../store/collections.ts';
import { type ConversationDayRow, conversationDays } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { countOrder } from './count-order.ts';
import { createReports, type Reports } from './reports.ts';
import { dayFigures } from './rows.ts';

const zone = 'Asia/Shanghai';
let now: number;
let store: Store;
let close: () => Promise<void>;
let reports: Reports;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 30, 4);
  const opened = await openTestStore();
  store = opened.store;
  close = opened.close;
  reports = createReports({ store, zone, currency: 'CNY', minutes: 6, wage: 50, now: () => now });
});
afterEach(() => close());

const day = (id: string, date: string, more: Partial<ConversationDayRow> = {}) =>
  store.collection(conversationDays).insert({
    _id: `${date}:${id}`,
    conversation: id,
    day: date,
    at: Date.parse(`${date}T04:00:00Z`),
    channel: id.split(':')[0] ?? '',
    in: 1,
    bot: 1,
    person: 0,
    ...more,
  });
const period = (from?: string | number, to?: string | number) => {
  const found = reports.period(from, to);
  if (!found) throw new Error('no period');
  return found;
};

describe('periods', () => {
  it.each<[string, string | number | undefined, string | number | undefined, [string, string] | null]>([
    ['the last 30 days', undefined, undefined, ['2026-11-01', '2026-11-30']],
    ['one day', '2026-11-30', '2026-11-30', ['2026-11-30', '2026-11-30']],
    ['until a day', undefined, '2026-03-31', ['2026-03-02', '2026-03-31']],
    ['a time just before midnight there', Date.UTC(2026, 10, 29, 15, 59), undefined, ['2026-11-29', '2026-11-30']],
    ['a time at midnight there', Date.UTC(2026, 10, 29, 16), undefined, ['2026-11-30', '2026-11-30']],
    ['up to midnight there is the day before', 0, Date.UTC(1970, 0, 9, 16), ['1970-01-01', '1970-01-09']],
    ['backwards', '2026-11-30', '2026-11-29', null],
    ['no day', '2026-02-30', '2026-03-01', null],
    ['too long', '2020-01-01', '2026-01-01', null],
    ['words', 'yesterday', undefined, null],
  ])('%s', (_, from, to, expected) => {
    const found = reports.period(from, to);
    expect(found ? [found.from, found.to] : null).toEqual(expected);
  });

  it('begin and end at midnight of the shop, also where the clocks change', () => {
    expect(period('2026-11-30', '2026-11-30')).toMatchObject({ begin: Date.UTC(2026, 10, 29, 16), end: Date.UTC(2026, 10, 30, 16) });
    const berlin = createReports({ store, zone: 'Europe/Berlin', currency: 'EUR', minutes: 5, now: () => now });
    expect(berlin.period('2026-03-29', '2026-03-29')).toMatchObject({ begin: Date.UTC(2026, 2, 28, 23), end: Date.UTC(2026, 2, 29, 22) });
    const apia = createReports({ store, zone: 'Pacific/Apia', currency: 'WST', minutes: 5, now: () => now });
    expect(apia.period('2026-11-30', '2026-11-30')).toMatchObject({ begin: Date.UTC(2026, 10, 29, 11), end: Date.UTC(2026, 10, 30, 11) });
  });
});

describe('conversations', () => {
  it.each<[string, Partial<ConversationDayRow>, [conversations: number, solved: number, withPerson: number, unsolved: number]]>([
    ['answered by the bot', {}, [1, 1, 0, 0]],
    ['a question that nothing answered', { unanswered: 1 }, [1, 0, 0, 1]],
    ['no answer at all', { bot: 0 }, [1, 0, 0, 1]],
    ['a person was asked for', { handoffs: { asked: 1 } }, [1, 0, 1, 0]],
    ['a person answered', { person: 1 }, [1, 0, 1, 0]],
    ['a person has had it since yesterday', { bot: 0, withPerson: 1 }, [1, 0, 1, 0]],
    ['asked for after a question that nothing answered', { unanswered: 2, handoffs: { not_understood: 1 } }, [1, 0, 1, 0]],
    ['the shop wrote and the customer did not', { in: 0 }, [0, 0, 0, 0]],
    ['the shop wrote to one whom a person has', { in: 0, person: 2 }, [0, 0, 0, 0]],
  ])('%s', async (_, more, expected) => {
    await day('telegram:main:1', '2026-11-30', more);
    const { total } = await reports.overview(period());
    expect([total.conversations, total.solved, total.with_person, total.unsolved]).toEqual(expected);
    expect(total.containment).toBe(expected[0] === 0 ? null : expected[1]);
  });

  it('are added up by day, channel and flow, with the days before beside them', async () => {
    await day('telegram:main:1', '2026-11-29', { botMs: 1_000, scores: [5], flows: { menu: { began: 2, scores: [5] } } });
    await day('telegram:main:1', '2026-11-30', {
      botMs: 1_000,
      handoffs: { 'flow returns': 1 },
      flows: { returns: { began: 1, handoffs: 1 } },
      personMs: 60_000,
    });
    await day('whatsapp-cloud:main:12025550123', '2026-11-30', { botMs: 9_000, scores: [2], sent: { marketing: 2, service: 1 } });
    await day('telegram:main:1', '2026-10-25');
    const { total, before, rows, range } = await reports.overview(period());
    expect(range).toEqual({ from: '2026-11-01', to: '2026-11-30', days: 30, zone });
    expect([total.conversations, before.conversations, rows.length]).toEqual([3, 1, 30]);
    expect(rows.at(-1)).toMatchObject({ key: '2026-11-30', figures: { conversations: 2, solved: 1, with_person: 1 } });
    expect(total).toMatchObject({
      containment: 0.6667,
      handoffs: 1,
      handoff_causes: { 'flow returns': 1 },
      csat: { count: 2, average: 3.5, satisfied: 0.5 },
      saved: { minutes: 12, money: { amount: 1_000, currency: 'CNY' } },
      spent: { messages: [{ amount: 5, currency: 'USD' }], unpriced: 1 },
    });
    for (const [ms, about] of [
      [total.first_answer.bot.median_ms, 1_000],
      [total.first_answer.bot.p90_ms, 9_000],
      [total.first_answer.person.median_ms, 60_000],
    ] as const)
      expect(Math.abs((ms ?? 0) - about)).toBeLessThanOrEqual(about * 0.05);
    expect((await reports.channels(period())).rows.map(({ key, figures }) => [key, figures.conversations])).toEqual([
      ['telegram', 2],
      ['whatsapp-cloud', 1],
    ]);
    expect((await reports.flows(period())).rows).toMatchObject([
      { flow: 'menu', started: 2, solved: 1, containment: 1, csat: { count: 1 } },
      { flow: 'returns', started: 1, with_person: 1, containment: 0, handoffs: 1 },
    ]);
  });

  it('of a day that is over are kept once, though its rows go; those of today come new', async () => {
    await day('telegram:main:1', '2026-11-29');
    expect(await reports.days.close()).toBeGreaterThan(0);
    await store.collection(conversationDays).delete('2026-11-29:telegram:main:1');
    await day('telegram:main:1', '2026-11-30');
    expect((await reports.overview(period())).total.conversations).toBe(2);
    expect(await reports.days.close()).toBe(0);
    expect(await store.collection(dayFigures).get('2026-11-30')).toBeNull();
    now += 20_000;
    await day('telegram:main:2', '2026-11-30');
    expect((await reports.overview(period())).total.conversations).toBe(3);
  });
});

describe('satisfaction', () => {
  it('counts ratings of any scale as of five, and shows the newest comments', async () => {
    await day('telegram:main:1', '2026-11-30', { scores: [5, 4, 1], flows: { 'rate-service': { began: 1, scores: [5, 4, 1] } } });
    const rating = { name: 'rating', conversation: 'telegram:main:1', contact: 'telegram:main:1' };
    await store.collection(tracks).insert({ _id: 'a', ...rating, at: now - 2, data: { score: 5, scale: 5, flow: 'rate-service', comment: '=HYPERLINK("x")' } });
    await store.collection(tracks).insert({ _id: 'b', ...rating, at: now - 1, data: { score: 2, scale: 5, flow: 'rate-service' } });
    expect(await reports.csat(period(), 'flow')).toMatchObject({
      total: { count: 3, average: 3.33, satisfied: 0.6667 },
      scores: { 1: 1, 2: 0, 3: 0, 4: 1, 5: 1 },
      rows: [{ key: 'rate-service', figures: { count: 3 } }],
      comments: [{ score: 5, comment: '=HYPERLINK("x")', flow: 'rate-service' }],
    });
  });
});

describe('campaigns', () => {
  const order = (number: string, contact: string, more: Partial<OrderRow> = {}): OrderRow => ({
    _id: number,
    v: 1,
    number,
    key: number,
    digits: number,
    status: 'paid',
    customer: { name: 'Li' },
    currency: 'CNY',
    items: [],
    total: 10_000,
    payment: 'card',
    address: '',
    parcels: [],
    placedAt: now,
    history: [],
    contact,
    ...more,
  });

  it('count each order once, and compare with the hold-out', async () => {
    await store
      .collection(broadcasts)
      .insert({ _id: 'x', name: 'Autumn', state: 'completed', draft: {}, createdAt: now - 5e8, startedAt: now - 3_600_000, updatedAt: now });
    for (let n = 0; n < 300; n++) {
      const contact = `telegram:main:${n}`;
      await store.collection(contacts).insert(newContact(contact, 0));
      const state = n < 200 ? ({ state: 'delivered', sentAt: now - 3_600_000 } as const) : ({ state: 'excluded', reason: 'hold_out' } as const);
      await store.collection(recipients).insert({ _id: recipientId('x', contact), broadcast: 'x', contact, at: now - 3_600_000, ...state });
      // A quarter of those who got it order, and one in twenty of the others.
      if (n < 200 ? n % 4 === 0 : n % 20 === 0) for (let times = 0; times < 2; times++) await countOrder(store, order(`N-${n}`, contact), now, zone);
    }
    const { rows } = await reports.campaigns(period());
    expect(rows).toMatchObject([
      {
        key: 'broadcast:x',
        name: 'Autumn',
        reached: 200,
        clicked: 0,
        orders: { count: 50, by: { delivery: 50 }, revenue: [{ amount: 500_000, currency: 'CNY' }] },
        lift: { people: { shown: 200, held: 100 }, ordered: { shown: 50, held: 5 }, difference: { value: 0.2 }, enough: true },
      },
    ]);
    const [recovered] = rows[0]?.lift?.recovered ?? [];
    expect(recovered).toMatchObject({ currency: 'CNY', amount: 400_000 });
    expect(recovered?.low).toBeGreaterThan(200_000);
    const orders = await reports.orders(period(), 'campaign');
    expect(orders).toMatchObject({ total: { count: 50 }, rows: [{ key: 'broadcast:x', name: 'Autumn', figures: { count: 50 } }] });
    expect((await reports.overview(period(), 'campaign')).rows).toMatchObject([{ name: 'Autumn', figures: { conversations: 0, orders: { count: 50 } } }]);
    await countOrder(store, order('N-0', 'telegram:main:0', { status: 'refunded' }), now, zone);
    expect((await reports.overview(period())).total.orders).toMatchObject({ count: 49, revenue: [{ amount: 490_000, currency: 'CNY' }] });
  });
});
