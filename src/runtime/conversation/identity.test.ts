import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { ContactOp } from '../../engine/model/engine-turn.ts';
import type { InboundEvent, Profile } from '../../message.ts';
import { consents, conversations } from '../../store/collections.ts';

let desk: Desk;
afterEach(() => desk.close());
const bsuid = 'wa:main:US.1234567890';
const phone = 'wa:main:8613800001111';

/** Each message says which ops it wants, as JSON; `sale` sends a promotion. */
const writes: Script = (event) => {
  const text = saidBy(event);
  if (text === undefined) return { steps: [] };
  if (text === 'sale') return { steps: [{ type: 'send', parts: [{ type: 'text', text }], class: 'promo', lang: 'en' }] };
  return { steps: (JSON.parse(text) as ContactOp[]).map((op) => ({ type: 'remember' as const, op })) };
};

let n = 0;
async function says(address: string, text: string | ContactOp[], given: { aliases?: string[]; profile?: Profile } = {}): Promise<void> {
  const [channel = '', account = '', user = ''] = address.split(':');
  n += 1;
  const words = typeof text === 'string' ? text : JSON.stringify(text);
  const event: InboundEvent = { type: 'message', id: `m${n}`, from: { channel, account, user }, at: 0, parts: [{ type: 'text', text: words }], ...given };
  await desk.runtime.receive([event]);
  await desk.runtime.idle();
}
const contactOf = async (address: string) => desk.runtime.contacts.get((await desk.store.collection(conversations).get(address))?.contact ?? address);
const open = async () => {
  desk = await openDesk({ script: writes, channel: new RecordingChannel('wa'), others: [new RecordingChannel('tg')] });
};
const userOf = (address: string) => address.split(':')[2] ?? '';

test.each([
  ['the business-scoped id comes alone first, then the phone number', bsuid, phone],
  ['the phone number comes alone first, then the business-scoped id', phone, bsuid],
])('%s: one contact, and an opt-out of either holds', async (_, first, second) => {
  await open();
  await says(first, [
    { set: 'size', value: 'M' },
    { consent: 'marketing', granted: true, words: 'yes' },
  ]);
  await says(second, [{ tag: 'vip' }], { aliases: [userOf(first)] });
  const person = await contactOf(second);
  expect(person).toMatchObject({ _id: first, vars: { size: 'M' }, tags: ['vip'], addresses: [second, first] });
  expect((await contactOf(first))?._id).toBe(first);
  await says(second, [{ consent: 'marketing', granted: false, words: 'STOP' }]);
  await says(first, 'sale');
  expect(desk.channel.sent).toEqual([]);
  expect((await desk.store.collection(consents).find({ where: { contact: first } })).map((row) => row.source)).toEqual([first, second]);
});

test.each([
  [bsuid, phone],
  [phone, bsuid],
])('%s comes with the other id beside it: who later writes as that is the same contact', async (first, second) => {
  await open();
  await says(first, [{ tag: 'early' }], { aliases: [userOf(second)] });
  await says(second, [{ tag: 'late' }]);
  expect(await contactOf(second)).toMatchObject({ _id: first, tags: ['early', 'late'], addresses: [second, first] });
});

test('both were known as two people already: they are one as soon as the provider says so, and a redelivery changes nothing', async () => {
  await open();
  await says(bsuid, [{ add: 'points', by: 1 }]);
  await says(phone, [{ consent: 'marketing', granted: false, words: 'STOP' }]);
  for (let times = 0; times < 2; times++) await says(phone, [{ tag: 'x' }], { aliases: [userOf(bsuid)] });
  const person = await contactOf(phone);
  expect(person).toMatchObject({ vars: { points: 1 }, tags: ['x'], consent: { marketing: false } });
  expect((await contactOf(bsuid))?._id).toBe(person?._id);
});

