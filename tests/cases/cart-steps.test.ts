/** A cart that was left: help, reminder, coupon; price and stock of the moment; whatever ends it. The program's own core, shipped flows, a clock that is turned by hand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cartLadders, type LadderRow } from '../../src/marketing/carts/ladder-rows.ts';
import { carts, coupons, type ProductRow, products } from '../../src/shop/shop.ts';
import { openStage, type Stage, textOf } from './stage.ts';

const minute = 60_000;
const hour = 60 * minute;
/** 10:00 in Shanghai. */
const morning = Date.UTC(2026, 10, 23, 2);
const config = `
shop: { demo: false, langs: [en, zh], coupon_prefix: TEA }
carts: { on: true, coupon: back, sold_out: alternatives }
coupons:
  back: { percent: 15, minimum: 10, valid: 48h }
`;
let now = morning;
let stage: Stage;
let events = 0;

const product = (id: string, price: number, stock: number): ProductRow => ({
  _id: id,
  v: 1,
  title: { en: `Tea ${id}`, zh: `茶 ${id}` },
  text: {},
  category: 'tea',
  currency: 'USD',
  price,
  image: `https://tea.example.com/${id}.jpg`,
  url: `https://tea.example.com/p/${id}`,
  tags: [],
  variants: [{ sku: id, options: {}, price, stock }],
  sold: 1,
});

const put = async (...rows: ProductRow[]): Promise<void> => {
  await stage.core.store.write(rows.map((row) => ({ op: 'put', in: products.name, row })));
  // The catalogue is read anew after some seconds.
  now += 20_000;
};

const tell = async (name: string, body: object): Promise<number> => {
  events += 1;
  const { status } = await stage.core.intake(name, `e${events}`, body);
  await stage.core.runtime.idle();
  return status;
};
const look = async (): Promise<string[]> => {
  await stage.core.ladders?.look();
  // The menu that the hello brought up is asked again behind whatever is said.
  return (await stage.rest()).map(textOf).filter((text) => !text.startsWith('What can I do for you?') && !text.startsWith('Good news'));
};
const passes = async (ms: number): Promise<string[]> => {
  now += ms;
  return look();
};
const mia = { address: 'telegram:main:7' };
const cartData = (more: object = {}) => ({
  id: 'c7',
  url: 'https://tea.example.com/cart',
  currency: 'USD',
  items: [{ sku: 'a', title: 'Tea a', quantity: 2, price: 1900 }],
  ...more,
});
const leave = (more: object = {}, contact: object = mia) => tell('cart.updated', { contact, data: { cart: cartData(more) } });
const ladders = async (): Promise<LadderRow[]> => stage.core.store.collection(cartLadders).find({ where: { startedAt: { gt: 0 } }, sort: { by: 'startedAt' } });
const why = async () => (await ladders()).map((row) => row.why);
const says = (text: string, id = events++) => ({
  update_id: 100 + id,
  message: {
    message_id: 100 + id,
    from: { id: 7, is_bot: false, first_name: 'Mia', language_code: 'en' },
    chat: { id: 7, type: 'private', first_name: 'Mia' },
    date: now / 1000,
    text,
  },
});

beforeEach(async () => {
  now = morning;
  stage = await openStage(['telegram'], () => now, config);
  await stage.tell('telegram', says('hello'));
  await stage.core.runtime.contacts.update('telegram:main:7', (row) => ({
    ...row,
    consent: { marketing: true },
    email: 'mia@example.com',
    verifiedPhone: '+8613800138000',
    externalId: 'cust-7',
  }));
  await put(product('a', 1900, 5), product('b', 2100, 5), product('c', 9900, 5), product('d', 2000, 0));
  now += hour;
});
afterEach(() => stage.close());

