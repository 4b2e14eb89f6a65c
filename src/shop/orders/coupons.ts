import type { Money } from '../../message.ts';
import type { Store } from '../../store/store.ts';
import { couponCode, normalCode } from '../coupon-code.ts';
import { type CouponRow, coupons } from '../shop.ts';

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
  /** Time for which it is valid, ms. */
  valid: number;
  /** Three capital letters that its code begins with. */
  prefix: string;
  /** True when nobody knows who the contact is: another session would be another contact. */
  isAnonymous?: boolean;
  /** The store of the shop has to be told of it. */
  isPushed?: boolean;
}

export type Issued = { ok: true; coupon: CouponRow } | { ok: false; code: 'already_used' | 'expired'; coupon: CouponRow };

/** Anybody may use it: imported codes. */
export const anybody = '*';

/**
 * Issues one coupon a customer and campaign, even when it is asked for several times at once: the unique index `claim` decides, and a later request
 * gets the coupon that is there. A used or expired one is not replaced.
 *
 * Those whom nobody knows all get the same code, so that new sessions give no new ones. It is good for each customer once, which the
 * shop's checkout decides by whom the order is for, and is followed by another when half of its time is over.
 */
export async function issueCoupon(store: Store, wish: CouponWish, now: number, random: (bytes: number) => Uint8Array): Promise<Issued> {
  const [own] = await store.collection(coupons).find({ where: { claim: `${wish.campaign}:${wish.contact}` }, limit: 1 });
  if (own || !wish.isAnonymous) return issue(store, wish, now, random);
  const period = Math.floor(now / wish.valid);
  return issue(store, { ...wish, contact: anybody, period, valid: (period + 2) * wish.valid - now }, now, random);
}

async function issue(store: Store, wish: CouponWish & { period?: number }, now: number, random: (bytes: number) => Uint8Array): Promise<Issued> {
  const rows = store.collection(coupons);
  const shared = wish.period !== undefined;
  const claim = `${wish.campaign}:${wish.contact}${shared ? `:${wish.period}` : ''}`;
  for (;;) {
    const [mine] = await rows.find({ where: { claim }, limit: 1 });
    if (mine) {
      if (mine.usedAt !== undefined) return { ok: false, code: 'already_used', coupon: mine };
      return mine.until > now ? { ok: true, coupon: mine } : { ok: false, code: 'expired', coupon: mine };
    }
    const code = couponCode(random, wish.prefix);
    const fresh = {
      _id: code,
      code,
      campaign: wish.campaign,
      contact: wish.contact,
      claim,
      until: now + wish.valid,
      issuedAt: now,
      ...(shared && { shared }),
      ...(wish.isPushed && { push: now }),
      ...wish.worth,
    };
    // `duplicate` is another claim that was faster, or a code that exists: the next round tells.
    if ((await rows.insert(fresh)) === 'done') return { ok: true, coupon: { ...fresh, v: 1 } };
  }
}

export type CouponState = { ok: true; coupon: CouponRow } | { ok: false; code: 'unknown' | 'expired' | 'used' | 'not_yours' };

/** Tells whether a customer could use a code now. */
export async function checkCoupon(store: Store, code: string, contact: string, now: number): Promise<CouponState> {
  const coupon = (await store.collection(coupons).get(normalCode(code))) ?? (await store.collection(coupons).get(code.trim()));
  if (!coupon) return { ok: false, code: 'unknown' };
  if (coupon.contact !== anybody && coupon.contact !== contact) return { ok: false, code: 'not_yours' };
  if (coupon.shared && (await useOf(store, coupon, contact))) return { ok: false, code: 'used' };
  if (coupon.usedAt !== undefined) return { ok: false, code: 'used' };
  return coupon.until > now ? { ok: true, coupon } : { ok: false, code: 'expired' };
}

/** Returns how a customer used the campaign of a shared code; undefined: not yet. */
async function useOf(store: Store, { campaign }: CouponRow, contact: string): Promise<CouponRow | undefined> {
  const [use] = await store.collection(coupons).find({ where: { claim: `${campaign}:${contact}` }, limit: 1 });
  return use?.usedAt === undefined ? undefined : use;
}

/** Uses it up for an order. Once only: of two orders at the same moment one gets `used`. The same order again is `ok`. */
export async function redeemCoupon(store: Store, code: string, contact: string, order: string, now: number): Promise<CouponState> {
  const rows = store.collection(coupons);
  for (;;) {
    const state = await checkCoupon(store, code, contact, now);
    if (!state.ok) {
      const coupon = state.code === 'used' ? await rows.get(normalCode(code)) : null;
      const use = coupon?.shared ? await useOf(store, coupon, contact) : coupon;
      return use?.order === order ? { ok: true, coupon: use } : state;
    }
    const { coupon } = state;
    if (coupon.shared && contact) {
      const { shared: _, v: _v, ...use } = coupon;
      const claim = `${coupon.campaign}:${contact}`;
      const [own] = await rows.find({ where: { claim }, limit: 1 });
      const used = own
        ? await rows.replace({ ...own, usedAt: now, order })
        : (await rows.insert({ ...use, _id: `${coupon.code} ${contact}`, contact, claim, issuedAt: now, usedAt: now, order })) === 'done';
      if (used) return { ok: true, coupon };
      continue;
    }
    // An order of nobody whom we know: the shared code goes on for others.
    const used = coupon.shared ? coupon : await rows.replace({ ...coupon, usedAt: now, order });
    if (used) return { ok: true, coupon: used };
  }
}
