/** What came of coupons and of speaking first, and the lists behind it, through the routes. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { moments } from '../../proactive/rows.ts';
import { createReports } from '../../reports/reports.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { newConversation } from '../../runtime/rows/conversations.ts';
import { type CouponRow, coupons, orders } from '../../shop/shop.ts';
import { contacts, conversations } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { reportListRoutes } from './report-lists.ts';

const now = Date.UTC(2026, 10, 30, 4);
const day = 86_400_000;
let store: Store;
let close: () => Promise<void>;

const coupon = (code: string, more: Partial<CouponRow> = {}) =>
  store.collection(coupons).insert({
    ...{ _id: code, code, campaign: 'welcome', contact: 'webchat:main:ann', claim: code, kind: 'percent', percent: 10, until: now + day, issuedAt: now - day },
    ...more,
  });
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  await store.collection(contacts).insert({ ...newContact('webchat:main:ann', now), name: 'Ann' });
  await store.collection(conversations).insert({ ...newConversation('webchat:main:ann', now), contact: 'webchat:main:ann' });
  await store.collection(orders).insert({
    ...{
      _id: 'SO-1',
      number: 'SO-1',
      key: 'SO1',
      digits: '1',
      status: 'paid',
      customer: { name: 'Ann' },
      currency: 'CNY',
      total: 9_000,
      items: [],
      parcels: [],
    },
    ...{ placedAt: now, updatedAt: now },
  } as never);
  await coupon('OPEN');
  await coupon('USED', { usedAt: now - 1_000, order: 'SO-1', cost: 1_000 });
  await coupon('LATE', { issuedAt: now - 60 * day, usedAt: now - 2_000, order: 'SO-9', cost: 500 });
  await coupon('OVER', { until: now - 1 });
  await coupon('VOID', { voidedAt: now - 5, until: now - 5 });
  await coupon('ALL', { contact: '*', shared: true });
  await coupon('ALL ann', { code: 'ALL', usedAt: now - 3_000, order: 'SO-8' });
  await coupon('NEWS', { campaign: 'broadcast:b1' });
  for (const [n, more] of [{ opened: now }, { dismissed: now }, { held: 1 as const }, { answered: now, opened: now }].entries())
    await store.collection(moments).insert({
      ...{
        _id: `m${n}`,
        visitor: n === 3 ? 'ann' : `v${n}`,
        rule: n === 1 ? 'leave' : 'help',
        about: '/tea',
        at: now - n * 60_000,
        page: { url: '/' } as never,
      },
      ...{ lang: 'en', ...more },
    });
});
afterEach(() => close());

const listed = z.object({ items: z.array(z.record(z.string(), z.unknown())), next: z.string().optional() });
async function get(path: string, query: Record<string, unknown> = {}, by: unknown = { kind: 'script' }): Promise<unknown> {
  const reports = createReports({ store, zone: 'Asia/Shanghai', currency: 'CNY', minutes: 6, now: () => now });
  const found = reportListRoutes(reports, store, () => now).find((one) => one.path === path);
  const answer = await found?.handle({ query: found.query.parse({ from: '2026-11-01', to: '2026-11-30', ...query }), by } as never);
  if (!answer?.ok) return answer;
  return found?.response.parse(answer.body);
}
const idsOf = async (path: string, query: Record<string, unknown>) => listed.parse(await get(path, query)).items.map(({ id }) => id);

it('counts issued by what they are now, and used by when, with what was bought', async () => {
  expect(await get('/reports/coupons')).toMatchObject({
    complete: true,
    rows: [
      {
        ...{ campaign: 'welcome', issued: 5, open: 1, voided: 1, expired: 1, used: 3 },
        ...{ revenue: [{ amount: 9_000, currency: 'CNY' }], cost: { amount: 1_500, currency: 'CNY' } },
      },
      { campaign: 'broadcast:b1', issued: 1, open: 1, used: 0, revenue: [], cost: { amount: 0 } },
    ],
  });
});

it.each([
  [{}, 5],
  [{ campaign: 'welcome', state: 'open' }, ['OPEN']],
  [{ campaign: 'welcome', state: 'used' }, ['USED', 'LATE', 'ALL ann']],
  [{ state: 'expired' }, ['OVER']],
  [{ state: 'voided' }, ['VOID']],
  [{ campaign: 'broadcast:b1' }, ['NEWS']],
  [{ campaign: 'none' }, []],
])('lists %j', async (query, ids) => {
  const found = await idsOf('/reports/coupons/list', query);
  if (typeof ids === 'number') expect(found).toHaveLength(6);
  else expect(found).toEqual(ids);
});

it('names the customer and the order, and goes on page by page', async () => {
  const first = listed.parse(await get('/reports/coupons/list', { state: 'used', limit: 2 }));
  expect(first.items[0]).toMatchObject({ customer: 'Ann', contact: 'webchat:main:ann', order: 'SO-1', money: { amount: 9_000 }, state: 'used' });
  expect(await idsOf('/reports/coupons/list', { state: 'used', limit: 2, cursor: first.next })).toEqual(['ALL ann']);
  expect(await get('/reports/coupons/list', { cursor: 'x' })).toMatchObject({ ok: false, refusal: { status: 422, field: 'cursor' } });
  expect(await get('/reports/coupons', { from: '2026-12-02' })).toMatchObject({ ok: false, refusal: { status: 422, field: 'from' } });
});

it.each([
  [{ kind: 'script' }, true],
  [{ kind: 'staff', person: { role: 'owner' } }, true],
  [{ kind: 'staff', person: { role: 'editor' } }, true],
  [{ kind: 'staff', person: { role: 'agent' } }, false],
  [{ kind: 'key', key: { scopes: ['customers:read', 'coupons:read'] } }, true],
  [{ kind: 'key', key: { scopes: ['customers:write'] } }, false],
  [{ kind: 'nobody' }, false],
  [undefined, false],
])('shows %j whole codes: %s', async (by, whole) => {
  await coupon('TEA-7K2M-9QXD', { campaign: 'tea' });
  await coupon('TEA-7K2M-9QXD ann', { code: 'TEA-7K2M-9QXD', campaign: 'tea', usedAt: now });
  const answer = await get('/reports/coupons/list', { campaign: 'tea' }, by ?? null);
  const { items } = listed.parse(answer);
  expect(items.map(({ code }) => code)).toEqual(whole ? ['TEA-7K2M-9QXD', 'TEA-7K2M-9QXD'] : ['…9QXD', '…9QXD']);
  expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  expect(JSON.stringify(answer).includes('7K2M')).toBe(whole);
});

it.each([
  [{}, ['m0', 'm1', 'm2', 'm3']],
  [{ rule: 'help', side: 'shown' }, ['m0', 'm3']],
  [{ side: 'held' }, ['m2']],
  [{ did: 'opened' }, ['m0', 'm3']],
  [{ did: 'dismissed' }, ['m1']],
  [{ did: 'answered' }, ['m3']],
])('lists the moments of %j', async (query, ids) => expect(await idsOf('/reports/proactive/moments', query)).toEqual(ids));

it('leads to the conversation of a visitor who wrote', async () => {
  const { items } = listed.parse(await get('/reports/proactive/moments', {}));
  expect(items.map(({ customer, conversation }) => [customer, conversation])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
    ['Ann', 'webchat:main:ann'],
  ]);
});
