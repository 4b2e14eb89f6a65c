import { afterEach, beforeEach, expect, test } from 'vitest';
import { good, openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import type { Json } from '../../json.ts';
import { contacts } from '../../store/collections.ts';
import { couponCode, normalCode } from '../coupon-code.ts';
import { coupons } from '../shop.ts';
import { checkCoupon, issueCoupon, redeemCoupon } from './coupons.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

const ten = { percent: 10, campaign: 'spring', valid: '48h' };

test('1,000 parallel claims of one customer give one coupon', async () => {
  const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => shop.call('coupon.issue', ten)));
  expect(new Set(outcomes.map((outcome) => good(outcome).code)).size).toBe(1);
  expect(await shop.store.collection(coupons).count({ claim: 'spring:c1' })).toBe(1);
});

test('1,000 customers at once get 1,000 different codes', async () => {
  const outcomes = await Promise.all(Array.from({ length: 1_000 }, (_, n) => shop.call('coupon.issue', ten, { contact: `p${n}` })));
  expect(new Set(outcomes.map((outcome) => good(outcome).code)).size).toBe(1_000);
});

test('another campaign is another coupon; a cart is a campaign', async () => {
  const first = good(await shop.call('coupon.issue', ten));
  const second = good(await shop.call('coupon.issue', { percent: 10, cart: 'cart-7' }));
  expect(second.code).not.toBe(first.code);
  expect(second.campaign).toBe('cart-cart-7');
  expect(second.until).toBe(shop.now + 7 * 86_400_000);
});

test('a code that is taken is not given twice', async () => {
  const bytes = [1, 2];
  const random = (n: number) => new Uint8Array(n).fill(bytes[0]!);
  const wish = { worth: { kind: 'percent', percent: 5 } as const, campaign: 'a', contact: 'x', valid: 1_000, prefix: 'YUN' };
  const first = await issueCoupon(shop.store, wish, shop.now, random);
  const turning = (n: number) => new Uint8Array(n).fill(bytes.shift() ?? 3);
  const second = await issueCoupon(shop.store, { ...wish, contact: 'y' }, shop.now, turning);
  expect(first).toMatchObject({ coupon: { code: 'YUN-3333-3333' } });
  expect(second).toMatchObject({ coupon: { code: 'YUN-4444-4444' } });
});

