import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { type CollectionSpec, type Row, type Store, StoreUnavailable } from '../../store/store.ts';
import { ownShop } from '../calls/own-shop.ts';
import { orders } from '../shop.ts';
import { numbered } from './numbered.ts';
import { saveOrder } from './order-events.ts';
import { orderWith } from './order-with.ts';
import { OrderOfAnother } from './whose-order.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const tell = (number: string, customer: { name?: string; email?: string; phone?: string } = {}, contact = '', into = store) =>
  saveOrder(into, { name: 'order.paid', order: { number, customer }, contact, at: noon, country: 'CN' }, noon);
const all = () => store.collection(orders).find({ where: { _id: { gt: '' } }, sort: { by: '_id' }, limit: 9 });
/** As a version wrote them that had no keys. */
const withoutKey = (number: string) => store.write([{ op: 'patch', in: orders.name, id: number, set: { key: null, digits: null } }]);

describe('an order that was stored without its key', () => {
  beforeEach(async () => {
    await tell('ORD_2024_001', { name: 'Mia', phone: '13800138000' });
    await withoutKey('ORD_2024_001');
  });

  test('is completed by an event, with its key', async () => {
    expect(await tell('ORD_2024_001', { email: 'mia@example.com' })).toMatchObject({ key: 'ORD2024-001', digits: '2024001', email: 'mia@example.com' });
    expect((await all()).map(({ key }) => key)).toEqual(['ORD2024-001']);
    expect((await ownShop(store).order('ord-2024-001'))?.email).toBe('mia@example.com');
  });

  test('is found and changed by its number', async () => {
    expect((await ownShop(store).order('ORD_2024_001'))?.number).toBe('ORD_2024_001');
    expect(await ownShop(store).changeOrder('ORD_2024_001', { do: 'cancel' }, 'k', noon)).toMatchObject({ ok: true });
  });

  test('leaves the key to another row that has it, and takes what is told of its own number', async () => {
    await tell('ORD-2024-001', { name: 'Mia', phone: '13800138000' });
    await tell('ORD_2024_001', { email: 'mia@example.com' });
    expect((await all()).map(({ number, key, email }) => [number, key ?? null, email ?? null])).toEqual([
      ['ORD-2024-001', 'ORD2024-001', null],
      ['ORD_2024_001', null, 'mia@example.com'],
    ]);
  });
});

test('an event whose write never gets through is tried again by the shop', async () => {
  await tell('A-1');
  const lame: Store = {
    ...store,
    collection: <T extends Row>(spec: CollectionSpec<T>) => ({ ...bound(store.collection(spec)), replace: async () => null }),
  };
  await expect(tell('A-1', { name: 'Mia' }, '', lame)).rejects.toThrow(StoreUnavailable);
});

/** The methods of an object that has them from its class. */
function bound<T extends Row>(rows: ReturnType<typeof store.collection<T>>) {
  return {
    get: rows.get.bind(rows),
    getMany: rows.getMany.bind(rows),
    find: rows.find.bind(rows),
    count: rows.count.bind(rows),
    insert: rows.insert.bind(rows),
    delete: rows.delete.bind(rows),
  };
}

describe('numbers with one key', () => {
  const mia = { name: 'Mia', email: 'mia@example.com', phone: '13800138000' };

  test.each<[why: string, customer: { name?: string; email?: string; phone?: string }, contact: string]>([
    ['another e-mail', { email: 'leo@example.com' }, ''],
    ['another phone', { phone: '13900139000' }, ''],
    ['another contact', {}, 'leo'],
    ['another name', { name: 'Leo' }, ''],
  ])('%s: refused, and nothing is changed', async (_, customer, contact) => {
    await tell('1001-A', mia, 'mia');
    const before = await all();
    const event = tell('1001A', customer, contact);
    await expect(event).rejects.toThrow(OrderOfAnother);
    await expect(event).rejects.toMatchObject({ number: '1001A', known: '1001-A' });
    expect(await all()).toEqual(before);
  });

  test.each<[why: string, known: object, knownContact: string, customer: { name?: string; email?: string; phone?: string }, contact: string]>([
    ['a contact, of an order with an e-mail', { email: 'mia@example.com' }, '', {}, 'leo'],
    ['a contact, of an order with a name', { name: 'Mia' }, '', {}, 'leo'],
    ['a contact, of an order that nobody has', {}, '', {}, 'leo'],
    ['an e-mail, of an order with a phone', { phone: '13800138000' }, '', { email: 'leo@example.com' }, ''],
    ['a phone, of an order with a contact', {}, 'mia', { phone: '13800138000', name: 'Leo' }, ''],
  ])('%s: in doubt refused, and nothing is changed', async (_, known, knownContact, customer, contact) => {
    await tell('1001-A', known, knownContact);
    const before = await all();
    await expect(tell('1001A', customer, contact)).rejects.toThrow(OrderOfAnother);
    expect(await all()).toEqual(before);
  });

  test('the phone of a person in Spain is none of a German shop that leaves the code out', async () => {
    const told = (number: string, phone: string) =>
      saveOrder(store, { name: 'order.paid', order: { number, customer: { phone } }, contact: '', at: noon, country: 'DE' }, noon);
    await told('1001-A', '+34 912 345 678');
    await expect(told('1001A', '34912345678')).rejects.toThrow(OrderOfAnother);
    expect((await told('1001A', '0034 912345678')).number).toBe('1001-A');
    await told('1002-A', '34912345678');
    expect((await told('1002A', '34912 345678')).number).toBe('1002-A');
  });

  test.each<[why: string, number: string, customer: { name?: string; email?: string; phone?: string }, contact: string]>([
    ['the same number', '1001-A', { email: 'leo@example.com' }, 'leo'],
    ['with a sign before it', '#1001-A', { email: 'leo@example.com' }, ''],
    ['the same e-mail', '1001A', { email: 'Mia@Example.com', phone: '13900139000' }, 'mia-too'],
    ['the same phone in another form', '1001A', { phone: '+86 138 0013 8000', name: 'M. Chen' }, ''],
    ['nothing told of the person', '1001A', {}, ''],
    ['no more than the same name', '1001A', { name: 'mia' }, ''],
  ])('%s: one order', async (_, number, customer, contact) => {
    await tell('1001-A', mia, 'mia');
    expect((await tell(number, customer, contact)).number).toBe('1001-A');
    expect(await all()).toHaveLength(1);
  });

  test('an own row without key is the one that is meant', async () => {
    await tell('1001A', { name: 'Leo', email: 'leo@example.com' });
    await withoutKey('1001A');
    await tell('1001-A', mia);
    expect(await tell('1001A', { email: 'leo@example.com', phone: '13900139000' })).toMatchObject({ number: '1001A', phone: '8613900139000' });
    expect((await all()).map(({ number, email }) => [number, email])).toEqual([
      ['1001-A', 'mia@example.com'],
      ['1001A', 'leo@example.com'],
    ]);
  });
});

test('no order is stored or found without a digit in its number', async () => {
  expect(() => numbered('ABC')).toThrow('no digit');
  await tell('A-1');
  await store.write([{ op: 'patch', in: orders.name, id: 'A-1', set: { key: '', digits: '' } }]);
  expect([await orderWith(store, 'XYZ'), await ownShop(store).order('XYZ')]).toEqual([null, null]);
});
