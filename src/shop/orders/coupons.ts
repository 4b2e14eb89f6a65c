import type { Money } from '../../message.ts';
import type { Store } from '../../store/store.ts';
import { couponCode, normalCode } from '../coupon-code.ts';
import { type CouponCountRow, type CouponRow, couponCounts, coupons } from '../shop.ts';

export type Worth =
  | { kind: 'percent'; percent: number }
  | { kind: 'fixed'; money: Money }
  | { kind: 'free_shipping' }
  /** A product id or the words for it. */
  | { kind: 'gift'; gift: string };

/** A rule of the config by which coupons are issued. Amounts in minor units of the shop's currency. */
export interface CouponRule {
  worth: Worth;
  /** Time for which a coupon is valid, ms. */
  valid: number;
  /** One for each person, whatever it is issued for. */
  once: boolean;
  minimum?: Money;
  /** SKUs that it is good for. */
  products?: string[];
  /** Coupons that are issued at most, and the cost at which no more are. */
  count?: number;
  budget?: number;
}

export interface CouponWish {
  worth: Worth;
  campaign: string;
  /** Occasion that it is issued for, where somebody may get several of one campaign. */
  per?: string;
  /** The rule; its name is the campaign. */
  rule?: Pick<CouponRule, 'minimum' | 'products' | 'count' | 'budget'>;
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

/** `exhausted`: the count or the budget of the rule is used up. Of a shared code each use counts, not its making. */
export type Issued = { ok: true; coupon: CouponRow } | { ok: false; code: 'already_used' | 'expired'; coupon: CouponRow } | { ok: false; code: 'exhausted' };

/** Returns what a rule is, as a wish for somebody; `per` is what it is issued for. */
export function wishBy(name: string, rule: CouponRule, per: string | undefined): Pick<CouponWish, 'worth' | 'campaign' | 'valid' | 'rule' | 'per'> {
  return { worth: rule.worth, campaign: name, valid: rule.valid, rule, ...(!rule.once && per !== undefined && { per }) };
}

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
  const [own] = await store.collection(coupons).find({ where: { claim: claimOf(wish) }, limit: 1 });
  if (own || !wish.isAnonymous) return issue(store, wish, now, random);
  const period = Math.floor(now / wish.valid);
  return issue(store, { ...wish, contact: anybody, period, valid: (period + 2) * wish.valid - now }, now, random);
}

const claimOf = ({ campaign, contact, per }: Pick<CouponWish, 'campaign' | 'contact' | 'per'>): string =>
  `${campaign}:${contact}${per === undefined ? '' : `:${per}`}`;

async function issue(store: Store, wish: CouponWish & { period?: number }, now: number, random: (bytes: number) => Uint8Array): Promise<Issued> {
  const rows = store.collection(coupons);
  const { rule } = wish;
  const isLimited = rule?.count !== undefined || rule?.budget !== undefined;
  const shared = wish.period !== undefined;
  const claim = shared ? `${wish.campaign}:${wish.contact}:${wish.period}` : claimOf(wish);
  for (;;) {
    // Before the claim is looked at: whatever is issued from here on makes the count another one, and this try is lost.
    const count = isLimited ? await store.collection(couponCounts).get(wish.campaign) : null;
    const [mine] = await rows.find({ where: { claim }, limit: 1 });
    if (mine) {
      if (shared && rule && roomIn(count, costIn(mine), rule) < 1) return { ok: false, code: 'exhausted' };
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
      ...(shared && isLimited && rule && { limits: limitsOf(rule, roomIn(count, wish.worth.kind === 'fixed' ? wish.worth.money.amount : 0, rule)) }),
      ...(wish.isPushed && { push: now }),
      ...(rule && { rule: wish.campaign }),
      ...(rule?.minimum && { minimum: rule.minimum }),
      ...(rule?.products && { products: rule.products }),
      ...(rule?.budget !== undefined && { budgeted: true as const }),
      ...wish.worth,
    };
    if (shared && rule && roomIn(count, costIn(fresh), rule) < 1) return { ok: false, code: 'exhausted' };
    if (isLimited && !shared) {
      if ((await issueLimited(store, { ...fresh, v: 1 }, count, rule ?? {})) === 'exhausted') return { ok: false, code: 'exhausted' };
      continue;
    }
    // `duplicate` is another claim that was faster, or a code that exists: the next round tells.
    if ((await rows.insert(fresh)) === 'done') return { ok: true, coupon: { ...fresh, v: 1 } };
  }
}

