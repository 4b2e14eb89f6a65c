import { afterEach, expect, test } from 'vitest';
import { type Desk, type DeskOptions, message, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { InboundEvent, MessageClass } from '../../message.ts';
import { contacts, conversations, messages } from '../../store/collections.ts';

let desk: Desk;
let other: RecordingChannel;
afterEach(() => desk.close());
const ann = 'test:main:ann';
const annElsewhere = 'other:main:a77';
const hour = 3_600_000;
const day = { ms: 24 * hour };

/** A shop event `parcel` brings a message with the template `shipped`; what the customer writes is echoed, `offer` with the template. */
const parcels: Script = (event) => {
  const send = (text: string, kind: MessageClass) => ({
    type: 'send' as const,
    parts: [{ type: 'text' as const, text }],
    class: kind,
    lang: 'en',
    template: { name: 'shipped', params: { number: '7' } },
  });
  if (event.type === 'event') return { steps: [send(String(event.data.text ?? 'on its way'), event.name === 'parcel' ? 'service' : 'promo')] };
  const text = saidBy(event);
  if (text === 'offer') return { steps: [send('an offer', 'reply')] };
  return { steps: text === undefined ? [] : [`re ${text}`] };
};

async function open(options: DeskOptions = {}, otherWindow: { ms: number } | null = day): Promise<void> {
  other = new RecordingChannel('other', { window: otherWindow });
  desk = await openDesk({ script: parcels, channel: new RecordingChannel('test', { window: day }), others: [other], ...options });
}

/** Ann writes here, and then elsewhere `later` ms after; both are known to be her. */
async function twoAddresses(later: number): Promise<void> {
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.pass(later);
  await writesElsewhere('hello', 'o1');
  await desk.runtime.contacts.merge(ann, annElsewhere);
}

async function writesElsewhere(text: string, id: string): Promise<void> {
  await desk.runtime.receive([message('a77', text, id, 'other', desk.clock.now())]);
  await desk.runtime.idle();
}

let events = 0;
async function parcel(data: Record<string, string> = {}, name = 'parcel'): Promise<void> {
  events += 1;
  expect(await desk.runtime.event({ id: `e${events}`, name, contact: { address: ann }, data })).toMatchObject({ status: 'stored' });
  await desk.runtime.idle();
}

const elsewhereRows = () => desk.store.collection(messages).find({ where: { conversation: annElsewhere }, sort: { by: 'n' } });
const held = () => desk.store.collection(messages).find({ where: { trouble: 'held' }, sort: { by: 'at' } });

test('while the window is open a message goes as it is, afterwards as its template, under the name that the provider has for it', async () => {
  await open({ templates: { shipped: { channels: ['test'], names: { test: 'order_shipped_v2' } } } });
  await desk.write('ann', 'hi');
  await parcel();
  expect(desk.channel.sent.at(-1)).toMatchObject({ text: 'on its way' });
  expect(desk.channel.sent.at(-1)?.template).toBeUndefined();
  await desk.pass(25 * hour);
  await parcel();
  expect(desk.channel.sent.at(-1)).toMatchObject({ template: { name: 'order_shipped_v2', lang: 'en', params: { number: '7' } } });
});

test('a template of the name stands for the provider’s when nothing else is said', async () => {
  await open({ templates: { shipped: { channels: ['test'] } } });
  await desk.write('ann', 'hi');
  await desk.pass(25 * hour);
  await parcel();
  expect(desk.channel.sent.at(-1)).toMatchObject({ template: { name: 'shipped' } });
});

test('the window that an event opens holds until the customer’s next event, with its ration; what is free does not use it up', async () => {
  await open();
  const opened = (id: string, window?: InboundEvent['window']): InboundEvent =>
    ({ ...message('ann', id, id, 'test', desk.clock.now()), window }) as InboundEvent;
  await desk.runtime.receive([opened('m1', { ms: 72 * hour, messages: 3 })]);
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ window: { ms: 72 * hour, messages: 3 } });
  await desk.pass(48 * hour);
  await parcel({ text: 'second' });
  // The last of the three is kept for a person.
  await parcel({ text: 'third' });
  expect(desk.channel.textsOf(ann)).toEqual(['re m1', 'second']);
  desk.channel.free = true;
  await desk.runtime.receive([opened('m2', { ms: 72 * hour, messages: 3 })]);
  await desk.runtime.idle();
  for (const text of ['a', 'b', 'c']) await parcel({ text });
  expect(desk.channel.textsOf(ann).slice(-3)).toEqual(['a', 'b', 'c']);
  await desk.runtime.receive([opened('m3')]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).window).toBeUndefined();
});