test('codes are readable, and unlike each other', () => {
  const codes = Array.from({ length: 500 }, (_, n) => couponCode((bytes) => Uint8Array.from({ length: bytes }, (__, i) => (n * 31 + i * 97) % 256), 'YUN'));
  for (const code of codes) expect(code).toMatch(/^YUN-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
});

test.each(['yun-7kq2-md4x', 'YUN 7KQ2 MD4X', 'yun7kq2md4x', 'ＹＵＮ－7KQ2－MD4X'])('%s is read as the code', (typed) =>
  expect(normalCode(typed)).toBe('YUN-7KQ2-MD4X'),
);

test('used once: of many orders at once one gets it, and asking again for that order is fine', async () => {
  const { code } = good(await shop.call('coupon.issue', ten));
  const results = await Promise.all(Array.from({ length: 50 }, (_, n) => redeemCoupon(shop.store, String(code), 'c1', `SO-${n}`, shop.now)));
  const winners = results.filter((result) => result.ok);
  expect(winners).toHaveLength(1);
  const winner = results.findIndex((result) => result.ok);
  expect((await redeemCoupon(shop.store, String(code), 'c1', `SO-${winner}`, shop.now)).ok).toBe(true);
  expect(await checkCoupon(shop.store, String(code), 'c1', shop.now)).toEqual({ ok: false, code: 'used' });
  expect(await shop.call('coupon.issue', ten)).toMatchObject({ ok: false, code: 'already_used' });
});

test('expired, unknown, and of somebody else', async () => {
  const code = String(good(await shop.call('coupon.issue', ten)).code);
  expect(await shop.call('coupon.check', { code }, { contact: 'c2' })).toMatchObject({ code: 'not_yours' });
  expect(await shop.call('coupon.check', { code: 'YUN-2222-2222' })).toMatchObject({ code: 'unknown' });
  shop.now += 48 * 3_600_000;
  expect(await shop.call('coupon.check', { code })).toMatchObject({ code: 'expired' });
  expect(await shop.call('coupon.issue', ten)).toMatchObject({ ok: false, code: 'expired' });
});

test.each([
  [{ percent: 10 }, { kind: 'percent', zhe: 9 }],
  [{ percent: 15 }, { kind: 'percent', zhe: 8.5 }],
  [{ amount: 12.5 }, { kind: 'fixed', amount: { amount: 1250, currency: 'USD' } }],
  [{ amount: { amount: 99_900, currency: 'USD' } }, { kind: 'fixed' }],
  [{ free_shipping: 'yes' }, { kind: 'free_shipping' }],
  [{ gift: 'silk-scarf' }, { kind: 'gift', gift: 'silk-scarf' }],
])('%j', async (worth, view) => {
  const coupon = good(await shop.call('coupon.issue', { ...worth, campaign: 'kinds' }));
  expect(coupon).toMatchObject(view);
});

test.each<Record<string, Json>>([{}, { percent: 0 }, { percent: 101 }, { percent: 'ten' }, { percent: 10, amount: 5 }])('%j is no coupon', async (worth) => {
  expect(await shop.call('coupon.issue', worth)).toMatchObject({ ok: false, code: 'bad_worth' });
});

const visitor = (n: number) => ({ contact: `webchat:main:v-${n}`, channel: 'webchat', user: `v-${n}` });

test('1,000 new sessions in the web chat give one code, whatever cart they say they have', async () => {
  const welcome = await Promise.all(Array.from({ length: 1_000 }, (_, n) => shop.call('coupon.issue', ten, visitor(n))));
  expect(new Set(welcome.map((outcome) => good(outcome).code)).size).toBe(1);
  expect(good(welcome[0]!)).toMatchObject({ shared: true, campaign: 'spring' });
  const carts = await Promise.all(Array.from({ length: 20 }, (_, n) => shop.call('coupon.issue', { percent: 10, cart: `cart-${n}` }, visitor(n))));
  expect(new Set(carts.map((outcome) => good(outcome).code)).size).toBe(1);
});

test('who is known gets a code of their own: signed by the shop, or with another channel', async () => {
  const shared = good(await shop.call('coupon.issue', ten, visitor(1)));
  const signed = good(await shop.call('coupon.issue', ten, { contact: 'webchat:main:u-7', channel: 'webchat', user: 'u-7' }));
  expect(signed).toMatchObject({ shared: false });
  const linked = { name: 'L', tags: [], vars: {}, consent: {}, addresses: ['webchat:main:v-1', 'telegram:main:5'], promos: [], createdAt: 1, seenAt: 1 };
  await shop.store.collection(contacts).insert({ _id: 'webchat:main:v-1', ...linked });
  const own = good(await shop.call('coupon.issue', ten, visitor(1)));
  expect(new Set([shared.code, signed.code, own.code]).size).toBe(3);
});

test('the shared code is good for each customer once, and a new one follows before it ends', async () => {
  const { code, until } = good(await shop.call('coupon.issue', ten, visitor(1)));
  expect(Number(until) - shop.now).toBeGreaterThan(47.9 * 3_600_000);
  const redeem = (contact: string, order: string) => redeemCoupon(shop.store, String(code), contact, order, shop.now);
  expect(await redeem('c1', 'SO-1')).toMatchObject({ ok: true });
  expect(await redeem('c1', 'SO-1')).toMatchObject({ ok: true });
  expect(await redeem('c1', 'SO-2')).toMatchObject({ code: 'used' });
  const many = await Promise.all(Array.from({ length: 20 }, (_, n) => redeem('c2', `SO-2${n}`)));
  expect(many.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await checkCoupon(shop.store, String(code), 'c1', shop.now)).toMatchObject({ code: 'used' });
  expect(await checkCoupon(shop.store, String(code), 'c3', shop.now)).toMatchObject({ ok: true });
  expect(await shop.call('coupon.issue', ten, { contact: 'c1' }), 'nor is there one of their own then').toMatchObject({ code: 'already_used' });
  shop.now += 96 * 3_600_000;
  expect(good(await shop.call('coupon.issue', ten, visitor(2))).code).not.toBe(code);
});
