import type { Store } from '../store/store.ts';
import type { ProductData } from './event-data.ts';
import type { Applied } from './events.ts';
import { productView } from './products.ts';
import { products, type RestockRow, restocks } from './shop.ts';

const pageSize = 500;

/**
 * Puts the stock right and takes everybody who waits for the product off the list, page by page. A row is removed before its
 * conversation is told: a notice is sent at most once.
 */
export async function restocked(store: Store, told: ProductData['product'], lang: string): Promise<Applied> {
  const rows = store.collection(products);
  for (;;) {
    const product = await rows.get(told.id);
    if (!product) return { data: { product: { id: told.id } }, audience: [] };
    const stock = told.stock ?? 1;
    const variants = product.variants.map((variant) =>
      told.sku === undefined || variant.sku === told.sku ? { ...variant, stock: Math.max(variant.stock, stock) } : variant,
    );
    const stored = await rows.replace({ ...product, variants });
    if (stored) return { data: { product: productView(stored, lang) }, audience: await whoWaits(store, told) };
  }
}

async function whoWaits(store: Store, told: ProductData['product']): Promise<string[]> {
  const audience: string[] = [];
  for (;;) {
    const page = await store.collection(restocks).find({ where: { product: told.id }, limit: pageSize });
    const wanted = page.filter((row: RestockRow) => !row.sku || !told.sku || row.sku === told.sku);
    if (wanted.length === 0) return audience;
    await store.write(wanted.map((row) => ({ op: 'delete', in: 'restocks', id: row._id })));
    audience.push(...wanted.map((row) => row.conversation));
    if (page.length < pageSize) return audience;
  }
}
