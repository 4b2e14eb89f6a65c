import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { broadcastMarks, type RecipientRow, recipientId, recipients } from '../marketing/broadcast/rows.ts';
import { couponCampaign, ordersOf } from '../marketing/report/attribution.ts';
import { moments } from '../proactive/rows.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import { coupons, type OrderRow } from '../shop/shop.ts';
import { contacts } from '../store/collections.ts';
import { conversationDays } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { countOrder } from './count-order.ts';
import { credits, orderDays } from './rows.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 30, 12);
const zone = 'Asia/Shanghai';
const to = (broadcast: string, contact: string, more: Partial<RecipientRow> = {}): Omit<RecipientRow, 'v'> => ({
  _id: recipientId(broadcast, contact),
  broadcast,
  contact,
  state: 'delivered',
  at: 0,
  ...more,
});
const order = (more: Partial<OrderRow>): OrderRow => ({
  _id: '1001',
  v: 1,
  number: '1001',
  key: '1001',
  digits: '1001',
  status: 'placed',
  customer: { name: 'Li' },
  currency: 'CNY',
  items: [],
  total: 19_900,
  payment: 'card',
  address: '',
  parcels: [],
  placedAt: now,
  history: [],
  contact: 'telegram:main:a',
  ...more,
});

describe('orders that count', () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await openTestStore();
    store = opened.store;
    close = opened.close;
    await store.collection(contacts).insert(newContact('telegram:main:a', 0));
  });
  afterEach(() => close());
  const count = (more: Partial<OrderRow>, at = now) => countOrder(store, order(more), at, zone);
  const day = () => store.collection(orderDays).get('2026-11-30');

  it('count once, however often they are told, for less when they cost less, and not when they are cancelled', async () => {
    await store.collection(recipients).insert(to('x', 'telegram:main:a', { sentAt: now - hour, variant: 'b' }));
    await count({});
    const first = await day();
    await count({ status: 'paid' }, now + 1);
    expect(await day()).toEqual(first);
    await count({ number: '1002', total: 100 });
    expect(await ordersOf(store, 'x')).toEqual({ count: 2, revenue: [{ amount: 20_000, currency: 'CNY' }], by: { coupon: 0, click: 0, delivery: 2 } });
    expect((await day())?.arms).toEqual({
      'broadcast:x@2026-11-30': {
        shown: { people: 1, money: { CNY: { sum: 20_000, squares: 400_000_000 } } },
        held: { people: 0, money: {} },
      },
    });
    await count({ total: 9_900 });
    expect(await ordersOf(store, 'x')).toMatchObject({ revenue: [{ amount: 10_000, currency: 'CNY' }] });
    await count({ status: 'cancelled' });
    await count({ status: 'refunded' });
    expect(await ordersOf(store, 'x')).toMatchObject({ count: 1, revenue: [{ amount: 100, currency: 'CNY' }] });
    expect(await day()).toMatchObject({
      sums: [{ campaign: { kind: 'broadcast', id: 'x' }, channel: 'telegram', by: { coupon: 0, click: 0, delivery: 1 }, money: { CNY: 100 } }],
      arms: { 'broadcast:x@2026-11-30': { shown: { people: 1, money: { CNY: { sum: 100, squares: 10_000 } } } } },
    });
    await count({ number: '1002', status: 'returned' });
    expect(await day()).toMatchObject({ sums: [], arms: { 'broadcast:x@2026-11-30': { shown: { people: 0, money: { CNY: { sum: 0, squares: 0 } } } } } });
    expect(await store.collection(credits).count({})).toBe(0);
  });

  it('count for one campaign of all: the last that the person had in hand', async () => {
    const visitor = 'webchat:main:v1';
    await store.collection(contacts).insert({ ...newContact('c', 0), addresses: ['whatsapp-cloud:main:1', visitor] });
    await store.collection(recipients).insert(to('x', 'c', { sentAt: now - 3 * hour }));
    const flow = { began: 1, told: now - 2 * hour, cart: 1 as const };
    const tally = { day: '2026-11-30', at: now, channel: 'whatsapp-cloud', in: 0, bot: 1, person: 0, flows: { 'cart-reminder': flow } };
    await store.collection(conversationDays).insert({ _id: '2026-11-30:whatsapp-cloud:main:1', conversation: 'whatsapp-cloud:main:1', ...tally });
    expect(await count({ contact: 'c' })).toMatchObject({ campaign: { kind: 'cart', id: 'cart-reminder' }, by: 'delivery' });
    const moment = { visitor: 'v1', rule: 'help', about: '/', page: { path: '/' }, lang: 'zh' };
    await store.collection(moments).insert({ _id: 'v1:1', ...moment, at: now - 5 * hour, opened: now - 4 * hour });
    await store.collection(moments).insert({ _id: 'v1:2', ...moment, rule: 'other', at: now - 60_000, held: 1 });
    expect(await count({ contact: 'c' }), 'what was decided stays').toMatchObject({ campaign: { kind: 'cart' } });
    const second = await count({ contact: 'c', number: '1002' });
    expect(second).toMatchObject({ campaign: { kind: 'proactive', id: 'help' }, by: 'click' });
    expect(second?.arms.map(({ campaign, side }) => `${campaign} ${side}`)).toEqual([
      'proactive:other held',
      'cart:cart-reminder shown',
      'broadcast:x shown',
      'proactive:help shown',
    ]);
    const sums = (await day())?.sums.map(({ campaign, by }) => [campaign.id, by.click + by.delivery]);
    expect(sums).toEqual([
      ['cart-reminder', 1],
      ['help', 1],
    ]);
  });

  it('count by a coupon, also where nobody knows who ordered, and for a contact that was merged', async () => {
    const coupon = {
      _id: 'YUN-1',
      code: 'YUN-1',
      campaign: couponCampaign('x'),
      contact: 'old',
      claim: 'x',
      kind: 'percent' as const,
      until: now,
      issuedAt: 0,
    };
    await store.collection(coupons).insert(coupon);
    await store.collection(contacts).insert({ ...newContact('old', 0), addresses: [], mergedInto: 'telegram:main:a' });
    await store.collection(recipients).insert(to('x', 'old', { sentAt: now - hour, variant: 'b' }));
    const { contact: _, ...anonymous } = order({ coupon: 'YUN-1', placedAt: now });
    expect(await countOrder(store, anonymous, now, zone)).toMatchObject({ contact: 'telegram:main:a', by: 'coupon', coupon: 'YUN-1' });
    await countOrder(store, anonymous, now, zone);
    const marks = await store.collection(broadcastMarks).find({ where: { broadcast: 'x', mark: 'ordered' } });
    expect(marks).toMatchObject([{ contact: 'old', by: 'coupon', variant: 'b', order: '1001', money: { amount: 19_900, currency: 'CNY' } }]);
  });

  it('never add up currencies, and leave out one with a negative total', async () => {
    await store.collection(recipients).insert(to('x', 'telegram:main:a', { sentAt: now - hour }));
    await count({});
    await count({ number: '1002', currency: 'USD', total: 500 });
    await count({ number: '1003', total: -1 });
    expect((await day())?.sums).toMatchObject([{ by: { delivery: 2 }, money: { CNY: 19_900, USD: 500 } }]);
  });

  it('are all counted when many come at once', async () => {
    await store.collection(recipients).insert(to('x', 'telegram:main:a', { sentAt: now - hour }));
    await Promise.all(Array.from({ length: 12 }, (_, n) => count({ number: `N-${n}`, total: 1 })));
    expect((await day())?.sums).toMatchObject([{ by: { delivery: 12 }, money: { CNY: 12 } }]);
  });
});
