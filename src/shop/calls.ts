import { randomBytes } from 'node:crypto';
import type { Call } from '../call.ts';
import type { Store } from '../store/store.ts';
import type { ShopAdapter } from './adapter.ts';
import { cartCalls } from './calls/cart-calls.ts';
import { couponCalls } from './calls/coupon-calls.ts';
import type { ShopTools } from './calls/define.ts';
import { linkCalls } from './calls/link-calls.ts';
import { orderCalls } from './calls/order-calls.ts';
import { productCalls } from './calls/product-calls.ts';
import { serviceCalls } from './calls/service-calls.ts';
import { sumLimit } from './guess-sum.ts';
import { ownShop } from './own-shop.ts';
import { type Alarm, createProofGuard } from './proof-guard.ts';
import type { Terms } from './terms.ts';

/** Wrong proofs in the whole shop and a day from which on guessing is assumed. */
export const usualWrongProofs = 200;

export interface ShopCallOptions {
  /** Where products and orders live; the program's own tables unless given. */
  shop?: ShopAdapter;
  /** ISO 4217 of the shop's prices; only for the program's own tables. */
  currency?: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** What the shop's own order numbers look like (see patternLike), and one of them to show. */
  pattern?: string | undefined;
  example?: string | undefined;
  /** Three capital letters that codes of coupons begin with; YUN unless given. */
  couponPrefix?: string;
  /** How long something can be sent back; without days the team decides. */
  terms?: Terms;
  /** n unguessable bytes, for coupon and link codes. */
  random?: (bytes: number) => Uint8Array;
  /** Makes two contacts one; link codes join nobody without it. */
  merge?: ShopTools['merge'];
  /** So many wrong proofs a day in the whole shop are guessing; 200 unless given. */
  wrongProofs?: number;
  /** Tells the team of it. */
  alarm?: Alarm;
}

/** Every `call:` that the shop offers to flows: orders, carts, coupons, products, returns, ratings, and joining what is one customer. */
export function shopCalls(store: Store, options: ShopCallOptions = {}): Call[] {
  const tools: ShopTools = {
    store,
    shop: options.shop ?? ownShop(store, options.currency),
    guard: createProofGuard(store, sumLimit(options.wrongProofs ?? usualWrongProofs), options.alarm ?? (async () => {})),
    country: options.country,
    pattern: options.pattern,
    example: options.example,
    couponPrefix: options.couponPrefix ?? 'YUN',
    terms: options.terms ?? {},
    random: options.random ?? randomBytes,
    merge: options.merge ?? (async () => false),
  };
  return [orderCalls, cartCalls, couponCalls, productCalls, serviceCalls, linkCalls].flatMap((make) => make(tools));
}
