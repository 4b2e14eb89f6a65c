import { afterEach, expect, test } from 'vitest';
import { segments } from '../../src/marketing/broadcast/rows.ts';
import { sequenceEntries } from '../../src/marketing/sequence/entries.ts';
import { type OrderRow, orders } from '../../src/shop/shop.ts';
import { type ContactRow, contacts } from '../../src/store/collections.ts';
import { openShopCast, type ShopCast } from './shop-cast.ts';

const hour = 3_600_000;
const day = 24 * hour;
const vip = (how = '') => `flow: new-vip
start:
  - segment: vip
${how}steps:
  - say: You are a VIP now.
  - wait: 2d
  - say: How do you like it?
`;
const order = `flow: size
start:
  - says: [which size fits me]
steps:
  - ask: How tall are you?
    save: height
    expect: number
  - say: "Size for {{ height }}"
`;

let shop: ShopCast;
afterEach(() => shop.close());

async function open(how = '', where = 'tags contains "vip"', options: Parameters<typeof openShopCast>[1] = {}): Promise<void> {
  shop = await openShopCast([vip(how), order], options);
  await shop.store.collection(segments).insert({ _id: 'vip', name: 'vip', where, createdAt: 0, updatedAt: 0 });
}
const look = async (times = 2): Promise<void> => {
  for (let n = 0; n < times; n++) await shop.sequences.look();
  await shop.work(1_000);
};
/** Changes a contact as its next message does. */
const change = (n: number, set: Partial<ContactRow>) =>
  shop.runtime.contacts.update(`test:main:p0000${n}`, (row) => ({ ...row, seenAt: shop.clock.now(), ...set }));
const welcome = 'You are a VIP now.';
const heard = (n: number): string[] => shop.channel.textsOf(`test:main:p0000${n}`);

test('who comes to fulfil the condition enters, once; who did before does not, and the log says how many', async () => {
  const log: unknown[] = [];
  await open('', undefined, { log: { debug() {}, info: (fields) => log.push(fields), warn() {}, error() {} } });
  await shop.people(6, (n) => (n < 2 ? { tags: ['vip'] } : {}));
  await look();
  expect(shop.channel.sent).toEqual([]);
  expect(log).toContainEqual({ flow: 'new-vip', people: 2 });
  await change(3, { tags: ['vip'] });
  await look();
  await look();
  expect(heard(3)).toEqual([welcome]);
  await change(3, { tags: [] });
  await look();
  await change(3, { tags: ['vip'] });
  await look();
  expect(shop.channel.sent.map(({ text }) => text)).toEqual([welcome]);
  await shop.work(1_000);
  shop.clock.stall(2 * day);
  await shop.work(2_000);
  expect(heard(3)).toEqual([welcome, 'How do you like it?']);
  // Whoever fulfilled it before and fulfils it anew, enters.
  await change(1, { tags: [] });
  await look();
  await change(1, { tags: ['vip'] });
  await look();
  expect(heard(1)).toEqual([welcome]);
  expect(heard(0)).toEqual([]);
});

test('existing: true lets those in too', async () => {
  await open('    existing: true\n');
  await shop.people(700, (n) => (n % 2 === 0 ? { tags: ['vip'] } : {}));
  await look(3);
  await shop.work(4_000);
  expect(shop.channel.sent).toHaveLength(350);
});

test('again: 30d lets somebody in anew after that time, not before', async () => {
  await open('    again: 30d\n');
  await shop.people(1);
  await look();
  const anew = async (): Promise<void> => {
    await change(0, { tags: ['vip'] });
    await look();
    await change(0, { tags: [] });
    await look();
  };
  await anew();
  shop.clock.stall(10 * day);
  await shop.work(1_000);
  await anew();
  expect(heard(0).filter((text) => text === welcome)).toHaveLength(1);
  shop.clock.stall(20 * day);
  await shop.work(1_000);
  await anew();
  expect(heard(0).filter((text) => text === welcome)).toHaveLength(2);
});

test('leave: true ends the flow of who no longer fulfils it; without it the flow goes on', async () => {
  await open('    leave: true\n');
  await shop.people(2);
  await look();
  await change(0, { tags: ['vip'] });
  await change(1, { tags: ['vip'] });
  await look();
  await change(0, { tags: [] });
  await look();
  shop.clock.stall(2 * day);
  await shop.work(2_000);
  expect(heard(0)).toEqual([welcome]);
  expect(heard(1)).toEqual([welcome, 'How do you like it?']);
});

test('nobody who did not agree enters, and who opts out in the middle hears no more', async () => {
  await open();
  await shop.people(3, (n) => (n === 0 ? { consent: {} } : n === 1 ? { consent: { marketing: false } } : {}));
  await look();
  for (const n of [0, 1, 2]) await change(n, { tags: ['vip'] });
  await look();
  expect(shop.channel.sent.map(({ conversation }) => conversation)).toEqual(['test:main:p00002']);
  await shop.write('p00002', 'stop sending me ads');
  await shop.work(1_000);
  const after = heard(2).length;
  shop.clock.stall(2 * day);
  await shop.work(2_000);
  expect(heard(2)).toHaveLength(after);
  // Who agrees later, enters then.
  await change(0, { consent: { marketing: true } });
  await look();
  expect(heard(0)).toEqual([welcome]);
});

