import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../tests/shop/test-shop.ts';
import { contacts, settings } from '../store/collections.ts';
import { fillKeys } from './fill-keys.ts';
import { orders } from './shop.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

test('orders without keys are found after it, and phones follow the country of the shop', async () => {
  const { store } = shop;
  const row = await store.collection(orders).get('SO-10001');
  const bare = { ...row!, customer: { ...row!.customer, phone: '13800138000' }, phone: '13800138000' };
  await store.write(
    ['ORD_2024_001', 'SO-70001'].map((number) => ({ op: 'put', in: orders.name, row: { ...bare, _id: number, number, key: undefined, digits: undefined } })),
  );
  await store.write([{ op: 'patch', in: orders.name, id: 'SO-10003', set: { key: null, digits: null } }]);
  const person = { tags: [], vars: {}, consent: {}, addresses: [], promos: [], createdAt: 0, seenAt: 0 };
  await store.collection(contacts).insert({ ...person, _id: 'br', verifiedPhone: '+5511987654321' });
  await fillKeys(store, 'CN');
  for (const number of ['ord-2024-001', 'so70001', '10003']) {
    expect(await shop.call('order.find', { number, proof: number === '10003' ? '0318' : '8000' })).toMatchObject({ ok: true });
  }
  expect(await store.collection(orders).get('SO-70001')).toMatchObject({ key: 'SO70001', digits: '70001', phone: '8613800138000' });
  expect((await store.collection(contacts).get('br'))?.verifiedPhone).toBe('+551187654321');
  await fillKeys(store, 'US');
  expect((await store.collection(orders).get('SO-70001'))?.phone).not.toBe('8613800138000');
});

test('rows that an older process writes during an upgrade are found at the next start', async () => {
  const { store } = shop;
  await fillKeys(store, 'CN');
  const row = await store.collection(orders).get('SO-10001');
  const old = ['SO-70002', '#SO70002', 'ABC'].map((number) => ({ ...row!, _id: number, number, key: undefined, digits: undefined }));
  await store.write(old.map((one) => ({ op: 'put', in: orders.name, row: one })));
  await fillKeys(store, 'CN');
  const keyOf = async (number: string) => (await store.collection(orders).get(number))?.key ?? null;
  // Two spellings of one number have one key between them, and a number without digits has none.
  expect([await keyOf('SO-70002'), await keyOf('#SO70002')].sort()).toEqual(['SO70002', null]);
  expect(await keyOf('ABC')).toBeNull();
  const before = await store.collection(settings).get('order-keys');
  await fillKeys(store, 'CN');
  expect(await store.collection(settings).get('order-keys')).toEqual(before);
});
