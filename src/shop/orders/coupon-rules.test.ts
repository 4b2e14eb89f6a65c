/** Coupons by rules: limits hold under many at once, uses are counted once, codes that are void or guessed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { good, openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import { couponCounts, coupons } from '../shop.ts';
import { type CouponRule, checkCoupon, costOf, issueCoupon, redeemCoupon, voidCoupon, wishBy } from './coupons.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const day = 86_400_000;
const percent: CouponRule = { worth: { kind: 'percent', percent: 10 }, valid: day, once: false };
const ten: CouponRule = { worth: { kind: 'fixed', money: { amount: 1_000, currency: 'USD' } }, valid: day, once: false };
const issue = (rule: CouponRule, contact: string, per = 'x', name = 'rule') =>
  issueCoupon(shop.store, { ...wishBy(name, rule, per), contact, prefix: 'YUN' }, shop.now, random);
const codeOf = async (rule: CouponRule, contact: string, per = 'x'): Promise<string> => {
  const issued = await issue(rule, contact, per);
  if (!issued.ok) throw new Error(issued.code);
  return issued.coupon.code;
};
const count = () => shop.store.collection(couponCounts).get('rule');

test.each<[string, CouponRule, number]>([
  ['a count', { ...percent, count: 7 }, 7],
  ['a budget of promised amounts', { ...ten, budget: 5_500 }, 5],
  ['both, the count is smaller', { ...ten, count: 3, budget: 9_000 }, 3],
  ['both, the budget is smaller', { ...ten, count: 9, budget: 2_000 }, 2],
])('%s holds when 40 ask at once', async (_, rule, most) => {
  const outcomes = await Promise.all(Array.from({ length: 40 }, (__, n) => issue(rule, `p${n}`)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(most);
  expect(outcomes.filter((one) => !one.ok && one.code === 'exhausted')).toHaveLength(40 - most);
  expect(await shop.store.collection(coupons).count({ contact: { gte: 'p', lt: 'q' } })).toBe(most);
  expect(await count()).toMatchObject({ issued: most });
});

test('the same wish many times at once counts once', async () => {
  const rule = { ...percent, count: 5 };
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => issue(rule, 'p1')));
  expect(new Set(outcomes.map((one) => one.ok && one.coupon.code)).size).toBe(1);
  expect(await count()).toMatchObject({ issued: 1 });
});

test('once: one in all; else one for what it is issued for', async () => {
  expect(await codeOf({ ...percent, once: true }, 'p1', 'a')).toBe(await codeOf({ ...percent, once: true }, 'p1', 'b'));
  expect(await codeOf(percent, 'p2', 'a')).not.toBe(await codeOf(percent, 'p2', 'b'));
});

test('a budget of percents is spent as they are used, each use once', async () => {
  const rule = { ...percent, budget: 250 };
  const codes = await Promise.all(Array.from({ length: 4 }, (_, n) => codeOf(rule, `p${n}`)));
  const uses = await Promise.all(Array.from({ length: 12 }, (_, n) => redeemCoupon(shop.store, codes[0] ?? '', 'p0', `SO-${n}`, shop.now, 900)));
  expect(uses.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await count()).toMatchObject({ issued: 4, spent: 100 });
  await redeemCoupon(shop.store, codes[1] ?? '', 'p1', 'SO-20', shop.now, 1_800);
  expect(await count()).toMatchObject({ spent: 300 });
  expect(await issue(rule, 'p9')).toEqual({ ok: false, code: 'exhausted' });
});

test.each<[Parameters<typeof costOf>[0], number, number]>([
  [{ kind: 'percent', percent: 10 }, 900, 100],
  [{ kind: 'percent', percent: 15 }, 2_550, 450],
  [{ kind: 'percent', percent: 100 }, 0, 0],
  [{ kind: 'fixed', money: { amount: 500, currency: 'USD' } }, 900, 500],
  [{ kind: 'free_shipping' }, 900, 0],
  [{ kind: 'gift' }, 900, 0],
])('%j of an order of %d costs %d', (coupon, total, cost) => expect(costOf(coupon, total)).toBe(cost));

test('a void code is worthless, and the store is not told of it any more; a used one stays used', async () => {
  const code = await codeOf(percent, 'c1');
  await shop.store.write([{ op: 'patch', in: coupons.name, id: code, set: { push: shop.now } }]);
  expect(await voidCoupon(shop.store, code.toLowerCase(), shop.now)).toMatchObject({ voidedAt: shop.now, until: shop.now });
  expect((await shop.store.collection(coupons).get(code))?.push).toBeUndefined();
  expect(await shop.call('coupon.check', { code })).toMatchObject({ ok: false, code: 'expired' });
  expect(await redeemCoupon(shop.store, code, 'c1', 'SO-1', shop.now)).toMatchObject({ ok: false });
  const used = await codeOf(percent, 'c1', 'y');
  await redeemCoupon(shop.store, used, 'c1', 'SO-2', shop.now);
  expect((await voidCoupon(shop.store, used, shop.now))?.voidedAt).toBeUndefined();
  expect(await voidCoupon(shop.store, 'NOT-A-CODE', shop.now)).toBeNull();
});

test('who guesses at codes waits, and their own codes are no guesses', async () => {
  const { code = '' } = good(await shop.call('coupon.issue', { percent: 10 }));
  for (let n = 0; n < 10; n++) expect(await shop.call('coupon.check', { code })).toMatchObject({ ok: true });
  for (let n = 0; n < 6; n++) expect(await shop.call('coupon.check', { code: `YUN-2222-222${n + 2}` })).toMatchObject({ code: 'unknown' });
  expect(await shop.call('coupon.check', { code: 'YUN-2222-2229' })).toMatchObject({ ok: false, code: 'too_many' });
  expect(await shop.call('coupon.check', { code })).toMatchObject({ ok: false, code: 'too_many' });
  shop.now += 61_000;
  expect(await shop.call('coupon.check', { code })).toMatchObject({ ok: true });
});

test('a rule that is not there is told', async () => {
  expect(await shop.call('coupon.issue', { rule: 'nothing' })).toMatchObject({ ok: false, code: 'no_rule' });
});

const shared = (rule: CouponRule, contact: string) =>
  issueCoupon(shop.store, { ...wishBy('rule', rule, undefined), contact, prefix: 'YUN', isAnonymous: true }, shop.now, random);

test.each<[string, CouponRule, number, number]>([
  ['a count', { ...percent, count: 7 }, 900, 7],
  ['a budget of fixed amounts', { ...ten, budget: 5_500 }, 9_000, 5],
  ['a budget of percents', { ...percent, budget: 250 }, 900, 3],
  ['both, the count is smaller', { ...ten, count: 3, budget: 9_000 }, 9_000, 3],
])('a code for many: %s holds when 40 use it at once, known or not', async (_, rule, total, most) => {
  const given = await Promise.all(Array.from({ length: 25 }, (__, n) => shared(rule, `v${n}`)));
  const codes = new Set(given.map((one) => one.ok && one.coupon.code));
  expect(codes.size, 'one code').toBe(1);
  const code = String([...codes][0]);
  const uses = await Promise.all(Array.from({ length: 25 }, (__, n) => redeemCoupon(shop.store, code, n % 3 === 0 ? '' : `p${n}`, `SO-${n}`, shop.now, total)));
  const good = uses.flatMap(({ ok }, n) => (ok ? [n] : []));
  expect(good).toHaveLength(most);
  expect(uses.filter((one) => !one.ok && one.code === 'exhausted')).toHaveLength(25 - most);
  expect(await count()).toMatchObject({ issued: most });
  // The same orders again are no further uses, and nobody is given the code any more.
  for (const n of good) expect(await redeemCoupon(shop.store, code, n % 3 === 0 ? '' : `p${n}`, `SO-${n}`, shop.now, total)).toMatchObject({ ok: true });
  expect(await count()).toMatchObject({ issued: most });
  expect(await shared(rule, 'late')).toEqual({ ok: false, code: 'exhausted' });
  expect(await checkCoupon(shop.store, code, 'late', shop.now)).toEqual({ ok: false, code: 'exhausted' });
  expect(await issue(rule, 'known')).toEqual({ ok: false, code: 'exhausted' });
});
