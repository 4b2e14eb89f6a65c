/** What flows read of the shop that does not change by the hour, from the merchant's config. */
import type { Config } from './config/schema.ts';
import type { OwnPhrases } from './engine/phrases.ts';
import type { ShopFacts } from './engine/turn.ts';
import { patternLike } from './order-form.ts';
import { countryOfZone } from './phone-key.ts';
import { categories } from './shop/categories.ts';

/** A number of the demo shop. */
const demoExample = 'SO-10001';

/** What order numbers of the shop look like: as it says, or like its example. */
export function orderForm({ shop, orders }: Pick<Config, 'shop' | 'orders'>): { example?: string; pattern?: string } {
  const example = orders.example ?? (shop.demo && orders.pattern === undefined ? demoExample : undefined);
  const pattern = orders.pattern ?? (example === undefined ? undefined : patternLike(example));
  return { ...(example !== undefined && { example }), ...(pattern !== undefined && { pattern }) };
}

/** ISO 3166: whose phone numbers are written without country code. */
export function countryOf({ country, zone }: Config['shop']): string | undefined {
  return country ?? countryOfZone(zone);
}

type Base = Pick<ShopFacts, 'name' | 'currency' | 'zone' | 'langs' | 'categories' | 'order_example' | 'order_pattern'> & { phrases?: OwnPhrases };

export function shopBase({ shop, orders, phrases }: Pick<Config, 'shop' | 'orders' | 'phrases'>): Base {
  const { name, currency, zone, langs } = shop;
  const { example = null, pattern = null } = orderForm({ shop, orders });
  return {
    name,
    currency,
    zone,
    langs,
    categories: categories.map((one) => one.name),
    order_example: example,
    order_pattern: pattern,
    ...(phrases && { phrases }),
  };
}
