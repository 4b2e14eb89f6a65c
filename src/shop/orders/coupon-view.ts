import type { Vars } from '../../json.ts';
import type { CouponRow } from '../shop.ts';

/** Returns what texts show of a coupon. */
export function couponView(coupon: Omit<CouponRow, '_id' | 'v'>): Vars {
  return {
    code: coupon.code,
    kind: coupon.kind,
    percent: coupon.percent ?? null,
    // 10 % off is 九折, 15 % off is 八五折.
    zhe: coupon.percent === undefined ? null : Number(((100 - coupon.percent) / 10).toFixed(1)),
    amount: coupon.money ? { amount: coupon.money.amount, currency: coupon.money.currency } : null,
    gift: coupon.gift ?? null,
    minimum: coupon.minimum ? { amount: coupon.minimum.amount, currency: coupon.minimum.currency } : null,
    until: coupon.until,
    shared: coupon.shared === true,
    campaign: coupon.campaign,
  };
}
