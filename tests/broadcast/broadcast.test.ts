import { afterEach, expect, test } from 'vitest';
import type { SendFailure } from '../../src/channel.ts';
import type { Content } from '../../src/marketing/broadcast/content.ts';
import type { Repeats } from '../../src/marketing/broadcast/recurring.ts';
import { type BroadcastRow, broadcastMarks } from '../../src/marketing/broadcast/rows.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { conversations, settings } from '../../src/store/collections.ts';
import type { Op, Row } from '../../src/store/store.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { type CastDesk, type CastOptions, hello, openCast } from './broadcast-desk.ts';

const slow = () => new RecordingChannel('test', { rate: { account: 20, conversation: 10, burst: 10 } });

/** A number of WhatsApp, whose customers have not written for a day: they get a template. */
function onWhatsApp(given: { granted?: number; own?: number } = {}): CastOptions {
  const channel = Object.assign(new RecordingChannel('whatsapp-cloud', { window: { ms: 24 * 3_600_000 } }), { newPeople: () => given });
  const said: Content['said'] = (row) => ({ ...hello.said(row, 'whatsapp-cloud'), template: { name: 'sale', lang: 'en', params: {} } });
  return { channel, content: { hasTemplate: () => true, said }, templates: { sale: { channels: ['whatsapp-cloud'] } } };
}

let desk: CastDesk;
afterEach(() => desk.close());

async function started(): Promise<string> {
  const { _id } = await desk.broadcasts.create('Sale', {});
  expect(await desk.broadcasts.start(_id)).toMatchObject({ ok: true });
  return _id;
}

test('each of those who agreed gets it exactly once; the others are listed with the reason', async () => {
  desk = await openCast();
  await desk.people(120, (n) => (n % 10 === 0 ? { consent: {} } : n % 10 === 1 ? { consent: { marketing: false } } : n % 10 === 2 ? { addresses: [] } : {}));
  const id = await started();
  await desk.work(20_000);
  expect(await desk.states(id)).toEqual({ sent: 84, excluded: 36 });
  expect(new Set(desk.channel.sent.map(({ conversation }) => conversation)).size).toBe(84);
  expect(desk.channel.sent).toHaveLength(84);
  expect(desk.channel.textsOf('test:main:p00003')).toEqual(['Sale, P3']);
  const reasons = (await desk.recipientsOf(id)).flatMap(({ reason }) => reason ?? []);
  expect(Object.fromEntries(['no_consent', 'opted_out', 'no_address'].map((reason) => [reason, reasons.filter((one) => one === reason).length]))).toEqual({
    no_consent: 12,
    opted_out: 12,
    no_address: 12,
  });
  expect((await desk.broadcasts.get(id))?.state).toBe('completed');
});

test('paused nothing more goes out, resumed the rest does, stopped nobody else gets it', async () => {
  desk = await openCast({ channel: slow() });
  await desk.people(400);
  const id = await started();
  await desk.work(3_000);
  await desk.broadcasts.pause(id);
  const before = desk.channel.sent.length;
  expect(before).toBeGreaterThan(10);
  expect(before).toBeLessThan(350);
  await desk.work(60_000);
  expect(desk.channel.sent).toHaveLength(before);
  await desk.broadcasts.resume(id);
  await desk.work(4_000);
  const then = desk.channel.sent.length;
  expect(then).toBeGreaterThan(before);
  await desk.broadcasts.stop(id);
  await desk.work(10_000);
  expect(desk.channel.sent).toHaveLength(then);
  const states = await desk.states(id);
  expect(states).toEqual({ sent: then, stopped: 400 - then });
});

test('who opts out in the middle gets nothing more, and what they write is a reply', async () => {
  desk = await openCast({ channel: slow() });
  await desk.people(300);
  const id = await started();
  await desk.work(1_000);
  await desk.runtime.contacts.update('test:main:p00299', (row) => ({ ...row, consent: { marketing: false } }));
  await desk.write('p00000', 'How much is it?');
  await desk.write('p00000', 'And in red?');
  await desk.work(30_000);
  expect(await desk.states(id)).toEqual({ sent: 299, excluded: 1 });
  expect(desk.channel.textsOf('test:main:p00299')).toEqual([]);
  expect(await desk.store.collection(broadcastMarks).count({ broadcast: id, mark: 'replied' })).toBe(1);
});

test('an action that does not fit the state is refused with words', async () => {
  desk = await openCast();
  await desk.people(1);
  const id = await started();
  await desk.work(2_000);
  expect(await desk.broadcasts.start(id)).toMatchObject({ ok: false, code: 'not_possible', en: 'This broadcast is completed; only a draft can be started.' });
  expect(await desk.broadcasts.pause('none')).toMatchObject({ ok: false, code: 'not_found' });
});

