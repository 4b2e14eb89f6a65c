import { expect, test } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { contacts } from '../../store/collections.ts';
import type { CollectionSpec, Row } from '../../store/store.ts';
import { carts, coupons, guessSources, lookupGuards, orderProofs, orders, ratings, restocks, returns } from '../shop.ts';
import { eraseCustomer } from './erase-customer.ts';

const put = (spec: CollectionSpec<Row>, _id: string, row: object) => ({ op: 'put' as const, in: spec.name, row: { _id, v: 1, ...row } });

test('all that the shop keeps of a customer goes; orders and returns stay without the link, those of others as they were', async () => {
  const { store, close } = await openTestStore();
  for (const contact of ['ann', 'ann-too', 'bob']) {
    await store.write([
      put(carts, `cart-${contact}`, { contact, url: '', currency: 'USD', items: [], updatedAt: 1 }),
      put(coupons, `code-${contact}`, { code: `code-${contact}`, campaign: 'x', contact, claim: `x:${contact}`, kind: 'percent', until: 1, issuedAt: 1 }),
      put(orderProofs, `SO-1 ${contact}`, { contact, order: 'SO-1', at: 1 }),
      ...['contact', 'mail-sent'].map((subject) => put(lookupGuards, `${subject}:${contact}`, { failures: 1, until: 1, at: 1 })),
      put(guessSources, contact, { keys: ['k'], at: 1 }),
      put(restocks, `p ${contact}`, { product: 'p', contact, conversation: contact, at: 1 }),
      put(ratings, `r-${contact}`, { contact, conversation: contact, about: 'service', score: 5, comment: `says ${contact}`, at: 1 }),
      put(returns, `RT-${contact}`, { number: `RT-${contact}`, order: 'SO-1', contact, items: [], reason: 'size', photo: 'f00d', at: 1, status: 'open' }),
      put(orders, `SO-${contact}`, { number: `SO-${contact}`, contact, customer: { name: 'Name', contact }, total: 100, placedAt: 1 }),
    ]);
  }
  await eraseCustomer(store, ['ann', 'ann-too'], ['ann', 'ann-too'], undefined);
  for (const spec of [carts, coupons, guessSources, orderProofs, lookupGuards, restocks, ratings] as CollectionSpec<Row>[]) {
    const left = (await store.collection(spec).find({ sort: { by: '_id' }, limit: 1000 })).filter(({ _id }) => /ann|bob/.test(_id));
    expect([spec.name, left.every(({ _id }) => _id.endsWith('bob')), left.length]).toEqual([spec.name, true, spec === lookupGuards ? 2 : 1]);
  }
  const order = await store.collection(orders).get('SO-ann');
  expect(order).toMatchObject({ total: 100, customer: { name: '' } });
  expect(order?.contact ?? null).toBeNull();
  expect(order?.customer.contact).toBeUndefined();
  expect(await store.collection(returns).get('RT-ann-too')).toMatchObject({ contact: '', reason: 'size' });
  expect((await store.collection(returns).get('RT-ann-too'))?.photo ?? null).toBeNull();
  expect(await store.collection(orders).get('SO-bob')).toMatchObject({ contact: 'bob', customer: { contact: 'bob' } });
  await close();
});

test("whom a file brought: their orders lose name, address, e-mail and phone, and nobody else's do", async () => {
  const { store, close } = await openTestStore();
  const order = (number: string, row: object) =>
    put(orders, number, { number, customer: { name: 'Mia', ...row }, address: 'Road 1', total: 100, placedAt: 1, ...row });
  await store.write([
    put(contacts, 'import:1', { email: 'mia@example.com', phone: '+4520123456', externalId: '77', tags: [], addresses: [] }),
    put(contacts, 'liar', { email: 'other@example.com', told: ['email'], tags: [], addresses: [] }),
    order('A-1', { email: 'mia@example.com' }),
    order('A-2', { phone: '4520123456' }),
    put(orders, 'A-3', { number: 'A-3', customer: { name: 'Mia', externalId: '77' }, address: 'Road 1', total: 100, placedAt: 1 }),
    order('B-1', { email: 'other@example.com' }),
  ]);
  await eraseCustomer(store, ['import:1', 'liar'], [], undefined);
  for (const number of ['A-1', 'A-2', 'A-3']) {
    const row = await store.collection(orders).get(number);
    expect(row).toMatchObject({ total: 100, customer: { name: '' }, address: '' });
    expect(JSON.stringify(row)).not.toMatch(/mia|4520123456|Road|"77"/i);
  }
  expect(await store.collection(orders).get('B-1')).toMatchObject({ customer: { name: 'Mia' }, email: 'other@example.com' });
  await close();
});

test('a number of abroad that a provider gave without a plus is not one of the shop’s country', async () => {
  const { store, close } = await openTestStore();
  await store.write([
    put(contacts, 'jo', { phone: '13052345678', profile: { phone: '13052345678' }, tags: [], addresses: [] }),
    put(orders, 'A-1', {
      number: 'A-1',
      customer: { name: '李明', phone: '13052345678' },
      phone: '8613052345678',
      address: 'Road 1',
      total: 100,
      placedAt: 1,
    }),
  ]);
  await eraseCustomer(store, ['jo'], [], 'CN');
  expect((await store.collection(orders).get('A-1'))?.customer.name).toBe('李明');
  await close();
});

test('orders go by every number of the person, in the spelling that orders have', async () => {
  const { store, close } = await openTestStore();
  const phones = ['8613800138000', '551187654321', '447700900123', '8613900139000'];
  await store.write([
    put(contacts, 'mia', { phone: '13800138000', verifiedPhone: '+551187654321', profile: { phone: '+447700900123' }, tags: [], addresses: [] }),
    ...phones.map((phone, n) =>
      put(orders, `A-${n}`, { number: `A-${n}`, customer: { name: 'Mia', phone }, phone, address: 'Road 1', total: 100, placedAt: 1 }),
    ),
  ]);
  await eraseCustomer(store, ['mia'], [], 'CN');
  const names = await Promise.all(phones.map(async (_, n) => (await store.collection(orders).get(`A-${n}`))?.customer.name));
  expect(names).toEqual(['', '', '', 'Mia']);
  await close();
});
