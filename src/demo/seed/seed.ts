import { orders, products } from '../../shop/shop.ts';
import type { Op, Row, Store } from '../../store/store.ts';
import type { DemoShopName } from './demo-shops.ts';
import { shopRows } from './trade-rows.ts';

/**
 * Fills an empty shop with the demo shop, in one write. A shop with a single product or order of its own is left alone.
 * Resolves to how many products and orders were put in; zeros when there was nothing to do.
 */
export async function seed(store: Store, now: number, shop: DemoShopName = 'clothes'): Promise<{ products: number; orders: number }> {
  const [anyProduct, anyOrder] = await Promise.all([store.collection(products).find({ limit: 1 }), store.collection(orders).find({ limit: 1 })]);
  if (anyProduct.length > 0 || anyOrder.length > 0) return { products: 0, orders: 0 };
  const rows = shopRows(shop, now);
  const ops = Object.entries(rows).flatMap(([name, list]) => (list as readonly Row[]).map((row): Op => ({ op: 'insert', in: name, row })));
  await store.write(ops);
  return { products: rows.products.length, orders: rows.orders.length };
}
