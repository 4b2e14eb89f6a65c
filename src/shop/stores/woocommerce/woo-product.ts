/** Products and variations of WooCommerce: https://developer.woocommerce.com/docs/apis/rest-api/v3/products/ */
import { z } from 'zod';
import { plainText } from '../../importing/plain-text.ts';
import type { Variant } from '../../shop.ts';
import { uncounted } from '../../stock.ts';
import { amountIn, momentIn } from '../kit/row-trouble.ts';
import type { StoreProduct } from '../kit/store-adapter.ts';

const text = z.string().nullish();
const names = z.array(z.object({ name: z.string() })).nullish();
const stocked = {
  sku: text,
  price: z.unknown(),
  manage_stock: z.union([z.boolean(), z.string()]).nullish(),
  stock_quantity: z.number().nullish(),
  stock_status: text,
};

export const wooVariation = z.object({
  id: z.number().int().positive(),
  ...stocked,
  status: text,
  attributes: z.array(z.object({ name: z.string(), option: z.string() })).nullish(),
});
export type WooVariation = z.output<typeof wooVariation>;

export const wooProduct = z.object({
  id: z.number().int().positive(),
  name: z.string().min(1),
  type: z.string(),
  status: z.string(),
  ...stocked,
  permalink: text,
  description: text,
  short_description: text,
  date_modified_gmt: text,
  date_created_gmt: text,
  total_sales: z.union([z.number(), z.string()]).nullish(),
  images: z.array(z.object({ src: z.string() })).nullish(),
  categories: names,
  tags: names,
});
export type WooProduct = z.output<typeof wooProduct>;

function variantOf(one: Omit<WooVariation, 'attributes'> & Pick<WooVariation, 'attributes'>, currency: string): Variant {
  const has = one.stock_status === 'outofstock' ? 0 : (one.stock_quantity ?? uncounted);
  return {
    sku: (one.sku || String(one.id)).slice(0, 100),
    options: Object.fromEntries((one.attributes ?? []).map(({ name, option }) => [name.toLowerCase(), option])),
    // What can be ordered while it is not there has no count that means anything.
    price: amountIn(one.price, currency, 'price'),
    stock: one.stock_status === 'onbackorder' ? uncounted : Math.max(0, Math.floor(has)),
  };
}

/** Tells whether customers can buy it: a product without a price is not for sale in WooCommerce. */
export function isSold(product: WooProduct): boolean {
  return product.status === 'publish' && product.type !== 'grouped' && product.price !== '';
}

/** Throws RowTrouble. `currency`: that of the store, which products do not carry. */
export function readWooProduct(row: WooProduct, variations: readonly WooVariation[], currency: string): StoreProduct {
  const sold = variations.filter(({ status, price }) => status !== 'private' && price !== '');
  const variants = sold.length > 0 ? sold.map((one) => variantOf(one, currency)) : [variantOf({ ...row, attributes: [] }, currency)];
  const about = plainText(row.short_description || row.description || '').slice(0, 4_000);
  const [image = '', ...images] = (row.images ?? []).map(({ src }) => src);
  return {
    _id: String(row.id),
    title: { zh: row.name.slice(0, 300), en: row.name.slice(0, 300) },
    text: { zh: about, en: about },
    category: row.categories?.[0]?.name.slice(0, 100) ?? '',
    currency,
    price: Math.min(...variants.map(({ price }) => price)),
    image,
    ...(images.length > 0 ? { images: images.slice(0, 10) } : {}),
    url: row.permalink ?? '',
    tags: [...(row.categories ?? []).slice(1), ...(row.tags ?? [])].map(({ name }) => name.slice(0, 100)),
    variants,
    sold: Number(row.total_sales ?? 0) || 0,
    updatedAt: momentIn(row.date_modified_gmt ?? row.date_created_gmt, 'date_modified_gmt'),
  };
}
