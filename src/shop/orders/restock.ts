import type { Store } from '../../store/store.ts';
import { markingCatalogue } from '../search/catalogue-mark.ts';
import { productView } from '../search/products.ts';
import { products, type RestockRow, restocks } from '../shop.ts';
import { believed, isNewer, wasSeen, withSeen } from '../told.ts';
import type { Applied } from './applied.ts';
import type { ProductData } from './event-data.ts';
import { waitsFor } from './waits-for.ts';

const pageSize = 500;

/**
 * Corrects the stock and takes everybody who waits for the product off the list, page by page. A row is removed before its conversation is notified:
 * a notice is sent at most once. The same event again, or one older than the last, leaves the stock as it is: items sold since stay sold.
 */
export async function restocked(store: Store, told: ProductData['product'], lang: string, at: number, now: number, key?: string): Promise<Applied> {
  const rows = store.collection(products);
  for (;;) {
    const product = await rows.get(told.id);
    if (!product) return { data: { product: { id: told.id } }, audience: [] };
    const field = `stock ${told.sku ?? ''}`;
    if (wasSeen(product, key) || !isNewer(believed(product, now), field, at)) {
      // Those who waited then still have to be notified when the first try ended between its writes; those who asked since wait for the next.
      const audience = wasSeen(product, key) ? await whoWaits(store, told, product.toldAt?.[field]) : [];
      return { data: { product: productView(product, lang) }, audience };
    }
    const stock = told.stock ?? 1;
    const variants = product.variants.map((variant) =>
      told.sku === undefined || variant.sku === told.sku ? { ...variant, stock: Math.max(variant.stock, stock) } : variant,
    );
    const stored = await rows.replace({ ...product, variants, ...withSeen(product, key), toldAt: { ...believed(product, now).toldAt, [field]: at } });
    if (!stored) continue;
    await store.write([markingCatalogue()]);
    return { data: { product: productView(stored, lang) }, audience: await whoWaits(store, told) };
  }
}

/** `upTo`: only those who asked by then, epoch ms. */
async function whoWaits(store: Store, told: ProductData['product'], upTo = Number.POSITIVE_INFINITY): Promise<string[]> {
  const audience: string[] = [];
  for (;;) {
    const page = await store.collection(restocks).find({ where: { product: told.id }, limit: pageSize });
    const wanted = page.filter((row: RestockRow) => row.at <= upTo && waitsFor(row, told.sku));
    if (wanted.length === 0) return audience;
    await store.write(wanted.map((row) => ({ op: 'delete', in: 'restocks', id: row._id })));
    audience.push(...wanted.map((row) => row.conversation));
    if (page.length < pageSize) return audience;
  }
}
