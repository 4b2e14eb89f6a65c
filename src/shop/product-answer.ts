/** What a customer wants to know of one product: its price, its stock, its sizes and colours, of all of it or of the option that was named. */
import type { Json, Vars } from '../engine/session.ts';
import { askedOf } from './asked-of-goods.ts';
import { isHan, plainText } from './letters.ts';
import { optionWord } from './option-words.ts';
import { productView } from './products.ts';
import type { ProductRow, Variant } from './shop.ts';
import { fewLeft } from './stock.ts';
import type { Wish } from './wish.ts';

const oneSize = 'one size';

/** Does the sentence name the value of an option, as a word of its own? */
function names(plain: string, value: string): boolean {
  const wanted = plainText(value);
  if (wanted === '') return false;
  if (isHan(wanted)) return plain.includes(wanted);
  return new RegExp(`(?<![a-z0-9.])${wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z0-9])`).test(plain);
}

/** The values that were asked for, by option. */
function askedOptions(product: ProductRow, said: string, wish: Wish): Map<string, string> {
  const plain = plainText(said);
  const title = plainText(Object.values(product.title).join(' '));
  const found = new Map<string, string>();
  if (wish.size) found.set('size', wish.size);
  if (wish.colour && product.variants.some(({ options }) => options.colour !== undefined)) found.set('colour', wish.colour);
  for (const { options } of product.variants) {
    for (const [name, value] of Object.entries(options)) {
      // A word of the name itself, as red in "red midi dress", picks no variant.
      if (!found.has(name) && name !== 'colour' && names(plain, value) && !names(title, value)) found.set(name, value);
    }
  }
  return found;
}

const has = ({ options }: Variant, name: string, value: string): boolean => options[name]?.toLowerCase() === value.toLowerCase();

/** What a size of clothes or shoes looks like; all other sizes are 规格 in Chinese. */
const wornSize = /^(?:\d{0,2}x{0,4}[sml]|x{2,4}|均码|\d{2}(?:\.5)?码?|\d{3}\/\d{2,3}[a-z]?)$/i;

function labelOf(name: string, values: readonly string[], lang: string): string {
  const zh = lang.startsWith('zh');
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

/**
 * The product as flows see it, and: `asks` (price, stock, sizes, colours); `options`, what can be had of each; `chosen`, the option that was
 * asked for, with `chosen_known`, `chosen_in_stock`, `chosen_left`, `chosen_price` and, where prices of it differ, `chosen_price_to`. Numbers
 * of pieces are told when few are left, and never where a shop does not count.
 */
export function productAnswer(product: ProductRow, said: string, wish: Wish, lang: string): Vars {
  const money = (amount: number) => ({ amount, currency: product.currency });
  const options = askedOptions(product, said, wish);
  const fitting = product.variants.filter((variant) => [...options].every(([name, value]) => has(variant, name, value)));
  const there = fitting.filter(({ stock }) => stock > 0);
  const chosen = [...options].map(([name, value]) => optionWord(name, value, lang)).join(lang.startsWith('zh') ? '，' : ', ');
  const left = there.reduce((sum, { stock }) => sum + stock, 0);
  const prices = (there.length > 0 ? there : fitting).map(({ price }) => price);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  return {
    ...productView(product, lang),
    asks: askedOf(said) ?? '',
    options: optionsView(product, lang),
    chosen: options.size > 0 ? chosen : '',
    chosen_known: fitting.length > 0,
    chosen_in_stock: there.length > 0,
    chosen_left: options.size > 0 ? fewLeft(left) : null,
    chosen_price: prices.length > 0 ? money(lowest) : null,
    chosen_price_to: highest > lowest ? money(highest) : null,
    left: fewLeft(product.variants.reduce((sum, { stock }) => sum + stock, 0)),
  };
}
