/** Calls over WhatsApp: signed webhooks, the store, and the real channel against the strict stand-in; the pages are left to the browser test. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversations } from '../../src/store/collections.ts';
import { lookAtCalls } from '../../src/video-calls/call-clock.ts';
import { createCallRooms } from '../../src/video-calls/call-rooms.ts';
import { createChannelCalls } from '../../src/video-calls/channel-calls.ts';
import { openTestStore } from '../shop/test-shop.ts';
import { startGraph } from './graph-server.ts';
import { deliver, openShop } from './shop.ts';

const user = '16505551234';
const conversation = `whatsapp-cloud:main:${user}`;
const sdp = (who: string) => `v=0\r\no=${who} 1 1 IN IP4 127.0.0.1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 AA:BB\r\n`;
const ringMs = 60_000;

async function open() {
  const graph = await startGraph();
  const { store, close } = await openTestStore();
  const clock = { now: Math.floor(Date.now() / 1_000) * 1_000 };
  const now = () => clock.now;
  const lines: string[] = [];
  const events: string[] = [];
  const logged: string[] = [];
  const log = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const channels = new Map();
  const make = () => {
    const rooms = createCallRooms({ store, linkMs: 900_000, now });
    const tellPeople = async (_conversation: string, line: { text: string }) => void lines.push(line.text);
    const desk = createChannelCalls({
      store,
      rooms,
      channels,
      lang: 'en',
      zone: 'Asia/Shanghai',
      tellPeople,
      log: { debug: log, info: log, warn: log, error: log },
      now,
    });
    const look = () =>
      lookAtCalls({
        store,
        rooms,
        ringMs,
        lang: 'en',
        tellPeople,
        tellFlows: async (_conversation, _id, { name }) => void events.push(name),
        hangUp: desk.hangUp,
        log: { debug: log, info: log, warn: log, error: log },
        now,
      });
    return { rooms, desk, look };
  };
  let desk = make();
  const { channel } = await openShop(graph, { clock, calls: { heard: (signals) => desk.desk.heard('whatsapp-cloud:main', signals), zone: 'UTC' } });
  channels.set('whatsapp-cloud:main', channel);
  const hook = async (webhook: object) => deliver(channel, graph.signed(webhook), clock.now);
  return {
    ...{ graph, store, clock, lines, events, logged, channel, hook },
    it: () => desk,
    /** The program starts again: nothing but the store is left. */
    restart() {
      desk = make();
    },
    /** Somebody of the shop takes the call that rings first. */
    async take(who: string) {
      const [call] = await desk.rooms.waiting();
      const link = call && (await desk.rooms.answer(call._id, who));
      return link ? desk.rooms.redeem(link.token) : null;
    },
    async close() {
      await close();
      await graph.close();
    },
  };
}

let shop: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  shop = await open();
});
afterEach(() => shop.close());

const ring = async (from = user) => {
  const { id, webhook } = shop.graph.voice.ring(from, sdp('phone'));
  await shop.hook(webhook);
  return { id, webhook };
};

