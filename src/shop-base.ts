/** What flows read of the shop that does not change by the hour, from the merchant's config. */
import type { Config } from './config/schema.ts';
import type { OwnPhrases } from './engine/phrases.ts';
import type { LocalName, ShopFacts } from './engine/turn.ts';
import { categories } from './shop/categories.ts';

const demoAssistant = { zh: '小云', en: 'Yun' };

export function shopBase({
  shop,
  phrases,
}: Pick<Config, 'shop' | 'phrases'>): Pick<ShopFacts, 'name' | 'currency' | 'zone' | 'langs' | 'categories'> & { phrases?: OwnPhrases; assistant?: LocalName } {
  const { name, currency, zone, langs } = shop;
  const assistant = shop.assistant ?? (shop.demo ? demoAssistant : undefined);
  return { name, ...(assistant && { assistant }), currency, zone, langs, categories: categories.map((one) => one.name), ...(phrases && { phrases }) };
}