test('a window that ends with the one before takes its place', async () => {
  await open();
  const event = (id: string, window: InboundEvent['window']): InboundEvent => ({ ...message('ann', id, id, 'test', desk.clock.now()), window }) as InboundEvent;
  await desk.runtime.receive([event('m1', { ms: 48 * hour, messages: 5 })]);
  await desk.runtime.idle();
  await desk.pass((await desk.row('ann')).lastInAt + hour - desk.clock.now());
  await desk.runtime.receive([event('m2', { ms: 47 * hour, messages: 3 })]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).window).toEqual({ ms: 47 * hour, messages: 3 });
});

test('a short window does not take the place of a longer one with something left, and does of one that is used up', async () => {
  await open();
  const event = (id: string, window: InboundEvent['window']): InboundEvent => ({ ...message('ann', id, id, 'test', desk.clock.now()), window }) as InboundEvent;
  await desk.runtime.receive([event('m1', { ms: 48 * hour, messages: 5 })]);
  await desk.runtime.idle();
  await desk.pass(hour);
  await desk.runtime.receive([event('click', { ms: 60_000, messages: 3 })]);
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ window: { ms: 48 * hour }, sentSince: 2 });
  await desk.pass(2 * hour);
  for (const text of ['a', 'b', 'c']) await parcel({ text });
  // The fifth is kept for a person; the next click opens a ration of its own.
  expect(desk.channel.textsOf(ann)).toEqual(['re m1', 're click', 'a', 'b']);
  await desk.runtime.receive([event('click2', { ms: 60_000, messages: 3 })]);
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ window: { ms: 60_000 } });
  expect(desk.channel.textsOf(ann)).toContain('re click2');
});

test('an event of the channel that is no message can open the window too', async () => {
  await open();
  await desk.write('ann', 'hi');
  await desk.pass(30 * hour);
  const from = { channel: 'test', account: 'main', user: 'ann' };
  await desk.runtime.receive([{ type: 'event', id: 'scan', from, at: desk.clock.now(), name: 'parcel', data: { text: 'scanned' }, window: { ms: 60_000 } }]);
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 'scanned']);
});

test('no template here: it goes to the address that is open, and both conversations show it', async () => {
  await open();
  await twoAddresses(25 * hour);
  await parcel();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi']);
  expect(other.textsOf(annElsewhere)).toEqual(['re hello', 'on its way']);
  const [, , here] = await desk.messages('ann');
  expect(here).toMatchObject({ status: 'moved', movedTo: annElsewhere });
  expect((await elsewhereRows()).at(-1)).toMatchObject({ _id: `m:${here?._id}`, status: 'sent', movedFrom: ann });
  expect((await desk.row('ann')).outbox).toEqual([]);
});

test('an address whose window is closed takes it as its template, and one that is not reachable is passed over', async () => {
  await open({ templates: { shipped: { channels: ['other'], names: { other: 'shipped_1' } } } });
  await twoAddresses(0);
  await desk.pass(25 * hour);
  await parcel();
  expect(other.sent.at(-1)).toMatchObject({ text: 'on its way', template: { name: 'shipped_1' } });
  await desk.runtime.receive([{ type: 'reach', id: 'r', from: { channel: 'other', account: 'main', user: 'a77' }, at: 0, reachable: false }]);
  await desk.runtime.idle();
  await parcel();
  expect(other.sent).toHaveLength(2);
  expect(await held()).toMatchObject([{ conversation: ann, reason: 'window_closed' }]);
});

test('killed at any moment of the move, it is neither lost nor doubled', async () => {
  for (const writes of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await open();
    await twoAddresses(25 * hour);
    await desk.runtime.event({ id: 'kill', name: 'parcel', contact: { address: ann }, data: {} });
    let left = writes;
    const { store } = desk;
    const [write, insertNew] = [store.write.bind(store), store.insertNew.bind(store)];
    // From now on so many writes get through, then the process is as good as dead.
    store.write = (...given) => (left-- > 0 ? write(...given) : new Promise(() => {}));
    store.insertNew = (...given) => (left-- > 0 ? insertNew(...given) : new Promise(() => {}));
    for (let n = 0; n < 300; n++) await new Promise((resolve) => setImmediate(resolve));
    const before = desk;
    desk = await before.restart({ others: [other] });
    await desk.pass(60_000);
    await desk.runtime.idle();
    const texts = other.textsOf(annElsewhere).filter((text) => text === 'on its way');
    const rows = (await elsewhereRows()).filter((row) => row.movedFrom === ann);
    expect({ writes, rows: rows.length, heard: texts.length >= 1, doubledUnmarked: texts.length > 1 && !rows[0]?.doubled }).toEqual({
      writes,
      rows: 1,
      heard: true,
      doubledUnmarked: false,
    });
    expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'moved' });
    await desk.close();
  }
});

