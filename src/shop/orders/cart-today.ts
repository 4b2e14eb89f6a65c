/** A cart as it would be bought now: prices and stock of today beside those that the customer saw. Pure. */
import { localText } from '../local-text.ts';
import type { CartRow, ProductRow } from '../shop.ts';

type CartItem = CartRow['items'][number];

export interface CartToday {
  /** Items that can be had, at today's prices and in the quantity that there is. */
  items: CartItem[];
  /** Items that cost less than the customer saw; `was` and `price` in minor units of the cart's currency. */
  fallen: { sku: string; title: string; was: number; price: number }[];
  /** Titles of what has sold out. */
  gone: string[];
}

/**
 * SKUs that the catalogue does not know stay as they are. So do prices in another currency than the cart's: an amount in the one is none in the other, while
 * the stock is the same for both.
 */
export function cartToday(cart: Pick<CartRow, 'items' | 'currency'>, products: readonly ProductRow[], lang: string): CartToday {
  const wanted = new Set(cart.items.map(({ sku }) => sku));
  const known = new Map(
    products.flatMap((product) => product.variants.flatMap((variant) => (wanted.has(variant.sku) ? [[variant.sku, { product, variant }] as const] : []))),
  );
  const today: CartToday = { items: [], fallen: [], gone: [] };
  for (const item of cart.items) {
    const found = known.get(item.sku);
    if (!found) {
      today.items.push(item);
      continue;
    }
    const { product, variant } = found;
    const title = localText(product.title, lang) || item.title;
    if (variant.stock <= 0) {
      today.gone.push(title);
      continue;
    }
    const price = product.currency === cart.currency ? variant.price : item.price;
    if (price < item.price) today.fallen.push({ sku: item.sku, title, was: item.price, price });
    const image = item.image ?? (product.image || undefined);
    today.items.push({ ...item, title, price, quantity: Math.min(item.quantity, variant.stock), ...(image !== undefined && { image }) });
  }
  return today;
}

/** Products that can be had in place of those of a cart: of the same categories and currency, the nearest price first, then what sells best. */
export function alternativesTo(cart: Pick<CartRow, 'items' | 'currency'>, products: readonly ProductRow[], most: number): ProductRow[] {
  const skus = new Map(cart.items.map((item) => [item.sku, item.price]));
  const left = products.filter(({ variants }) => variants.some(({ sku }) => skus.has(sku)));
  const ids = new Set(left.map(({ _id }) => _id));
  const prices = new Map<string, number>();
  for (const { category, variants } of left) {
    const price = variants.map(({ sku }) => skus.get(sku)).find((one) => one !== undefined);
    if (price !== undefined && category !== '') prices.set(category, price);
  }
  const distance = ({ category, price }: ProductRow): number => Math.abs(price - (prices.get(category) ?? price));
  return products
    .filter(
      (one) => !ids.has(one._id) && prices.has(one.category) && one.currency === cart.currency && one.price > 0 && one.variants.some(({ stock }) => stock > 0),
    )
    .sort((a, b) => distance(a) - distance(b) || b.sold - a.sold || (a._id < b._id ? -1 : 1))
    .slice(0, most);
}
