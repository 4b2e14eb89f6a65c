/** The orders behind a number: a campaign that is rare among others is found, page by page, without pages that are empty. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { createReports } from '../../reports/reports.ts';
import { credits } from '../../reports/rows.ts';
import type { Store } from '../../store/store.ts';
import { reportRoutes } from './reports.ts';

const now = Date.UTC(2026, 10, 30, 4);
let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  for (let n = 0; n < 60; n++)
    await store.collection(credits).insert({
      _id: `SO-${n}`,
      day: '2026-11-20',
      at: now - n * 60_000,
      contact: 'c',
      amount: 100,
      currency: 'CNY',
      campaign: { kind: 'broadcast', id: [7, 55, 59].includes(n) ? 'rare' : 'often' },
      by: 'click',
      arms: [],
    });
});
afterEach(() => close());

async function pages(more: Record<string, string | number>): Promise<string[][]> {
  const reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 6, now: () => now });
  const orders = reportRoutes(reports, store).find(({ path }) => path === '/reports/orders');
  const found: string[][] = [];
  for (let cursor: string | undefined; found.length < 100; ) {
    const query = orders?.query.parse({ from: '2026-11-01', to: '2026-11-30', ...more, ...(cursor !== undefined && { cursor }) });
    const answer = await orders?.handle({ query } as never);
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    const body = answer.body as { items: { order: string }[]; next?: string };
    found.push(body.items.map(({ order }) => order));
    cursor = body.next;
    if (cursor === undefined) return found;
  }
  throw new Error('no end');
}

it('has no page without rows before the last', async () => {
  expect(await pages({ campaign: 'broadcast:rare', limit: 5 })).toEqual([['SO-7'], ['SO-55', 'SO-59']]);
  expect(await pages({ campaign: 'broadcast:none', limit: 5 })).toEqual([[]]);
});
it('goes on where one answer has read as much as it may', async () => {
  expect((await pages({ campaign: 'broadcast:rare', limit: 1 })).flat()).toEqual(['SO-7', 'SO-55', 'SO-59']);
});
it('has every order once without a campaign', async () => {
  expect((await pages({ limit: 25 })).map(({ length }) => length)).toEqual([25, 25, 10]);
});