test('a new WhatsApp account writes to 250 people in a day, and to the others the day after', async () => {
  desk = await openCast(onWhatsApp());
  await desk.people(300);
  const id = await started();
  await desk.work(5_000);
  expect((await desk.recipientsOf(id)).filter(({ reason }) => reason === 'daily_limit')).toHaveLength(50);
  expect(await desk.states(id)).toEqual({ sent: 250, waiting: 50 });
  desk.clock.stall(23 * 3_600_000);
  await desk.work(2_000);
  expect(await desk.states(id)).toEqual({ sent: 250, waiting: 50 });
  desk.clock.stall(2 * 3_600_000);
  await desk.work(3_000);
  expect(await desk.states(id)).toEqual({ sent: 300 });
  expect(desk.channel.sent).toHaveLength(300);
});

test.each([
  [{ granted: 40 }, 40],
  [{ granted: 2_000, own: 60 }, 60],
  [{ granted: Number.POSITIVE_INFINITY }, 300],
])('a WhatsApp account of which %j is known writes to %s of 300 people in a day', async (given, sent) => {
  desk = await openCast(onWhatsApp(given));
  await desk.people(300);
  const id = await started();
  await desk.work(5_000);
  expect(await desk.states(id)).toEqual({ sent, ...(sent < 300 && { waiting: 300 - sent }) });
});

test('who has written to the WhatsApp number within a day takes nothing of its people', async () => {
  desk = await openCast(onWhatsApp({ granted: 10 }));
  await desk.people(30);
  const id = await started();
  const now = desk.clock.now();
  const wrote = Array.from({ length: 15 }, (_, n) => `whatsapp-cloud:main:p${String(n).padStart(5, '0')}`);
  await desk.store.write(wrote.map((one): Op => ({ op: 'put', in: conversations.name, row: { ...newConversation(one, now), v: 1, lastInAt: now } as Row })));
  await desk.work(5_000);
  expect(await desk.states(id)).toEqual({ sent: 25, waiting: 5 });
});

test('an unofficial account pauses like a person between two messages, and warms up', async () => {
  desk = await openCast({ channel: new RecordingChannel('whatsapp-web'), releaser: { random: () => 0.5 } });
  await desk.people(30);
  const id = await started();
  await desk.work(60_000);
  const { sent = 0 } = await desk.states(id);
  expect(sent).toBeGreaterThanOrEqual(5);
  expect(sent).toBeLessThanOrEqual(7);
  await desk.work(200_000);
  expect(await desk.states(id)).toEqual({ sent: 20, waiting: 10 });
});

const hour = 3_600_000;
const weekly: Repeats = { every: { days: [1] }, minute: 11 * 60, zone: 'shop', shopZone: 'Asia/Shanghai' };
const repeats = (row: BroadcastRow) => (row.series ? null : weekly);

test('nearly the same text goes to so many a day through an unofficial account, and the others wait with the reason', async () => {
  desk = await openCast({ channel: new RecordingChannel('whatsapp-web'), releaser: { random: () => 0 } });
  await desk.people(60);
  const firstAt = desk.clock.now() - 30 * 24 * 3_600_000;
  await desk.store.write([{ op: 'put', in: settings.name, row: { _id: 'promotions_sent:whatsapp-web:main', v: 1, value: { firstAt, hours: [] } } as Row }]);
  const id = await started();
  await desk.work(240_000);
  expect(await desk.states(id)).toEqual({ sent: 30, waiting: 30 });
  expect((await desk.recipientsOf(id)).some(({ reason }) => reason === 'too_alike')).toBe(true);
});

test.each<[string, SendFailure, string, string | undefined]>([
  [
    'locked for a policy (368, 131031)',
    { code: 'spam_limited', scope: 'account', retryAfterMs: 3_600_000, detail: '131031: Account has been locked' },
    'paused',
    'spam_limited',
  ],
  [
    'complaints (131048)',
    { code: 'spam_limited', scope: 'promotions', retryAfterMs: 3_600_000, detail: '131048: Spam rate limit hit' },
    'paused',
    'spam_limited',
  ],
  ['payment (131042)', { code: 'quota', scope: 'account', retryAfterMs: 3_600_000, detail: '131042: payment issue' }, 'paused', 'quota'],
  ['the limit of people (131064)', { code: 'quota', scope: 'promotions', retryAfterMs: 3_600_000 }, 'sending', undefined],
  ['too many requests (130429)', { code: 'rate_limited', scope: 'account', retryAfterMs: 5_000 }, 'completed', undefined],
  ['too many to one person (131056)', { code: 'rate_limited', retryAfterMs: 6_000 }, 'completed', undefined],
])('%s: the broadcast is %s', async (_, failure, state, why) => {
  const told: string[] = [];
  desk = await openCast({
    channel: new RecordingChannel('test', { rate: { account: 20, conversation: 10, burst: 10 } }),
    releaser: { notify: ({ text }) => void told.push(text) },
  });
  await desk.people(150);
  desk.channel.faults.set('test:main:p00040', [{ kind: 'failure', failure }]);
  const id = await started();
  await desk.work(40_000);
  const row = await desk.broadcasts.get(id);
  expect([row?.state, row?.why]).toEqual([state, why]);
  if (why !== undefined) {
    expect(row?.detail).toBe(failure.detail);
    expect(told).toEqual([expect.stringContaining(String(failure.detail))]);
  }
  if (state === 'completed') expect(desk.channel.sent).toHaveLength(150);
});

