/** Selection of the answers that a shop can give at all: an entry whose condition depends only on settings is on or off for good. */
import { z } from 'zod';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import type { Faq } from '../flow-tree/flow-tree.ts';
import { type Use, usesOfExpression } from '../text/inspect.ts';
import { holds, sourceOf, type TextOptions } from '../text/text.ts';

/** Returns the files without the entries that the settings switch off, such as those of the demo shop in a shop of one's own. */
export function answering(faqs: readonly Faq[], shop: Partial<ShopFacts>): Faq[] {
  const options: TextOptions = { defaultLang: shop.langs?.[0] ?? 'en', zone: shop.zone ?? 'UTC', currency: shop.currency ?? 'USD' };
  // As flows read it: without what is not set.
  const settings = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(shop)));
  const isSetting = ({ root, key }: Use): boolean => root === 'shop' && key !== undefined && key in settings;
  const isOff = ({ only_if }: Faq['entries'][number]): boolean => {
    if (!only_if) return false;
    const sources = only_if.tests.map((test) => sourceOf(test)?.source);
    const decided = sources.every((source) => source !== undefined && usesOfExpression(source).every(isSetting));
    return decided && !holds(only_if, options.defaultLang, { shop: settings }, options);
  };
  return faqs.map((faq) => ({ ...faq, entries: faq.entries.filter((entry) => !isOff(entry)) }));
}
