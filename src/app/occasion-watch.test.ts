import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { seed } from '../demo/seed/seed.ts';
import { priceWatches } from '../shop/request-rows.ts';
import { orders, products } from '../shop/shop.ts';
import { contacts } from '../store/collections.ts';
import { occasionWatch } from './occasion-watch.ts';

const day = 86_400_000;
/** Monday, 10:00 in Shanghai. */
const ten = Date.UTC(2026, 10, 23, 2);
let opened: Awaited<ReturnType<typeof openTestStore>>;
const told: string[] = [];

const runtime = {
  async enter(conversation: string, { event }: { event: { name?: string } }) {
    told.push(`${conversation} ${event.name}`);
    return 'stored' as const;
  },
  async event({ name, contact, data }: { name: string; contact: object; data: object }) {
    told.push(`${JSON.stringify(contact)} ${name} ${JSON.stringify(data)}`);
    return { status: 'stored' as const };
  },
} as never;

beforeEach(async () => {
  told.length = 0;
  opened = await openTestStore();
});
afterEach(() => opened.close());

const watch = (lapsedAfter?: number) =>
  occasionWatch({ store: opened.store, runtime, rules: { zone: 'Asia/Shanghai', lang: 'en', lapsedAfter }, log: { info() {} } });

/** Puts orders of cotton tees in, so many days ago. */
async function bought(person: object, ...ago: number[]): Promise<void> {
  await seed(opened.store, ten);
  const [sample] = await opened.store.collection(orders).find({ where: { _id: 'SO-10032' }, limit: 1 });
  for (const row of await opened.store.collection(orders).find({ limit: 100 })) await opened.store.collection(orders).delete(row._id);
  for (const [n, days] of ago.entries()) {
    const number = `T-${n + 1}`;
    const at = ten - days * day;
    await opened.store.collection(orders).insert({
      ...sample!,
      email: undefined,
      phone: undefined,
      customer: { name: '' },
      ...person,
      _id: number,
      number,
      key: `t${n}`,
      digits: `${n}`,
      placedAt: at,
    });
  }
}

it('tells of what is due by the customer’s own interval, once a day and not before ten', async () => {
  await bought({ email: 'mei@example.com' }, 91, 61, 31);
  const look = watch();
  await look(ten - 1);
  expect(told).toEqual([]);
  await look(ten);
  await look(ten + 60_000);
  await watch()(ten + 120_000);
  expect(told).toEqual([`{"email":"mei@example.com"} reorder.due {"reorder":{"product":"cotton-tee","times":3,"usual_days":30,"since_days":31}}`]);
});

it.each([
  ['placed', 'card', 40, true],
  ['placed', 'card', 20, false],
  ['placed', 'cod', 40, false],
  ['paid', 'card', 40, false],
  ['placed', 'card', 25 * 60, false],
] as const)('tells of an order that is %s by %s, %i minutes old: %s', async (status, payment, minutes, expected) => {
  await bought({ email: 'mei@example.com', status, payment }, minutes / 1_440);
  const look = watch();
  await look(ten);
  await look(ten + 300_000);
  const unpaid = told.filter((one) => one.includes(' order.unpaid '));
  expect(unpaid.map((one) => one.slice(0, 42))).toEqual(expected ? ['{"email":"mei@example.com"} order.unpaid {'] : []);
});

it.each([
  ['not due yet', [89, 59, 29]],
  ['long over', [120, 90, 60]],
  ['two orders only', [61, 31]],
])('says nothing where it is %s', async (_, ago) => {
  await bought({ email: 'mei@example.com' }, ...ago);
  await watch()(ten);
  expect(told).toEqual([]);
});

it('tells of a long silence where the shop says how long', async () => {
  await bought({ email: 'mei@example.com' }, 91);
  await watch()(ten);
  expect(told).toEqual([]);
  await watch(90 * day)(ten + day);
  expect(told).toEqual([`{"email":"mei@example.com"} customer.lapsed {"customer":{"order":"T-1","title":"Heavy cotton tee","days":92}}`]);
});

