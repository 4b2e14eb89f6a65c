import type { Money } from '../message.ts';
import type { Store } from '../store/store.ts';
import { couponCode, normalCode } from './coupon-code.ts';
import { type CouponRow, coupons } from './shop.ts';

export type Worth =
  | { kind: 'percent'; percent: number }
  | { kind: 'fixed'; money: Money }
  | { kind: 'free_shipping' }
  /** A product id or the words for it. */
  | { kind: 'gift'; gift: string };

export interface CouponWish {
  worth: Worth;
  campaign: string;
  contact: string;
  /** How long it is valid, ms. */
  valid: number;
  /** Three capital letters that its code begins with. */
  prefix: string;
}

export type Issued = { ok: true; coupon: CouponRow } | { ok: false; code: 'already_used' | 'expired'; coupon: CouponRow };

/** Anybody may use it: imported codes. */
export const anybody = '*';

/**
 * One coupon a customer and campaign, however often and however parallel it is asked for: the unique index `claim` decides, and whoever
 * comes later gets the coupon that is there. A used or expired one is not replaced.
 */
export async function issueCoupon(store: Store, wish: CouponWish, now: number, random: (bytes: number) => Uint8Array): Promise<Issued> {
  const rows = store.collection(coupons);
  const claim = `${wish.campaign}:${wish.contact}`;
  for (;;) {
    const [mine] = await rows.find({ where: { claim }, limit: 1 });
    if (mine) {
      if (mine.usedAt !== undefined) return { ok: false, code: 'already_used', coupon: mine };
      return mine.until > now ? { ok: true, coupon: mine } : { ok: false, code: 'expired', coupon: mine };
    }
    const code = couponCode(random, wish.prefix);
    const fresh = { _id: code, code, campaign: wish.campaign, contact: wish.contact, claim, until: now + wish.valid, issuedAt: now, ...wish.worth };
    // `duplicate` is another claim that was faster, or a code that exists: the next round tells.
    if ((await rows.insert(fresh)) === 'done') return { ok: true, coupon: { ...fresh, v: 1 } };
  }
}

export type CouponState = { ok: true; coupon: CouponRow } | { ok: false; code: 'unknown' | 'expired' | 'used' | 'not_yours' };

/** Whether a customer could use a code now. */
export async function checkCoupon(store: Store, code: string, contact: string, now: number): Promise<CouponState> {
  const coupon = (await store.collection(coupons).get(normalCode(code))) ?? (await store.collection(coupons).get(code.trim()));
  if (!coupon) return { ok: false, code: 'unknown' };
  if (coupon.contact !== anybody && coupon.contact !== contact) return { ok: false, code: 'not_yours' };
  if (coupon.usedAt !== undefined) return { ok: false, code: 'used' };
  return coupon.until > now ? { ok: true, coupon } : { ok: false, code: 'expired' };
}

/** Uses it up for an order. Once only: of two orders at the same moment one gets `used`. The same order again is `ok`. */
export async function redeemCoupon(store: Store, code: string, contact: string, order: string, now: number): Promise<CouponState> {
  for (;;) {
    const state = await checkCoupon(store, code, contact, now);
    if (!state.ok) {
      const coupon = state.code === 'used' ? await store.collection(coupons).get(normalCode(code)) : null;
      return coupon?.order === order ? { ok: true, coupon } : state;
    }
    const used = await store.collection(coupons).replace({ ...state.coupon, usedAt: now, order });
    if (used) return { ok: true, coupon: used };
  }
}
