/** Facts of the shop that flows read and that do not change by the hour, from the merchant's config. */
import type { Config } from '../config/schema.ts';
import { demoTerms } from '../demo/seed/terms.ts';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import { patternLike } from '../numbers/order-form.ts';
import { countryOfZone } from '../numbers/phone-key.ts';
import { openingHoursText } from '../runtime/base/opening-hours-text.ts';
import { categories } from '../shop/search/categories.ts';
import { type Terms, termFacts } from '../shop/terms.ts';

const day = 86_400_000;

/** Returns the terms that a shop's calls work with, from its config. */
export function shopTerms({ demo, terms }: Pick<Config['shop'], 'demo' | 'terms'>): Terms {
  return demo ? { ...demoTerms, ...terms } : terms;
}

/** Returns in words how often offers come at most: 每周最多 3 次, "at most 3 a week". */
function offersText({ at_most, per }: Config['promotions']): { zh: string; en: string } {
  const days = Math.max(1, Math.round(per / day));
  const span = { 1: ['每天', 'a day'], 7: ['每周', 'a week'], 30: ['每月', 'a month'] }[days] ?? [`每 ${days} 天`, `in ${days} days`];
  return { zh: `${span[0]}最多 ${at_most} 次`, en: `at most ${at_most} ${span[1]}` };
}

const demoAssistant = { zh: '小云', en: 'Yun' };

/** A number of the demo shop. */
const demoExample = 'SO-10001';

/** Returns the form of the shop's order numbers: its own pattern, or one made from its example. */
export function orderForm({ shop, orders }: Pick<Config, 'shop' | 'orders'>): { example?: string; pattern?: string } {
  const example = orders.example ?? (shop.demo && orders.pattern === undefined ? demoExample : undefined);
  const pattern = orders.pattern ?? (example === undefined ? undefined : patternLike(example));
  return { ...(example !== undefined && { example }), ...(pattern !== undefined && { pattern }) };
}

/** Returns the country, ISO 3166, whose phone numbers are written without country code. */
export function countryOf({ country, zone }: Config['shop']): string | undefined {
  return country ?? countryOfZone(zone);
}

export function shopBase({
  shop,
  orders,
  phrases,
  promotions,
  carts,
}: Pick<Config, 'shop' | 'orders' | 'phrases' | 'promotions' | 'carts'>): Pick<
  ShopFacts,
  | 'name'
  | 'assistant'
  | 'currency'
  | 'zone'
  | 'langs'
  | 'categories'
  | 'phrases'
  | 'terms'
  | 'opening_hours'
  | 'offers'
  | 'demo'
  | 'cart_steps'
  | 'order_example'
  | 'order_pattern'
  | 'country'
> {
  const { name, currency, zone, langs, demo, hours } = shop;
  const assistant = shop.assistant ?? (demo ? demoAssistant : undefined);
  const { example = null, pattern = null } = orderForm({ shop, orders });
  const country = countryOf(shop);
  return {
    name,
    ...(assistant && { assistant }),
    currency,
    zone,
    langs,
    categories: categories.map((one) => one.name),
    terms: termFacts(shopTerms(shop), currency),
    opening_hours: openingHoursText(hours),
    offers: offersText(promotions),
    demo,
    ...(carts.on && { cart_steps: true }),
    order_example: example,
    order_pattern: pattern,
    ...(country && { country }),
    ...(phrases && { phrases }),
  };
}
