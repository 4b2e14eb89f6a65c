import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk, rounds } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import { contacts, messages } from '../../store/collections.ts';
import { newContact } from '../rows/contact-change.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';

const promo: Script = (event) =>
  saidBy(event) === undefined
    ? { steps: [] }
    : { steps: [{ type: 'send', parts: [{ type: 'text', text: `sale: ${saidBy(event)}` }], class: 'promo', lang: 'en' }] };
const bubbles: Script = (event) => ({ steps: event.type === 'message' ? ['1', '2', '3'] : [] });

async function consenting(user = ann): Promise<void> {
  await desk.store.collection(contacts).insert({ ...newContact(user, desk.clock.now()), consent: { marketing: true } });
}

test('three bubbles go out in order without waiting between them', async () => {
  desk = await openDesk({ script: bubbles });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['1', '2', '3']);
});

test('an error of the provider is tried again later, and those behind it wait for it', async () => {
  desk = await openDesk({ script: bubbles });
  desk.channel.fail(ann, { kind: 'provider' }, { kind: 'provider' });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual([]);
  expect((await desk.messages('ann')).map((row) => [row.status, row.trouble, row.reason]).slice(1)).toEqual([
    ['held', 'held', 'provider'],
    ['sending', undefined, undefined],
    ['sending', undefined, undefined],
  ]);
  await desk.pass(1000);
  expect(desk.channel.textsOf(ann)).toEqual([]);
  await desk.pass(2000);
  expect(desk.channel.textsOf(ann)).toEqual(['1', '2', '3']);
  expect((await desk.messages('ann')).map((row) => [row.status, row.trouble, row.doubled]).slice(1)).toEqual(Array(3).fill(['sent', undefined, undefined]));
  expect((await desk.row('ann')).due).toBeUndefined();
});

test('what failed for good holds nobody up, is listed, and can be sent again', async () => {
  desk = await openDesk({ script: bubbles });
  desk.channel.fail(ann, { kind: 'unauthorized' });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['2', '3']);
  const [failed] = await desk.store.collection(messages).find({ where: { trouble: 'failed' }, sort: { by: 'at' } });
  expect(failed).toMatchObject({ status: 'failed', reason: 'unauthorized', parts: [{ text: '1' }] });
  expect(await desk.runtime.resend(failed?._id ?? '')).toBe('queued');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['2', '3', '1']);
  expect(await desk.store.collection(messages).get(failed?._id ?? '')).toMatchObject({ status: 'sent' });
  expect(await desk.runtime.resend(failed?._id ?? '')).toBe('not_possible');
  expect(await desk.runtime.resend('nothing')).toBe('unknown');
});

test('a try that may have arrived counts; after the last one the message is given up', async () => {
  desk = await openDesk({ limits: { tries: 3 } });
  desk.channel.fail(ann, { kind: 'reset_after_accept' }, { kind: 'reset_after_accept' }, { kind: 'reset_after_accept' });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.pass(60_000);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'failed', reason: 'gave_up' });
});

test('a channel that is down for hours costs nothing but time: all goes out within a minute of its return', async () => {
  desk = await openDesk({ script: bubbles, limits: { tries: 3 } });
  desk.channel.fail('*', ...Array.from({ length: 500 }, (_, n) => ({ kind: n % 2 ? ('refused' as const) : ('provider' as const) })));
  await desk.write('ann', 'hi');
  await desk.write('bob', 'hi');
  await desk.runtime.idle();
  await desk.pass(2 * 3_600_000);
  expect(desk.channel.sent).toEqual([]);
  desk.channel.faults.clear();
  await desk.pass(60_000);
  expect(desk.channel.textsOf(ann)).toEqual(['1', '2', '3']);
  expect(desk.channel.textsOf('test:main:bob')).toEqual(['1', '2', '3']);
});

test('what waited longer than a day for its channel is given up', async () => {
  desk = await openDesk({ limits: { outboxAgeMs: 3_600_000 } });
  desk.channel.fail(ann, ...Array.from({ length: 500 }, () => ({ kind: 'refused' as const })));
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.pass(3_500_000);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'held', reason: 'network' });
  await desk.pass(200_000);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'failed', reason: 'gave_up' });
});

