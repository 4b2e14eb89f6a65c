/** Numbers and moments that providers tell, in every channel's decode: the same odd values for all. No message is lost for one, and none gets past as it is. */
import { describe, expect, it } from 'vitest';
import { decode as telegram } from '../channels/telegram/decode.ts';
import { decode as terminal } from '../channels/terminal/decode.ts';
import { decode as webchat } from '../channels/webchat/decode.ts';
import { decode as wechatOfficial } from '../channels/wechat-official/decode.ts';
import { decode as wechaty } from '../channels/wechaty/decode.ts';
import { decode as wecom } from '../channels/wecom/decode.ts';
import { decode as whatsappCloud } from '../channels/whatsapp-cloud/decode.ts';
import { decode as whatsappWeb } from '../channels/whatsapp-web/decode.ts';
import { rawMessage } from '../channels/whatsapp-web/library-message.ts';
import type { InboundEvent, Part } from '../src/message.ts';

/** 2026-11-23T02:00:00Z. */
const now = 1_795_399_200_000;
const s = now / 1000;
const day = 86_400;
const context = { account: 'main', now };

/** Every number that is anywhere in it. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

/** One message with a text, told at `time`; `undefined` leaves the field out. XML has texts only. */
const atTime: Record<string, (time: unknown) => InboundEvent[]> = {
  telegram: (date) =>
    telegram(
      { update_id: 1, message: { message_id: 1, date, chat: { id: 42, type: 'private' }, from: { id: 42, is_bot: false, first_name: 'L' }, text: 'hi' } },
      context,
    ),
  'whatsapp-cloud': (timestamp) => whatsappCloud(whatsapp({ type: 'text', text: { body: 'hi' }, timestamp }), context),
  'wechat-official': (time) =>
    wechatOfficial(xml(time === undefined ? {} : { CreateTime: typeof time === 'object' ? JSON.stringify(time) : String(time) }), context),
  wecom: (send_time) => wecom(kf({ msgtype: 'text', text: { content: 'hi' }, send_time }), context),
  wechaty: (timestamp) => wechaty({ event: 'message', self: { id: 'shop' }, message: { id: 'm', type: 7, talkerId: 'u', text: 'hi', timestamp } }, context),
  'whatsapp-web': (timestamp) => whatsappWeb(web({ type: 'chat', body: 'hi', timestamp }), context),
};
const whatsapp = (message: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { messages: [{ id: 'wamid.1', from: '16505551234', timestamp: String(s), ...message }] } }] }],
});
const xml = (fields: Record<string, string>) => ({ FromUserName: 'oUser', ToUserName: 'gh_1', MsgType: 'text', Content: 'hi', MsgId: '1', ...fields });
const kf = (item: object) => ({ msgid: 'm1', open_kfid: 'wk1', external_userid: 'wm1', send_time: s, origin: 3, ...item });
const web = (message: object) => ({
  event: 'message',
  message: {
    id: { _serialized: 'false_16505551234@c.us_A', remote: '16505551234@c.us', fromMe: false },
    from: '16505551234@c.us',
    timestamp: s,
    rawData: {},
    ...message,
  },
});

/** The given time, the moment that is right for a channel that tells seconds, and whether it is reported as odd. */
const times: [unknown, number, boolean][] = [
  [s, now, false],
  [s - 60, now - 60_000, false],
  [String(s - 60), now - 60_000, false],
  [s - 60.25, now - 60_250, false],
  [`${s - 60}.5`, now - 59_500, false],
  [s + 3600, now + 3_600_000, false],
  [s - 20 * 365 * day, now - 20 * 365 * day * 1000, false],
  [now - 5, now - 5, true],
  [String(now - 5), now - 5, true],
  [undefined, now, true],
  [null, now, true],
  [Number.NaN, now, true],
  [Number.POSITIVE_INFINITY, now, true],
  [Number.NEGATIVE_INFINITY, now, true],
  [0, now, true],
  [1, now, true],
  [-1, now, true],
  [-s, now, true],
  [-now, now, true],
  [1e20, now, true],
  [1e308, now, true],
  [2 ** 53, now, true],
  [2 ** 31, now, true],
  [s * 1_000_000, now, true],
  [s + 2 * day, now, true],
  [now + 2 * day * 1000, now, true],
  ['', now, true],
  [' ', now, true],
  ['soon', now, true],
  ['NaN', now, true],
  ['Infinity', now, true],
  ['-5', now, true],
  ['1e9', now, true],
  ['0x6B000000', now, true],
  ['2026-11-23T02:00:00Z', now, true],
  ['1795399200000000000000', now, true],
  ['١٧٩٥٣٩٩٢٠٠', now, true],
  [true, now, true],
  [[s], now, true],
  [{ s }, now, true],
];