test('a provider that asks for less gets half of the rate, and slowly more', async () => {
  desk = await openCast({ channel: new RecordingChannel('test', { rate: { account: 20, conversation: 10, burst: 10 } }) });
  await desk.people(600);
  const id = await started();
  desk.channel.faults.set('test:main:p00020', [{ kind: 'failure', failure: { code: 'rate_limited', scope: 'account', retryAfterMs: 1_000 } }]);
  await desk.work(5_000);
  const before = desk.channel.sent.length;
  await desk.work(10_000);
  const slow = desk.channel.sent.length - before;
  expect(slow).toBeGreaterThan(80);
  expect(slow).toBeLessThanOrEqual(105);
  await desk.work(30_000);
  expect(await desk.states(id)).toMatchObject({ sent: expect.any(Number) });
});

test('a recurring broadcast goes out each week, not in a week in which the program stood still', async () => {
  desk = await openCast({ repeats });
  await desk.people(3);
  const { _id } = await desk.broadcasts.create('Sale', {});
  const begun = await desk.broadcasts.start(_id);
  if (!begun.ok) throw new Error(begun.en);
  const first = begun.value.startAt ?? 0;
  expect(first).toBeGreaterThan(desk.clock.now());
  desk.clock.stall(first - desk.clock.now());
  await desk.work(2_000);
  expect(desk.channel.sent).toHaveLength(3);
  expect(await desk.broadcasts.get(`${_id}-1`)).toMatchObject({ state: 'completed', series: { of: _id, n: 1 } });
  expect(await desk.broadcasts.get(_id)).toMatchObject({ state: 'scheduled', startAt: first + 168 * hour });
  desk.clock.stall((168 + 5) * hour);
  await desk.work(1_000);
  expect(await desk.broadcasts.get(`${_id}-2`)).toMatchObject({ state: 'stopped', why: 'missed' });
  expect(desk.channel.sent).toHaveLength(3);
  desk.clock.stall(163 * hour);
  await desk.work(2_000);
  expect(await desk.broadcasts.get(`${_id}-3`)).toMatchObject({ state: 'completed', series: { of: _id, n: 3 } });
  expect(desk.channel.sent).toHaveLength(6);
  expect((await desk.recipientsOf(`${_id}-3`)).map((row) => row._id)[0]).toBe(`b:${_id}-3:test:main:p00000`);
});

test('two processes at the same moment make an occurrence once', async () => {
  desk = await openCast({ repeats });
  await desk.people(3);
  const { _id } = await desk.broadcasts.create('Sale', {});
  const begun = await desk.broadcasts.start(_id);
  desk.clock.stall((begun.ok ? (begun.value.startAt ?? 0) : 0) - desk.clock.now());
  const other = desk.another();
  await Promise.all([desk.releaser.step(), other.step(), desk.releaser.step(), other.step()]);
  await desk.work(3_000);
  expect(desk.channel.sent).toHaveLength(3);
  expect((await desk.broadcasts.list(10)).map((row) => row._id).sort()).toEqual([_id, `${_id}-1`]);
  expect(await desk.broadcasts.get(_id)).toMatchObject({ occurrences: 1 });
});

test('a series that is paused rests with what it has under way, resumed it goes on at the next time, stopped it ends', async () => {
  desk = await openCast({ repeats, channel: slow() });
  await desk.people(200);
  const { _id } = await desk.broadcasts.create('Sale', {});
  const begun = await desk.broadcasts.start(_id);
  const first = begun.ok ? (begun.value.startAt ?? 0) : 0;
  desk.clock.stall(first - desk.clock.now());
  await desk.work(3_000);
  await desk.broadcasts.pause(_id);
  const before = desk.channel.sent.length;
  expect(before).toBeGreaterThan(10);
  await desk.work(10_000);
  expect(desk.channel.sent).toHaveLength(before);
  desk.clock.stall(200 * hour);
  await desk.work(1_000);
  expect(await desk.broadcasts.get(`${_id}-2`)).toBeNull();
  await desk.broadcasts.resume(_id);
  expect(await desk.broadcasts.get(_id)).toMatchObject({ state: 'scheduled', startAt: first + 2 * 168 * hour });
  await desk.work(60_000);
  expect(await desk.broadcasts.get(`${_id}-1`)).toMatchObject({ state: 'completed' });
  expect(desk.channel.sent).toHaveLength(200);
  await desk.broadcasts.stop(_id);
  desk.clock.stall(200 * hour);
  await desk.work(1_000);
  expect(desk.channel.sent).toHaveLength(200);
  expect(await desk.broadcasts.get(_id)).toMatchObject({ state: 'stopped' });
});
