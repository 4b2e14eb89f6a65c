import { afterEach, expect, test } from 'vitest';
import { broadcastMarks, broadcasts, type RecipientRow, recipients } from '../../src/marketing/broadcast/rows.ts';
import { reportOf } from '../../src/marketing/report/report.ts';
import { countOrder } from '../../src/reports/count-order.ts';
import { type OrderRow, orders } from '../../src/shop/shop.ts';
import { openShopCast, type ShopCast } from './shop-cast.ts';

const hour = 3_600_000;
const ab = { variants: { A: 'Text A', B: 'Text B' }, sample: 0.4, after: '4h' };
let shop: ShopCast;
afterEach(() => shop.close());

const rowsOf = (id: string): Promise<RecipientRow[]> =>
  shop.store.collection(recipients).find({ where: { broadcast: id, _id: { gt: '' } }, sort: { by: '_id' }, limit: 1_000 });
const userOf = (row: RecipientRow): string => row.contact.split(':').at(-1) ?? '';
const sample = async (id: string, variant: string): Promise<RecipientRow[]> =>
  (await rowsOf(id)).filter((row) => row.variant === variant && row.state === 'sent');
/** Turns many hours in big steps. */
const later = async (ms: number): Promise<void> => {
  shop.clock.stall(ms);
  await shop.work(8_000);
};
const textsTo = (row: RecipientRow): string[] => shop.channel.sent.filter(({ conversation }) => conversation === row.contact).map(({ text }) => text);

async function placed(row: RecipientRow, n: number, total = 5_000): Promise<void> {
  const number = `20${n}`;
  const order: OrderRow = {
    _id: number,
    v: 1,
    number,
    key: number,
    digits: number,
    status: 'placed',
    customer: { name: 'Li' },
    currency: 'USD',
    items: [],
    total,
    payment: 'card',
    address: '',
    parcels: [],
    placedAt: shop.clock.now(),
    history: [],
    contact: row.contact,
  };
  await shop.store.collection(orders).insert(order);
  await countOrder(shop.store, order, shop.clock.now(), 'UTC');
}

test('a sample gets both texts; who stays gets the one that was answered more; the hold-out gets nothing', async () => {
  shop = await openShopCast();
  await shop.people(200);
  const id = await shop.send({ content: {}, ab: { ...ab, by: 'replied' }, hold_out: 0.1 });
  const [a, b] = [await sample(id, 'A'), await sample(id, 'B')];
  expect(a.length + b.length).toBeGreaterThan(45);
  expect(a.length + b.length).toBeLessThan(100);
  expect(Math.min(a.length, b.length)).toBeGreaterThan(15);
  expect(shop.channel.sent).toHaveLength(a.length + b.length);
  for (const row of a.slice(0, 2)) await shop.write(userOf(row), 'nice');
  for (const row of b.slice(0, 9)) await shop.write(userOf(row), 'nice');
  await later(3 * hour);
  expect(await shop.store.collection(broadcasts).get(id)).not.toHaveProperty('winner');
  expect((await rowsOf(id)).filter(({ state }) => state === 'waiting').length).toBeGreaterThan(80);
  await later(hour);
  await shop.work(20_000);
  expect(await shop.store.collection(broadcasts).get(id)).toMatchObject({ state: 'completed', winner: 'B' });
  const rows = await rowsOf(id);
  const held = rows.filter(({ reason }) => reason === 'hold_out');
  expect(held.length).toBeGreaterThan(8);
  expect(held.flatMap(textsTo)).toEqual([]);
  const others = rows.filter((row) => row.state === 'sent' && ![...a, ...b].some(({ _id }) => _id === row._id));
  expect(new Set(others.map(({ variant }) => variant))).toEqual(new Set(['B']));
  expect(new Set(others.flatMap(textsTo))).toEqual(new Set(['Text B']));
  expect(shop.channel.sent.filter(({ text }) => text.startsWith('Text'))).toHaveLength(200 - held.length);
  const report = await reportOf(shop.store, { ...(await shop.store.collection(broadcasts).get(id))! }, new Set(['delivered']), ['A', 'B']);
  expect(report.variants).toEqual([
    { variant: 'A', won: false, planned: a.length, sent: a.length, delivered: 0, read: null, replied: 2, clicked: 0, ordered: 0, revenue: [] },
    {
      variant: 'B',
      won: true,
      planned: b.length + others.length,
      sent: b.length + others.length,
      delivered: 0,
      read: null,
      replied: 9,
      clicked: 0,
      ordered: 0,
      revenue: [],
    },
  ]);
});

test('the hold-out and the sample are the same people however often it is planned', async () => {
  shop = await openShopCast();
  await shop.people(100);
  const id = await shop.send({ content: {}, ab, hold_out: 0.2 });
  const before = (await rowsOf(id)).map(({ _id, reason, variant }) => [_id, reason, variant]);
  const { plan: _, ...row } = (await shop.store.collection(broadcasts).get(id))!;
  for (const one of await rowsOf(id)) await shop.store.collection(recipients).delete(one._id);
  await shop.store.collection(broadcasts).replace(row);
  await shop.work(8_000);
  expect((await rowsOf(id)).map(({ _id, reason, variant }) => [_id, reason, variant])).toEqual(before);
});

test.each(['ordered', 'clicked'] as const)('the winner by %s', async (by) => {
  shop = await openShopCast();
  await shop.people(60);
  const id = await shop.send({ content: {}, ab: { ...ab, by } });
  const b = await sample(id, 'B');
  for (const [n, row] of b.slice(0, 4).entries()) {
    if (by === 'ordered') await placed(row, n);
    else
      await shop.store
        .collection(broadcastMarks)
        .insert({ _id: `clicked:${row._id}`, broadcast: id, mark: 'clicked', contact: row.contact, at: shop.clock.now() });
  }
  const [first] = await sample(id, 'A');
  // One person who orders again and again is one person.
  if (by === 'ordered' && first) for (let n = 10; n < 16; n++) await placed(first, n);
  await later(4 * hour);
  const row = (await shop.store.collection(broadcasts).get(id))!;
  expect(row.winner).toBe('B');
  const { variants } = await reportOf(shop.store, row, new Set(), ['A', 'B']);
  if (by === 'ordered')
    expect(variants).toMatchObject([
      { ordered: 6, revenue: [{ amount: 30_000, currency: 'USD' }] },
      { ordered: 4, revenue: [{ amount: 20_000, currency: 'USD' }] },
    ]);
  else expect(variants).toMatchObject([{ clicked: 0 }, { clicked: 4 }]);
});

test('a night in which nothing goes out does not decide', async () => {
  const quiet = { from: 0, to: 20 * 60, classes: ['promo' as const] };
  shop = await openShopCast([], { policy: { quiet } });
  await shop.people(60);
  const id = await shop.send({ content: {}, ab });
  expect(shop.channel.sent).toEqual([]);
  await later(5 * hour);
  expect(await shop.store.collection(broadcasts).get(id)).not.toHaveProperty('winner');
  await later(5 * hour);
  const sent = shop.channel.sent.length;
  expect(sent).toBeGreaterThan(10);
  expect(sent).toBeLessThan(40);
  await later(4 * hour);
  expect(await shop.store.collection(broadcasts).get(id)).toHaveProperty('winner');
});
