/** Coupons of a broadcast: each person who gets it has a code of their own, made in the write that plans them. */
import type { Vars } from '../../json.ts';
import { couponCode } from '../../shop/coupon-code.ts';
import { couponView } from '../../shop/orders/coupon-view.ts';
import type { Worth } from '../../shop/orders/coupons.ts';
import { roughly } from '../../shop/search/price-range.ts';
import { type CouponRow, coupons } from '../../shop/shop.ts';
import type { Op, Store } from '../../store/store.ts';
import type { RecipientRow } from '../broadcast/rows.ts';
import { couponCampaign } from '../report/attribution.ts';
import type { CouponDraft } from './draft.ts';

export interface CouponMaker {
  /** Three capital letters that codes begin with. */
  prefix: string;
  /** The store of the shop has to be told of each. */
  pushes: boolean;
  /** Returns that many random bytes. */
  random(bytes: number): Uint8Array;
}

function worthOf({ percent, amount, gift }: CouponDraft, currency: string): Worth {
  if (percent !== undefined) return { kind: 'percent', percent };
  if (amount !== undefined) return { kind: 'fixed', money: { amount: roughly(amount, currency, currency), currency } };
  return gift === undefined ? { kind: 'free_shipping' } : { kind: 'gift', gift };
}

/** Returns what texts show of the coupon before anybody has one: for previews and tests. `valid`: ms. */
export function sampleCoupon(draft: CouponDraft, currency: string, valid: number, { prefix }: Pick<CouponMaker, 'prefix'>, now: number): Vars {
  return couponView({ code: `${prefix}-0000-TEST`, campaign: '', contact: '', claim: '', until: now + valid, issuedAt: now, ...worthOf(draft, currency) });
}

/**
 * Gives each recipient a code and returns the rows that go with the planning: the coupons, valid from the moment at which the person is written to. A code
 * that exists already is drawn again.
 */
export async function grantCoupons(
  store: Store,
  given: readonly RecipientRow[],
  { draft, currency, valid, maker, now }: { draft: CouponDraft; currency: string; valid: number; maker: CouponMaker; now: number },
): Promise<{ rows: RecipientRow[]; ops: Op[] }> {
  const worth = worthOf(draft, currency);
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  for (let open = [...given]; open.length > 0; ) {
    const drawn = open.map((row) => ({ row, code: couponCode(maker.random, maker.prefix) }));
    const there = new Set((await store.collection(coupons).getMany(drawn.map(({ code }) => code))).map(({ code }) => code));
    open = [];
    for (const { row, code } of drawn) {
      if (there.has(code) || taken.has(code)) open.push(row);
      else codes.set(row._id, code);
      taken.add(code);
    }
  }
  const ops: Op[] = [];
  const rows = given.map((row): RecipientRow => {
    const code = codes.get(row._id) ?? '';
    const campaign = couponCampaign(row.broadcast);
    const coupon: CouponRow = {
      _id: code,
      v: 1,
      code,
      campaign,
      contact: row.contact,
      claim: `${campaign}:${row.contact}`,
      until: row.at + valid,
      issuedAt: now,
      ...(maker.pushes && { push: now }),
      ...worth,
    };
    ops.push({ op: 'insert', in: coupons.name, row: coupon });
    return { ...row, coupon: code, vars: { ...row.vars, coupon: couponView(coupon) } };
  });
  return { rows, ops };
}
