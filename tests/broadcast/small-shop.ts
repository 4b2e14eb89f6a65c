/** Seven customers of a small shop, with what they bought, said and got: for conditions whose right counts are known. */
import { type BroadcastRow, broadcastMarks, broadcasts, recipientId, recipients } from '../../src/marketing/broadcast/rows.ts';
import { type OrderRow, orders, type ProductRow, products } from '../../src/shop/shop.ts';
import { type ContactRow, contacts } from '../../src/store/collections.ts';
import type { Op, Row, Store } from '../../src/store/store.ts';

/** 12:00 in Shanghai. */
export const noon = Date.UTC(2026, 10, 30, 4);
export const daysAgo = (count: number): number => noon - count * 86_400_000;

/** Every contact's id ends in the name by which tests call it. */
const person = (called: string, channel: string, joined: number, seen: number, set: Partial<ContactRow>): ContactRow => {
  const id = `${channel}:main:${called}`;
  return {
    _id: id,
    v: 1,
    tags: [],
    vars: {},
    consent: { marketing: true },
    addresses: [id],
    promos: [],
    createdAt: daysAgo(joined),
    seenAt: daysAgo(seen),
    ...set,
  };
};

export const customers: ContactRow[] = [
  person('ann', 'telegram', 500, 2, {
    name: 'Ann',
    lang: 'en',
    email: 'ann@example.com',
    tags: ['vip', 'wholesale'],
    vars: { size: 'M', points: 120, skin: 'dry' },
    addresses: ['telegram:main:ann', 'whatsapp-cloud:main:ann'],
    came: 'poster-7',
  }),
  person('bo', 'webchat', 20, 20, { name: '博', lang: 'zh', tags: ['new'], vars: { size: 'L' }, came: 'ad-44' }),
  person('cy', 'wechat-official', 800, 400, { lang: 'zh-TW', email: 'cy@example.com', consent: { marketing: false } }),
  person('di', 'whatsapp-cloud', 95, 95, {
    name: 'Di',
    lang: 'en',
    phone: '+8613900000004',
    tags: ['vip'],
    vars: { skin: 'oily', wants_news: true },
    consent: {},
    came: 'poster-7',
  }),
  person('ed', 'telegram', 40, 0.5, { name: 'Ed', lang: 'de', vars: { points: 0 } }),
  person('fu', 'wecom', 1, 1 / 24, { name: '福', lang: 'zh', tags: ['vip', '生日月'], zone: 'America/New_York' }),
  person('hi', 'webchat', 10, 10, { name: 'Hi', lang: 'en', email: 'hi@example.com', unreachable: ['webchat:main:hi'] }),
  person('gu', 'telegram', 500, 3, { name: 'Gu', tags: ['vip'], mergedInto: 'telegram:main:ann' }),
];

const order = (n: number, sku: string, total: number, ago: number, set: Partial<OrderRow>): OrderRow => ({
  _id: `A${n}`,
  v: 1,
  number: `A${n}`,
  key: `a${n}`,
  digits: String(n),
  status: 'delivered',
  customer: { name: '' },
  currency: 'CNY',
  items: [{ sku, title: { en: sku }, quantity: 1, price: total }],
  total,
  payment: 'wechat',
  address: '',
  parcels: [],
  placedAt: daysAgo(ago),
  history: [],
  ...set,
});

export const bought: OrderRow[] = [
  order(1, 'DR-101', 45_000, 10, { contact: 'telegram:main:ann', email: 'ann@example.com' }),
  order(2, 'BAG-9', 120_000, 200, { contact: 'telegram:main:ann' }),
  order(3, 'SH-1', 999_900, 5, { contact: 'telegram:main:ann', status: 'cancelled' }),
  order(4, 'DR-101-RED', 9_900, 20, { contact: 'webchat:main:bo' }),
  order(5, 'BAG-9', 30_000, 88, { phone: '8613900000004' }),
  order(6, 'HAT-2', 8_000, 30, { contact: 'telegram:main:ed', status: 'refunded' }),
  order(7, 'HAT-2', 5_000, 1 / 12, { contact: 'wecom:main:fu', currency: 'USD' }),
  order(8, 'HAT-2', 2_000, 9, { email: 'hi@example.com' }),
];

const product = (id: string, category: string, skus: string[] = []): ProductRow => ({
  _id: id,
  v: 1,
  title: { en: id },
  text: {},
  category,
  price: 1_000,
  currency: 'CNY',
  image: '',
  url: '',
  tags: [],
  variants: skus.map((sku) => ({ sku, options: {}, price: 1_000, stock: 1 })),
  sold: 0,
});

const goods = [product('DR-101', 'dresses', ['DR-101-RED']), product('BAG-9', 'bags'), product('HAT-2', 'hats'), product('SH-1', 'shoes')];

const idOf = new Map(customers.map(({ _id }) => [_id.slice(_id.lastIndexOf(':') + 1), _id]));

const sent: BroadcastRow[] = [
  { _id: '0c1', v: 1, name: 'Summer', state: 'completed', draft: {}, createdAt: noon, updatedAt: noon },
  { _id: '0c2', v: 1, name: '春装', state: 'completed', draft: {}, createdAt: noon, updatedAt: noon },
];

export async function openSmallShop(store: Store): Promise<void> {
  const insert = <T extends Row>(name: string, rows: readonly T[]): Op[] => rows.map((row) => ({ op: 'insert', in: name, row }));
  const receipt = (broadcast: string, called: string, state: string) => ({
    _id: recipientId(broadcast, idOf.get(called) ?? ''),
    v: 1,
    broadcast,
    contact: idOf.get(called),
    state,
    at: noon,
  });
  const mark = (what: string, broadcast: string, called: string) => ({
    _id: `${what}:${recipientId(broadcast, idOf.get(called) ?? '')}`,
    v: 1,
    broadcast,
    mark: what,
    contact: idOf.get(called),
    at: noon,
  });
  await store.write([
    ...insert(contacts.name, customers),
    ...insert(orders.name, bought),
    ...insert(products.name, goods),
    ...insert(broadcasts.name, sent),
    ...insert(recipients.name, [
      receipt('0c1', 'ann', 'delivered'),
      receipt('0c1', 'bo', 'read'),
      receipt('0c1', 'ed', 'failed'),
      receipt('0c1', 'hi', 'sent'),
      receipt('0c1', 'fu', 'waiting'),
      receipt('0c2', 'ann', 'sent'),
    ]),
    ...insert(broadcastMarks.name, [mark('clicked', '0c1', 'bo'), mark('replied', '0c1', 'ann'), mark('delivered', '0c1', 'ann')]),
  ]);
}
