import type { Vars } from '../../json.ts';
import { localText } from '../local-text.ts';
import type { ProductRow } from '../shop.ts';
import { categoryName } from './categories.ts';
import { colourName } from './colours.ts';
import { isReadable } from './option-words.ts';
import { toBeHad } from './to-be-had.ts';

/** Returns a product as flows and cards see it, in the customer's language, with what can be had of it. */
export function productView(product: ProductRow, lang: string): Vars {
  const codes = [...new Set(product.variants.map(({ options }) => options.colour).filter((code) => code !== undefined))];
  const sizes = [
    ...new Set(
      product.variants
        .filter(({ stock }) => stock > 0)
        .map(({ options }) => options.size)
        .filter((size) => size !== undefined),
    ),
  ];
  return {
    id: product._id,
    title: localText(product.title, lang),
    // Texts of flows go on behind it, or end there with a full stop of their own.
    text: localText(product.text, lang).replace(/[.。]\s*$/, ''),
    category: categoryName(product.category, lang),
    ...toBeHad(product, lang),
    image: product.image,
    url: product.url,
    colours: codes.map((code) => colourName(code, lang)).filter((name) => isReadable(name, lang)),
    sizes: sizes.filter((size) => isReadable(size, lang)),
    in_stock: product.variants.some(({ stock }) => stock > 0),
  };
}

const available = (product: ProductRow) => product.variants.some(({ stock }) => stock > 0);
const bySales = (a: ProductRow, b: ProductRow) => b.sold - a.sold;

/** Returns the products without those that only children wear; all of them in a shop that sells for children alone. */
export function forAdults(products: readonly ProductRow[]): readonly ProductRow[] {
  const grown = products.filter(({ wearers }) => !wearers?.length || wearers.some((who) => who !== 'kids'));
  return grown.length > 0 ? grown : products;
}

/** Sorts by price, lowest first, with sold-out products last. */
export function cheapestFirst(products: readonly ProductRow[]): ProductRow[] {
  return [...products].sort((a, b) => Number(available(b)) - Number(available(a)) || a.price - b.price);
}

/** Returns the products that sell best and can be had, in one department or all. */
export function popular(products: readonly ProductRow[], category: string[] | undefined, limit: number): ProductRow[] {
  return forAdults(products)
    .filter((product) => available(product) && (!category?.length || category.includes(product.category)))
    .sort(bySales)
    .slice(0, limit);
}
