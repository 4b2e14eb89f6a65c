/** Whatever tells that somebody ordered ends the reminder and the coupon for the cart, also what waits for the morning. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carts } from '../../src/shop/shop.ts';
import { conversations } from '../../src/store/collections.ts';
import { openStage, type Stage } from './stage.ts';

/** 10:00 in Shanghai. */
const morning = Date.UTC(2026, 10, 23, 2);
let now = morning;
let stage: Stage;
beforeEach(async () => {
  now = morning;
  stage = await openStage(['telegram'], () => now, 'shop: { demo: false, langs: [en, zh] }\n');
  const from = { id: 7, is_bot: false, first_name: 'Mia', language_code: 'en' };
  const message = { message_id: 1, from, chat: { id: 7, type: 'private', first_name: 'Mia' }, date: now / 1000, text: 'hello' };
  await stage.tell('telegram', { update_id: 1, message });
  await stage.core.runtime.contacts.update('telegram:main:7', (row) => ({
    ...row,
    consent: { marketing: true },
    email: 'mia@example.com',
    verifiedPhone: '+8613800138000',
  }));
});
afterEach(() => stage.close());

const contact = { address: 'telegram:main:7' };
const cart = () =>
  stage.event('cart.updated', {
    contact,
    data: { cart: { id: 'c7', url: 'https://shop.example.com/cart', currency: 'USD', items: [{ sku: 'W', title: 'Wool beanie', quantity: 1, price: 1900 }] } },
  });

const orderOf = async () => (await stage.core.store.collection(carts).get('c7'))?.order;
const runs = async () =>
  (await stage.core.store.collection(conversations).find({ limit: 5 }))
    .flatMap(({ session }) => session.background)
    .filter(({ stack }) => stack[0]?.flow === 'cart-reminder');
const file = (placed: string, more = '+86 138 0013 8000,') =>
  `number,status,customer,phone,email,sku,title,quantity,price,placed_at\nB-1,paid,Mia,${more},AB-1,Coat,1,100,${placed}\n`;

describe('a cart', () => {
  it.each(['order.placed', 'order.paid', 'order.packed', 'order.shipped', 'order.delivered', 'order.cancelled', 'order.refunded'])(
    'is over with %s, and nobody is reminded of it',
    async (name) => {
      await cart();
      expect(await runs()).toHaveLength(1);
      expect(await orderOf()).toBeUndefined();
      now += 60_000;
      await stage.event(name, { contact, data: { order: { number: 'A-1' } } });
      expect(await runs()).toEqual([]);
      expect(await orderOf()).toBe('A-1');
    },
  );

  it.each([
    ['the verified number', '+86 138 0013 8000,'],
    ['the number without its country', '13800138000,'],
    ['the e-mail', ',Mia@example.com'],
  ])('is over with an order of a file that has %s', async (_, more) => {
    await cart();
    await stage.import('orders.csv', file('2026-11-23 11:00', more));
    expect(await orderOf()).toBe('B-1');
    expect(await stage.core.calls.get('cart.refresh')?.run({ cart: 'c7' }, callContext())).toMatchObject({ ok: false, code: 'ordered' });
    const coupon = { percent: 10, valid: '48h', cart: 'c7' };
    expect(await stage.core.calls.get('coupon.issue')?.run(coupon, callContext())).toMatchObject({ ok: false, code: 'ordered' });
  });

  it.each([
    ['placed before the cart', file('2026-11-22 11:00')],
    ['of somebody else', file('2026-11-23 11:00', '+86 139 0013 9000,leo@example.com')],
  ])('stays with an order of a file %s', async (_, text) => {
    await cart();
    await stage.import('orders.csv', text);
    expect(await orderOf()).toBeUndefined();
  });
});

function callContext() {
  return {
    conversation: 'telegram:main:7',
    address: { channel: 'telegram', account: 'main', user: '7' },
    contact: { id: 'telegram:main:7', tags: [] },
    lang: 'en',
    key: 'k',
    now,
    signal: new AbortController().signal,
  };
}
