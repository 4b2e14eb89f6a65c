/**
 * Somebody opts out while their message waits for its turn at the account's pace: nothing goes out to any of their addresses, whatever the way they did it.
 * Who writes it is answered once, without advertising. A signal is not answered: who blocked the bot or unfollowed cannot be written to, and WhatsApp shows
 * the customer itself that offers are stopped. Who presses the link reads it on the page; what the merchant enters they were told by the customer.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { recordConsent } from '../../src/marketing/broadcast/record-consent.ts';
import { consentOf, mayWrite } from '../../src/marketing/consent/ledger.ts';
import type { InboundEvent } from '../../src/message.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { conversations } from '../../src/store/collections.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { type Script, saidBy } from '../runtime/scripted-engine.ts';
import { type CastDesk, openCast } from './broadcast-desk.ts';

/** Of four people the first two are released at once, and the second one’s message waits a second for its turn. */
const places = { released: 1, waiting: 3 } as const;
type Moment = keyof typeof places;
let user: string;
let ann: string;
const other = 'other:main:ann';
const confirmed = 'You are unsubscribed.';
const script: Script = (event) =>
  saidBy(event) === 'STOP' ? { steps: [{ type: 'remember', op: { consent: 'marketing', granted: false, words: 'STOP' } }, confirmed] } : { steps: [] };

let desk: CastDesk;
let elsewhere: RecordingChannel;
async function open(moment: Moment): Promise<void> {
  user = `p0000${places[moment]}`;
  ann = `test:main:${user}`;
  elsewhere = new RecordingChannel('other');
  desk = await openCast({ channel: new RecordingChannel('test', { rate: { account: 1, conversation: 10, burst: 10 } }), others: [elsewhere], script });
  await desk.people(4, (n) => (n === places[moment] ? { addresses: [ann, other] } : {}));
  const now = desk.clock.now();
  const own = [0, 1, 2, 3].map((n) => `test:main:p0000${n}`);
  for (const id of [...own, other])
    await desk.store.collection(conversations).insert({ ...newConversation(id, now), contact: id === other ? ann : id, lastInAt: now });
}
afterEach(() => desk.close());

const base = (from: string, channel: string) => ({ id: randomUUID(), from: { channel, account: 'main', user: from }, at: desk.clock.now() });
const tell = (event: InboundEvent) => desk.runtime.receive([event]);
const write = (from: string, channel: string) => tell({ type: 'message', ...base(from, channel), parts: [{ type: 'text', text: 'STOP' }] });
const enter = (source: string) => {
  const { store, runtime, clock } = desk;
  const parts = { store, enter: runtime.enter, now: clock.now, newId: randomUUID, agree: runtime.contacts.agree.bind(runtime.contacts) };
  return recordConsent(parts, ann, { purpose: 'marketing', granted: false, words: 'no more', source });
};

type Way = [what: string, optOut: () => Promise<unknown>, answered?: 'same' | 'other'];
const ways: Way[] = [
  ['words in the same conversation', () => write(user, 'test'), 'same'],
  ['words on another channel of theirs', () => write('ann', 'other'), 'other'],
  ['WhatsApp’s stop', () => tell({ type: 'consent', ...base(user, 'test'), marketing: false, words: 'User requested to stop' })],
  ['WhatsApp’s stop at the other address', () => tell({ type: 'consent', ...base('ann', 'other'), marketing: false })],
  ['a block', () => tell({ type: 'reach', ...base(user, 'test'), reachable: false, reason: 'blocked' })],
  ['a block at the other address', () => tell({ type: 'reach', ...base('ann', 'other'), reachable: false, reason: 'blocked' })],
  ['the merchant', () => enter('api')],
  ['the link', () => enter('link')],
];

const cases = ways.flatMap(([what, optOut, answered]) => (['waiting', 'released'] as const).map((moment) => ({ what, optOut, answered, moment })));
test.each(cases)('$moment, opted out by $what', async ({ moment, optOut, answered }) => {
  await open(moment);
  const { _id: id } = await desk.broadcasts.create('Sale', {});
  const hers = async () => (await desk.recipientsOf(id)).find(({ contact }) => contact === ann);
  await desk.broadcasts.start(id);
  for (let n = 0; n < 20 && (await hers()) === undefined; n++) await desk.passBusy(10);
  await desk.passBusy(10);
  expect((await hers())?.state).toBe(moment);
  await optOut();
  await desk.work(10_000);
  expect(desk.channel.textsOf(ann)).toEqual(answered === 'same' ? [confirmed] : []);
  expect(elsewhere.textsOf(other)).toEqual(answered === 'other' ? [confirmed] : []);
  expect(await desk.states(id)).toEqual({ sent: 3, excluded: 1 });
  expect(await hers()).toMatchObject({ state: 'excluded', reason: 'opted_out' });
  const person = await consentOf(desk.store, ann);
  expect(person && mayWrite(person, 'marketing')).toMatchObject({ may: false, why: 'refused' });
});
