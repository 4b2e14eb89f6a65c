/** Contacts that wait for a product to get cheaper, after its price changed in any way. */
import type { Vars } from '../../json.ts';
import { everyRow } from '../../store/every-row.ts';
import type { Store } from '../../store/store.ts';
import { priceWatches } from '../request-rows.ts';
import { markingCatalogue } from '../search/catalogue-mark.ts';
import { productView } from '../search/products.ts';
import { products } from '../shop.ts';
import { believed, isNewer, wasSeen, withSeen } from '../told.ts';
import type { Applied } from './applied.ts';
import type { ProductData } from './event-data.ts';

export interface PriceDrop {
  /** The same for the same wait: key of deduplication. */
  id: string;
  conversation: string;
  product: Vars;
}

/** Takes everybody off the list whose product costs less than when they asked. A row is removed before its conversation is notified: a notice is sent at most once. */
export async function priceDrops(store: Store, lang: string): Promise<PriceDrop[]> {
  const found: PriceDrop[] = [];
  for await (const row of everyRow(store, priceWatches)) {
    const product = await store.collection(products).get(row.product);
    if (!product || product.price >= row.price) continue;
    await store.write([{ op: 'delete', in: priceWatches.name, id: row._id }]);
    const view = { ...productView(product, lang), was: { amount: row.price, currency: product.currency } };
    found.push({ id: `price:${row._id}:${row.at}`, conversation: row.conversation, product: view });
  }
  return found;
}

/**
 * Takes over a lower price of the shop. Who waits for it hears of it within the hour, as of any other change. The same event again, one older than the
 * last, or one with a higher price changes nothing.
 */
export async function cheaper(store: Store, told: ProductData['product'], lang: string, at: number, now: number, key?: string): Promise<Applied> {
  const rows = store.collection(products);
  for (;;) {
    const product = await rows.get(told.id);
    if (!product) return { data: { product: { id: told.id } }, audience: [] };
    const { price } = told;
    const field = `price ${told.sku ?? ''}`;
    if (price === undefined || wasSeen(product, key) || !isNewer(believed(product, now), field, at))
      return { data: { product: productView(product, lang) }, audience: [] };
    const variants = product.variants.map((variant) =>
      told.sku === undefined || variant.sku === told.sku ? { ...variant, price: Math.min(variant.price, price) } : variant,
    );
    const lowest = Math.min(...variants.map((variant) => variant.price));
    const toldAt = { ...believed(product, now).toldAt, [field]: at };
    const stored = await rows.replace({ ...product, variants, price: Math.min(product.price, lowest), ...withSeen(product, key), toldAt });
    if (!stored) continue;
    await store.write([markingCatalogue()]);
    return { data: { product: productView(stored, lang) }, audience: [] };
  }
}