describe('the ladder of a cart', () => {
  it('goes from help to reminder to coupon, with the prices of the moment, and ends with the order', async () => {
    await leave();
    expect(await look()).toEqual([]);
    expect(await passes(30 * minute)).toEqual([expect.stringContaining('You were looking at Tea a')]);
    await put(product('a', 1500, 5));
    const reminder = (await passes(3.5 * hour)).join('\n');
    expect(reminder).toContain('Tea a (2 items in all) is still in your cart, $30.00 in total. The price of Tea a has come down, from $19.00 to $15.00.');
    expect(JSON.stringify(stage.sent.slice(-3))).toContain('https://tea.example.com/a.jpg');
    const offer = (await passes(20 * hour)).join('\n');
    const [coupon] = await stage.core.store.collection(coupons).find({ where: { contact: 'telegram:main:7' } });
    expect(coupon).toMatchObject({ percent: 15, rule: 'back', minimum: { amount: 1000, currency: 'USD' } });
    expect(offer).toContain(`Here is 15% off with ${coupon?.code}, for orders from $10`);
    expect(await passes(hour)).toEqual([]);
    await tell('order.placed', { contact: mia, data: { order: { number: 'A-1', currency: 'USD', total: 2550, coupon: coupon?.code } } });
    expect(await why()).toEqual(['ordered']);
    expect(await stage.core.store.collection(coupons).get(coupon?.code ?? '')).toMatchObject({ usedAt: now, order: 'A-1', cost: 450 });
  });

  it('is begun once, however often the same cart is reported', async () => {
    await leave();
    await leave();
    await tell('cart.abandoned', { contact: mia, data: { cart: cartData() } });
    expect(await ladders()).toHaveLength(1);
    expect(await passes(30 * minute)).toHaveLength(1);
    expect(await passes(minute)).toEqual([]);
  });

  it('keeps the other flow for carts quiet', async () => {
    await leave();
    now += 2 * hour;
    await stage.core.runtime.idle();
    expect(await passes(0)).toHaveLength(1);
    expect(await ladders()).toHaveLength(1);
  });

  it.each<[string, object, object]>([
    ['the contact', mia, {}],
    ['the e-mail', { email: 'MIA@example.com' }, {}],
    ['the phone', { phone: '138 0013 8000' }, {}],
    ['the id of the customer', { external_id: 'cust-7' }, {}],
    ['the cart, of nobody who is known', { email: 'mias-office@example.com' }, { cart: 'c7' }],
    ['the device, of nobody who is known', { email: 'mias-office@example.com' }, { device: 'phone-1' }],
  ])('ends with an order that has in common %s', async (_, contact, more) => {
    await leave({ device: 'phone-1' });
    await passes(30 * minute);
    now += minute;
    await tell('order.placed', { contact, data: { order: { number: 'A-1', currency: 'USD', total: 100, ...more } } });
    expect(await why()).toEqual(['ordered']);
    expect(await passes(4 * hour)).toEqual([]);
  });

  it('ends with an order of the same person for a cart that knows them by e-mail alone', async () => {
    await leave({}, { email: 'guest@example.com' });
    expect(await ladders()).toMatchObject([{ email: 'guest@example.com' }]);
    await tell('order.placed', { contact: { email: 'Guest@example.com' }, data: { order: { number: 'A-1', customer: { email: 'Guest@example.com' } } } });
    expect(await why()).toEqual(['ordered']);
  });

  it('goes on with an order of somebody else, or of an earlier time', async () => {
    await leave({ device: 'phone-1' });
    await tell('order.placed', { contact: { email: 'leo@example.com' }, data: { order: { number: 'B-1', device: 'phone-2', cart: 'c8' } } });
    await tell('order.shipped', { contact: mia, at: new Date(now - 24 * hour).toISOString(), data: { order: { number: 'A-0' } } });
    expect(await passes(30 * minute)).toHaveLength(1);
  });

  it('ends when the customer answers', async () => {
    await leave();
    await passes(30 * minute);
    now += minute;
    await stage.tell('telegram', says('thanks'));
    expect(await passes(4 * hour)).toEqual([]);
    expect(await why()).toEqual(['replied']);
  });

  it('ends when the customer opts out', async () => {
    await leave();
    await passes(30 * minute);
    await stage.tell('telegram', says('STOP'));
    expect(await passes(4 * hour)).toEqual([]);
    expect(await why()).toEqual(['opted_out']);
  });

  it('ends when a person of the shop takes the conversation', async () => {
    await leave();
    await stage.core.runtime.takeOver('telegram:main:7', 'Mei');
    await stage.rest();
    expect(await passes(30 * minute)).toEqual([]);
    expect(await why()).toEqual(['taken_over']);
  });

  it('begins a new version when the cart changes, and the old one ends; a person gets one ladder a week', async () => {
    await leave();
    now += minute;
    await leave({ items: [{ sku: 'b', title: 'Tea b', quantity: 1, price: 2100 }] });
    expect(await why()).toEqual(['changed', undefined]);
    expect((await passes(30 * minute)).join()).toContain('Tea b');
    now += minute;
    await leave({ items: [{ sku: 'c', title: 'Tea c', quantity: 1, price: 9900 }] });
    expect(await passes(31 * minute)).toEqual([]);
    expect(await why()).toEqual(['changed', 'changed', 'recent']);
    now += 8 * 24 * hour;
    await leave({ id: 'c8' });
    expect((await passes(30 * minute)).join()).toContain('Tea a');
  });

  it('is one for a person who has two carts, known by different things', async () => {
    await leave();
    await leave({ id: 'c9', items: [{ sku: 'b', title: 'Tea b', quantity: 1, price: 2100 }] }, { email: 'mia@example.com' });
    expect(await passes(30 * minute)).toHaveLength(1);
    expect((await why()).filter((one) => one === 'recent')).toHaveLength(1);
  });

  it('says nothing of what has sold out, and shows what is alike', async () => {
    await leave();
    await put(product('a', 1900, 0));
    const said = (await passes(30 * minute)).join('\n');
    expect(said).toContain('has just sold out');
    expect(said).toContain('Tea b');
    expect(said).not.toContain('Tea d');
    expect(await passes(4 * hour)).toEqual([]);
  });

  it('ends when the cart was emptied; the goods again begin it anew', async () => {
    await leave();
    now += minute;
    await leave({ items: [] });
    expect(await why()).toEqual(['emptied']);
    now += minute;
    await leave();
    expect(await passes(30 * minute)).toHaveLength(1);
  });

  it('waits for whoever is not known yet, and goes on when they are', async () => {
    await stage.core.runtime.contacts.update('telegram:main:7', ({ consent: _, ...row }) => ({ ...row, consent: {} }));
    await leave();
    expect(await passes(30 * minute)).toEqual([]);
    await stage.core.runtime.contacts.update('telegram:main:7', (row) => ({ ...row, consent: { marketing: true } }));
    expect(await passes(hour)).toHaveLength(1);
  });

  it('keeps the coupon of another currency to itself', async () => {
    await leave({ currency: 'EUR' });
    await passes(30 * minute);
    await passes(3.5 * hour);
    expect(await passes(20 * hour)).toEqual([]);
    expect(await why()).toEqual(['no_coupon']);
  });

  it.each<[string, object, string]>([
    ['a negative price', { items: [{ sku: 'a', title: 'Tea', quantity: 1, price: -1 }] }, 'data.cart.items.0.price'],
    ['a price in major units', { items: [{ sku: 'a', title: 'Tea', quantity: 1, price: 19.9 }] }, 'data.cart.items.0.price'],
    ['no currency', { currency: undefined }, 'data.cart.currency'],
    ['a currency in words', { currency: 'dollars' }, 'data.cart.currency'],
    ['no pieces', { items: [{ sku: 'a', title: 'Tea', quantity: 0, price: 1 }] }, 'data.cart.items.0.quantity'],
    ['an address that is none', { url: 'javascript:alert(1)' }, 'data.cart.url'],
    ['a device that is no text', { device: { id: 1 } }, 'data.cart.device'],
  ])('refuses a cart with %s whole', async (_, more, field) => {
    // As it comes over the wire: what is undefined is not there.
    const body: unknown = JSON.parse(JSON.stringify({ contact: mia, data: { cart: cartData(more) } }));
    const outcome = await stage.core.intake('cart.updated', 'bad', body);
    expect(outcome).toMatchObject({ status: 422, field });
    expect(await stage.core.store.collection(carts).get('c7')).toBeNull();
    expect(await ladders()).toEqual([]);
  });

  it('is off unless it is switched on', async () => {
    const off = await openStage(['telegram'], () => now, 'shop: { demo: false }\n');
    expect(off.core.ladders).toBeUndefined();
    await off.close();
  });
});
