/** A shop on a store of somebody else, for changes that are cut off: its mapping, and the change that each order gets. */
import { realClock } from '../../src/event-loop/clock.ts';
import type { ShopAdapter } from '../../src/shop/adapter.ts';
import { ownShop } from '../../src/shop/calls/own-shop.ts';
import type { Changes } from '../../src/shop/changes/changes.ts';
import { createChanges } from '../../src/shop/changes/changes.ts';
import type { Wish } from '../../src/shop/changes/wish.ts';
import { products } from '../../src/shop/shop.ts';
import { createHttpStore } from '../../src/shop/stores/http/http-store.ts';
import type { HttpMapping } from '../../src/shop/stores/http/mapping.ts';
import type { StoreAdapter } from '../../src/shop/stores/kit/store-adapter.ts';
import { mirrorOrder } from '../../src/shop/stores/mirror/mirror-order.ts';
import { mirroredShop } from '../../src/shop/stores/mirror/mirrored-shop.ts';
import type { Store } from '../../src/store/store.ts';
import { httpToken } from '../stores/http-servers.ts';

export const who = { contact: 'c1', conversation: 'c1' };
const many = { times: 50, per_day: 50 };
/** Nothing is refused for how often it was done. */
export const rules = { cancel: many, change_address: many, change_items: many, change_payment: { ...many, states: ['paid' as const] } };

/** Every sixth order gets the same kind of change. */
export function wishOf(n: number): Wish {
  const wishes: Wish[] = [
    { do: 'cancel' },
    { do: 'change_address', address: `Neue Str. ${n}, Bonn` },
    { do: 'change_items', item: 'TEA-S', to: 'TEA-M' },
    { do: 'change_payment', payment: 'wechat' },
  ];
  return wishes[n % wishes.length] ?? { do: 'cancel' };
}

export function adapterAt(mapping: HttpMapping, url: string, timeoutMs: number): StoreAdapter {
  const real = realClock();
  const clock = { ...real, after: (ms: number, run: () => void) => real.after(ms / 50, run) };
  return createHttpStore({ mapping: { ...mapping, base: url }, token: httpToken, statuses: {}, clock, timeoutMs });
}

export interface Desk {
  shop: ShopAdapter;
  changes: Changes;
  told: string[];
}

/** Puts the path of changes on a store. A desk is what a process has in memory: a new start makes a new one. */
export function deskOn(store: Store, adapter: StoreAdapter, now: () => number): Desk {
  const told: string[] = [];
  const tools = { store, source: 'http', tell: async () => ({ status: 202 }), now, pause: (ms: number) => new Promise<void>((go) => setTimeout(go, ms / 100)) };
  const shop = mirroredShop({ own: ownShop(store, 'EUR'), adapter, tools, failed: () => {} });
  const changes = createChanges({
    store,
    shop,
    terms: {},
    rules: { ...rules, change_items: { ...many } },
    tell: async (row, what) => void told.push(`${row.order} ${what}`),
    audit: async () => {},
  });
  return { shop, changes, told };
}

/** Reads every order of the store into the program's own tables, and the two teas. */
export async function fillFrom(store: Store, adapter: StoreAdapter, now: () => number): Promise<void> {
  const tea = (sku: string) => ({ sku, options: { size: sku.slice(-1) }, price: 2_910, stock: 1_000_000 });
  const title = { en: 'Green tea', zh: '绿茶' };
  const rest = { text: {}, category: 'tea', currency: 'EUR', price: 2_910, image: '', url: '', tags: [], sold: 0 };
  await store.collection(products).insert({ _id: 'p-5', title, ...rest, variants: [tea('TEA-S'), tea('TEA-M')] });
  const tools = { store, source: 'http', tell: async () => ({ status: 202 }), now };
  for (let cursor: string | undefined; ; ) {
    const page = await adapter.orders(cursor === undefined ? {} : { cursor });
    if (!page.ok) throw new Error(page.detail);
    for (const order of page.value.items) await mirrorOrder(tools, order, true);
    cursor = page.value.next;
    if (cursor === undefined) return;
  }
}