it('writes to the contact of an order where it can be reached', async () => {
  await bought({ contact: 'c1' }, 91);
  await opened.store
    .collection(contacts)
    .insert({ _id: 'c1', tags: [], vars: {}, consent: {}, addresses: ['telegram:main:1'], promos: [], createdAt: 0, seenAt: 0 });
  await watch(90 * day)(ten);
  expect(told).toEqual([expect.stringMatching(/^\{"address":"telegram:main:1"\} customer\.lapsed/)]);
});

it.each([
  ['11-23', '2026-11-23T02:00:00Z', true],
  ['11-24', '2026-11-23T02:00:00Z', false],
  ['02-29', '2027-02-28T02:00:00Z', true],
  ['02-29', '2028-02-28T02:00:00Z', false],
  ['02-29', '2028-02-29T02:00:00Z', true],
])('born on %s, at %s: %s', async (birthday, at, expected) => {
  await opened.store
    .collection(contacts)
    .insert({ _id: 'c1', tags: [], vars: { birthday }, consent: {}, addresses: ['telegram:main:1'], promos: [], createdAt: 0, seenAt: 0 });
  await watch()(Date.parse(at));
  expect(told).toHaveLength(expected ? 1 : 0);
});

it('tells who waits for a lower price, once', async () => {
  await seed(opened.store, ten);
  const row = (await opened.store.collection(products).get('peacoat'))!;
  for (const [contact, price] of [
    ['c1', row.price],
    ['c2', row.price - 2_000],
  ] as const)
    await opened.store
      .collection(priceWatches)
      .insert({ _id: `peacoat ${contact}`, product: 'peacoat', contact, conversation: `telegram:main:${contact}`, price, at: ten });
  const look = watch();
  await look(ten);
  await opened.store.collection(products).replace({ ...row, price: row.price - 1_000 });
  await look(ten + 60_000);
  const prices = () => told.filter((one) => one.includes('price_dropped'));
  expect(prices()).toEqual([]);
  await look(ten + 3_600_000);
  await look(ten + 7_200_000);
  expect(prices()).toEqual(['telegram:main:c1 product.price_dropped']);
});

it.each<[string, object, object[], boolean]>([
  ['paid, and the only one', { email: 'mei@example.com', status: 'paid' }, [], true],
  ['on delivery and confirmed', { email: 'mei@example.com', status: 'placed', payment: 'cod', confirmedAt: ten }, [], true],
  ['on delivery and not confirmed', { email: 'mei@example.com', status: 'placed', payment: 'cod', confirmedAt: undefined }, [], false],
  ['not paid', { email: 'mei@example.com', status: 'placed', payment: 'card' }, [], false],
  ['one before by the same e-mail', { email: 'mei@example.com', status: 'paid' }, [{ email: 'mei@example.com' }], false],
  ['one before by the same phone', { email: 'new@example.com', phone: '13800138000', status: 'paid' }, [{ phone: '13800138000' }], false],
  ['one before that was cancelled', { email: 'mei@example.com', status: 'paid' }, [{ email: 'mei@example.com', status: 'cancelled' }], true],
  ['of nobody', { status: 'paid' }, [], false],
])('tells of a first order once: %s', async (_, person, before, expected) => {
  await bought(person, 0.1);
  const [one] = await opened.store.collection(orders).find({ limit: 1 });
  for (const [n, other] of before.entries())
    await opened.store
      .collection(orders)
      .insert({ ...one!, email: undefined, phone: undefined, ...other, _id: `O-${n}`, number: `O-${n}`, key: `o${n}`, placedAt: ten - 200 * day });
  const look = watch();
  await look(ten - 60_000);
  await look(ten + 30 * 60_000);
  expect(told.filter((line) => line.includes('customer.first_order'))).toHaveLength(expected ? 1 : 0);
});