test('consent is the person’s: a promotion moves only to somebody who agreed', async () => {
  await open();
  await twoAddresses(25 * hour);
  await parcel({ text: 'sale' }, 'sale');
  expect(other.textsOf(annElsewhere)).toEqual(['re hello']);
  await desk.runtime.contacts.update(ann, (row) => ({ ...row, consent: { marketing: true } }));
  await parcel({ text: 'sale' }, 'sale');
  expect(other.textsOf(annElsewhere)).toEqual(['re hello', 'sale']);
  expect((await desk.store.collection(contacts).get(ann))?.promos).toHaveLength(1);
});

test('a reply stays where the customer asked', async () => {
  await open();
  await twoAddresses(0);
  desk.channel.fail(ann, { kind: 'failure', failure: { code: 'window_closed' } });
  await desk.write('ann', 'offer');
  await desk.runtime.idle();
  expect(other.textsOf(annElsewhere)).toEqual(['re hello']);
  expect(await held()).toMatchObject([{ conversation: ann, reason: 'window_closed' }]);
});

test('nowhere to go: it is held, holds up nobody, and goes out when the customer writes, before the answer', async () => {
  await open();
  await desk.write('ann', 'hi');
  await desk.pass(25 * hour);
  await parcel();
  expect(await held()).toMatchObject([{ status: 'held', reason: 'window_closed' }]);
  await desk.runtime.say(ann, 'Li', [{ type: 'text', text: 'too late as well' }]);
  await desk.runtime.idle();
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'failed', reason: 'window_closed' });
  await desk.runtime.handBack(ann, 'Li');
  await desk.write('ann', 'news?');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 'on its way', 're news?']);
  expect(await held()).toEqual([]);
});

test('held, it goes to another address as soon as that one is open', async () => {
  await open();
  await twoAddresses(0);
  await desk.pass(25 * hour);
  await parcel();
  expect(await held()).toHaveLength(1);
  await writesElsewhere('anybody?', 'o9');
  await desk.pass(31 * 60_000);
  expect(other.textsOf(annElsewhere).filter((text) => text !== 're anybody?')).toEqual(['re hello', 'on its way']);
});

test('held for too long it is given up, and says that the window was closed', async () => {
  await open();
  await desk.write('ann', 'hi');
  await desk.pass(25 * hour);
  await parcel();
  await desk.pass(25 * hour);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'failed', trouble: 'failed', reason: 'window_closed' });
  expect((await desk.store.collection(conversations).get(ann))?.due).toBeUndefined();
});

test('the provider says closed where we thought open: its template goes at once', async () => {
  await open({ templates: { shipped: { channels: ['test'] } } });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  desk.channel.fail(ann, { kind: 'failure', failure: { code: 'window_closed' } });
  await parcel();
  expect(desk.channel.sent.at(-1)).toMatchObject({ text: 'on its way', template: { name: 'shipped' } });
});

test('a receipt says closed: it is sent again with the template, once', async () => {
  await open({ templates: { shipped: { channels: ['test'] } } });
  await desk.write('ann', 'hi');
  await parcel();
  const closed = (id: string, ref: string): InboundEvent => ({
    type: 'receipt',
    id,
    from: { channel: 'test', account: 'main', user: 'ann' },
    at: 0,
    ref,
    status: 'failed',
    code: 'window_closed',
  });
  await desk.runtime.receive([closed('r1', desk.channel.sent.at(-1)?.ref ?? ''), closed('r1b', desk.channel.sent.at(-1)?.ref ?? '')]);
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 'on its way', 'on its way']);
  expect(desk.channel.sent.at(-1)).toMatchObject({ key: expect.stringMatching(/~1$/), template: { name: 'shipped' } });
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'sent', ref: desk.channel.sent.at(-1)?.ref });
  await desk.runtime.receive([closed('r2', desk.channel.sent.at(-1)?.ref ?? '')]);
  await desk.runtime.idle();
  expect(desk.channel.sent).toHaveLength(3);
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'failed', reason: 'window_closed' });
});