describe.each(Object.keys(atTime))('%s: when it was', (name) => {
  it.each(times)('%j', (told, at, odd) => {
    const [event, ...more] = atTime[name]?.(told) ?? [];
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'message', parts: [{ type: 'text', text: 'hi' }], at });
    // wechaty's puppets tell either unit.
    const inMs = at === now - 5;
    expect(event?.odd !== undefined).toBe(odd && !(inMs && name === 'wechaty'));
    expect(numbersIn(event).every(Number.isFinite)).toBe(true);
  });
});

/** Sizes and lengths. Undefined: left out, the recording stays. */
const amounts: [unknown, number | undefined][] = [
  [0, 0],
  [7, 7],
  ['7', 7],
  [7.4, 7],
  [604_800, 604_800],
  [1e20, undefined],
  [1e308, undefined],
  [2 ** 53, undefined],
  [-1, undefined],
  ['-1', undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [Number.NEGATIVE_INFINITY, undefined],
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['NaN', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  [true, undefined],
  [[7], undefined],
  [{ seconds: 7 }, undefined],
];
const ofRecording: Record<string, (amount: unknown) => InboundEvent[]> = {
  telegram: (n) =>
    telegram(
      {
        update_id: 1,
        message: { message_id: 1, date: s, chat: { id: 42, type: 'private' }, from: { id: 42 }, voice: { file_id: 'F', file_size: n, duration: n } },
      },
      context,
    ),
  'whatsapp-web': (n) => whatsappWeb(web({ type: 'ptt', hasMedia: true, duration: n, rawData: { size: n } }), context),
};

describe.each(Object.keys(ofRecording))('%s: how large and how long', (name) => {
  it.each(amounts)('%j', (told, right) => {
    const [event] = ofRecording[name]?.(told) ?? [];
    if (event?.type !== 'message') throw new Error('the recording is lost');
    const [part] = event.parts;
    if (part?.type !== 'audio') throw new Error('it is no recording any more');
    expect([part.media.bytes, part.media.seconds]).toEqual([right, right]);
    expect(numbersIn(event).every(Number.isFinite)).toBe(true);
  });
});

/** A place. Undefined: it is shown as something that cannot be read. */
const degrees: [unknown, number | undefined][] = [
  [0, 0],
  [-31.2304, -31.2304],
  ['31.2304', 31.2304],
  [90, 90],
  [-90, -90],
  [181, undefined],
  [-180.5, undefined],
  [1e20, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  ['north', undefined],
  ['NaN', undefined],
  ['1e1', undefined],
  [true, undefined],
  [[31], undefined],
];
const unreadable: Part[] = ['location', 'Location'].map((kind) => ({ type: 'unsupported', kind }));
const ofPlace: Record<string, (n: unknown) => InboundEvent[]> = {
  telegram: (n) =>
    telegram(
      { update_id: 1, message: { message_id: 1, date: s, chat: { id: 42, type: 'private' }, from: { id: 42 }, location: { latitude: n, longitude: n } } },
      context,
    ),
  'telegram, a venue': (n) =>
    telegram(
      {
        update_id: 1,
        message: {
          message_id: 1,
          date: s,
          chat: { id: 42, type: 'private' },
          from: { id: 42 },
          venue: { location: { latitude: n, longitude: n }, title: 'T', address: 'A' },
        },
      },
      context,
    ),
  'whatsapp-cloud': (n) => whatsappCloud(whatsapp({ type: 'location', location: { latitude: n, longitude: n } }), context),
  'wechat-official': (n) =>
    wechatOfficial(xml({ CreateTime: String(s), MsgType: 'location', ...(n === undefined ? {} : { Location_X: String(n), Location_Y: String(n) }) }), context),
  wecom: (n) => wecom(kf({ msgtype: 'location', location: { latitude: n, longitude: n } }), context),
  wechaty: (n) =>
    wechaty(
      { event: 'message', self: { id: 'shop' }, message: { id: 'm', type: 8, talkerId: 'u', timestamp: s }, location: { latitude: n, longitude: n } },
      context,
    ),
  'whatsapp-web': (n) => {
    const { message } = web({ type: 'location' });
    const given: unknown = { ...message, fromMe: false, location: { latitude: n, longitude: n } };
    return whatsappWeb({ event: 'message', message: rawMessage(given as Parameters<typeof rawMessage>[0]) }, context);
  },
  terminal: (n) => terminal({ id: '1', user: 'u', line: `/place ${n},${n}` }, context),
};

describe.each(Object.keys(ofPlace))('%s: where it is', (name) => {
  it.each(degrees)('%j', (told, right) => {
    const [event] = ofPlace[name]?.(told) ?? [];
    if (event?.type !== 'message') throw new Error('the place is lost');
    const [part] = event.parts;
    // A list of one number is that number as a text.
    const asText = /official|terminal/.test(name) && Array.isArray(told) ? 31 : right;
    if (asText !== undefined) expect(part).toMatchObject({ type: 'place', latitude: asText, longitude: asText });
    else if (name === 'terminal') expect(part).toMatchObject({ type: 'text' });
    else expect(unreadable).toContainEqual(part);
    expect(numbersIn(event).every(Number.isFinite)).toBe(true);
  });
});

it('a cart with odd numbers shows them as not known', () => {
  const item = (quantity: unknown, item_price: unknown) => ({ product_retailer_id: 'SKU', quantity, item_price, currency: 'USD' });
  const items = [item(2, 39.5), item('2', '39.50'), item(-3, -1), item(1e20, 1e20), item(null, null), item('many', 'NaN'), item(Number.NaN, undefined)];
  const [event] = whatsappCloud(whatsapp({ type: 'order', order: { product_items: items } }), context);
  const text = ['2 × SKU (39.5 USD)', '2 × SKU (39.5 USD)', ...items.slice(2).map(() => '? × SKU (? USD)')].join('\n');
  expect(event).toMatchObject({ parts: [{ type: 'text', text }] });
});

it('a price of WeCom that is no number of fen is left out', () => {
  const card = (sales_price: unknown) => wecom(kf({ msgtype: 'channels_shop_product', channels_shop_product: { title: 'T', sales_price } }), context);
  for (const fen of ['1990', 1990]) expect(card(fen)[0]).toMatchObject({ parts: [{ card: { text: '¥19.90' } }] });
  for (const fen of ['-5', 1e20, -5, Number.NaN, null, 'x', 1.5, '99999999999999']) expect(JSON.stringify(card(fen))).toMatch(/"card":\{"title":"T"\}/);
});

it('ids beyond what a number holds stay texts, and those that came as numbers are not guessed at', () => {
  const big = '24876543210987654321';
  expect(wechatOfficial(xml({ CreateTime: String(s), MsgId: big }), context)[0]?.id).toBe(big);
  for (const id of [2 ** 53, 1e20, Number.NaN]) {
    const update = { update_id: id, message: { message_id: 1, date: s, chat: { id: 42, type: 'private' }, from: { id: 42 }, text: 'hi' } };
    expect(telegram(update, context)).toEqual([]);
    expect(whatsappCloud(whatsapp({ id, type: 'text', text: { body: 'hi' } }), context)).toEqual([]);
    expect(wecom(kf({ msgid: id, msgtype: 'text', text: { content: 'hi' } }), context)).toEqual([]);
  }
});

it('the two channels of our own take the time from our clock and whole sizes only', () => {
  const post = (bytes: unknown) => webchat({ user: 'v', post: { type: 'message', id: '1', media: [{ stored: 'a.png', mime: 'image/png', bytes }] } }, context);
  expect(post(7)).toMatchObject([{ at: now, parts: [{ media: { bytes: 7 } }] }]);
  for (const bytes of [-1, 1.5, 1e20, Number.NaN, Number.POSITIVE_INFINITY, '7', null]) expect(post(bytes)).toEqual([]);
  expect(terminal({ id: '1', user: 'u', line: 'hi', at: 1e20 }, context)).toMatchObject([{ at: now }]);
});

it('an event of WeChat with an odd time is one and the same when it comes again', () => {
  const press = (CreateTime: string, at: number) =>
    wechatOfficial({ FromUserName: 'oUser', ToUserName: 'gh_1', MsgType: 'event', Event: 'CLICK', EventKey: 'k', CreateTime }, { account: 'main', now: at })[0]
      ?.id;
  expect(press('soon', now)).toBe(press('soon', now + 5_000));
  expect(press('soon', now)).not.toBe(press('later', now));
});

it('a position that WeChat reports with odd numbers is none', () => {
  const report = (Latitude: string, Precision: string) =>
    wechatOfficial(
      { FromUserName: 'oUser', ToUserName: 'gh_1', MsgType: 'event', Event: 'LOCATION', Latitude, Longitude: '7', Precision, CreateTime: String(s) },
      context,
    );
  expect(report('31.5', '65')).toMatchObject([{ data: { latitude: 31.5, longitude: 7, precision: 65 } }]);
  for (const odd of ['', 'NaN', 'Infinity', '1e1', '91', ' ']) expect(report(odd, '65')).toEqual([]);
  for (const odd of ['', 'NaN', '-1', '1e20']) expect(report('31.5', odd)).toMatchObject([{ data: { latitude: 31.5, longitude: 7 } }]);
});
