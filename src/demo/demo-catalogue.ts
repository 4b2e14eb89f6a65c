import { categories, categoryName } from '../shop/search/categories.ts';
import { colours } from '../shop/search/colours.ts';
import { type LocalName, type ProductRow, products } from '../shop/shop.ts';
import type { Store } from '../store/store.ts';
import { drawPicture, type Pattern } from './picture/draw-picture.ts';
import type { DemoShopName } from './seed/demo-shops.ts';
import { demoProducts, paints } from './seed/product-table.ts';
import { goodsPicture } from './seed/trade-rows.ts';

/** Catalogue as the demo shop's page shows it. Prices in minor units of `currency`. */
export interface Catalogue {
  /** Which of the demo shops it is. */
  shop: DemoShopName;
  name: Record<string, string>;
  langs: string[];
  categories: { id: string; name: LocalName }[];
  /** Names and paint of the colours that occur. */
  colours: Record<string, { name: LocalName; paint?: string }>;
  items: Pick<ProductRow, '_id' | 'title' | 'text' | 'category' | 'currency' | 'price' | 'image' | 'sold' | 'variants'>[];
}

const paintOf: Record<string, string> = paints;

/** Reads the catalogue from the store, best sellers first. */
export async function readCatalogue(store: Store, shop: DemoShopName, name: Record<string, string>, langs: string[]): Promise<Catalogue> {
  const rows = await store.collection(products).find({ sort: { by: 'sold', desc: true }, limit: 500 });
  const used = new Set(rows.flatMap((row) => row.variants.flatMap((variant) => variant.options.colour ?? [])));
  const inUse = new Set(rows.map((row) => row.category));
  const known = new Set(categories.map(({ id }) => id));
  return {
    shop,
    name,
    langs,
    categories: [...categories.map(({ id }) => id).filter((id) => inUse.has(id)), ...[...inUse].filter((id) => !known.has(id))].map((id) => ({
      id,
      name: { zh: categoryName(id, 'zh'), en: categoryName(id, 'en') },
    })),
    colours: Object.fromEntries(
      [...used].map((colour) => {
        const known = colours[colour];
        return [colour, { name: { zh: known?.zh[0] ?? colour, en: known?.en[0] ?? colour }, paint: paintOf[colour] }];
      }),
    ),
    items: rows.map(({ _id, title, text, category, currency, price, image, sold, variants }) => ({
      _id,
      title,
      text,
      category,
      currency,
      price,
      image,
      sold,
      variants,
    })),
  };
}

const patterns: [string, Pattern][] = [
  ['stripes', 'stripes'],
  ['flowers', 'flowers'],
  ['麻花', 'cables'],
];

/** Returns the drawn picture of a product of the demo shop, in one of its colours; null when there is no such product. */
export function productPicture(id: string, colour?: string): string | null {
  const product = demoProducts.find((one) => one.id === id);
  if (!product) {
    const goods = goodsPicture(id);
    return goods ? drawPicture(goods.shape, goods.paint) : null;
  }
  const shown = product.colours.find((one) => one === colour) ?? product.colours[0];
  const pattern = patterns.find(([tag]) => product.tags.includes(tag))?.[1];
  return drawPicture(product.silhouette, paints[shown ?? 'grey'], pattern);
}
