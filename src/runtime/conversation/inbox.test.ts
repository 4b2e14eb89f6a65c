import { afterEach, expect, test } from 'vitest';
import { type Desk, message, openDesk } from '../../../tests/runtime/desk.ts';
import type { InboundEvent } from '../../message.ts';
import { withoutOdd } from './inbox.ts';

const typing: InboundEvent = { type: 'typing', id: '1', from: { channel: 'telegram', account: 'main', user: '42' }, at: 7 };

test('what was odd is logged and not stored', () => {
  const logged: object[] = [];
  const log = { warn: (fields: object) => logged.push(fields) };
  expect(withoutOdd(typing, log)).toBe(typing);
  expect(withoutOdd({ ...typing, odd: ['time "soon"'] }, log)).toEqual(typing);
  expect(logged).toEqual([{ channel: 'telegram', account: 'main', event: '1', odd: ['time "soon"'] }]);
});

let desk: Desk;
afterEach(() => desk?.close());

test('a message is answered, kept, and its event is done', async () => {
  desk = await openDesk();
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['you said hi']);
  expect(await desk.messages('ann')).toMatchObject([
    { n: 1, direction: 'in', author: 'customer', status: 'received', parts: [{ text: 'hi' }] },
    { n: 2, direction: 'out', author: 'bot', status: 'sent', ref: 'ref-1', parts: [{ text: 'you said hi' }] },
  ]);
  const row = await desk.row('ann');
  expect(row).toMatchObject({ outbox: [], owner: 'bot', state: 'open', messages: 2, preview: 'hi', lastInAt: desk.clock.now(), sentSince: 1 });
  expect(row.due).toBeUndefined();
});

test('the same message 100 times at once, and again later, gives one reply', async () => {
  desk = await openDesk();
  await Promise.all(Array.from({ length: 100 }, () => desk.write('ann', 'hi', 'm-1')));
  await desk.runtime.idle();
  await desk.write('ann', 'hi', 'm-1');
  await desk.runtime.idle();
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['you said hi']);
});

test('what was taken in is told by channel; typing is neither new nor a duplicate', async () => {
  const told: unknown[] = [];
  desk = await openDesk({ hooks: { received: (fields) => told.push(fields) } });
  const typing = { type: 'typing' as const, id: 't', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0 };
  await desk.runtime.receive([message('ann', 'a', '1'), message('ann', 'a', '1'), typing]);
  await desk.runtime.receive([typing]);
  expect(told).toEqual([{ channel: 'test', events: 2, duplicates: 1 }]);
  await desk.runtime.idle();
});

test('the messages of one webhook are all answered, in their order', async () => {
  desk = await openDesk();
  await desk.runtime.receive(['a', 'b', 'c'].map((text, n) => message('ann', text, `b-${n}`)));
  await desk.runtime.idle();
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['you said a', 'you said b', 'you said c']);
});

test('1,000 messages of one customer are all answered in order, bounded in memory, and others are served meanwhile', async () => {
  desk = await openDesk();
  const texts = Array.from({ length: 1000 }, (_, n) => `${n}`);
  let most = 0;
  const flood = texts.map((text) => desk.write('flood', text));
  await Promise.all(flood.slice(0, 500));
  await desk.write('ann', 'hi');
  most = Math.max(most, desk.runtime.gauges().inbox);
  await Promise.all(flood);
  most = Math.max(most, desk.runtime.gauges().inbox);
  await desk.runtime.idle();
  expect(most).toBeLessThanOrEqual(65);
  expect(desk.channel.textsOf('test:main:flood')).toEqual(texts.map((text) => `you said ${text}`));
  const others = desk.channel.sent.findIndex((one) => one.conversation === 'test:main:ann');
  expect(others).toBeLessThan(900);
});

test('what was stored by a process that died is answered by the next, in order and once', async () => {
  desk = await openDesk();
  await desk.runtime.stop(0);
  for (const text of ['one', 'two', 'three']) await desk.write('ann', text);
  await desk.write('bob', 'hello');
  expect(desk.channel.sent).toEqual([]);
  desk = await desk.restart();
  await desk.runtime.idle();
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['you said one', 'you said two', 'you said three']);
  expect(desk.channel.textsOf('test:main:bob')).toEqual(['you said hello']);
  desk = await desk.restart();
  await desk.runtime.idle();
  expect(desk.channel.sent).toHaveLength(4);
});

test('a message of 1 MB and text of odd Unicode are taken', async () => {
  let heard = 0;
  desk = await openDesk({
    script: (event) => {
      heard = event.type === 'message' && event.parts[0]?.type === 'text' ? event.parts[0].text.length : 0;
      return { steps: ['ok'] };
    },
  });
  await desk.write('ann', 'x'.repeat(1_000_000));
  await desk.runtime.idle();
  expect(heard).toBe(4096);
  await desk.write('ann', '\ud800 \u0000 \u202e 👩‍👩‍👧‍👦 \ufeff');
  await desk.runtime.idle();
  expect(desk.channel.sent).toHaveLength(2);
  const [first] = await desk.messages('ann');
  expect(first?.parts).toEqual([{ type: 'text', text: 'x'.repeat(1_000_000) }]);
});

test('typing is not stored', async () => {
  desk = await openDesk();
  await desk.runtime.receive([{ type: 'typing', id: 't', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0 }]);
  expect(await desk.store.collection({ name: 'inbox', indexes: [] }).count({})).toBe(0);
});
