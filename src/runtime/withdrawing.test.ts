import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk, rounds } from '../../tests/runtime/desk.ts';
import { type Script, type Step, saidBy } from '../../tests/runtime/scripted-engine.ts';
import type { Run, RunAbout } from '../engine/session.ts';
import { contacts } from '../store/collections.ts';
import { newContact } from './contact-change.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';

const says = (text: string, kind: 'promo' | 'service' | 'reply', run: string, stopOn?: string[], about?: RunAbout): Step => ({
  type: 'send',
  parts: [{ type: 'text', text }],
  class: kind,
  lang: 'en',
  run,
  stopOn,
  about,
});
const run = (id: string): Run => ({ id, stack: [], trail: [], kind: 'promo', startedAt: 0, touchedAt: 0 });

/** Runs 7 and 8 are alive, run 9 wrote a last promotion and is over. */
const shop: Script = (event) => {
  const background = [run('7'), run('8')];
  if (event.type === 'event' && event.name === 'cart.updated') {
    return {
      steps: [
        says('your cart', 'promo', '7'),
        says('new in', 'promo', '8'),
        says('10% off', 'promo', '9', ['order.placed'], { since: 7, cart: 'c7' }),
        says('parcel', 'service', '5'),
      ],
      session: { background },
    };
  }
  if (event.type === 'event' && event.name === 'order.placed')
    return { steps: [{ type: 'withdraw', run: '7' }, says('thanks for your order', 'service', '6')], session: { background: [run('8')] } };
  if (saidBy(event) === 'STOP')
    return { steps: [{ type: 'remember', op: { consent: 'marketing', granted: false, words: 'STOP' } }, { type: 'withdraw', run: '8' }, 'no more offers'] };
  return { steps: [] };
};

const night = { quiet: { from: 0, to: 12 * 60, classes: ['promo' as const] }, zone: 'UTC', caps: [] };

async function open(options = {}): Promise<void> {
  desk = await openDesk({ script: shop, policy: night, ...options });
  await desk.store.collection(contacts).insert({ ...newContact(ann, desk.clock.now()), consent: { marketing: true } });
}
let events = 0;
const happens = async (name: string): Promise<void> => {
  events += 1;
  await desk.runtime.enter(ann, { type: 'engine', event: { type: 'event', id: `e${events}`, name, data: {} } }, `e${events}`);
};
const states = async () => (await desk.messages('ann')).map(({ parts, status, reason }) => [parts[0]?.type === 'text' ? parts[0].text : '', status, reason]);

test('what a stopped flow wrote and still waits is withdrawn; the others go out in the morning', async () => {
  await open();
  await happens('cart.updated');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['parcel']);
  await happens('order.placed');
  await desk.runtime.idle();
  expect((await desk.row('ann')).outbox.map(({ message }) => message.parts)).toEqual([[{ type: 'text', text: 'new in' }]]);
  await desk.pass(12 * 3_600_000);
  expect(desk.channel.textsOf(ann)).toEqual(['parcel', 'thanks for your order', 'new in']);
  expect(await states()).toEqual([
    ['your cart', 'withdrawn', 'superseded'],
    ['new in', 'sent', undefined],
    ['10% off', 'withdrawn', 'superseded'],
    ['parcel', 'sent', undefined],
    ['thanks for your order', 'sent', undefined],
  ]);
  const [withdrawn] = await desk.messages('ann');
  expect(await desk.runtime.resend(withdrawn?._id ?? '')).toBe('not_possible');
});

test('STOP withdraws every promotion that waits, whatever flow wrote it', async () => {
  await open();
  await happens('cart.updated');
  await desk.runtime.idle();
  await desk.write('ann', 'STOP');
  await desk.runtime.idle();
  expect((await states()).filter(([, status]) => status === 'withdrawn')).toEqual([
    ['your cart', 'withdrawn', 'opted_out'],
    ['new in', 'withdrawn', 'opted_out'],
    ['10% off', 'withdrawn', 'opted_out'],
  ]);
  expect((await desk.row('ann')).outbox).toEqual([]);
  expect(desk.channel.textsOf(ann)).toEqual(['parcel', 'no more offers']);
});

test('an opt-out at the provider withdraws too', async () => {
  await open();
  await happens('cart.updated');
  await desk.runtime.receive([{ type: 'consent', id: 'c1', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0, marketing: false }]);
  await desk.runtime.idle();
  expect((await states()).map(([, status]) => status)).toEqual(['withdrawn', 'withdrawn', 'withdrawn', 'sent']);
});

test('what was written and withdrawn in one turn is never sent, and a message on its way is not taken back', async () => {
  await open({ policy: { caps: [], zone: 'UTC' } });
  desk.channel.gate = new Promise(() => {});
  await happens('cart.updated');
  await rounds();
  expect(desk.channel.tries).toBe(1);
  await happens('cart.updated');
  await happens('order.placed');
  await rounds();
  const left = (await desk.row('ann')).outbox.map(({ message, state }) => [message.parts[0]?.type === 'text' ? message.parts[0].text : '', state]);
  expect(left).toEqual([
    ['your cart', 'sending'],
    ['new in', 'queued'],
    ['parcel', 'queued'],
    ['new in', 'queued'],
    ['parcel', 'queued'],
    ['thanks for your order', 'queued'],
  ]);
});

test('a withdrawal that comes while a message waits for its turn wins', async () => {
  let release = (): void => {};
  await open({ policy: { caps: [], zone: 'UTC' } });
  const real = desk.channel.encode.bind(desk.channel);
  let stopped: Promise<unknown> | undefined;
  desk.channel.encode = (message) => {
    stopped ??= desk.runtime.enter(ann, { type: 'engine', event: { type: 'event', id: 'x', name: 'order.placed', data: {} } }, 'x').then(rounds);
    return real(message);
  };
  desk.channel.gate = new Promise((resolve) => {
    release = resolve;
  });
  await happens('cart.updated');
  await rounds();
  await stopped;
  release();
  await desk.runtime.idle();
  const all = await states();
  for (const [text, status] of all) if (status === 'withdrawn') expect(desk.channel.textsOf(ann)).not.toContain(text);
  expect(all.filter(([, status]) => status !== 'withdrawn').map(([text]) => text)).toEqual(desk.channel.textsOf(ann));
});

test('what is over when its time to be sent comes does not go out, whatever was told of it', async () => {
  const asked: object[] = [];
  let isOver = false;
  await open({
    isOver: async (about: object) => {
      asked.push(about);
      return isOver;
    },
  });
  await happens('cart.updated');
  await desk.runtime.idle();
  expect(asked).toEqual([]);
  isOver = true;
  await desk.pass(12 * 3_600_000);
  expect(asked).toEqual([{ contact: ann, stopOn: ['order.placed'], since: 7, cart: 'c7' }]);
  expect(desk.channel.textsOf(ann)).not.toContain('10% off');
  expect(await states()).toContainEqual(['10% off', 'withdrawn', 'superseded']);
});
