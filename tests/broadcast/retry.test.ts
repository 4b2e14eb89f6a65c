/** A broadcast is sent again to those alone whose failure can pass with time, each once, and never against a consent that was withdrawn since. */
import { afterEach, expect, test, vi } from 'vitest';
import { errorTexts } from '../../src/errors.ts';
import { canPass } from '../../src/marketing/broadcast/passing-reasons.ts';
import { contacts } from '../../src/store/collections.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { type CastDesk, openCast } from './broadcast-desk.ts';

let desk: CastDesk;
afterEach(() => desk?.close());

const person = (n: number): string => `test:main:p${String(n).padStart(5, '0')}`;

/** Twelve people: two blocked the shop, four get a template that is paused, the others get it. */
async function withFailures(): Promise<string> {
  desk = await openCast();
  await desk.people(12);
  for (const n of [0, 1]) desk.channel.fail(person(n), { kind: 'blocked' });
  for (const n of [2, 3, 4, 5]) desk.channel.fail(person(n), { kind: 'failure', failure: { code: 'template_refused' } });
  const { _id: id } = await desk.broadcasts.create('Sale', {});
  await desk.broadcasts.start(id);
  await desk.work(20_000);
  expect(await desk.states(id)).toEqual({ sent: 6, failed: 6 });
  return id;
}

const texts = (): number[] => Array.from({ length: 12 }, (_, n) => desk.channel.textsOf(person(n)).length);

test('a completed one goes to the failed alone, and not to who opted out since', async () => {
  const id = await withFailures();
  await desk.store.write([{ op: 'patch', in: contacts.name, id: person(3), set: { consent: { marketing: false } } }]);
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: true, value: { again: 4, row: { state: 'sending' } } });
  await desk.work(20_000);
  expect(texts()).toEqual([0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(await desk.states(id)).toEqual({ sent: 9, failed: 2, excluded: 1 });
  expect((await desk.recipientsOf(id)).find(({ contact }) => contact === person(3))).toMatchObject({ state: 'excluded', reason: 'opted_out' });
  expect(await desk.broadcasts.get(id)).toMatchObject({ state: 'completed' });
  // Nobody is left whose reason passes.
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: false, code: 'not_possible' });
});

test('fails again for the same reason, and can be tried again', async () => {
  const id = await withFailures();
  for (const n of [2, 3, 4, 5]) desk.channel.fail(person(n), { kind: 'failure', failure: { code: 'template_refused' } });
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: true, value: { again: 4 } });
  await desk.work(10_000);
  expect(await desk.states(id)).toEqual({ sent: 6, failed: 6 });
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: true, value: { again: 4 } });
  await desk.work(10_000);
  expect(await desk.states(id)).toEqual({ sent: 10, failed: 2 });
  expect(texts()).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

test.each([
  ['retry', (id: string) => desk.broadcasts.retry(id)],
  ['resume', (id: string) => desk.broadcasts.resume(id, ['failed'])],
])('one that is over rests while the failed ones are put in line by %s: after a crash in between it can be resumed', async (_, again) => {
  const id = await withFailures();
  const write = vi.spyOn(desk.store, 'write').mockRejectedValueOnce(new Error('killed'));
  await expect(again(id)).rejects.toThrow('killed');
  write.mockRestore();
  expect(await desk.broadcasts.get(id)).toMatchObject({ state: 'paused' });
  expect(await desk.broadcasts.resume(id)).toMatchObject({ ok: true, value: { row: { state: 'sending' } } });
});

test('one that was stopped stays stopped for everybody else', async () => {
  desk = await openCast({ channel: new RecordingChannel('test', { rate: { account: 20, conversation: 10, burst: 10 } }) });
  await desk.people(300);
  desk.channel.fail(person(0), { kind: 'failure', failure: { code: 'template_refused' } });
  const { _id: id } = await desk.broadcasts.create('Sale', {});
  await desk.broadcasts.start(id);
  await desk.work(3_000);
  await desk.broadcasts.stop(id);
  // What is on its way is taken back first.
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: false, code: 'not_possible' });
  await desk.work(5_000);
  const before = desk.channel.sent.length;
  expect(before).toBeLessThan(250);
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: true, value: { again: 1 } });
  await desk.work(10_000);
  expect(desk.channel.textsOf(person(0))).toHaveLength(1);
  expect(desk.channel.sent.length).toBe(before + 1);
});

test.each([
  ['draft', []],
  ['paused', ['start', 'pause']],
] as const)('a %s one is not retried', async (_, acts) => {
  desk = await openCast();
  await desk.people(1);
  const { _id: id } = await desk.broadcasts.create('Sale', {});
  for (const act of acts) await desk.broadcasts[act](id);
  expect(await desk.broadcasts.retry(id)).toMatchObject({ ok: false, code: 'not_possible' });
});

test('each error is one or the other: what a customer decided and what may have arrived never passes', () => {
  const passing = Object.keys(errorTexts).filter(canPass);
  expect(passing).not.toEqual(expect.arrayContaining(['blocked']));
  for (const never of ['blocked', 'unreachable', 'opted_out', 'no_consent', 'marketing_refused', 'timeout', 'in_doubt', 'rejected'])
    expect(passing).not.toContain(never);
  for (const one of ['gave_up', 'network', 'quota', 'not_running', 'unauthorized']) expect(passing).toContain(one);
});