const limitsOf = ({ count, budget }: Pick<CouponRule, 'count' | 'budget'>, room: number): CouponRow['limits'] => ({
  ...(count !== undefined && { count }),
  ...(budget !== undefined && { budget }),
  ...(Number.isFinite(room) && { uses: room }),
});

/** What it costs the shop whatever the order is, minor units. */
const costIn = ({ kind, money }: Pick<CouponRow, 'kind' | 'money'>): number => (kind === 'fixed' ? (money?.amount ?? 0) : 0);

/** Returns how many more may be given or used, infinite where nothing limits them. What costs a share of the order can be used while there is anything left. */
export function roomIn(known: CouponCountRow | null, amount: number, { count, budget }: Pick<CouponRule, 'count' | 'budget'>): number {
  const { issued = 0, promised = 0, spent = 0 } = known ?? {};
  const left = budget === undefined ? Number.POSITIVE_INFINITY : budget - promised - spent;
  const byBudget = left <= 0 ? 0 : amount > 0 && budget !== undefined ? Math.floor(left / amount) : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(count === undefined ? Number.POSITIVE_INFINITY : count - issued, byBudget));
}

/** Issues and counts in one write, which loses against any other of the same rule; the next look tells whether it is there. */
async function issueLimited(
  store: Store,
  fresh: CouponRow,
  known: CouponCountRow | null,
  { count, budget }: Pick<CouponRule, 'count' | 'budget'>,
): Promise<'tried' | 'exhausted'> {
  if (await store.collection(coupons).get(fresh._id)) return 'tried';
  const now = known ?? { _id: fresh.campaign, v: 0, issued: 0, promised: 0, spent: 0 };
  const amount = costIn(fresh);
  if (roomIn(now, amount, { count, budget }) < 1) return 'exhausted';
  const next: CouponCountRow = { ...now, v: now.v + 1, issued: now.issued + 1, promised: now.promised + amount };
  await store.write([{ op: 'insert', in: coupons.name, row: fresh }], { in: couponCounts.name, row: next, ...(known && { was: known }) });
  return 'tried';
}

/** Makes a code worthless from now on; null when there is none. One that was used stays as it is. */
export async function voidCoupon(store: Store, code: string, now: number): Promise<CouponRow | null> {
  const rows = store.collection(coupons);
  for (;;) {
    const coupon = (await rows.get(normalCode(code))) ?? (await rows.get(code.trim()));
    if (!coupon || coupon.voidedAt !== undefined || coupon.usedAt !== undefined) return coupon;
    const { push: _, ...rest } = coupon;
    const stored = await rows.replace({ ...rest, voidedAt: now, until: Math.min(coupon.until, now) });
    if (stored) return stored;
  }
}

/** `exhausted`: a shared code of which as much was used as its rule gives. */
export type CouponState = { ok: true; coupon: CouponRow } | { ok: false; code: 'unknown' | 'expired' | 'used' | 'not_yours' | 'exhausted' };

/** Tells whether a customer could use a code now. */
export async function checkCoupon(store: Store, code: string, contact: string, now: number): Promise<CouponState> {
  const coupon = (await store.collection(coupons).get(normalCode(code))) ?? (await store.collection(coupons).get(code.trim()));
  if (!coupon) return { ok: false, code: 'unknown' };
  if (coupon.contact !== anybody && coupon.contact !== contact) return { ok: false, code: 'not_yours' };
  if (coupon.shared && (await useOf(store, coupon, contact))) return { ok: false, code: 'used' };
  if (coupon.usedAt !== undefined) return { ok: false, code: 'used' };
  if (coupon.limits && roomIn(await store.collection(couponCounts).get(coupon.campaign), costIn(coupon), coupon.limits) < 1)
    return { ok: false, code: 'exhausted' };
  return coupon.until > now ? { ok: true, coupon } : { ok: false, code: 'expired' };
}

/** Returns how a customer used the campaign of a shared code; undefined: not yet. */
async function useOf(store: Store, { campaign }: CouponRow, contact: string): Promise<CouponRow | undefined> {
  const [use] = await store.collection(coupons).find({ where: { claim: `${campaign}:${contact}` }, limit: 1 });
  return use?.usedAt === undefined ? undefined : use;
}

/** Returns the cost of a coupon's use for the shop, as far as the order's total tells: free postage and gifts are not among it. Minor units. */
export function costOf({ kind, percent = 0, money }: Pick<CouponRow, 'kind' | 'percent' | 'money'>, total: number): number {
  if (kind === 'fixed') return money?.amount ?? 0;
  return kind === 'percent' && percent < 100 ? Math.round((total * percent) / (100 - percent)) : 0;
}

