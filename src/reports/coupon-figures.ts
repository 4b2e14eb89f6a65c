/** What came of coupons: issued, used, what was bought with them, by rule or broadcast. */
import { type CouponRow, coupons, orders, undoneStatuses } from '../shop/shop.ts';
import type { Store } from '../store/store.ts';

export const couponStates = ['open', 'used', 'voided', 'expired'] as const;
export type CouponState = (typeof couponStates)[number];

export interface CouponFigures {
  /** Rule of the settings, or `broadcast:ID`. */
  campaign: string;
  /** Issued in the period, and what they are now. */
  issued: number;
  open: number;
  voided: number;
  expired: number;
  /** Used in the period, whenever they were issued. */
  used: number;
  /** Of the orders in which they were used, without those that were undone. Minor units, for each currency. */
  revenue: Record<string, number>;
  /** What their use took off, minor units of the shop's currency. */
  cost: number;
}

/** Coupons that are looked at for one report, of those issued and of those used. */
const most = 50_000;
const pageSize = 1_000;

export function couponState({ usedAt, voidedAt, until }: Pick<CouponRow, 'usedAt' | 'voidedAt' | 'until'>, now: number): CouponState {
  if (usedAt !== undefined) return 'used';
  if (voidedAt !== undefined) return 'voided';
  return until > now ? 'open' : 'expired';
}

/** A code of all whom nobody knows counts by its uses, which have rows of their own. */
export const counts = ({ shared }: Pick<CouponRow, 'shared'>): boolean => !shared;

/** Counts the coupons from `begin` on and before `end`, epoch ms; what brought most uses first. `complete`: false where there were more than are looked at. */
export async function couponFigures(store: Store, begin: number, end: number, now: number): Promise<{ rows: CouponFigures[]; complete: boolean }> {
  const rows = new Map<string, CouponFigures>();
  const of = (campaign: string): CouponFigures => {
    const known = rows.get(campaign) ?? { campaign, issued: 0, open: 0, voided: 0, expired: 0, used: 0, revenue: {}, cost: 0 };
    rows.set(campaign, known);
    return known;
  };
  const allIssued = await pagesOf(store, 'issuedAt', begin, end, async (page) => {
    for (const coupon of page) {
      const sum = of(coupon.campaign);
      const state = couponState(coupon, now);
      sum.issued += 1;
      if (state !== 'used') sum[state] += 1;
    }
  });
  const allUsed = await pagesOf(store, 'usedAt', begin, end, async (page) => {
    const bought = new Map((await store.collection(orders).getMany([...new Set(page.flatMap(({ order }) => order ?? []))])).map((row) => [row._id, row]));
    for (const coupon of page) {
      const sum = of(coupon.campaign);
      sum.used += 1;
      sum.cost += coupon.cost ?? 0;
      const order = bought.get(coupon.order ?? '');
      if (order && !undoneStatuses.has(order.status)) sum.revenue[order.currency] = (sum.revenue[order.currency] ?? 0) + order.total;
    }
  });
  const sorted = [...rows.values()].sort((a, b) => b.used - a.used || b.issued - a.issued || (a.campaign < b.campaign ? -1 : 1));
  return { rows: sorted, complete: allIssued && allUsed };
}

/** Hands over the coupons of the period page by page; false where there were too many. */
async function pagesOf(store: Store, by: 'issuedAt' | 'usedAt', begin: number, end: number, take: (page: CouponRow[]) => Promise<void>): Promise<boolean> {
  const seen = new Set<string>();
  for (let after = begin; seen.size < most; ) {
    const page = await store.collection(coupons).find({ where: { [by]: { gte: after, lt: end } }, sort: { by }, limit: pageSize });
    // Those of one millisecond may stand on both sides of a page's end.
    const fresh = page.filter(({ _id }) => !seen.has(_id));
    for (const { _id } of fresh) seen.add(_id);
    await take(fresh.filter(counts));
    const last = page.at(-1)?.[by];
    if (last === undefined || page.length < pageSize) return true;
    if (fresh.length === 0) return false;
    after = last;
  }
  return false;
}