describe('a customer calls over WhatsApp', () => {
  it('rings at the shop, is taken by one person with the answer that was connected before, and ends for both', async () => {
    const { id } = await ring();
    expect(await shop.it().rooms.waiting()).toMatchObject([{ conversation, state: 'ringing', sdp: sdp('phone') }]);
    const seat = await shop.take('Mei');
    if (!seat) throw new Error('nobody took it');
    expect(seat.call.state).toBe('ringing');
    expect(await shop.it().desk.preAccept(seat.call, sdp('Mei'))).toEqual({ ok: true });
    expect(await shop.it().desk.accept(seat.call, sdp('Mei'))).toEqual({ ok: true });
    expect(await shop.it().rooms.get(seat.call._id)).toMatchObject({ state: 'talking', who: 'Mei' });
    shop.clock.now += 65_000;
    await shop.it().rooms.alive(seat.call._id);
    await shop.hook(shop.graph.voice.over(id));
    await shop.it().look();
    expect(shop.events).toEqual(['call.ended']);
    expect(shop.lines).toEqual(['Voice call, 1:05, answered by Mei']);
    expect(shop.graph.voice.actions).toEqual(['pre_accept', 'accept']);
  });

  it('is one call however often the webhook comes, and makes the customer known', async () => {
    const { webhook } = await ring();
    const again = await shop.hook(webhook);
    expect(await shop.it().rooms.waiting()).toHaveLength(1);
    expect(again).toMatchObject({
      ok: true,
      events: [{ type: 'event', name: 'call.received', from: { user }, profile: { name: 'Li Na' }, window: { ms: 86_400_000 } }],
    });
  });

  it('hangs up before anybody takes it: missed, and Meta is not told what it knows', async () => {
    const { id } = await ring();
    await shop.hook(shop.graph.voice.over(id));
    await shop.it().look();
    expect([shop.events, shop.lines]).toEqual([['call.missed'], ['Missed voice call, rang for 0 s']]);
    expect(shop.graph.voice.actions).toEqual([]);
    expect(await shop.it().rooms.waiting()).toEqual([]);
  });

  it('waits in vain: rung at the person, the team, anyone; then rejected and missed', async () => {
    await ring();
    await shop.store.collection(conversations).insert({ _id: conversation, owner: 'Mei', contact: 'c' } as never);
    for (const after of [0, 20_000, 20_000, 20_000]) {
      shop.clock.now += after;
      await shop.it().look();
    }
    await shop.it().look();
    expect(shop.graph.voice.actions).toEqual(['reject']);
    expect(shop.events).toEqual(['call.missed']);
  });

  it('is taken by one of two who press at once', async () => {
    await ring();
    const [call] = await shop.it().rooms.waiting();
    const links = [await shop.it().rooms.answer(call?._id ?? '', 'Mei'), await shop.it().rooms.answer(call?._id ?? '', 'Bo')];
    const seats = await Promise.all(links.map((link) => link && shop.it().rooms.redeem(link.token)));
    expect(seats.filter(Boolean)).toHaveLength(1);
    expect(await shop.it().rooms.answer(call?._id ?? '', 'Ann')).toBe(null);
  });

  it('rings on after a restart of the program', async () => {
    await ring();
    shop.restart();
    await shop.it().look();
    const seat = await shop.take('Mei');
    expect(seat && (await shop.it().desk.preAccept(seat.call, sdp('Mei')))).toEqual({ ok: true });
  });

  it('is over for the person who takes it too late, and was missed', async () => {
    const { id } = await ring();
    const seat = await shop.take('Mei');
    if (!seat) throw new Error('nobody took it');
    await shop.it().desk.preAccept(seat.call, sdp('Mei'));
    // Meta has ended it; its webhook is still on the way.
    const over = shop.graph.voice.over(id);
    expect(await shop.it().desk.accept(seat.call, sdp('Mei'))).toMatchObject({ ok: false, code: 'refused' });
    await shop.hook(over);
    await shop.it().look();
    expect(shop.events).toEqual(['call.missed']);
  });

  it('is taken at the second try when the network failed', async () => {
    await ring();
    const seat = await shop.take('Mei');
    if (!seat) throw new Error('nobody took it');
    shop.graph.fault('/calls', 'reset');
    expect(await shop.it().desk.preAccept(seat.call, sdp('Mei'))).toMatchObject({ ok: false, code: 'again' });
    expect(await shop.it().desk.preAccept(seat.call, sdp('Mei'))).toEqual({ ok: true });
    expect(await shop.it().desk.accept(seat.call, sdp('Mei'))).toEqual({ ok: true });
  });

  it('is hung up at Meta when the page is gone for a minute, again until Meta hears it', async () => {
    await ring();
    const seat = await shop.take('Mei');
    if (!seat) throw new Error('nobody took it');
    await shop.it().desk.accept(seat.call, sdp('Mei'));
    shop.clock.now += 61_000;
    shop.graph.fault('/calls', 'reset');
    await shop.it().look();
    expect(shop.events).toEqual([]);
    await shop.it().look();
    expect(shop.graph.voice.actions.at(-1)).toBe('terminate');
    expect(shop.events).toEqual(['call.ended']);
  });

  it('says nothing with a wrong signature, and a session that is too long or none does not ring', async () => {
    const { webhook } = shop.graph.voice.ring(user, sdp('phone'));
    const request = shop.graph.signed(webhook);
    expect(await deliver(shop.channel, { ...request, headers: { 'x-hub-signature-256': 'sha256=00' } })).toMatchObject({ ok: false, reason: 'signature' });
    for (const text of ['', `v=0\r\n${'x'.repeat(24_001)}`]) await shop.hook(shop.graph.voice.ring(user, text).webhook);
    expect(await shop.it().rooms.waiting()).toEqual([]);
  });

  it('leaves its half of the connection in no log', async () => {
    await ring();
    const seat = await shop.take('Mei');
    shop.graph.fault('/calls', { status: 400, code: 100, message: 'SDP Validation error' });
    if (seat) await shop.it().desk.accept(seat.call, sdp('Mei'));
    expect(shop.logged).toHaveLength(1);
    expect(shop.logged.join()).not.toMatch(/fingerprint|EAATest/);
  });
});

