/** A guest confirms an address: what is kept, and what goes out, in which order, also when the call is made again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { seed } from '../../demo/seed/seed.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Store } from '../../store/store.ts';
import { makeGuestCode, toMail } from '../proof/guest-codes.ts';
import { carts, products } from '../shop.ts';
import { shopCalls } from './calls.ts';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
let store: Store;
let close: () => Promise<void>;
let done: string[];
let mail: () => Promise<boolean>;
let crowded: ReturnType<typeof vi.fn<(now: number) => Promise<void>>>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  await seed(store, noon);
  done = [];
  mail = async () => true;
  crowded = vi.fn(async () => {});
  const [tea] = await store.collection(products).find({ sort: { by: '_id' }, limit: 1 });
  const [variant] = tea?.variants ?? [];
  const item = { sku: variant?.sku ?? '', title: 'Tea', quantity: 1, price: 500 };
  await store
    .collection(carts)
    .insert({ _id: 'cart-1', contact: 'guest', currency: 'CNY', items: [item], url: 'https://shop.example/cart', updatedAt: noon } as never);
});
afterEach(() => close());

const call = (name: string, args: Record<string, string>, contact = 'guest', key = 'key-1'): Promise<CallOutcome> => {
  const guests = {
    ways: () => ({ phone: true, email: true }),
    crowded,
    tell: async () => true,
    known: async (who: string, to: string) => void done.push(`known ${who} ${to}`),
    mailCart: async (to: string) => {
      done.push(`mail ${to}`);
      return mail();
    },
  };
  const found = shopCalls(store, { guests }).find((one) => one.name === name);
  const address = { channel: 'webchat', account: 'main', user: 'guest' };
  const context = { conversation: 'webchat:main:guest', address, lang: 'en', now: noon, signal: new AbortController().signal };
  return (found as NonNullable<typeof found>).run(args, { ...context, contact: { id: contact, tags: [] }, key });
};
const code = async (to = toMail('ann@example.com')): Promise<string> => {
  const made = await makeGuestCode(store, { contact: 'guest' }, to, noon, random);
  if (!made.ok) throw new Error('no code');
  return made.code;
};
const told = (mailed: boolean) => ({ ok: true, value: { email: 'a…@example.com', mailed } });

test('what was confirmed is kept before the cart goes out, whatever the mail server does', async () => {
  mail = async () => {
    throw new Error('the call was too late');
  };
  const typed = await code();
  await expect(call('guest.confirm', { code: typed })).rejects.toThrow('too late');
  expect(done).toEqual(['known guest mail:ann@example.com', 'mail mail:ann@example.com']);
  // Made again it is confirmed, and nobody knows of the mail: it does not go out twice.
  expect(await call('guest.confirm', { code: typed })).toEqual(told(false));
  expect(done.filter((one) => one.startsWith('mail'))).toHaveLength(1);
});

test.each([
  [true, 'guest'],
  [true, 'ann'],
  [false, 'guest'],
  [false, 'ann'],
])('made again after the mail went %s the call of %s gives the same', async (went, contact) => {
  mail = async () => went;
  const typed = await code();
  expect(await call('guest.confirm', { code: typed })).toEqual(told(went));
  // The guest has become part of another contact since.
  expect(await call('guest.confirm', { code: typed }, contact)).toEqual(told(went));
  expect(done.filter((one) => one.startsWith('mail'))).toHaveLength(1);
  expect(await call('guest.confirm', { code: typed }, 'guest', 'key-2')).toMatchObject({ ok: false, code: 'none' });
});

test('a number gets no mail', async () => {
  expect(await call('guest.confirm', { code: await code('8613800138000') })).toEqual({ ok: true, value: { phone: '…8000', mailed: false } });
  expect(done).toEqual(['known guest 8613800138000']);
});

test('the team is told when the shop may send no more codes', async () => {
  for (let n = 0; n < 100; n++) await makeGuestCode(store, { contact: `g${n}` }, toMail(`g${n}@gmail.com`), noon, random);
  expect(await call('guest.code', { to: 'ann@example.com' })).toMatchObject({ ok: false, code: 'too_many' });
  expect(crowded).toHaveBeenCalledExactlyOnceWith(noon);
});
