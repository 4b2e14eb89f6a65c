import { afterEach, expect, test } from 'vitest';
import { type Desk, message, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import type { InboundEvent } from '../../message.ts';
import { contacts } from '../../store/collections.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';
const from = { channel: 'test', account: 'main', user: 'ann' };
const row = () => desk.store.collection(contacts).get(ann);
const tell = async (...events: InboundEvent[]): Promise<void> => {
  for (const event of events) await desk.runtime.receive([event]);
  await desk.runtime.idle();
};

test('who blocked us is noted at the contact until they write again', async () => {
  desk = await openDesk();
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(await row()).not.toHaveProperty('unreachable');
  await tell({ type: 'reach', id: 'r1', from, at: 1, reachable: false });
  expect((await row())?.unreachable).toEqual([ann]);
  await tell({ type: 'reach', id: 'r2', from, at: 2, reachable: false });
  expect((await row())?.unreachable).toEqual([ann]);
  await desk.write('ann', 'back again');
  await desk.runtime.idle();
  expect(await row()).not.toHaveProperty('unreachable');
});

test('a send that the provider refuses as blocked notes it too', async () => {
  desk = await openDesk();
  desk.channel.fail(ann, { kind: 'blocked' });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect((await row())?.unreachable).toEqual([ann]);
});

test('merged and taken apart, each address keeps what is known of it', async () => {
  desk = await openDesk({ others: [new RecordingChannel('other')] });
  await desk.write('ann', 'hi');
  await tell(message('a77', 'hi', 'o1', 'other'), { type: 'reach', id: 'r', from: { ...from, channel: 'other', user: 'a77' }, at: 1, reachable: false });
  await desk.runtime.contacts.merge(ann, 'other:main:a77');
  expect((await row())?.unreachable).toEqual(['other:main:a77']);
  await desk.runtime.contacts.split('other:main:a77');
  expect((await row())?.unreachable).toEqual([]);
  expect((await desk.runtime.contacts.get('other:main:a77'))?.unreachable).toEqual(['other:main:a77']);
});

test.each<[what: string, came: string | undefined, events: Partial<InboundEvent>[]]>([
  [
    'the code of the first start',
    'poster-7',
    [
      { type: 'started', referral: 'poster-7' },
      { type: 'started', referral: 'ad-9' },
    ],
  ],
  ['the ad of a first message', 'ad-9', [{ type: 'message', parts: [{ type: 'text', text: 'hi' }], referral: 'ad-9' }]],
  ['who came by themselves came by nothing', undefined, [{ type: 'started' }, { type: 'started', referral: 'ad-9' }]],
  ['at most 200 characters', 'x'.repeat(200), [{ type: 'started', referral: 'x'.repeat(900) }]],
])('how somebody came: %s', async (_, came, events) => {
  desk = await openDesk();
  for (const [n, event] of events.entries()) await tell({ id: `s${n}`, from, at: n + 1, ...event } as InboundEvent);
  expect((await row())?.came).toBe(came);
});
