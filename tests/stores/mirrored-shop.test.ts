/** Changes that go to a store: told as done only when the store shows them, and never told of a store that is away. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import type { ShopAdapter } from '../../src/shop/adapter.ts';
import { ownShop } from '../../src/shop/calls/own-shop.ts';
import { mirrorOrder } from '../../src/shop/stores/mirror/mirror-order.ts';
import { mirroredShop } from '../../src/shop/stores/mirror/mirrored-shop.ts';
import { createWooCommerce } from '../../src/shop/stores/woocommerce/woocommerce.ts';
import type { Store } from '../../src/store/store.ts';
import { sqliteKinds } from '../contract/store-kinds.ts';
import { type Goods, goods, type StandIn, standIn } from './stand-in.ts';
import { wooKeys, wooServer } from './woo-server.ts';

const real = realClock();
const clock = { ...real, after: (ms: number, run: () => void) => real.after(ms / 10, run) };
let state: Goods;
let server: StandIn;
let store: Store;
let shop: ShopAdapter;
let told: string[];
let now: number;

beforeEach(async () => {
  const [kind] = sqliteKinds;
  if (!kind) throw new Error('no store');
  state = goods();
  told = [];
  now = Date.UTC(2026, 10, 29, 12);
  server = await standIn(wooServer(state));
  store = await kind.open(kind.place(), allCollections);
  const adapter = createWooCommerce({ url: server.url, ...wooKeys, statuses: {}, clock, timeoutMs: 300 });
  const tell = async (_: string, id: string) => {
    told.push(id);
    return { status: 202 };
  };
  const tools = { store, source: 'woocommerce', tell, now: () => now };
  const orders = await adapter.orders({});
  if (orders.ok) for (const order of orders.value.items) await mirrorOrder(tools, order, true);
  shop = mirroredShop({ own: ownShop(store, 'EUR'), adapter, tools: { ...tools, pause: async () => {} }, failed: () => {} });
});
afterEach(async () => {
  await store.close();
  await server.close();
});
const writes = (): number => server.asked.filter(({ method }) => method !== 'GET').length;

it('cancels at the store, once, and reads the new state back', async () => {
  expect(await shop.changeOrder('1001', { do: 'cancel' }, 'k', now)).toMatchObject({ ok: true, order: { status: 'cancelled' } });
  expect(await shop.changeOrder('1001', { do: 'cancel' }, 'k', now)).toMatchObject({ ok: true });
  expect(writes()).toBe(1);
  expect(told).toEqual([]);
  expect(await shop.changeOrder('1002', { do: 'cancel' }, 'k', now)).toEqual({ ok: false, code: 'not_allowed' });
  expect(await shop.changeOrder('9999', { do: 'cancel' }, 'k', now)).toEqual({ ok: false, code: 'not_found' });
});

it('changes the address at the store', async () => {
  expect(await shop.changeOrder('1003', { do: 'change_address', address: 'Neue Str. 9, Berlin' }, 'k', now)).toMatchObject({ ok: true });
  expect(state.orders[2]?.address).toBe('Neue Str. 9, Berlin');
});

it('tells what it knows when the store is away, changes nothing, and is live after it', async () => {
  server.trouble('500');
  expect(await shop.order('1001')).toMatchObject({ status: 'paid' });
  expect(await shop.changeOrder('1001', { do: 'cancel' }, 'k', now)).toEqual({ ok: false, code: 'unavailable' });
  server.trouble('none');
  Object.assign(state.orders[0] ?? {}, { state: 'shipped', updated: '2026-11-29T14:00:00Z' });
  expect(await shop.order('1001')).toMatchObject({ status: 'shipped' });
  expect(told).toEqual(['woocommerce:1001:order.shipped']);
});