test('a message that the provider chokes on while it serves others is given up, and those behind it go out', async () => {
  desk = await openDesk({ limits: { tries: 3 } });
  desk.channel.fail(ann, ...Array.from({ length: 100 }, () => ({ kind: 'provider' as const })));
  await desk.write('ann', 'poison');
  const failed = async () => (await desk.messages('ann')).filter((row) => row.status === 'failed');
  for (let n = 0; n < 10 && (await failed()).length === 0; n++) {
    await desk.write('bob', `${n}`);
    await desk.runtime.idle();
    await desk.pass(60_000);
  }
  expect(await failed()).toMatchObject([{ reason: 'gave_up' }]);
  desk.channel.faults.clear();
  await desk.write('ann', 'fine');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['you said fine']);
});

test('429: that conversation pauses as long as it was told, others do not', async () => {
  desk = await openDesk();
  desk.channel.fail(ann, { kind: 'rate_limited', retryAfterMs: 7000 });
  await desk.write('ann', 'hi');
  await desk.write('bob', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.sent.map((one) => one.conversation)).toEqual(['test:main:bob']);
  await desk.pass(6999);
  expect(desk.channel.textsOf(ann)).toEqual([]);
  await desk.pass(1);
  expect(desk.channel.textsOf(ann)).toEqual(['you said hi']);
});

test('a send that hangs is ended by time; the reply is sent again and marked as possibly doubled', async () => {
  desk = await openDesk();
  desk.channel.fail(ann, { kind: 'hang' });
  await desk.write('ann', 'hi');
  await desk.write('bob', 'hi');
  await desk.channel.arrived(1);
  expect(desk.channel.textsOf('test:main:bob')).toEqual(['you said hi']);
  await desk.passBusy(32_000);
  expect(desk.channel.textsOf(ann)).toEqual(['you said hi']);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'sent', doubled: true });
});

test('the connection breaks after the provider took it: a reply comes twice and says so, a promotion comes once and is unknown', async () => {
  desk = await openDesk();
  desk.channel.fail(ann, { kind: 'reset_after_accept' });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.pass(1000);
  expect(desk.channel.textsOf(ann)).toEqual(['you said hi', 'you said hi']);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'sent', doubled: true });
  await desk.close();

  desk = await openDesk({ script: promo });
  await consenting();
  desk.channel.fail(ann, { kind: 'reset_after_accept' });
  await desk.write('ann', 'coats');
  await desk.runtime.idle();
  await desk.pass(600_000);
  expect(desk.channel.textsOf(ann)).toEqual(['sale: coats']);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'unknown', trouble: 'unknown', reason: 'in_doubt' });
});

test('a refused connection is no doubt: the promotion is tried again', async () => {
  desk = await openDesk({ script: promo });
  await consenting();
  desk.channel.fail(ann, { kind: 'refused' });
  await desk.write('ann', 'coats');
  await desk.runtime.idle();
  await desk.pass(1000);
  expect(desk.channel.textsOf(ann)).toEqual(['sale: coats']);
});

test('killed while sending: a reply is sent again and marked, a promotion becomes unknown, with idempotent sends both go again', async () => {
  for (const [script, idempotentSend, expected] of [
    [undefined, false, { texts: 1, status: 'sent', doubled: true }],
    [promo, false, { texts: 0, status: 'unknown', doubled: undefined }],
    [undefined, true, { texts: 1, status: 'sent', doubled: undefined }],
    [promo, true, { texts: 1, status: 'sent', doubled: undefined }],
  ] as const) {
    desk = await openDesk({ script, channel: new RecordingChannel('test', { idempotentSend }) });
    await consenting();
    desk.channel.gate = new Promise(() => {});
    await desk.write('ann', 'hi');
    while (desk.channel.tries === 0) await new Promise((resolve) => setImmediate(resolve));
    desk.channel.gate = undefined;
    desk = await desk.restart();
    await desk.runtime.idle();
    const last = (await desk.messages('ann')).at(-1);
    expect({ texts: desk.channel.sent.length, status: last?.status, doubled: last?.doubled }).toEqual(expected);
    expect((await desk.row('ann')).outbox).toEqual([]);
    await desk.close();
  }
});

