import { afterEach, expect, test } from 'vitest';
import { type Desk, message, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { ContactOp } from '../../engine/model/engine-turn.ts';
import { importFile } from '../../shop/importing/import.ts';
import { consents, contacts, conversations, tracks } from '../../store/collections.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';

const remember = (op: ContactOp) => ({ type: 'remember' as const, op });
/** Each message says which ops it wants, as JSON. */
const writes: Script = (event, _session, facts) => {
  const text = saidBy(event);
  if (event.type === 'event') return { steps: [`event ${event.name}`] };
  if (text === undefined) return { steps: [] };
  if (text === 'who') return { steps: [JSON.stringify(facts.contact)] };
  return { steps: (JSON.parse(text) as ContactOp[]).map(remember) };
};
const tell = (...ops: ContactOp[]): string => JSON.stringify(ops);

test('what flows remember is kept with the turn, and known to the next event', async () => {
  desk = await openDesk({ script: writes });
  await desk.write(
    'ann',
    tell({ set: 'contact.size', value: 'M' }, { add: 'points', by: 5 }, { tag: 'vip' }, { set: 'email', value: ' Ann@Shop.COM ' }, { lang: 'zh' }),
  );
  await desk.write('ann', tell({ add: 'points', by: 2 }, { tag: 'vip' }, { untag: 'cold' }));
  await desk.write('ann', 'who');
  await desk.runtime.idle();
  expect(JSON.parse(desk.channel.textsOf(ann)[0] ?? '')).toEqual({ id: ann, lang: 'zh', email: 'ann@shop.com', tags: ['vip'], vars: { size: 'M', points: 7 } });
});

test('adding is exact when many conversations and the shop change one contact at once', async () => {
  desk = await openDesk({ script: writes });
  const users = Array.from({ length: 20 }, (_, n) => `u${n}`);
  for (const user of users) await desk.write(user, 'who');
  await desk.runtime.idle();
  for (const user of users.slice(1)) expect(await desk.runtime.contacts.merge('test:main:u0', `test:main:${user}`)).toBe(true);
  const others = Array.from({ length: 20 }, () => desk.runtime.contacts.update('test:main:u0', (row) => ({ ...row, tags: [...row.tags, 't'] })));
  await Promise.all([...others, ...users.flatMap((user) => Array.from({ length: 10 }, () => desk.write(user, tell({ add: 'points', by: 1 }))))]);
  await desk.runtime.idle();
  const row = await desk.store.collection(contacts).get('test:main:u0');
  expect(row?.vars).toEqual({ points: 200 });
  expect(row?.tags).toHaveLength(20);
});

test('consent is written to the ledger with its words, whoever changed it', async () => {
  desk = await openDesk({ script: writes });
  await desk.write('ann', tell({ consent: 'marketing', granted: true, words: 'May we write to you?' }));
  await desk.runtime.idle();
  await desk.runtime.receive([{ type: 'consent', id: 'c1', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0, marketing: false }]);
  await desk.runtime.idle();
  expect((await desk.store.collection(contacts).get(ann))?.consent).toEqual({ marketing: false });
  const ledger = await desk.store.collection(consents).find({ where: { contact: ann } });
  expect(ledger.map(({ granted, words, source }) => ({ granted, words, source })).sort((a, b) => Number(b.granted) - Number(a.granted))).toEqual([
    { granted: true, words: 'May we write to you?', source: ann },
    { granted: false, words: '', source: 'test' },
  ]);
});

test('two contacts become one and can be taken apart again; an opt-out of either holds', async () => {
  const other = new RecordingChannel('other');
  desk = await openDesk({ script: writes, others: [other] });
  await desk.write('ann', tell({ set: 'size', value: 'M' }, { set: 'name', value: 'Ann' }, { consent: 'marketing', granted: true, words: '' }));
  await desk.runtime.receive([
    message(
      'a77',
      tell({ set: 'shoe', value: 38 }, { set: 'phone', value: '+86 138 0000' }, { consent: 'marketing', granted: false, words: '' }),
      'o1',
      'other',
    ),
  ]);
  await desk.runtime.idle();
  const { contacts: people } = desk.runtime;
  expect(await people.merge(ann, 'other:main:a77')).toBe(true);
  expect(await people.merge(ann, 'other:main:a77')).toBe(false);
  const merged = await people.get('other:main:a77');
  expect(merged).toMatchObject({ _id: ann, name: 'Ann', phone: '+861380000', vars: { size: 'M', shoe: 38 }, consent: { marketing: false } });
  expect([...(merged?.addresses ?? [])].sort()).toEqual(['other:main:a77', ann]);
  await desk.runtime.receive([message('a77', tell({ set: 'hat', value: 'L' }), 'o2', 'other')]);
  await desk.runtime.idle();
  expect((await people.get(ann))?.vars).toMatchObject({ hat: 'L' });
  await people.update(ann, (row) => ({ ...row, told: [] }));
  expect((await people.find({ phone: '0086 138-0000' }))?._id).toBe(ann);

  expect(await people.split('other:main:a77')).toBe(true);
  expect(await people.split('other:main:a77')).toBe(false);
  await desk.runtime.receive([message('a77', tell({ set: 'hat', value: 'XL' }), 'o3', 'other')]);
  await desk.runtime.idle();
  expect(await people.get('other:main:a77')).toMatchObject({ vars: { shoe: 38, hat: 'XL' } });
  expect((await people.get(ann))?.addresses).toEqual([ann]);
});

test('nobody gets what is meant for somebody else by telling a flow their e-mail or phone', async () => {
  desk = await openDesk({ script: writes });
  const owner = { email: 'vic@shop.com', phone: '+14155550123' };
  for (let n = 0; n < 101; n++) await desk.write(`thief${n}`, tell({ set: 'email', value: owner.email }, { set: 'phone', value: owner.phone }));
  await desk.runtime.idle();
  const { contacts: people } = desk.runtime;
  expect(await people.get('test:main:thief0')).toMatchObject(owner);
  expect(await people.find({ email: owner.email })).toBeNull();
  expect(await desk.runtime.event({ id: 'e1', name: 'order.shipped', contact: owner, data: {} })).toEqual({ status: 'unknown' });
  const file = `external_id,name,email,phone\n7,Vic,${owner.email},${owner.phone}`;
  expect(await importFile(desk.store, { file: 'customers.csv', bytes: Buffer.from(file), now: 0, currency: 'USD', zone: 'UTC' })).toMatchObject({ ok: true });
  expect(await people.get('test:main:thief0')).not.toHaveProperty('externalId');
  expect(await people.find({ email: owner.email })).toMatchObject({ externalId: '7' });

  await desk.write('vic', '[]');
  await desk.runtime.idle();
  await people.merge('test:main:vic', 'test:main:thief0');
  expect((await people.find({ phone: owner.phone }))?._id).not.toBe('test:main:vic');
  await people.update('test:main:vic', (row) => ({ ...row, verifiedPhone: owner.phone }));
  expect((await people.find({ phone: '0014155550123' }))?._id).toBe('test:main:vic');
});

test.each<[phone: string, isFound: boolean]>([
  ['34912345678', false],
  ['0034 912 345 678', true],
  ['+34 912345678', true],
  ['0171 2345678', false],
])('of a German shop %s finds a person with a number of Spain: %s', async (phone, isFound) => {
  desk = await openDesk({ script: writes, shop: { name: 'Shop', currency: 'EUR', zone: 'Europe/Berlin', country: 'DE', langs: ['en'], categories: [] } });
  await desk.write('ann', '[]');
  await desk.runtime.idle();
  await desk.runtime.contacts.update(ann, (row) => ({ ...row, verifiedPhone: '+34912345678' }));
  expect((await desk.runtime.contacts.find({ phone }))?._id).toBe(isFound ? ann : undefined);
});

test('a shop event goes to the address that was used last and can be reached', async () => {
  const other = new RecordingChannel('other');
  desk = await openDesk({ script: writes, others: [other] });
  await desk.write('ann', '[]');
  await desk.runtime.idle();
  await desk.runtime.contacts.update(ann, (row) => ({ ...row, email: 'ann@shop.com' }));
  desk.clock.after(0, () => {});
  await desk.runtime.receive([message('a77', '[]', 'o1', 'other', 1)]);
  await desk.runtime.idle();
  await desk.runtime.contacts.merge(ann, 'other:main:a77');
  await desk.runtime.receive([message('a77', '[]', 'o2', 'other', 1)]);
  await desk.runtime.idle();
  const event = (id: string) => desk.runtime.event({ id, name: 'order.shipped', contact: { email: 'ANN@shop.com' }, data: {} });
  expect(await event('e1')).toEqual({ status: 'stored', conversation: 'other:main:a77' });
  expect(await event('e1')).toEqual({ status: 'duplicate', conversation: 'other:main:a77' });
  await desk.runtime.idle();
  expect(other.textsOf('other:main:a77')).toEqual(['event order.shipped']);
  await desk.runtime.receive([{ type: 'reach', id: 'x', from: { channel: 'other', account: 'main', user: 'a77' }, at: 0, reachable: false }]);
  await desk.runtime.idle();
  expect(await event('e2')).toEqual({ status: 'stored', conversation: ann });
  expect(await desk.runtime.event({ id: 'e3', name: 'x', contact: { email: 'nobody@shop.com' }, data: {} })).toEqual({ status: 'unknown' });
  expect(await desk.runtime.event({ id: 'e4', name: 'x', contact: { address: 'fax:main:1' }, data: {} })).toEqual({ status: 'unknown' });
  await desk.runtime.receive([{ type: 'reach', id: 'y', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0, reachable: false }]);
  await desk.runtime.idle();
  expect(await event('e5')).toEqual({ status: 'unreachable' });
});

test('an event for an address that never wrote is for nobody and makes no conversation; one that has just written is known', async () => {
  desk = await openDesk({ script: writes });
  const event = (id: string) => desk.runtime.event({ id, name: 'cart.updated', contact: { address: ann }, data: {} });
  expect(await event('e1')).toEqual({ status: 'unknown' });
  await desk.runtime.idle();
  expect(await desk.store.collection(conversations).get(ann)).toBeNull();
  await desk.runtime.receive([{ type: 'started', id: 's', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0 }]);
  expect(await event('e1')).toEqual({ status: 'stored', conversation: ann });
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['event cart.updated']);
});

test('names of the provider fill in what is not known, and follow when the customer changes them', async () => {
  desk = await openDesk({ script: (event) => ({ steps: saidBy(event) === undefined ? [] : [{ type: 'track', name: 'seen', data: { n: 1 } }] }) });
  const from = { channel: 'test', account: 'main', user: 'ann' };
  const named = (id: string, name: string) => desk.runtime.receive([{ type: 'message', id, from, at: 0, parts: [], profile: { name, lang: 'zh-CN' } }]);
  await named('1', 'Ann');
  await desk.runtime.idle();
  await named('2', 'Anna');
  await desk.runtime.idle();
  expect(await desk.runtime.contacts.get(ann)).toMatchObject({ name: 'Anna', lang: 'zh-CN' });
  await desk.runtime.contacts.update(ann, (row) => ({ ...row, name: 'Miss A' }));
  await named('3', 'Annie');
  await desk.runtime.idle();
  expect(await desk.runtime.contacts.get(ann)).toMatchObject({ name: 'Miss A' });
  expect(await desk.store.collection(tracks).count({ name: 'seen' })).toBe(3);
  expect(await desk.store.collection(conversations).get(ann)).toMatchObject({ contact: ann });
});
