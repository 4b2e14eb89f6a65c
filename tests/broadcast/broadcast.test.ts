import { afterEach, expect, test } from 'vitest';
import { broadcastMarks } from '../../src/marketing/broadcast/rows.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { type CastDesk, openCast } from './broadcast-desk.ts';

const slow = () => new RecordingChannel('test', { rate: { account: 20, conversation: 10, burst: 10 } });

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
