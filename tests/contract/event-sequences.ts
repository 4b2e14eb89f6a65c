/** What stays of a shop's events that come again, late, in another order or after a crash; each line's end is written down by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { ownShop } from '../../src/shop/calls/own-shop.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { acceptEvent, applyEvent } from '../../src/shop/orders/shop-events.ts';
import { carts, orders, products, restocks } from '../../src/shop/shop.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreKind } from './store-kinds.ts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 23, 4);
const clock = (at: number) => new Date(noon + at * hour).toISOString();

/** `id` is the shop's (webhook-id); `at` in hours after noon; it comes so many hours after noon as its place in the line. */
interface Sent {
  id: string;
  name: string;
  at?: number;
  data: Record<string, unknown>;
}
type Act = Sent | { csv: string } | { moves: string } | 'dies before telling';

const cart = (id: string, sku: string, at?: number): Sent => ({
  id,
  name: 'cart.updated',
  ...(at === undefined ? {} : { at }),
  data: { cart: { id: 'K', url: '/cart', currency: 'USD', items: sku ? [{ sku, title: sku, quantity: 1, price: 100 }] : [] } },
});
const order = (id: string, name: string, told: Record<string, unknown> = {}, at?: number): Sent => ({
  id,
  name: `order.${name}`,
  ...(at === undefined ? {} : { at }),
  data: { order: { number: 'SO-70007', ...told } },
});
const items = (price: number) => [{ sku: 'X', title: 'X', quantity: 1, price }];
const track = (number: string, carrier = 'SF') => ({ tracking: { carrier, number } });

const A = cart('a', 'A');
const B = cart('b', 'B');
const cartLines: [string, Act[], string][] = [
  ['one', [A], 'A'],
  ['two in turn', [A, B], 'B'],
  ['the first again, untimed', [A, B, A], 'B'],
  ['the first again many times', [A, B, A, A, A], 'B'],
  ['the second again', [A, B, B], 'B'],
  ['both again', [A, B, A, B, A], 'B'],
  ['swapped, timed', [cart('b', 'B', -1), cart('a', 'A', -2)], 'B'],
  ['the first again, timed', [cart('a', 'A', -2), cart('b', 'B', -1), cart('a', 'A', -2)], 'B'],
  ['the same time: who comes later', [cart('a', 'A', -1), cart('b', 'B', -1)], 'B'],
  ['the same time, and the first again', [cart('a', 'A', -1), cart('b', 'B', -1), cart('a', 'A', -1)], 'B'],
  ['of the future, then a plain one', [cart('a', 'A', 500), B], 'B'],
  ['of the future, then a plain one, then the first again', [cart('a', 'A', 500), B, cart('a', 'A', 500)], 'B'],
  ['late after an untimed one', [B, cart('a', 'A', -3)], 'B'],
  ['emptied, and the full one again', [A, cart('b', ''), A], ''],
  ['the full one of another id, older', [cart('b', '', -1), cart('a', 'A', -2)], ''],
  ['back to the first by a new event', [A, B, cart('c', 'A')], 'A'],
  ['dies between, comes again', [A, 'dies before telling', A, B, A], 'B'],
];

