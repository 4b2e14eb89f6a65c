import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orders } from '../shop/shop.ts';
import { conversations } from '../store/collections.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { Store } from '../store/store.ts';
import { proactiveReport } from './report.ts';
import { type MomentRow, moments } from './rows.ts';

const [hour, day] = [3_600_000, 86_400_000];
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-report-'));
  store = await openSqlite({ file: join(folder, 'x.db'), specs: [conversations, moments, orders], now: () => 0, log: { info() {}, warn() {} } });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const moment = (visitor: string, n: number, at: number, more: Partial<MomentRow> = {}) =>
  store.collection(moments).insert({ _id: `${visitor}:${n}`, visitor, rule: 'hello', about: '/', at, page: { path: '/' }, lang: 'en', ...more });
const order = (number: string, contact: string, placedAt: number, more: object = {}) =>
  store
    .collection(orders)
    .insert({ _id: number, number, key: number, contact, placedAt, status: 'paid', currency: 'USD', total: 1_000, customer: { name: 'N' }, ...more } as never);
const side = (more: object) => ({ moments: 0, people: 0, buyers: 0, opened: 0, dismissed: 0, answered: 0, ordered: 0, revenue: {}, squares: {}, ...more });

it('counts what came of a rule, and of who was held out, beside each other', async () => {
  await moment('v-1', 1, day, { opened: day, answered: day + hour });
  await moment('v-2', 1, day, { dismissed: day });
  await moment('v-3', 1, day, { held: 1, answered: day + hour });
  await moment('v-4', 1, 9 * day);
  await store.collection(conversations).insert({ _id: 'webchat:main:v-1', contact: 'c-1', state: 'open', lastAt: 1 } as never);
  await order('A', 'c-1', 2 * day);
  await order('B', 'c-1', 3 * day, { currency: 'CNY', total: 500 });
  await order('C', 'webchat:main:v-3', day + 7 * day + 1);
  await order('D', 'webchat:main:v-2', day - 1);
  await order('E', 'webchat:main:v-2', 2 * day, { status: 'cancelled' });
  await order('F', 'webchat:main:v-2', 2 * day, { status: 'refunded' });
  expect(await proactiveReport(store, 0, 5 * day)).toEqual({
    complete: true,
    rules: [
      {
        rule: 'hello',
        shown: side({
          moments: 2,
          people: 2,
          buyers: 1,
          opened: 1,
          dismissed: 1,
          answered: 1,
          ordered: 1,
          revenue: { USD: 1_000, CNY: 500 },
          squares: { USD: 1_000_000, CNY: 250_000 },
        }),
        held: side({ moments: 1, people: 1, answered: 1 }),
      },
    ],
  });
});

it('counts an order for the last moment before it', async () => {
  await moment('v-1', 1, day, { rule: 'early' });
  await moment('v-1', 2, 2 * day, { rule: 'late' });
  await order('A', 'webchat:main:v-1', 3 * day);
  const { rules } = await proactiveReport(store, 0, 5 * day);
  expect(rules.map(({ rule, shown }) => [rule, shown.ordered])).toEqual([
    ['early', 0],
    ['late', 1],
  ]);
});

it('counts every moment once, also of many in one millisecond and over pages', async () => {
  await store.write(
    Array.from({ length: 2_300 }, (_, n) => ({
      op: 'insert' as const,
      in: moments.name,
      row: { _id: `v-${n}:1`, v: 1, visitor: `v-${n}`, rule: 'hello', about: '/', at: day + Math.floor(n / 400), page: { path: '/' }, lang: 'en' },
    })),
  );
  const { rules, complete } = await proactiveReport(store, 0, 5 * day);
  expect([rules[0]?.shown.moments, complete]).toEqual([2_300, true]);
});
