/** What flows read of the shop that does not change by the hour, from the merchant's config. */
import type { Config } from './config/schema.ts';
import type { ShopFacts } from './engine/turn.ts';
import { openingHoursText } from './runtime/opening-hours-text.ts';
import { categories } from './shop/categories.ts';
import { demoTerms } from './shop/demo/terms.ts';
import { type Terms, termFacts } from './shop/terms.ts';

const day = 86_400_000;

/** What of a shop's config its calls work with. */
export function shopTerms({ demo, terms }: Pick<Config['shop'], 'demo' | 'terms'>): Terms {
  return demo ? { ...demoTerms, ...terms } : terms;
}

/** How often offers come at most: 每周最多 3 次, "at most 3 a week". */
function offersText({ at_most, per }: Config['promotions']): { zh: string; en: string } {
  const days = Math.max(1, Math.round(per / day));
  const span = { 1: ['每天', 'a day'], 7: ['每周', 'a week'], 30: ['每月', 'a month'] }[days] ?? [`每 ${days} 天`, `in ${days} days`];
  return { zh: `${span[0]}最多 ${at_most} 次`, en: `at most ${at_most} ${span[1]}` };
}

const demoAssistant = { zh: '小云', en: 'Yun' };

export function shopBase({
  shop,
  phrases,
  promotions,
}: Pick<Config, 'shop' | 'phrases' | 'promotions'>): Pick<
  ShopFacts,
  'name' | 'assistant' | 'currency' | 'zone' | 'langs' | 'categories' | 'phrases' | 'terms' | 'opening_hours' | 'offers' | 'demo'
> {
  const { name, currency, zone, langs, demo, hours } = shop;
  const assistant = shop.assistant ?? (demo ? demoAssistant : undefined);
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
    ...(phrases && { phrases }),
  };
}
