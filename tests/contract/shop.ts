/** What the shop keeps once, however many ask at the same moment: coupons, requests, appointments, changes, link codes, conversions. On either store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { countOrder } from '../../src/reports/count-order.ts';
import { orderDays } from '../../src/reports/rows.ts';
import { appointmentPlan } from '../../src/shop/appointment-plan.ts';
import { changeId, openRow, stepRow } from '../../src/shop/changes/ledger.ts';
import { book, freeSlots, nextAppointment } from '../../src/shop/orders/appointments.ts';
import { saveCart } from '../../src/shop/orders/carts.ts';
import { type CouponRule, issueCoupon, redeemCoupon, wishBy } from '../../src/shop/orders/coupons.ts';
import { createRequest } from '../../src/shop/orders/requests.ts';
import { makeLinkCode, useLinkCode } from '../../src/shop/proof/link-codes.ts';
import { requests } from '../../src/shop/request-rows.ts';
import { carts, couponCounts, coupons, type OrderRow, orders } from '../../src/shop/shop.ts';
import { sourceLinks } from '../../src/store/collections.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreKind } from './store-kinds.ts';

const now = Date.UTC(2026, 10, 23, 4);
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const many = <T>(count: number, run: (n: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, n) => run(n)));
const percent: CouponRule = { worth: { kind: 'percent', percent: 10 }, valid: 86_400_000, once: false };
const amount: CouponRule = { ...percent, worth: { kind: 'fixed', money: { amount: 1_000, currency: 'USD' } } };

export function shopContract(kind: StoreKind): void {
  describe(`what the shop keeps: ${kind.name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await kind.open(kind.place(), allCollections);
    });
    afterEach(() => store.close());

    const issue = (rule: CouponRule, contact: string, isAnonymous = false) =>
      issueCoupon(store, { ...wishBy('rule', rule, isAnonymous ? undefined : 'x'), contact, prefix: 'YUN', isAnonymous }, now, random);

    it.each([
      ['count', { ...percent, count: 3 }],
      ['budget', { ...amount, budget: 3_500 }],
    ] as const)('coupons of their own: the %s holds', async (_, rule) => {
      const issued = await many(10, (n) => issue(rule, `p${n}`));
      expect(issued.filter(({ ok }) => ok)).toHaveLength(3);
      expect(await store.collection(coupons).count({})).toBe(3);
      expect(await store.collection(couponCounts).get('rule')).toMatchObject({ issued: 3 });
    });

    it.each([
      ['count', { ...percent, count: 3 }],
      ['budget', { ...amount, budget: 3_500 }],
    ] as const)('a code for many: the %s holds', async (_, rule) => {
      const [given] = await many(5, (n) => issue(rule, `v${n}`, true));
      if (!given?.ok) throw new Error('no code');
      const uses = await many(10, (n) => redeemCoupon(store, given.coupon.code, n % 2 ? `p${n}` : '', `SO-${n}`, now, 9_000));
      expect(uses.filter(({ ok }) => ok)).toHaveLength(3);
      expect(await store.collection(couponCounts).get('rule')).toMatchObject({ issued: 3 });
      expect(await issue(rule, 'late', true)).toEqual({ ok: false, code: 'exhausted' });
    });

    it('a coupon is used by one order', async () => {
      const given = await issue(percent, 'p1');
      if (!given.ok) throw new Error('no code');
      const uses = await many(10, (n) => redeemCoupon(store, given.coupon.code, 'p1', `SO-${n}`, now, 9_000));
      expect(uses.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('one open request of a kind for an order', async () => {
      const wish = { kind: 'problem' as const, order: 'SO-1', contact: 'c', conversation: 'c', facts: { note: 'it is broken', type: 'x' } };
      const made = await many(8, (n) => createRequest(store, { ...wish, key: `k${n}` }, now));
      expect(made.filter(({ ok }) => ok)).toHaveLength(1);
      expect(new Set(made.map(({ row }) => row._id)).size).toBe(1);
      expect(await store.collection(requests).count({})).toBe(1);
    });

    it('each place of a time is given once', async () => {
      const plan = appointmentPlan.parse({ what: { en: 'a fitting' }, hours: { tue: ['09:00-11:00'] }, minutes: 60, at_once: 2, days: 3 });
      const calendar = { plan, zone: 'Asia/Shanghai', closed: [] };
      const [slot] = await freeSlots(store, calendar, now);
      const start = slot?.start ?? 0;
      const booked = await many(8, (n) => book(store, calendar, { start, contact: `c${n}`, conversation: `c${n}`, key: `k${n}` }, null, now));
      expect(booked.filter(({ ok }) => ok)).toHaveLength(2);
      const lucky = booked.findIndex(({ ok }) => ok);
      expect((await nextAppointment(store, `c${lucky}`, now))?.start).toBe(start);
      expect((await freeSlots(store, calendar, now)).some((one) => one.start === start)).toBe(false);
    });

    it('one change of an order at a time, and each of its steps once', async () => {
      const about = (n: number) => ({
        _id: changeId(`k${n}`),
        contact: 'c',
        conversation: 'c',
        order: 'SO-1',
        currency: 'USD',
        wish: { do: 'cancel' as const },
      });
      const opened = await many(8, (n) => openRow(store, about(n), now));
      const rows = opened.filter((row) => row !== 'busy');
      expect(rows).toHaveLength(1);
      const [row] = rows;
      if (!row) throw new Error('no row');
      expect((await many(6, () => stepRow(store, row, 'sent', now))).filter((next) => next !== null)).toHaveLength(1);
      const sent = await openRow(store, about(opened.indexOf(row)), now);
      if (sent === 'busy') throw new Error('gone');
      expect((await stepRow(store, sent, 'confirmed', now))?.state).toBe('confirmed');
      expect(await openRow(store, about(99), now), 'the next may begin').toMatchObject({ state: 'prepared' });
    });

    it('a link code links one', async () => {
      const { code } = await makeLinkCode(store, 'mei', now, random);
      const used = await many(6, (n) => useLinkCode(store, code, { contact: `c${n}` }, `k${n}`, now));
      expect(used.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('an order counts once for what it came of', async () => {
      const given = await issue(percent, 'p1');
      if (!given.ok) throw new Error('no code');
      const base = {
        number: 'SO-1',
        key: 'so1',
        digits: '1',
        status: 'paid',
        customer: { name: '' },
        currency: 'USD',
        items: [],
        total: 9_000,
        payment: 'card',
      } as const;
      const order: OrderRow = {
        _id: 'SO-1',
        v: 1,
        ...base,
        items: [],
        address: '',
        parcels: [],
        placedAt: now,
        history: [],
        contact: 'p1',
        coupon: given.coupon.code,
      };
      await store.collection(orders).insert(order);
      await many(4, () => countOrder(store, order, now, 'UTC'));
      await countOrder(store, order, now, 'UTC');
      const days = await store.collection(orderDays).find({ limit: 10 });
      expect(days).toHaveLength(1);
      expect(JSON.stringify(days[0]?.sums)).toContain('9000');
      expect(JSON.stringify(days[0]?.sums)).not.toContain('18000');
      await countOrder(store, { ...order, status: 'cancelled' }, now, 'UTC');
      expect(JSON.stringify((await store.collection(orderDays).find({ limit: 10 }))[0]?.sums)).not.toContain('9000');
    });

    it('carts and links come back as they were', async () => {
      const cart = { _id: 'c1', contact: 'p1', url: 'https://shop.example/cart/c1', currency: 'USD', updatedAt: now };
      await many(4, () => saveCart(store, { ...cart, items: [{ sku: 'A', title: 'A', quantity: 2, price: 500 }] }, now, 'event-1'));
      expect(await store.collection(carts).get('c1')).toMatchObject({ url: cart.url, items: [{ sku: 'A', quantity: 2, price: 500 }] });
      const links = () => store.collection(sourceLinks);
      const row = { _id: 'abc', source: 'leaflet', channel: 'telegram', url: 'https://t.me/shop?start=abc', createdAt: now };
      expect(await links().insert(row)).toBe('done');
      expect(await links().insert(row)).toBe('duplicate');
      expect(await links().get('abc')).toMatchObject({ source: 'leaflet' });
    });
  });
}
