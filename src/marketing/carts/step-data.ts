/** Data that a step of a ladder gives its flow. */
import type { Json, Vars } from '../../json.ts';
import { cartView } from '../../shop/orders/carts.ts';
import { couponView } from '../../shop/orders/coupon-view.ts';
import { productView } from '../../shop/search/products.ts';
import type { CouponRow } from '../../shop/shop.ts';
import type { SentKind } from './ladder-rows.ts';
import type { LadderView } from './situation.ts';

/** Returns `cart` at today's prices, with `step`, what has `fallen` and what is `gone`, and the `coupon` or the `alternatives` of the step. */
export function stepData(kind: SentKind, { cart, today, alternatives, lang, situation }: LadderView, coupon?: CouponRow): Vars {
  if (!cart || !today) return { cart: { step: kind } };
  const { currency } = cart;
  const shown = kind === 'alternatives' ? cart.items : today.items;
  const view = cartView({ ...cart, items: shown }, situation.now);
  const money = (amount: number): Json => ({ amount, currency });
  return {
    cart: {
      ...view,
      step: kind,
      image: shown.find((item) => item.image !== undefined)?.image ?? null,
      first: Array.isArray(view.items) ? view.items.slice(0, 1) : [],
      fallen: today.fallen.map(({ sku, title, was, price }): Json => ({ sku, title, was: money(was), price: money(price) })),
      gone: today.gone,
      ...(coupon && { coupon: couponView(coupon) }),
      ...(alternatives.length > 0 && { alternatives: alternatives.map((product): Json => productView(product, lang)) }),
    },
  };
}
