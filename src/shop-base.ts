/** What flows read of the shop that does not change by the hour, from the merchant's config. */
import type { Config } from './config/schema.ts';
import type { OwnPhrases } from './engine/phrases.ts';
import type { ShopFacts } from './engine/turn.ts';
import { categories } from './shop/categories.ts';

export function shopBase({
  shop,
  phrases,
}: Pick<Config, 'shop' | 'phrases'>): Pick<ShopFacts, 'name' | 'currency' | 'zone' | 'langs' | 'categories'> & { phrases?: OwnPhrases } {
  const { name, currency, zone, langs } = shop;
  return { name, currency, zone, langs, categories: categories.map((one) => one.name), ...(phrases && { phrases }) };
}