test('nothing is said at night; it waits for the morning', async () => {
  await open('', undefined, { policy: { quiet: { from: 0, to: 20 * 60, classes: ['promo'] } } });
  await shop.people(1);
  await look();
  await change(0, { tags: ['vip'] });
  await look();
  expect(shop.channel.sent).toEqual([]);
  shop.clock.stall(10 * hour + 60_000);
  await shop.work(3_000);
  expect(heard(0)).toEqual([welcome]);
});

test('a conversation that a person has, or that is in the middle of a flow, is left alone until it is over', async () => {
  await open();
  await shop.people(2);
  await look();
  await shop.write('p00000', 'which size fits me');
  await shop.write('p00001', 'hello');
  await shop.work(1_000);
  await shop.runtime.takeOver('test:main:p00001', 'Mei');
  await shop.work(1_000);
  await change(0, { tags: ['vip'] });
  await change(1, { tags: ['vip'] });
  shop.clock.stall(15 * 60_000);
  await look();
  expect(heard(0)).toEqual(['How tall are you?']);
  expect(heard(1)).not.toContain(welcome);
  await shop.write('p00000', '172');
  await shop.runtime.handBack('test:main:p00001', 'Mei');
  await shop.work(1_000);
  shop.clock.stall(15 * 60_000);
  await look();
  expect(heard(0)).toEqual(['How tall are you?', 'Size for 172', welcome]);
  expect(heard(1).at(-1)).toBe(welcome);
});

test('an order lets its customer in at the next look; time alone does at night', async () => {
  await open('', 'orders > 0');
  await shop.people(2, () => ({ phone: '+8613900000001' }));
  await look();
  const one: OrderRow = {
    _id: '1',
    v: 1,
    number: '1',
    key: '1',
    digits: '1',
    status: 'placed',
    customer: { name: 'Li' },
    currency: 'USD',
    items: [],
    total: 100,
    payment: 'card',
    address: '',
    parcels: [],
    placedAt: shop.clock.now(),
    history: [],
    contact: 'test:main:p00000',
  };
  await shop.store.collection(orders).insert(one);
  await look();
  expect(heard(0)).toEqual([welcome]);
  expect(heard(1)).toEqual([]);
});

test('a condition that comes true by time alone is found by the nightly pass', async () => {
  await open('', 'joined > 3d');
  await shop.people(3);
  await look();
  shop.clock.stall(3 * day + hour);
  await look();
  await shop.work(1_000);
  expect(shop.channel.sent).toHaveLength(3);
});

test('two processes, and a crash between, let nobody in twice', async () => {
  await open();
  await shop.people(40);
  await look();
  for (let n = 0; n < 10; n++) await change(n, { tags: ['vip'] });
  await Promise.all([shop.sequences.look(), shop.sequences.look(), shop.sequences.look()]);
  await shop.work(1_000);
  await look();
  expect(shop.channel.sent).toHaveLength(10);
  expect(await shop.store.collection(sequenceEntries).count({ flow: 'new-vip', state: 'entered' })).toBe(10);
});

test('without the segment nobody enters; a changed condition does not bring in all who fulfil it already', async () => {
  shop = await openShopCast([vip()]);
  await shop.people(4, (n) => (n < 2 ? { tags: ['vip'] } : {}));
  await look();
  expect(await shop.store.collection(sequenceEntries).count({ flow: 'new-vip', state: 'existing' })).toBe(0);
  const { _id } = { _id: 'vip' };
  await shop.store.collection(segments).insert({ _id, name: 'vip', where: 'tags contains "gold"', createdAt: 0, updatedAt: 0 });
  await look();
  const row = await shop.store.collection(segments).get(_id);
  if (row) await shop.store.collection(segments).replace({ ...row, where: 'tags contains "vip"' });
  await look();
  expect(shop.channel.sent).toEqual([]);
  await shop.runtime.contacts.update('test:main:p00003', (one) => ({ ...one, tags: ['vip'], seenAt: shop.clock.now() }));
  await look();
  expect(heard(3)).toEqual([welcome]);
});

test('two contacts of one person enter once', async () => {
  await open();
  await shop.people(2);
  await look();
  await change(0, { tags: ['vip'] });
  await look();
  await shop.runtime.contacts.merge('test:main:p00001', 'test:main:p00000');
  await change(1, { tags: ['vip'] });
  await look();
  expect(shop.channel.sent).toHaveLength(1);
  expect((await shop.store.collection(contacts).get('test:main:p00000'))?.mergedInto).toBe('test:main:p00001');
});