test('killed between merging and the turn: started again, all is as if nothing had happened', async () => {
  await open();
  await says(bsuid, [{ set: 'size', value: 'M' }]);
  await says(phone, [{ tag: 'a' }]);
  const { store } = desk;
  const write = store.write.bind(store);
  let left = 1;
  store.write = (...given) => (left-- > 0 ? write(...given) : new Promise(() => {}));
  n += 1;
  const event: InboundEvent = {
    type: 'message',
    id: `m${n}`,
    from: { channel: 'wa', account: 'main', user: userOf(phone) },
    at: 0,
    aliases: [userOf(bsuid)],
    parts: [{ type: 'text', text: '[{"tag":"b"}]' }],
  };
  await desk.runtime.receive([event]);
  for (let rounds = 0; rounds < 100; rounds++) await new Promise((resolve) => setImmediate(resolve));
  desk = await desk.restart();
  await desk.runtime.idle();
  expect(await contactOf(phone)).toMatchObject({ vars: { size: 'M' }, tags: ['a', 'b'] });
  expect((await contactOf(bsuid))?._id).toBe((await contactOf(phone))?._id);
});

test('the same number verified by two providers is one person; a number that was typed joins nobody', async () => {
  await open();
  await says('wa:main:x1', [{ tag: 'wa' }], { profile: { phone: '+86 138 0000 1111' } });
  await desk.pass(1000);
  await says('tg:main:42', [{ set: 'phone', value: '+8613800001111' }]);
  expect((await contactOf('tg:main:42'))?._id).toBe('tg:main:42');
  await says('tg:main:42', [{ tag: 'tg' }], { profile: { phone: '8613800001111' } });
  expect(await contactOf('tg:main:42')).toMatchObject({ _id: 'wa:main:x1', tags: ['wa', 'tg'] });
  await says('tg:main:43', [{ tag: 'new' }], { profile: { phone: '8613800001111' } });
  expect(await contactOf('tg:main:43')).toMatchObject({ _id: 'wa:main:x1', tags: ['wa', 'tg', 'new'] });
});

test('split: each has what it had, an opt-out is kept on both, a consent goes with the address that gave it, and nothing merges them again by itself', async () => {
  await open();
  await says(bsuid, [{ set: 'size', value: 'M' }, { tag: 'old' }, { set: 'name', value: 'Ann' }]);
  await says('tg:main:42', [{ set: 'shoe', value: 38 }, { tag: 'tg' }, { set: 'email', value: 'a@b.c' }, { consent: 'review', granted: true, words: 'ok' }]);
  const { contacts } = desk.runtime;
  expect(await contacts.merge(bsuid, 'tg:main:42')).toBe(true);
  await says('tg:main:42', [{ consent: 'marketing', granted: true, words: 'news, please' }]);
  expect(await contactOf(bsuid)).toMatchObject({ vars: { size: 'M', shoe: 38 }, email: 'a@b.c', consent: { review: true, marketing: true } });
  expect(await contacts.split('tg:main:42')).toBe(true);
  expect(await contactOf(bsuid)).toMatchObject({ name: 'Ann', vars: { size: 'M' }, tags: ['old'], consent: {}, addresses: [bsuid] });
  expect((await contactOf(bsuid))?.email).toBeUndefined();
  expect(await contactOf('tg:main:42')).toMatchObject({ vars: { shoe: 38 }, tags: ['tg'], email: 'a@b.c', consent: { review: true, marketing: true } });

  for (const address of [bsuid, 'tg:main:42']) await says(address, [{ tag: 'again' }], { profile: { phone: '12025550123' } });
  expect((await contactOf('tg:main:42'))?._id).toBe('tg:main:42');
  expect(await contacts.merge(bsuid, 'tg:main:42')).toBe(true);
  await says(bsuid, [{ consent: 'marketing', granted: false, words: 'STOP' }]);
  await contacts.split('tg:main:42');
  for (const address of [bsuid, 'tg:main:42']) expect((await contactOf(address))?.consent.marketing).toBe(false);
});

test('a customer who logs in on the shop’s site is one with the visitor, and is told nothing by that', async () => {
  await open();
  await says('wa:main:v-1', [{ tag: 'asked' }]);
  const event: InboundEvent = {
    type: 'event',
    id: 'identified.1',
    from: { channel: 'wa', account: 'main', user: 'u-42' },
    at: 0,
    name: 'page.identified',
    data: {},
    aliases: ['v-1'],
  };
  await desk.runtime.receive([event, event]);
  await desk.runtime.idle();
  expect(await contactOf('wa:main:u-42')).toMatchObject({ _id: 'wa:main:v-1', tags: ['asked'] });
  expect(desk.channel.sent).toEqual([]);
});
