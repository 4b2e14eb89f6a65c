/** The funnel of carts through its routes, on a real store. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { cartLadders, type LadderRow } from '../../marketing/carts/ladder-rows.ts';
import { createReports } from '../../reports/reports.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { carts, orders } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { reportCartRoutes } from './report-carts.ts';

const now = Date.UTC(2026, 10, 30, 4);
const hour = 3_600_000;
let store: Store;
let close: () => Promise<void>;

async function ladder(cart: string, more: Partial<LadderRow> = {}, version = 'v1'): Promise<void> {
  await store
    .collection(cartLadders)
    .insert({ ...{ _id: `ladder:${cart}:${version}`, cart, version, startedAt: now - 20 * hour, step: 0, sent: [] }, ...more });
}
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  await store.collection(contacts).insert({ ...newContact('webchat:main:ann', now), name: 'Ann' });
  const sent = [{ do: 'remind' as const, at: now - 18 * hour }];
  await ladder('left');
  await ladder('old', { startedAt: now - 60 * 24 * hour });
  await ladder('done', { sent, why: 'done', endedAt: now - hour });
  // Wrote, then ordered: its ladder had ended before.
  await ladder('won', { sent, why: 'replied', endedAt: now - 10 * hour, contact: 'webchat:main:ann', startedAt: now - 19 * hour });
  await store.collection(carts).insert({ ...{ _id: 'won', contact: 'webchat:main:ann', url: '', currency: 'CNY', items: [], updatedAt: now }, order: 'SO-7' });
  const order = {
    _id: 'SO-7',
    number: 'SO-7',
    key: 'SO7',
    digits: '7',
    status: 'paid',
    customer: { name: 'Ann' },
    currency: 'CNY',
    total: 9,
    items: [],
    parcels: [],
  };
  await store.collection(orders).insert({ ...order, placedAt: now - 5 * hour, updatedAt: now } as never);
  await ladder('again', { sent, why: 'changed', endedAt: now - 9 * hour });
  await ladder('again', { startedAt: now - 9 * hour }, 'v2');
});
afterEach(() => close());

const listed = z.object({ total: z.number(), items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() });
async function get(path: string, query: Record<string, unknown> = {}, by: unknown = { kind: 'script' }): Promise<unknown> {
  const reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 6, now: () => now });
  const found = reportCartRoutes(reports, store).find((one) => one.path === path);
  const answer = await found?.handle({ query: found.query.parse({ from: '2026-11-01', to: '2026-11-30', ...query }), by } as never);
  return answer?.ok ? found?.response.parse(answer.body) : answer;
}

it('counts each cart once, and lists as many as it counts', async () => {
  const funnel = await get('/reports/carts');
  expect(funnel).toMatchObject({ left: 4, reminded: 3, back: 2, ordered: 1, alone: 0, complete: true });
  for (const [stage, count] of Object.entries({ left: 4, reminded: 3, back: 2, ordered: 1, alone: 0 })) {
    const list = listed.parse(await get('/reports/carts/list', { stage }));
    expect([stage, list.total, list.items.length]).toEqual([stage, count, count]);
  }
});

it('names the customer and the order, and goes on page by page', async () => {
  expect(listed.parse(await get('/reports/carts/list', { stage: 'ordered' })).items).toMatchObject([
    { cart: 'won', customer: 'Ann', contact: 'webchat:main:ann', stage: 'ordered', order: 'SO-7', ordered: now - 5 * hour },
  ]);
  const first = listed.parse(await get('/reports/carts/list', { limit: 3 }));
  const second = listed.parse(await get('/reports/carts/list', { limit: 3, cursor: first.next }));
  expect([...first.items, ...second.items].map(({ cart }) => cart)).toEqual(['again', 'won', 'done', 'left']);
  expect(second.next).toBeUndefined();
  expect(await get('/reports/carts/list', { cursor: 'x' })).toMatchObject({ ok: false, refusal: { status: 422, field: 'cursor' } });
  expect(await get('/reports/carts', { from: '2026-12-02' })).toMatchObject({ ok: false, refusal: { status: 422, field: 'from' } });
});

it.each([
  ['reports:read, coupons:read', 'WINTER-AB12-CD34'],
  ['reports:read', '…CD34'],
])('shows the coupon of a step to a key with %s as %s', async (scopes, coupon) => {
  await ladder('offered', { sent: [{ do: 'offer', at: now - hour, coupon: 'WINTER-AB12-CD34' }] });
  const { items } = listed.parse(await get('/reports/carts/list', {}, { kind: 'key', key: { name: 'sheet', scopes: scopes.split(', ') } }));
  expect(items.find(({ cart }) => cart === 'offered')?.sent).toEqual([{ do: 'offer', at: now - hour, coupon }]);
});