describe('the shop calls over WhatsApp', () => {
  const allowed = () => Object.assign(shop.graph.voice.standing, { permission: { status: 'permanent' }, mayCall: true });
  const begin = async () => {
    const made = await shop.it().desk.open(conversation, 'Mei');
    const seat = made && (await shop.it().rooms.redeem(made.shop.token));
    if (!seat) throw new Error('no call');
    return seat.call;
  };

  it('is told what the customer allows, and asks once a day', async () => {
    expect(await shop.it().desk.permission(conversation)).toMatchObject({ permission: { status: 'none', mayCall: false, mayAsk: true }, unanswered: 0 });
    expect(await shop.it().desk.ask(conversation, 'May we call you?', 'Mei')).toEqual({ ok: true });
    expect(shop.graph.messages).toMatchObject([{ interactive: { type: 'call_permission_request', body: { text: 'May we call you?' } } }]);
    const until = Math.floor(shop.clock.now / 1_000) + 604_800;
    Object.assign(shop.graph.voice.standing, { permission: { status: 'temporary', expiration_time: until }, mayCall: true, mayAsk: false });
    expect(await shop.it().desk.permission(conversation)).toMatchObject({
      permission: { status: 'temporary', until: until * 1_000, mayCall: true, mayAsk: false },
    });
    const reply = {
      type: 'call_permission_reply',
      call_permission_reply: { response: 'accept', is_permanent: false, expiration_timestamp: String(until), response_source: 'user_action' },
    };
    const message = { from: user, id: 'wamid.1', timestamp: String(Math.floor(shop.clock.now / 1_000)), type: 'interactive', interactive: reply };
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: shop.graph.phoneId }, messages: [message] };
    const outcome = await shop.hook({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
    expect(outcome).toMatchObject({ events: [{ type: 'event', name: 'call.permission', data: { call: { granted: true, until: until * 1_000 } } }] });
    expect(shop.lines.at(-1)).toBe(
      `The customer allows calls until ${new Date(until * 1_000).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' })}`,
    );
  });

  it('is answered, talks, and hangs up', async () => {
    allowed();
    const call = await begin();
    expect(await shop.it().desk.start(call, sdp('Mei'))).toMatchObject({ ok: true });
    const id = shop.graph.voice.last()?.id ?? '';
    expect(await shop.it().rooms.waiting()).toEqual([]);
    for (const webhook of [shop.graph.voice.answered(id, sdp('phone')), shop.graph.voice.status(id, 'RINGING'), shop.graph.voice.status(id, 'ACCEPTED')])
      await shop.hook(webhook);
    expect(await shop.it().rooms.get(call._id)).toMatchObject({ state: 'talking', provider: id, sdp: sdp('phone') });
    await shop.it().rooms.end(call._id);
    await shop.it().look();
    expect(shop.graph.voice.actions).toEqual(['connect', 'terminate']);
    expect(shop.lines).toEqual(['Voice call, 0:00, made by Mei']);
  });

  it('begins once however often its page offers', async () => {
    allowed();
    const call = await begin();
    expect(await shop.it().desk.start(call, sdp('Mei'))).toMatchObject({ ok: true });
    const row = await shop.it().rooms.get(call._id);
    expect(row && (await shop.it().desk.start(row, sdp('Mei')))).toEqual({ ok: true });
    expect(shop.graph.voice.actions).toEqual(['connect']);
  });

  it('is given up before it begins, and Meta cannot be reached: the clock ends it', async () => {
    allowed();
    const call = await begin();
    await shop.it().desk.start(call, sdp('Mei'));
    const id = shop.graph.voice.last()?.id ?? '';
    // As when the answer with Meta's id of the call was lost.
    await shop.it().rooms.change(call._id, ({ provider: _, ...row }) => row);
    await shop.it().rooms.end(call._id);
    await shop.it().look();
    expect(shop.graph.voice.actions).toEqual(['connect']);
    shop.graph.fault('/calls', 'reset');
    await shop.hook(shop.graph.voice.status(id, 'RINGING'));
    expect(shop.logged.join()).toContain('a call was not ended');
    await shop.it().look();
    expect([shop.graph.voice.actions, shop.events.length]).toEqual([['connect', 'terminate'], 2]);
  });

  it('is not answered: the flows hear that, the next look counts it', async () => {
    allowed();
    const call = await begin();
    await shop.it().desk.start(call, sdp('Mei'));
    shop.clock.now += ringMs;
    await shop.it().look();
    await shop.it().look();
    expect(shop.events).toEqual(['call.unanswered']);
    expect(shop.graph.voice.actions).toEqual(['connect', 'terminate']);
    expect(await shop.it().desk.permission(conversation)).toMatchObject({ unanswered: 1 });
  });

  it('gives up while the provider is slow: the call that begins all the same is ended', async () => {
    allowed();
    const call = await begin();
    const started = shop.it().desk.start(call, sdp('Mei'));
    await shop.it().rooms.end(call._id);
    await started;
    const id = shop.graph.voice.last()?.id;
    if (id) await shop.hook(shop.graph.voice.answered(id, sdp('phone')));
    expect([undefined, 'over']).toContain(shop.graph.voice.last()?.state);
  });

  it.each([
    [138000, 'off'],
    [138001, 'unreachable'],
    [138003, 'busy'],
    [138005, 'limited'],
    [138006, 'no_permission'],
    [138012, 'limited'],
    [131055, 'off'],
    [100, 'refused'],
    [131000, 'again'],
  ] as const)('is refused by %d as %s', async (code, word) => {
    const call = await begin();
    shop.graph.fault('/calls', { status: 400, code, message: 'no' });
    expect(await shop.it().desk.start(call, sdp('Mei'))).toMatchObject({ ok: false, code: word });
    await shop.it().look();
    expect(shop.events).toEqual(['call.unanswered']);
  });
});

