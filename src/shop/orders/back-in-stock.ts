/** Contacts that wait for a product which can be had again, after an import of products or stock. */
import type { Vars } from '../../json.ts';
import { everyRow } from '../../store/every-row.ts';
import type { Store } from '../../store/store.ts';
import { productView } from '../search/products.ts';
import { products, restocks } from '../shop.ts';
import { waitsFor } from './waits-for.ts';

export interface BackInStock {
  /** The same for the same wait: key of deduplication. */
  id: string;
  conversation: string;
  product: Vars;
}

/** Takes everybody who waits for something in stock now off the list. A row is removed before its conversation is notified: a notice is sent at most once. */
export async function backInStock(store: Store, lang: string): Promise<BackInStock[]> {
  const found: BackInStock[] = [];
  for await (const row of everyRow(store, restocks)) {
    const product = await store.collection(products).get(row.product);
    if (!product?.variants.some(({ sku, stock }) => stock > 0 && waitsFor(row, sku))) continue;
    await store.write([{ op: 'delete', in: restocks.name, id: row._id }]);
    found.push({ id: `restock:${row._id}:${row.at}`, conversation: row.conversation, product: productView(product, lang) });
  }
  return found;
}
