import { everyRow } from '../../store/every-row.ts';
import { type ProductRow, products, type Variant } from '../shop.ts';
import type { Converted, ImportContext } from './conversion.ts';
import { optionNames, optionsOf } from './row-options.ts';
import type { RowReader } from './row-reader.ts';
import type { Columns } from './sheet.ts';

/** Headers of files that tell how many there are of what is known: own sheets, Shopify's inventory, Youzan, Weimob. */
export const stockColumns = {
  id: ['handle', 'url handle', 'product id', '商品编号', '商品ID'],
  sku: ['variant sku', '商家编码', '规格编码', '货号', '商品编码', 'sku编码'],
  stock: [
    'available',
    'available (not editable)',
    'available (new)',
    'on hand',
    'on hand (new)',
    'on hand (current)',
    'quantity',
    'inventory',
    '库存',
    '可售库存',
    '库存数量',
    '商品库存',
  ],
  options: ['规格', '商品规格', '规格名称'],
  colour: ['color', '颜色'],
  size: ['尺码', '尺寸'],
} as const satisfies Columns;

const same = (a: Variant['options'], b: Variant['options']): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);

/** Counts of what is known already, by SKU, or by product and options; several lines of one (places of a shop) add up. What the file does not name stays. */
export async function stocksOf(rows: RowReader[], { store }: ImportContext): Promise<Converted> {
  const bySku = new Map<string, { product: ProductRow; variant: Variant }>();
  const byId = new Map<string, ProductRow>();
  for await (const product of everyRow(store, products)) {
    byId.set(product._id, product);
    for (const variant of product.variants) bySku.set(variant.sku, { product, variant });
  }
  const counts = new Map<Variant, { product: ProductRow; stock: number }>();
  let names: ReadonlyMap<string, string> = new Map();
  let last: string | undefined;
  for (const row of rows) {
    const [sku, id] = [row.code('sku'), row.code('id')];
    const stock = row.raw('stock') === undefined ? undefined : /^not stocked$/i.test(row.raw('stock') ?? '') ? undefined : row.stock('stock');
    if (id !== last) names = new Map();
    names = new Map([...names, ...optionNames(row)]);
    last = id;
    if (sku === undefined && id === undefined) {
      row.required('sku');
      continue;
    }
    const product = id === undefined ? undefined : byId.get(id);
    const options = optionsOf(row, names);
    const own = product?.variants.length === 1 ? product.variants[0] : product?.variants.find((variant) => same(variant.options, options));
    const found = (sku === undefined ? undefined : bySku.get(sku)) ?? (product && own ? { product, variant: own } : undefined);
    if (!found) {
      row.note('sku', 'unknown-sku', { value: sku ?? id ?? '' });
      continue;
    }
    if (stock === undefined) continue;
    counts.set(found.variant, { product: found.product, stock: (counts.get(found.variant)?.stock ?? 0) + stock });
  }
  const changed = new Map<string, ProductRow>();
  for (const [variant, { product, stock }] of counts) {
    const row = changed.get(product._id) ?? { ...product, v: product.v + 1 };
    changed.set(product._id, { ...row, variants: row.variants.map((one) => (one.sku === variant.sku ? { ...one, stock } : one)) });
  }
  return { rows: [...changed.values()].map((row) => ({ in: 'products', row })) };
}
