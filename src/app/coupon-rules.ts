/** Rules of coupons and the steps of carts, from the merchant's config. */
import type { Config } from '../config/schema.ts';
import type { LadderRules } from '../marketing/carts/decide-ladder.ts';
import { minorDigits } from '../numbers/minor-digits.ts';
import type { CouponRule, Worth } from '../shop/orders/coupons.ts';
import { shopTerms } from './shop-base.ts';

/** Validity of the coupon of a cart where no rule is named, ms. */
const cartCouponLives = 48 * 3_600_000;

type Written = Config['coupons'][string];

/** Returns the rules with amounts in minor units of the shop's currency. */
export function couponRules({ coupons, shop }: Pick<Config, 'coupons' | 'shop'>): Map<string, CouponRule> {
  const minor = (amount: number): number => Math.round(amount * 10 ** minorDigits(shop.currency));
  const worthOf = ({ percent, amount, gift }: Written): Worth => {
    if (percent !== undefined) return { kind: 'percent', percent };
    if (amount !== undefined) return { kind: 'fixed', money: { amount: minor(amount), currency: shop.currency } };
    return gift === undefined ? { kind: 'free_shipping' } : { kind: 'gift', gift };
  };
  return new Map(
    Object.entries(coupons).map(([name, rule]): [string, CouponRule] => [
      name,
      {
        worth: worthOf(rule),
        valid: rule.valid,
        once: rule.once,
        ...(rule.minimum !== undefined && { minimum: { amount: minor(rule.minimum), currency: shop.currency } }),
        ...(rule.products && { products: rule.products }),
        ...(rule.count !== undefined && { count: rule.count }),
        ...(rule.budget !== undefined && { budget: minor(rule.budget) }),
      },
    ]),
  );
}

/** Returns the rule of the step `offer`: the one that is named, or the percent of the terms; undefined: there is none. */
export function cartCoupon(config: Pick<Config, 'carts' | 'coupons' | 'shop'>): { name: string; rule: CouponRule } | undefined {
  const name = config.carts.coupon;
  const rule = name === undefined ? undefined : couponRules(config).get(name);
  if (name !== undefined && rule) return { name, rule };
  const percent = shopTerms(config.shop).cart_percent;
  return percent === undefined ? undefined : { name: 'cart', rule: { worth: { kind: 'percent', percent }, valid: cartCouponLives, once: false } };
}

export function ladderRules({ carts }: Pick<Config, 'carts'>): LadderRules {
  return { steps: carts.steps, onceIn: carts.once_in, soldOut: carts.sold_out };
}
