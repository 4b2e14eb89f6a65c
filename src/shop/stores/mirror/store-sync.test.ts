import { expect, it } from 'vitest';
import { noon, openTestStore } from '../../../../tests/shop/test-shop.ts';
import { realClock } from '../../../event-loop/clock.ts';
import { type ProductRow, products } from '../../shop.ts';
import type { BadRow, Page, StoreAdapter, StoreProduct } from '../kit/store-adapter.ts';
import { createStoreSync } from './store-sync.ts';

const product = (id: string): ProductRow => ({
  ...{ _id: id, v: 1, title: { en: id, zh: id }, text: {}, category: 'tea', currency: 'EUR', price: 500, image: '', url: '', tags: [], sold: 0 },
  variants: [{ sku: id, options: {}, price: 500, stock: 3 }],
});
const told = (id: string): StoreProduct => {
  const { v: _, ...row } = product(id);
  return { ...row, updatedAt: noon };
};
const unreadable = (ref: string): BadRow => ({ what: 'product', ref, field: 'price', message: 'is negative' });

it('takes out what the store has no longer, and keeps what cannot be read just now, on whatever page it stands', async () => {
  const { store, close } = await openTestStore();
  for (const id of ['gone', 'bad-first', 'bad-last', 'good']) await store.write([{ op: 'put', in: products.name, row: product(id) }]);
  const pages: Page<StoreProduct>[] = [
    { items: [told('new')], bad: [unreadable('bad-first')], next: '2' },
    { items: [told('good')], bad: [unreadable('bad-last')] },
  ];
  const nothing = async () => ({ ok: true as const, value: { items: [], bad: [] } });
  const adapter = {
    ...{ name: 'http', can: new Set(), orders: nothing, carts: nothing },
    products: async ({ cursor }: { cursor?: string }) => ({ ok: true as const, value: pages[cursor === undefined ? 0 : 1] }),
  } as unknown as StoreAdapter;
  const sync = createStoreSync({
    adapter,
    tools: { store, source: 'http', tell: async () => ({ status: 202 }), now: () => noon },
    ...{ currency: 'EUR', pollMs: 60_000, clock: realClock(), log: { info() {}, warn() {} } },
  });
  sync.start();
  await expect.poll(() => sync.health().state).toBe('ok');
  await sync.stop();
  expect(
    (await store.collection(products).find({ sort: { by: '_id' }, limit: 50 })).map(({ _id }) => _id).filter((id) => /^(gone|bad|good|new)/.test(id)),
  ).toEqual(['bad-first', 'bad-last', 'good', 'new']);
  expect(sync.health().left_out).toHaveLength(2);
  await close();
});