const placed = order('p', 'placed', { total: 100, address: 'old street' });
const paid = order('q', 'paid', { total: 90, address: 'new street' });
const orderLines: [string, Act[], Record<string, unknown>][] = [
  ['in turn', [placed, paid], { status: 'paid', total: 90, address: 'new street' }],
  ['the first again, untimed', [placed, paid, placed], { status: 'paid', total: 90, address: 'new street' }],
  ['the first again twice, the second too', [placed, paid, placed, paid, placed], { status: 'paid', total: 90, address: 'new street' }],
  [
    'swapped, timed',
    [
      { ...paid, at: -1 },
      { ...placed, at: -2 },
    ],
    { status: 'paid', total: 90, address: 'new street', placedAt: noon - 2 * hour },
  ],
  ['late, fills in what is missing', [order('q', 'paid', { total: 90 }, -1), { ...placed, at: -2 }], { total: 90, address: 'old street' }],
  ['late, of a status that is past', [order('s', 'shipped', {}, -1), order('q', 'paid', { total: 5 }, -2)], { status: 'shipped', total: 5 }],
  [
    'the same time: who comes later',
    [
      { ...placed, at: -1 },
      { ...paid, at: -1 },
    ],
    { status: 'paid', total: 90 },
  ],
  [
    'the same time, and the first again',
    [
      { ...placed, at: -1 },
      { ...paid, at: -1 },
      { ...placed, at: -1 },
    ],
    { total: 90, address: 'new street' },
  ],
  ['of the future, then a plain one', [{ ...placed, at: 900 }, paid], { total: 90, address: 'new street' }],
  ['items make the total', [order('p', 'placed', { items: items(70) })], { total: 70 }],
  ['older items do not make a newer total', [order('q', 'paid', { total: 90 }, -1), order('p', 'placed', { items: items(70) }, -2)], { total: 90 }],
  [
    'older items do not replace',
    [order('q', 'paid', { items: items(90) }, -1), order('p', 'placed', { items: items(70) }, -2)],
    { items: [{ price: 90 }], total: 90 },
  ],
  ['delivered, and shipped again', [order('s', 'shipped'), order('d', 'delivered'), order('s', 'shipped')], { status: 'delivered', shippedAt: noon }],
  ['stands still', [order('s', 'shipped'), order('t', 'stalled')], { status: 'stalled' }],
  ['stands still, and shipped again', [order('s', 'shipped'), order('t', 'stalled'), order('s', 'shipped')], { status: 'stalled' }],
  ['goes on', [order('s', 'shipped'), order('t', 'stalled'), order('u', 'shipped')], { status: 'shipped' }],
  ['goes on, and stalled again', [order('s', 'shipped'), order('t', 'stalled'), order('u', 'shipped'), order('t', 'stalled')], { status: 'shipped' }],
  ['goes on, stalled comes late', [order('u', 'shipped', {}, -1), order('t', 'stalled', {}, -2)], { status: 'shipped' }],
  [
    'another label, and the first again',
    [order('s', 'shipped', track('1')), order('u', 'packed', track('2')), order('s', 'shipped', track('1'))],
    { parcels: [{ number: '1' }, { number: '2' }] },
  ],
  [
    'a carrier put right, the wrong one late',
    [order('s', 'shipped', track('1', 'YTO'), -1), order('r', 'packed', track('1'), -2)],
    { parcels: [{ carrier: 'YTO' }] },
  ],
  [
    'an older parcel stands before',
    [order('s', 'shipped', track('2'), -1), order('r', 'packed', track('1'), -2)],
    { parcels: [{ number: '1' }, { number: '2' }] },
  ],
  [
    'an e-mail put right, the old one late',
    [order('q', 'paid', { customer: { email: 'New@x.io' } }, -1), order('p', 'placed', { customer: { email: 'old@x.io' } }, -2)],
    { email: 'new@x.io', customer: { email: 'New@x.io' } },
  ],
  ['cancelled, and paid again', [placed, paid, order('c', 'cancelled'), paid], { status: 'cancelled', total: 90 }],
  ['an address that the customer moved, the event again', [placed, { moves: '9 Hill Rd' }, placed], { address: '9 Hill Rd' }],
  ['an address that the customer moved, an older event late', [placed, { moves: '9 Hill Rd' }, { ...paid, at: -1 }], { address: '9 Hill Rd', status: 'paid' }],
  [
    'an import, then an older event',
    [{ csv: 'number,sku,price,address,status\nSO-70007,X,50,sheet street,paid' }, { ...placed, at: -1 }],
    { address: 'sheet street', total: 5_000, status: 'paid' },
  ],
  [
    'an import, then a newer event',
    [{ csv: 'number,sku,price,address,status\nSO-70007,X,50,sheet street,paid' }, { ...paid, id: 'z' }],
    { address: 'new street', total: 90 },
  ],
  [
    'an import after an event, the event again',
    [placed, { csv: 'number,sku,price,address,status\nSO-70007,X,50,sheet street,paid' }, placed],
    { address: 'sheet street', total: 5_000 },
  ],
  [
    'an import of an old sheet after delivery',
    [order('s', 'shipped'), order('d', 'delivered'), { csv: 'number,sku,price\nSO-70007,X,50' }, order('s', 'shipped')],
    { status: 'delivered', shippedAt: noon },
  ],
  ['dies between, comes again', [placed, 'dies before telling', placed, paid, placed], { status: 'paid', total: 90 }],
];

