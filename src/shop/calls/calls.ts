import { randomBytes } from 'node:crypto';
import type { Call } from '../../call.ts';
import type { Store } from '../../store/store.ts';
import type { ShopAdapter } from '../adapter.ts';
import type { AppointmentPlan } from '../appointment-plan.ts';
import type { ChangeRules } from '../change-rules.ts';
import { type Changes, type ChangeTools, createChanges } from '../changes/changes.ts';
import { type Alarm, createAttemptLimiter } from '../proof/attempt-limiter.ts';
import { sumLimit } from '../proof/guess-sum.ts';
import type { Terms } from '../terms.ts';
import { appointmentCalls } from './appointment-calls.ts';
import { cartCalls } from './cart-calls.ts';
import { changeCalls } from './change-calls.ts';
import { couponCalls } from './coupon-calls.ts';
import type { ShopTools } from './define.ts';
import { guestCalls } from './guest-calls.ts';
import { linkCalls } from './link-calls.ts';
import { orderCalls } from './order-calls.ts';
import { ownShop } from './own-shop.ts';
import { productCalls } from './product-calls.ts';
import { recommendCalls } from './recommend-calls.ts';
import { requestCalls } from './request-calls.ts';
import { serviceCalls } from './service-calls.ts';

/** Wrong proofs in the whole shop and a day from which on guessing is assumed. */
export const usualWrongProofs = 200;

export interface ShopCallOptions {
  /** Source of products and orders; the program's own tables by default. */
  shop?: ShopAdapter;
  /** ISO 4217 of the shop's prices; only for the program's own tables. */
  currency?: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** Pattern of the shop's own order numbers (see patternLike), and one of them to show. */
  pattern?: string | undefined;
  example?: string | undefined;
  /** Three capital letters that codes of coupons begin with; YUN unless given. */
  couponPrefix?: string;
  /** Rules of coupons, by name. */
  couponRules?: ShopTools['couponRules'];
  /** Terms for returns; without days the team decides. */
  terms?: Terms;
  /** The path of changes, where the program has made it already. */
  path?: Changes;
  /** Rules for changes that customers make. */
  changes?: ChangeRules;
  /** Tells people of the shop of changes in doubt, and receives those that are over for the audit. */
  changesTold?: Partial<Pick<ChangeTools, 'tell' | 'audit'>>;
  /** Plan of appointments, the zone that its hours are in, and days on which nobody comes; no appointments without a plan. */
  appointments?: AppointmentPlan | undefined;
  zone?: string;
  closed_on?: readonly string[];
  /** n unguessable bytes, for coupon and link codes. */
  random?: (bytes: number) => Uint8Array;
  /** Ways to a guest; without them no codes are sent. */
  guests?: ShopTools['guests'];
  /** Makes two contacts one; link codes join nobody without it. */
  merge?: ShopTools['merge'];
  /** Wrong proofs a day in the whole shop that count as guessing; 200 by default. */
  wrongProofs?: number;
  /** Notifies the team of guessing. */
  alarm?: Alarm;
}

/** Returns the one path of changes of this shop, which calls use and a new start settles. */
export function shopChanges(store: Store, { shop, currency, terms = {}, changes = {}, changesTold = {} }: ShopCallOptions = {}): Changes {
  const told = { tell: async () => {}, audit: async () => {}, ...changesTold };
  return createChanges({ store, shop: shop ?? ownShop(store, currency), terms, rules: changes, ...told });
}

/** Returns every `call:` that the shop offers to flows: orders, carts, coupons, products, returns, ratings, requests, appointments, and joining what is one customer. */
export function shopCalls(store: Store, options: ShopCallOptions = {}): Call[] {
  const tools: ShopTools = {
    store,
    shop: options.shop ?? ownShop(store, options.currency),
    changes: options.path ?? shopChanges(store, options),
    attemptLimiter: createAttemptLimiter(store, sumLimit(options.wrongProofs ?? usualWrongProofs), options.alarm ?? (async () => {})),
    country: options.country,
    pattern: options.pattern,
    example: options.example,
    couponPrefix: options.couponPrefix ?? 'YUN',
    ...(options.couponRules && { couponRules: options.couponRules }),
    ...(options.guests && { guests: options.guests }),
    terms: options.terms ?? {},
    zone: options.zone ?? 'UTC',
    calendar: options.appointments && { plan: options.appointments, zone: options.zone ?? 'UTC', closed: options.closed_on ?? [] },
    random: options.random ?? randomBytes,
    merge: options.merge ?? (async () => false),
  };
  const makers = [
    orderCalls,
    changeCalls,
    cartCalls,
    couponCalls,
    productCalls,
    recommendCalls,
    serviceCalls,
    linkCalls,
    guestCalls,
    requestCalls,
    appointmentCalls,
  ];
  return makers.flatMap((make) => make(tools));
}