/** Uses up a code of a rule with a budget and counts its cost, in one write. */
async function useBudgeted(store: Store, coupon: CouponRow, order: string, total: number, now: number): Promise<boolean> {
  // In this order: a use of it after the count was read makes the count another one, and this try is lost.
  const known = await store.collection(couponCounts).get(coupon.campaign);
  if ((await store.collection(coupons).get(coupon._id))?.usedAt !== undefined) return false;
  const cost = costOf(coupon, total);
  const count = known ?? { _id: coupon.campaign, v: 0, issued: 1, promised: 0, spent: 0 };
  const next: CouponCountRow = { ...count, v: count.v + 1, spent: count.spent + (coupon.kind === 'fixed' ? 0 : cost) };
  const set = { usedAt: now, order, cost };
  const done = await store.write([{ op: 'patch', in: coupons.name, id: coupon._id, set }], { in: couponCounts.name, row: next, ...(known && { was: known }) });
  return done === 'done';
}

/**
 * Uses a shared code of a limited rule and counts the use, in one write, which loses against any other of the same rule. An order of nobody whom we know
 * is a use as well: the order stands for the customer. False: another try is needed.
 */
async function useShared(
  store: Store,
  coupon: CouponRow,
  limits: NonNullable<CouponRow['limits']>,
  contact: string,
  order: string,
  total: number,
  now: number,
): Promise<boolean | 'exhausted'> {
  const rows = store.collection(coupons);
  const known = await store.collection(couponCounts).get(coupon.campaign);
  const claim = contact ? `${coupon.campaign}:${contact}` : `${coupon.campaign}:${anybody}:order:${order}`;
  const [own] = await rows.find({ where: { claim }, limit: 1 });
  if (own?.usedAt !== undefined) return !contact && own.order === order;
  if (!own && roomIn(known, costIn(coupon), limits) < 1) return 'exhausted';
  const { shared: _, limits: _l, push: _p, v: _v, ...use } = coupon;
  const cost = costOf(coupon, total);
  const row: CouponRow = {
    ...use,
    _id: `${coupon.code} ${contact || order}`,
    contact: contact || anybody,
    claim,
    issuedAt: now,
    usedAt: now,
    order,
    cost,
    v: 1,
  };
  const count = known ?? { _id: coupon.campaign, v: 0, issued: 0, promised: 0, spent: 0 };
  // One that they were given before was counted then.
  const next = { ...count, v: count.v + 1, issued: count.issued + (own ? 0 : 1), spent: count.spent + (own && coupon.kind === 'fixed' ? 0 : cost) };
  const op = own
    ? ({ op: 'patch', in: coupons.name, id: own._id, set: { usedAt: now, order, cost } } as const)
    : ({ op: 'insert', in: coupons.name, row } as const);
  return (await store.write([op], { in: couponCounts.name, row: next, ...(known && { was: known }) })) === 'done';
}

/** Uses it up for an order of `total` minor units. Once only: of two orders at the same moment one gets `used`. The same order again is `ok`. */
export async function redeemCoupon(store: Store, code: string, contact: string, order: string, now: number, total = 0): Promise<CouponState> {
  const rows = store.collection(coupons);
  for (;;) {
    const state = await checkCoupon(store, code, contact, now);
    if (!state.ok) {
      if (state.code === 'exhausted' && !contact) {
        const same = await rows.get(`${normalCode(code)} ${order}`);
        if (same?.order === order) return { ok: true, coupon: same };
      }
      const coupon = state.code === 'used' ? await rows.get(normalCode(code)) : null;
      const use = coupon?.shared ? await useOf(store, coupon, contact) : coupon;
      return use?.order === order ? { ok: true, coupon: use } : state;
    }
    const { coupon } = state;
    if (coupon.limits) {
      const used = await useShared(store, coupon, coupon.limits, contact, order, total, now);
      if (used === 'exhausted') return { ok: false, code: 'exhausted' };
      if (used) return { ok: true, coupon };
      continue;
    }
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
    if (coupon.budgeted && !coupon.shared) {
      if (await useBudgeted(store, coupon, order, total, now)) return { ok: true, coupon: { ...coupon, usedAt: now, order } };
      continue;
    }
    // An order of nobody whom we know: the shared code goes on for others.
    const used = coupon.shared ? coupon : await rows.replace({ ...coupon, usedAt: now, order, cost: costOf(coupon, total) });
    if (used) return { ok: true, coupon: used };
  }
}
