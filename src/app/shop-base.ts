/** Facts of the shop that flows read and that do not change by the hour, from the merchant's config. */
import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../config/schema.ts';
import { demoShopOf, demoShops } from '../demo/seed/demo-shops.ts';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import { patternLike } from '../numbers/order-form.ts';
import { countryOfZone } from '../numbers/phone-key.ts';
import { openingHoursText } from '../runtime/base/opening-hours-text.ts';
import type { ShopSettings } from '../runtime/deps/runtime-options.ts';
import { categories } from '../shop/search/categories.ts';
import { type Terms, termFacts } from '../shop/terms.ts';

const day = 86_400_000;

/** Returns the terms that a shop's calls work with, from its config. */
export function shopTerms({ demo, terms }: Pick<Config['shop'], 'demo' | 'terms'>): Terms {
  const shown = demoShopOf(demo);
  return shown ? { ...demoShops[shown].terms, ...terms } : terms;
}

/** Returns the times that customers can book: those of the config, else of the demo shop that is on show. */
export function shopAppointments({ demo, appointments }: Pick<Config['shop'], 'demo' | 'appointments'>): Config['shop']['appointments'] {
  const shown = demoShopOf(demo);
  return appointments ?? (shown && demoShops[shown].appointments);
}

/** Returns the name of the shop: where a demo shop is on show and the config has no name of its own, that one's. */
export function shopName({ demo, name }: Pick<Config['shop'], 'demo' | 'name'>): Config['shop']['name'] {
  const shown = demoShopOf(demo);
  return shown && isDeepStrictEqual(name, demoShops.clothes.title) ? demoShops[shown].title : name;
}

/** Returns in words how often offers come at most: 每周最多 3 次, "at most 3 a week". */
function offersText({ at_most, per }: Config['promotions']): { zh: string; en: string } {
  const days = Math.max(1, Math.round(per / day));
  const span = { 1: ['每天', 'a day'], 7: ['每周', 'a week'], 30: ['每月', 'a month'] }[days] ?? [`每 ${days} 天`, `in ${days} days`];
  return { zh: `${span[0]}最多 ${at_most} 次`, en: `at most ${at_most} ${span[1]}` };
}

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
  const { currency, zone, langs, hours } = shop;
  const name = shopName(shop);
  const demo = demoShopOf(shop.demo) ?? false;
  const assistant = shop.assistant ?? (demo ? demoShops[demo].assistant : undefined);
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

/** Returns the shop as the runtime knows it. */
export function runtimeShop(config: Config): ShopSettings {
  const { shop } = config;
  return { ...shopBase(config), country: countryOf(shop), hours: { ...shop.hours, closed: shop.closed_on } };
}
