/** Products of a store, kept in the program's own table. */
import { isDeepStrictEqual } from 'node:util';
import type { Op } from '../../../store/store.ts';
import { markingCatalogue } from '../../search/catalogue-mark.ts';
import { type ProductRow, products } from '../../shop.ts';
import type { StoreProduct } from '../kit/store-adapter.ts';
import type { MirrorTools } from './mirror-order.ts';

/** SKUs that were gone and are there again. */
function backIn(old: ProductRow, next: StoreProduct): string[] {
  return next.variants.filter(({ sku, stock }) => stock > 0 && old.variants.some((was) => was.sku === sku && was.stock <= 0)).map(({ sku }) => sku);
}

const isOlder = (old: ProductRow, told: StoreProduct): boolean => (old.toldAt?.store ?? 0) > told.updatedAt;

/** Keeps a page of products in one write; one that is older than what is known is left. Who waits for what is back is told. Rejects with StoreUnavailable. */
export async function mirrorProducts(tools: MirrorTools, list: readonly StoreProduct[]): Promise<void> {
  const read = async () => new Map((await tools.store.collection(products).getMany(list.map(({ _id }) => _id))).map((row) => [row._id, row]));
  let known = await read();
  let isTold = false;
  for (const product of list) {
    const old = known.get(product._id);
    for (const sku of old && !isOlder(old, product) ? backIn(old, product) : []) {
      const stock = product.variants.find((one) => one.sku === sku)?.stock ?? 1;
      const id = `${tools.source}:${product._id}:${sku}:${product.updatedAt}`.slice(0, 256);
      const at = new Date(Math.min(product.updatedAt, tools.now())).toISOString();
      await tools.tell('product.restocked', id, { data: { product: { id: product._id, sku, stock } }, at });
      isTold = true;
    }
  }
  if (isTold) known = await read();
  const ops: Op[] = [];
  for (const told of list) {
    const old = known.get(told._id);
    if (old && isOlder(old, told)) continue;
    const { updatedAt, ...product } = told;
    const { seen } = old ?? {};
    const row: ProductRow = { ...product, v: old?.v ?? 1, ...(seen ? { seen } : {}), toldAt: { ...old?.toldAt, store: updatedAt } };
    if (!old || !isDeepStrictEqual(row, old)) ops.push({ op: 'put', in: products.name, row });
  }
  if (ops.length > 0) await tools.store.write([...ops, markingCatalogue()]);
}

/** Takes products out of the catalogue that the store has no longer. */
export async function removeProducts({ store }: MirrorTools, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await store.write([...ids.map((id): Op => ({ op: 'delete', in: products.name, id })), markingCatalogue()]);
}

/** Returns the products in the table that are not among these. */
export async function productsBeside({ store }: MirrorTools, ids: ReadonlySet<string>): Promise<string[]> {
  const gone: string[] = [];
  for (let after = ''; ; ) {
    const page = await store.collection(products).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: 500 });
    gone.push(...page.map(({ _id }) => _id).filter((id) => !ids.has(id)));
    const last = page.at(-1);
    if (page.length < 500 || !last) return gone;
    after = last._id;
  }
}
