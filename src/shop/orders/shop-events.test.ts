import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { good, openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import { carts, coupons, orders, products } from '../shop.ts';
import { acceptEvent, applyEvent, type ShopEvent } from './shop-events.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

const contact = { address: 'telegram:main:42' };
const item = { sku: 'WOOL-BEANIE-GREY-ONE', title: 'Wool beanie', quantity: 2, price: 1500, image: '/demo/images/wool-beanie.svg' };
const cart = { id: 'c7', url: 'https://shop.example.com/cart/c7', currency: 'USD', items: [item] };

function event(name: string, data: unknown, at?: string): ShopEvent {
  const accepted = acceptEvent(name, { contact, data, ...(at ? { at } : {}) });
  if (!accepted.ok) throw new Error(accepted.error.message);
  return accepted.event;
}
const apply = (name: string, data: unknown, at?: string) =>
  applyEvent(shop.store, event(name, data, at), { contact: 'c1', conversation: 'telegram:main:42', lang: 'en' }, shop.now);

describe('what is refused, and where', () => {
  test.each([
    ['cart.updated', null, 'body'],
    ['cart.updated', [], 'body'],
    ['cart.updated', { data: { cart } }, 'contact'],
    ['cart.updated', { contact: {}, data: { cart } }, 'contact'],
    ['cart.updated', { contact: { address: 'nonsense' }, data: { cart } }, 'contact.address'],
    ['cart.updated', { contact, data: {} }, 'data.cart'],
    ['cart.updated', { contact, data: { cart: { ...cart, currency: 'dollars' } } }, 'data.cart.currency'],
    ['cart.updated', { contact, data: { cart: { ...cart, items: [{ ...item, price: 19.9 }] } } }, 'data.cart.items.0.price'],
    ['cart.updated', { contact, data: { cart: { ...cart, items: [{ ...item, quantity: 0 }] } } }, 'data.cart.items.0.quantity'],
    ['cart.updated', { contact, data: { cart }, at: 'yesterday' }, 'at'],
    ['cart.updated', { contact, data: { cart: { ...cart, url: 'javascript:alert(1)' } } }, 'data.cart.url'],
    ['order.placed', { contact, data: { order: { number: 'SO-1', items: [{ ...item, price: -5 }] } } }, 'data.order.items.0.price'],
    ['order.placed', { contact, data: { order: { number: 'SO-1', items: [item], total: -5 } } }, 'data.order.total'],
    ['order.shipped', { contact, data: { order: {} } }, 'data.order.number'],
    ['order.placed', { contact, data: { order: { number: 'SO-1', payment: 'shells' } } }, 'data.order.payment'],
    ['product.restocked', { data: { product: {} } }, 'data.product.id'],
    ['cart.updated', { contact, data: { cart }, more: 1 }, 'body'],
  ])('%s %j', (name, body, field) => {
    const accepted = acceptEvent(name, body);
    expect(accepted).toMatchObject({ ok: false, error: { field } });
  });

  test("a merchant's own event may hold anything", async () => {
    expect((await apply('loyalty.level', { level: { name: 'gold' } })).data).toEqual({ level: { name: 'gold' } });
  });
});

describe('carts', () => {
  test('are kept, and flows get money and numbers ready to compare', async () => {
    const { data } = await apply('cart.updated', { cart });
    expect(data.cart).toMatchObject({ id: 'c7', count: 2, title: 'Wool beanie', total: { amount: 3000, currency: 'USD' }, idle_hours: 0 });
    shop.now += 2.5 * 3_600_000;
    expect(good(await shop.call('cart.refresh'))).toMatchObject({ idle_hours: 2.5, total: { amount: 3800 } });
    expect(await shop.call('cart.refresh', {}, { contact: 'c2' })).toMatchObject({ code: 'empty' });
  });

  test('an older report does not undo a newer one', async () => {
    await apply('cart.updated', { cart }, '2026-11-23T03:00:00Z');
    await apply('cart.updated', { cart: { ...cart, items: [] } }, '2026-11-23T02:00:00Z');
    expect((await shop.store.collection(carts).get('c7'))?.items).toHaveLength(1);
  });

  test('an order closes them; what is put in later opens a new one', async () => {
    await apply('cart.updated', { cart });
    await apply('order.placed', { order: { number: 'SO-50001', currency: 'USD', items: [item] } });
    expect(await shop.call('cart.refresh')).toMatchObject({ code: 'ordered' });
    shop.now += 60_000;
    await apply('cart.updated', { cart: { ...cart, id: 'c8' } });
    expect(good(await shop.call('cart.refresh')).id).toBe('c8');
  });

  test("nobody sees another one's cart", async () => {
    await apply('cart.updated', { cart });
    expect(await shop.call('cart.refresh', { cart: 'c7' }, { contact: 'c2' })).toMatchObject({ code: 'empty' });
  });
});

describe('orders', () => {
  const order = {
    number: 'so-50001',
    currency: 'USD',
    items: [item],
    payment: 'cod',
    address: '1 Hyde St',
    customer: { name: 'Emma', phone: '+1 415 555 0142' },
  };

  test('belong to the contact of the event, so that no proof is asked', async () => {
    await apply('order.placed', { order });
    expect(good(await shop.call('order.find', { number: '50001' }))).toMatchObject({ number: 'SO-50001', status: 'placed', total: { amount: 3000 } });
    expect(await shop.call('order.find', { number: '50001' }, { contact: 'c2' })).toMatchObject({ code: 'proof_needed' });
  });

  test('go on with each event; a late one is only history', async () => {
    await apply('order.placed', { order }, '2026-11-20T01:00:00Z');
    await apply('order.shipped', { order: { number: 'SO-50001', tracking: { carrier: 'USPS', number: 'US1' } } }, '2026-11-22T01:00:00Z');
    await apply('order.paid', { order: { number: 'SO-50001' } }, '2026-11-20T02:00:00Z');
    const { data } = await apply('order.delivered', { order: { number: 'SO-50001' } }, '2026-11-22T04:00:00Z');
    expect(data.order).toMatchObject({ status: 'delivered', delivered_days: 1, carrier: 'USPS', tracking: 'US1', address: '1 Hyde St' });
    const row = await shop.store.collection(orders).get('SO-50001');
    expect(row?.history.map(({ status }) => status)).toEqual(['placed', 'paid', 'shipped', 'delivered']);
  });

  test('the same event twice changes nothing', async () => {
    await apply('order.placed', { order });
    const before = await shop.store.collection(orders).get('SO-50001');
    await apply('order.placed', { order });
    expect(await shop.store.collection(orders).get('SO-50001')).toEqual(before);
  });

  test('use up their coupon', async () => {
    const code = String(good(await shop.call('coupon.issue', { percent: 10 })).code);
    await apply('order.placed', { order: { ...order, coupon: code } });
    expect(await shop.store.collection(coupons).get(code)).toMatchObject({ order: 'SO-50001' });
    expect(await shop.call('coupon.check', { code })).toMatchObject({ code: 'used' });
  });

  test('a demo order does not change hands', async () => {
    await apply('order.shipped', { order: { number: 'SO-10008' } });
    const other = { contact: 'c2', lang: 'en' };
    await applyEvent(shop.store, event('order.shipped', { order: { number: 'SO-10008' } }), other, shop.now);
    expect((await shop.store.collection(orders).get('SO-10008'))?.contact).toBe('c1');
  });
});

describe('restock notices', () => {
  test('those who asked hear of it once', async () => {
    good(await shop.call('restock.notify', { product: 'peacoat' }, { contact: 'c1', user: '1' }));
    good(await shop.call('restock.notify', { product: { id: 'peacoat' } }, { contact: 'c2', user: '2' }));
    good(await shop.call('restock.notify', { product: 'peacoat' }, { contact: 'c1', user: '1' }));
    const accepted = acceptEvent('product.restocked', { data: { product: { id: 'peacoat', stock: 5 } } });
    if (!accepted.ok) throw new Error(accepted.error.message);
    const first = await applyEvent(shop.store, accepted.event, { lang: 'en' }, shop.now);
    expect(first.audience.sort()).toEqual(['telegram:main:1', 'telegram:main:2']);
    expect(first.data.product).toMatchObject({ title: 'Navy pea coat', in_stock: true });
    expect((await applyEvent(shop.store, accepted.event, { lang: 'en' }, shop.now)).audience).toEqual([]);
    expect((await shop.store.collection(products).get('peacoat'))?.variants.every(({ stock }) => stock === 5)).toBe(true);
  });

  test('what is in stock needs no notice', async () => {
    expect(await shop.call('restock.notify', { product: 'wool-coat' })).toMatchObject({ code: 'in_stock' });
    expect(await shop.call('restock.notify', { product: 'spaceship' })).toMatchObject({ code: 'not_found' });
  });
});

describe('what was told while the clock was ahead', () => {
  const day = 86_400_000;

  test('does not keep newer orders, carts and stock out once it is set back', async () => {
    const order = { number: 'SO-1', items: [item], total: 3000, currency: 'USD', address: '1 Old Road' };
    shop.now += 2 * day;
    await apply('order.placed', { order });
    await apply('cart.updated', { cart: { ...cart, id: 'c9' } });
    shop.now -= 2 * day;
    await apply('order.paid', { order: { ...order, address: '2 New Road', total: 4000 } });
    await apply('cart.updated', { cart: { ...cart, id: 'c9', items: [{ ...item, quantity: 5 }] } });
    expect(await shop.store.collection(orders).get('SO-1')).toMatchObject({ address: '2 New Road', total: 4000 });
    expect((await shop.store.collection(carts).get('c9'))?.items[0]?.quantity).toBe(5);
  });

  test('does not keep a cart open that was ordered', async () => {
    shop.now += 2 * day;
    await apply('cart.updated', { cart: { ...cart, id: 'c9' } });
    shop.now -= 2 * day;
    await apply('order.placed', { order: { number: 'SO-2', items: [item], total: 3000, currency: 'USD' } });
    expect((await shop.store.collection(carts).get('c9'))?.order).toBe('SO-2');
  });
});

test.each([
  [{ address: 'telegram:main:42' }, { address: 'telegram:main:42' }],
  [
    { external_id: 'u-1', email: 'mei@example.com' },
    { externalId: 'u-1', email: 'mei@example.com' },
  ],
  [
    { email: 'mei@example.com', phone: '13800138000' },
    { email: 'mei@example.com', phone: '13800138000' },
  ],
  [{ phone: '13800138000' }, { phone: '13800138000' }],
])('reads the contact %j as the key of a contact', (contact, key) => {
  const accepted = acceptEvent('shop.opened', { contact, data: {} });
  expect(accepted.ok && accepted.event.contact).toEqual(key);
});
