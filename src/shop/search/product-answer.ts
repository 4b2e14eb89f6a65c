/** Answer about one product: its price, its stock, its sizes and colours, of all of it or of the option that was named. */

import type { Json, Vars } from '../../json.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import type { ProductRow, Variant } from '../shop.ts';
import { fewLeft } from '../stock.ts';
import { askedOf } from './asked-of-goods.ts';
import { detailAsked } from './detail-asked.ts';
import { optionWord } from './option-words.ts';
import { optionsSaid } from './options-said.ts';
import { productView } from './products.ts';
import type { Wish } from './wish.ts';

const oneSize = 'one size';

/** The values that were asked for, by option; none of an option of which several were named. */
function askedOptions(product: ProductRow, said: string, wish: Wish): Map<string, string> {
  const { picks, unknown } = optionsSaid(product, said);
  const found = new Map([...picks].flatMap(([name, values]) => (values.length === 1 ? [[name, values[0]!] as const] : [])));
  for (const [name, value] of unknown) if (name !== 'colour') found.set(name, value);
  if (wish.size && !picks.has('size')) found.set('size', wish.size);
  if (wish.colour && !picks.has('colour') && product.variants.some(({ options }) => options.colour !== undefined)) found.set('colour', wish.colour);
  return found;
}

const has = ({ options }: Variant, name: string, value: string): boolean => options[name]?.toLowerCase() === value.toLowerCase();

/** Pattern of a size of clothes or shoes; all other sizes are 规格 in Chinese. */
const wornSize = /^(?:\d{0,2}x{0,4}[sml]|x{2,4}|均码|\d{2}(?:\.5)?码?|\d{3}\/\d{2,3}[a-z]?)$/i;

function labelOf(name: string, values: readonly string[], lang: string): string {
  const zh = isChinese(lang);
  if (name === 'colour') return zh ? '颜色' : values.length > 1 ? 'colours' : 'colour';
  if (name !== 'size') return name;
  return zh ? (values.every((value) => wornSize.test(value)) ? '尺码' : '规格') : values.length > 1 ? 'sizes' : 'size';
}

function optionsView(product: ProductRow, lang: string): Json[] {
  const values = new Map<string, Set<string>>();
  for (const { options, stock } of product.variants) {
    for (const [name, value] of Object.entries(options)) {
      if (value.toLowerCase() === oneSize) continue;
      const all = values.get(name) ?? new Set();
      values.set(name, all);
      if (stock > 0) all.add(optionWord(name, value, lang));
    }
  }
  return [...values].filter(([, all]) => all.size > 0).map(([name, all]) => ({ name: labelOf(name, [...all], lang), values: [...all] }));
}

/** Returns the option of the product that a sentence names, in words, and its variants; all of them, and no words, when it names none. */
export function optionAsked(product: ProductRow, said: string, wish: Wish, lang: string): { chosen: string; variants: Variant[] } {
  const options = askedOptions(product, said, wish);
  const variants = product.variants.filter((variant) => [...options].every(([name, value]) => has(variant, name, value)));
  const chosen = [...options].map(([name, value]) => optionWord(name, value, lang)).join(isChinese(lang) ? '，' : ', ');
  return { chosen, variants };
}

/**
 * Returns the product as flows see it, and: `asks` (price, stock, sizes, colours, options); `detail`: `known` or `unknown`, whether the product's
 * text answers the other detail that is asked; `options`, what can be had of each; `chosen`, the option that was asked for, with `chosen_known`,
 * `chosen_in_stock`, `chosen_left`, `chosen_price` and, where prices of it differ, `chosen_price_to`. Numbers of pieces are given when few are left,
 * and never where a shop does not count.
 */
export function productAnswer(product: ProductRow, said: string, wish: Wish, lang: string): Vars {
  const money = (amount: number) => ({ amount, currency: product.currency });
  const { chosen, variants: fitting } = optionAsked(product, said, wish, lang);
  const there = fitting.filter(({ stock }) => stock > 0);
  const left = there.reduce((sum, { stock }) => sum + stock, 0);
  const prices = (there.length > 0 ? there : fitting).map(({ price }) => price);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  return {
    ...productView(product, lang),
    asks: askedOf(said) ?? '',
    detail: detailAsked(product, said) ?? '',
    options: optionsView(product, lang),
    chosen,
    chosen_known: fitting.length > 0,
    chosen_in_stock: there.length > 0,
    chosen_left: chosen !== '' ? fewLeft(left) : null,
    chosen_price: prices.length > 0 ? money(lowest) : null,
    chosen_price_to: highest > lowest ? money(highest) : null,
    left: fewLeft(product.variants.reduce((sum, { stock }) => sum + stock, 0)),
  };
}