export function eventSequences(kind: StoreKind): void {
  describe(`shop events on ${kind.name}`, () => {
    let store: Store;
    let place: string;
    beforeAll(async () => {
      place = kind.place();
      store = await kind.open(place, allCollections);
    });
    afterAll(() => store.close());

    async function play(acts: Act[]): Promise<void> {
      for (const name of ['carts', 'orders', 'products', 'restocks']) {
        for (const row of await store.collection({ name, indexes: [] }).find({ limit: 1_000 })) await store.collection({ name, indexes: [] }).delete(row._id);
      }
      for (const [place_, act] of acts.entries()) await one(act, noon + place_ * hour);
    }
    async function one(act: Act, now: number) {
      if (act === 'dies before telling') {
        await store.close();
        store = await kind.open(place, allCollections);
        return;
      }
      if ('moves' in act) return void (await ownShop(store).changeOrder('SO-70007', { do: 'change_address', address: act.moves }, 'k', now));
      if ('csv' in act) {
        const done = await importFile(store, { file: 'orders.csv', bytes: Buffer.from(act.csv), now, currency: 'USD', zone: 'UTC' });
        expect(done).toMatchObject({ ok: true });
        return;
      }
      const { id, name, at, data } = act;
      const accepted = acceptEvent(name, { contact: { address: 'web:main:1' }, data, ...(at === undefined ? {} : { at: clock(at) }) });
      if (!accepted.ok) throw new Error(accepted.error.message);
      return applyEvent(store, accepted.event, { contact: 'c1', lang: 'en', id }, now);
    }

    it.each(cartLines)('cart: %s', async (_name, acts, last) => {
      await play(acts);
      expect((await store.collection(carts).get('K'))?.items.map(({ sku }) => sku).join()).toBe(last);
    });

    it.each(orderLines)('order: %s', async (_name, acts, last) => {
      await play(acts);
      expect(await store.collection(orders).get('SO-70007')).toMatchObject(last);
    });

    it('an order that comes again leaves the cart open that was begun since', async () => {
      await play([order('p', 'placed', { total: 100 }), cart('a', 'A'), order('p', 'placed', { total: 100 })]);
      expect((await store.collection(carts).get('K'))?.order).toBeUndefined();
    });

    it('the same event twenty times at once is taken in once', async () => {
      await play([A, placed]);
      await Promise.all(Array.from({ length: 20 }, () => one({ ...paid }, noon + hour)));
      expect(await store.collection(orders).get('SO-70007')).toMatchObject({ total: 90, v: 2, seen: { length: 2 } });
    });

    it('a restock that comes again neither fills up what was sold nor tells who asked since', async () => {
      await play([]);
      const variants = [{ sku: 'X', options: {}, price: 1, stock: 0 }];
      const plain = { title: { en: 'X' }, text: { en: '' }, category: '', currency: 'USD', price: 1, image: '', url: '', tags: [], sold: 0 };
      await store.collection(products).insert({ _id: 'x', ...plain, variants });
      const waits = (contact: string, at: number) =>
        store.collection(restocks).insert({ _id: `x ${contact}`, product: 'x', contact, conversation: `web:main:${contact}`, at });
      await waits('1', noon - hour);
      const back: Sent = { id: 'r', name: 'product.restocked', data: { product: { id: 'x', stock: 5 } } };
      expect((await one(back, noon))?.audience).toEqual(['web:main:1']);
      const row = await store.collection(products).get('x');
      await store.collection(products).replace({ ...row!, variants: [{ ...variants[0]!, stock: 0 }] });
      await waits('2', noon + hour);
      expect((await one(back, noon + 2 * hour))?.audience).toEqual([]);
      expect((await store.collection(products).get('x'))?.variants[0]?.stock).toBe(0);
      expect((await one({ ...back, id: 'r2' }, noon + 3 * hour))?.audience).toEqual(['web:main:2']);
    });
  });
}
