/** The list behind each number has as many as the number says, page by page. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { type ConversationDayRow, conversationDays } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import type { Behind, Narrowed, numbers } from './behind.ts';
import { createReports, type Reports } from './reports.ts';

const now = Date.UTC(2026, 10, 30, 4);
let store: Store;
let close: () => Promise<void>;
let reports: Reports;

/** Days of conversations of every kind. */
const days: [conversation: string, day: string, more: Partial<ConversationDayRow>][] = [
  ['telegram:main:1', '2026-11-30', {}],
  ['telegram:main:1', '2026-11-29', { handoffs: { asked: 2, staff: 1 }, person: 3, personMs: 60_000, scores: [5, 2] }],
  ['telegram:main:2', '2026-11-29', { unanswered: 3 }],
  ['telegram:main:3', '2026-11-28', { in: 0, bot: 1, flows: { cart: { began: 1, told: 9 } } }],
  ['whatsapp-cloud:main:12025550123', '2026-11-28', { sent: { marketing: 2, service: 1 }, scores: [4] }],
  ['whatsapp-cloud:main:447700900124', '2026-11-28', { handoffs: { 'flow returns': 1 }, withPerson: 1, flows: { returns: { began: 1, handoffs: 1 } } }],
  ['whatsapp-cloud:main:447700900125', '2026-10-01', {}],
];

beforeEach(async () => {
  const opened = await openTestStore();
  store = opened.store;
  close = opened.close;
  reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 6, now: () => now });
  for (const [conversation, day, more] of days)
    await store.collection(conversationDays).insert({
      _id: `${day}:${conversation}`,
      conversation,
      day,
      at: Date.parse(`${day}T04:00:00Z`),
      channel: conversation.split(':')[0] ?? '',
      in: 1,
      bot: 1,
      person: 0,
      ...more,
    });
});
afterEach(() => close());

/** The whole list, two at a time. */
async function all(asked: Narrowed, from = '2026-11-01'): Promise<{ items: Behind[]; total: number | null }> {
  const period = reports.period(from, '2026-11-30');
  if (!period) throw new Error('no period');
  const items: Behind[] = [];
  let total: number | null = null;
  for (let before: string | undefined, pages = 0; pages < 20; pages++) {
    const page = await reports.behind(period, asked, before, 2);
    items.push(...page.items);
    total = page.total;
    if (page.next === undefined) return { items, total };
    before = page.next;
  }
  throw new Error('no end');
}

it.each<[narrowed: Narrowed, count: number | null, rows: string[]]>([
  [{ number: 'conversations' }, 5, ['1', '1', '123', '124', '2']],
  [{ number: 'solved' }, 2, ['1', '123']],
  [{ number: 'with_person' }, 2, ['1', '124']],
  [{ number: 'unsolved' }, 1, ['2']],
  [{ number: 'handoffs' }, 4, ['1', '124']],
  [{ number: 'handoffs', cause: 'asked' }, 2, ['1']],
  [{ number: 'handoffs', cause: 'nobody' }, 0, []],
  [{ number: 'unanswered' }, 3, ['2']],
  [{ number: 'answered_by_person' }, 1, ['1']],
  [{ number: 'rated' }, 3, ['1', '123']],
  [{ number: 'satisfied' }, 2, ['1', '123']],
  [{ number: 'charged' }, null, ['123']],
  [{ number: 'told', flow: 'cart' }, 1, ['3']],
  [{ number: 'conversations', flow: 'returns' }, 1, ['124']],
  [{ number: 'conversations', channel: 'whatsapp-cloud' }, 2, ['123', '124']],
  [{ number: 'conversations', channel: 'wecom' }, 0, []],
])('%o', async (asked, count, rows) => {
  const { items, total } = await all(asked);
  expect(items.map(({ row }) => row.conversation.replace(/^.*:(?:447700900|12025550)?/, '')).sort()).toEqual(rows);
  expect(total).toBe(count);
  if (count !== null) expect(items.reduce((sum, { times }) => sum + times, 0)).toBe(count);
});

it('has the numbers of the overview', async () => {
  const period = reports.period('2026-11-01', '2026-11-30');
  if (!period) throw new Error('no period');
  const { total } = await reports.overview(period);
  const shown: Partial<Record<(typeof numbers)[number], number>> = {
    conversations: total.conversations,
    solved: total.solved,
    with_person: total.with_person,
    unsolved: total.unsolved,
    handoffs: total.handoffs,
    unanswered: total.unanswered,
    answered_by_person: total.first_answer.person.count,
    rated: total.csat.count,
  };
  for (const [number, count] of Object.entries(shown)) expect([number, (await all({ number: number as 'solved' })).total]).toEqual([number, count]);
  const { items } = await all({ number: 'charged' });
  expect(items.flatMap(({ spent }) => spent)).toEqual(total.spent.messages);
});

it('says from which day on there are lists', async () => {
  const period = reports.period('2026-09-15', '2026-11-30');
  if (!period) throw new Error('no period');
  expect((await reports.behind(period, { number: 'conversations' }, undefined, 50)).since).toBe('2026-10-21');
});