describe('settings of calls at Meta', () => {
  const hours = { mon: ['09:00-12:00', '13:00-18:00'], sat: ['18:00-02:00'], sun: ['00:00-24:00'], closed: ['2001-01-01', '2999-12-25'] };
  it('are set once with the hours of the shop, spans over midnight cut in two', async () => {
    const start = async () => {
      const { channel } = await openShop(shop.graph, { clock: shop.clock, calls: { heard: async () => undefined, zone: 'Asia/Shanghai', hours } });
      await channel.start();
      await expect.poll(() => channel.health().state).toBe('ready');
      await channel.stop();
    };
    await start();
    expect(shop.graph.voice.settings()).toEqual({
      status: 'ENABLED',
      callback_permission_status: 'ENABLED',
      call_hours: {
        status: 'ENABLED',
        timezone_id: 'Asia/Shanghai',
        weekly_operating_hours: [
          { day_of_week: 'MONDAY', open_time: '0900', close_time: '1200' },
          { day_of_week: 'MONDAY', open_time: '1300', close_time: '1800' },
          { day_of_week: 'SATURDAY', open_time: '1800', close_time: '2359' },
          { day_of_week: 'SUNDAY', open_time: '0000', close_time: '2359' },
        ],
        holiday_schedule: [{ date: '2999-12-25', start_time: '0000', end_time: '2359' }],
      },
    });
    await start();
    expect(shop.graph.calls.filter((call) => call.startsWith('POST') && call.endsWith('/settings'))).toHaveLength(1);
  });

  it('are left alone where calls are off', async () => {
    const { channel } = await openShop(shop.graph, { clock: shop.clock });
    await channel.start();
    await expect.poll(() => channel.health().state).toBe('ready');
    await channel.stop();
    expect(shop.graph.calls.some((call) => call.endsWith('/settings'))).toBe(false);
    expect(channel.calls).toBe(undefined);
  });
});