test('blocked: the customer counts as unreachable until they write again', async () => {
  desk = await openDesk();
  desk.channel.fail(ann, { kind: 'blocked' });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ reachable: false });
  await desk.write('ann', 'again');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ reachable: true });
  expect(desk.channel.textsOf(ann)).toEqual(['you said again']);
});

test('a message that cannot be encoded fails alone', async () => {
  desk = await openDesk();
  await desk.write('ann', 'this cannot be encoded');
  await desk.write('ann', 'fine');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['you said fine']);
  expect(desk.faults).toEqual(['encode']);
});

test('promotions need consent, keep quiet hours without holding up replies, and have a cap', async () => {
  const script: Script = (event) => {
    const text = saidBy(event);
    return { steps: text === undefined ? [] : [{ type: 'send', parts: [{ type: 'text', text: `sale ${text}` }], class: 'promo', lang: 'en' }, `re ${text}`] };
  };
  const policy = { quiet: { from: 12 * 60, to: 13 * 60, classes: ['promo' as const] }, caps: [{ count: 2, ms: 86_400_000 }] };
  desk = await openDesk({ script, policy });
  await desk.write('bob', '0');
  await desk.runtime.idle();
  expect(desk.channel.textsOf('test:main:bob')).toEqual(['re 0']);
  expect((await desk.messages('bob'))[1]).toMatchObject({ status: 'failed', reason: 'no_consent' });
  await consenting();
  await desk.pass(2 * 3_600_000);
  await desk.write('ann', '1');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re 1']);
  expect((await desk.messages('ann'))[1]).toMatchObject({ status: 'held', reason: 'quiet_hours' });
  await desk.pass(3_600_000);
  expect(desk.channel.textsOf(ann)).toEqual(['re 1', 'sale 1']);
  for (const text of ['2', '3']) {
    await desk.write('ann', text);
    await desk.runtime.idle();
  }
  expect(desk.channel.textsOf(ann)).toEqual(['re 1', 'sale 1', 'sale 2', 're 2', 're 3']);
  expect((await desk.messages('ann')).find((row) => row.reason === 'frequency_cap')).toMatchObject({ status: 'failed' });
});

test('while more than the allowed number of messages wait, the events of that customer wait too, and none is lost', async () => {
  const script: Script = (event) => ({ steps: event.type === 'message' ? Array.from({ length: 4 }, (_, n) => `${saidBy(event)}.${n}`) : [] });
  desk = await openDesk({ script, limits: { outbox: 6, batch: 1 } });
  desk.channel.fail(ann, { kind: 'provider' });
  for (const text of ['a', 'b', 'c', 'd']) await desk.write('ann', text);
  while (desk.channel.tries === 0) await new Promise((resolve) => setImmediate(resolve));
  await rounds();
  expect((await desk.row('ann')).outbox.length).toBeLessThanOrEqual(9);
  await desk.passBusy(1000);
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['a', 'b', 'c', 'd'].flatMap((text) => [0, 1, 2, 3].map((n) => `${text}.${n}`)));
});

test('killed after a message was marked as sent but before its conversation was written: it is neither sent again nor called doubled', async () => {
  desk = await openDesk({ script: bubbles });
  await desk.write('ann', 'hi');
  await desk.channel.arrived(3);
  await rounds();
  expect((await desk.row('ann')).outbox).toHaveLength(3);
  desk = await desk.restart();
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['1', '2', '3']);
  expect((await desk.messages('ann')).slice(1).map((row) => [row.status, row.doubled])).toEqual(Array(3).fill(['sent', undefined]));
  expect((await desk.row('ann')).outbox).toEqual([]);
});

test('what was sent is written to the conversation five seconds later when nothing else happens', async () => {
  desk = await openDesk();
  await desk.write('ann', 'hi');
  await desk.channel.arrived(1);
  await rounds();
  await desk.passBusy(5000);
  await rounds();
  expect(await desk.row('ann')).toMatchObject({ outbox: [], sentSince: 1 });
});
