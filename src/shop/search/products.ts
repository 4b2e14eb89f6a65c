import type { Vars } from '../../json.ts';
import { localText } from '../local-text.ts';
import type { OrderRow, ProductRow } from '../shop.ts';
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

/** Departments that are bought together. */
const companions: Record<string, string[]> = {
  dresses: ['accessories', 'knitwear', 'shoes'],
  tops: ['trousers', 'skirts', 'knitwear'],
  knitwear: ['trousers', 'accessories', 'outerwear'],
  outerwear: ['accessories', 'knitwear'],
  trousers: ['tops', 'shoes', 'knitwear'],
  skirts: ['tops', 'knitwear', 'shoes'],
  sleepwear: ['accessories'],
  accessories: ['outerwear', 'dresses'],
  shoes: ['trousers', 'accessories'],
};

/** Returns products that go with what somebody bought, best first; never what they have. Empty when nothing was bought. */
export function recommend(products: readonly ProductRow[], bought: readonly OrderRow[], limit: number): ProductRow[] {
  const skus = new Set(bought.flatMap((order) => order.items.map((item) => item.sku)));
  const owned = products.filter((product) => product.variants.some(({ sku }) => skus.has(sku)));
  if (owned.length === 0) return [];
  const wearers = new Set(owned.flatMap((product) => product.wearers ?? []));
  const weight = (product: ProductRow): number => {
    const together = owned.filter((own) => companions[own.category]?.includes(product.category)).length;
    const same = owned.filter((own) => own.category === product.category).length;
    const worn = !product.wearers || product.wearers.some((who) => wearers.has(who)) ? 1 : 0;
    return worn * (together * 2 + same);
  };
  return products
    .filter((product) => available(product) && !owned.includes(product))
    .map((product) => ({ product, score: weight(product) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || bySales(a.product, b.product))
    .slice(0, limit)
    .map(({ product }) => product);
}
