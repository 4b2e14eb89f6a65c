/** What a customer wants to know of one product: its price, its stock, its sizes and colours, of all of it or of the option that was named. */
import type { Json, Vars } from '../engine/session.ts';
import { askedOf } from './asked-of-goods.ts';
import { colourName } from './colours.ts';
import { isHan, plainText } from './letters.ts';
import { productView } from './products.ts';
import type { ProductRow, Variant } from './shop.ts';
import { fewLeft } from './stock.ts';
import type { Wish } from './wish.ts';

const oneSize = 'one size';
/** More variants are told by their options only. */
const mostListed = 8;

function shown(name: string, value: string, lang: string): string {
  return name === 'colour' ? colourName(value, lang) : value;
}

/** The options of a variant in words; empty when there is only one of it. */
function nameOf({ options }: Variant, lang: string): string {
  const values = Object.entries(options).filter(([, value]) => value.toLowerCase() !== oneSize);
  return values.map(([name, value]) => shown(name, value, lang)).join(lang.startsWith('zh') ? '，' : ', ');
}

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

function optionsView(product: ProductRow, lang: string): Json[] {
  const values = new Map<string, Set<string>>();
  for (const { options, stock } of product.variants) {
    for (const [name, value] of Object.entries(options)) {
      if (value.toLowerCase() === oneSize) continue;
      const all = values.get(name) ?? new Set();
      values.set(name, all);
      if (stock > 0) all.add(shown(name, value, lang));
    }
  }
  const labels: Readonly<Record<string, { zh: string; en: string }>> = { size: { zh: '尺码', en: 'sizes' }, colour: { zh: '颜色', en: 'colours' } };
  return [...values]
    .filter(([, all]) => all.size > 0)
    .map(([name, all]) => ({ name: labels[name]?.[lang.startsWith('zh') ? 'zh' : 'en'] ?? name, values: [...all] }));
}

/**
 * The product as flows see it, and: `asks` (price, stock, sizes, colours); `price_to`, its highest price where prices differ; `options`, what
 * can be had of each; `variants` with their own price where prices differ; `chosen`, the option that was asked for, with `chosen_known`,
 * `chosen_in_stock`, `chosen_left` and `chosen_price`. Numbers of pieces are told when few are left, and never where a shop does not count.
 */
export function productAnswer(product: ProductRow, said: string, wish: Wish, lang: string): Vars {
  const money = (amount: number) => ({ amount, currency: product.currency });
  const prices = product.variants.map(({ price }) => price);
  const highest = Math.max(product.price, ...prices);
  const differ = highest > Math.min(product.price, ...prices);
  const options = askedOptions(product, said, wish);
  const fitting = product.variants.filter((variant) => [...options].every(([name, value]) => has(variant, name, value)));
  const there = fitting.filter(({ stock }) => stock > 0);
  const chosen = [...options].map(([name, value]) => shown(name, value, lang)).join(lang.startsWith('zh') ? '，' : ', ');
  const left = there.reduce((sum, { stock }) => sum + stock, 0);
  const first = there[0] ?? fitting[0];
  return {
    ...productView(product, lang),
    asks: askedOf(said) ?? '',
    price_to: differ ? money(highest) : null,
    options: optionsView(product, lang),
    variants:
      differ && product.variants.length <= mostListed
        ? product.variants.map((variant) => ({ name: nameOf(variant, lang), price: money(variant.price), in_stock: variant.stock > 0 }))
        : [],
    chosen: options.size > 0 ? chosen : '',
    chosen_known: fitting.length > 0,
    chosen_in_stock: there.length > 0,
    chosen_left: options.size > 0 ? fewLeft(left) : null,
    chosen_price: first ? money(first.price) : null,
    left: fewLeft(product.variants.reduce((sum, { stock }) => sum + stock, 0)),
  };
}
