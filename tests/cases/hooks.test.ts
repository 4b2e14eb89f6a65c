/** What providers really send, reduced from public reports (tests/cases/hooks), and what has to come of it. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { graphFailure } from '../../channels/whatsapp-cloud/failure.ts';
import { mediaType } from '../../channels/whatsapp-cloud/media.ts';
import { newsOf } from '../../channels/whatsapp-cloud/news.ts';
import type { InboundEvent, Part } from '../../src/message.ts';
import { consents, contacts, inbox, messages, notices } from '../../src/store/collections.ts';
import { openStage, reader, type Sent, type Stage, textOf } from './stage.ts';

const text = (file: string) => readFileSync(new URL(`./hooks/${file}`, import.meta.url), 'utf8');
const json = (file: string): unknown => JSON.parse(text(file));
const steps = z.array(z.object({ channel: z.string(), name: z.string(), body: z.unknown() }));
const table = z.array(z.object({ name: z.string(), family: z.string().optional(), input: z.unknown(), expect: z.string().optional() }));
/** Amid the times that the fixtures bear: a provider's day is not over, whenever the tests run. */
const now = 1_795_960_000_000;
const began = Date.now();
const clock = () => now + Date.now() - began;

const { decode: telegram, encode: toTelegram } = await reader('telegram');
const { decode: whatsapp, encode: toWhatsApp } = await reader('whatsapp-cloud');
const { decode: whatsappWeb } = await reader('whatsapp-web');
const { decode: wechat } = await reader('wechat-official');
const { decode: wecom } = await reader('wecom');
const decoders = { telegram, 'whatsapp-cloud': whatsapp, 'whatsapp-web': whatsappWeb, 'wechat-official': wechat, wecom };
const context = { account: 'main', now };
/** An event in one line: its type and words. */
function shown(event: InboundEvent): string {
  if (event.type === 'message') return `message[${event.parts.map(partShown).join('|')}]`;
  if (event.type === 'receipt') return `receipt(${[event.status, event.code, event.scope].filter(Boolean).join(',')})`;
  return event.type;
}
const partShown = (part: Part) =>
  part.type === 'text' ? `text:${JSON.stringify(part.text)}` : part.type === 'unsupported' ? `unsupported:${part.kind}` : part.type;
const wordsOf = (sent: readonly Sent[]) => sent.map(textOf).join('\n');

describe('on the shipped flows', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(Object.keys(decoders), clock);
  });
  afterEach(() => stage.close());
  const play = async (file: string) => {
    const told = [];
    for (const step of steps.parse(json(file))) told.push({ name: step.name, ...(await stage.tell(step.channel, step.body)) });
    return told;
  };

  it('01: the first position of a live place once, its moves silent', async () => {
    const [, begins, ...moves] = await play('01-telegram-live-location-answered-at-every-move.scenario.json');
    expect(begins?.sent.length).toBeGreaterThan(0);
    expect(moves.map(({ sent }) => sent.length)).toEqual([0, 0, 0, 0]);
  });

  it('telegram-live-location: of moves alone at most the first', async () => {
    const update = z.looseObject({ edited_message: z.looseObject({}) }).parse(json('telegram-live-location.json'));
    const counts = [];
    for (const n of [1, 2, 3, 4]) {
      const edited = { ...update.edited_message, edit_date: 1_795_900_000 + n, location: { latitude: 48 + n / 1000, longitude: 11.5, live_period: 900 } };
      counts.push((await stage.tell('telegram', { update_id: n, edited_message: edited })).sent.length > 0);
    }
    expect(counts.slice(1)).toEqual([false, false, false]);
  });

  it('01b: an edit without a change is silent, one with a change is answered', async () => {
    const told = await play('01b-telegram-edit-without-change-answered-again.scenario.json');
    expect(told.map(({ sent }) => sent.length > 0)).toEqual([true, false, true, false]);
  });

  it('telegram-album: one answer, and all pictures kept', async () => {
    const { message } = z.looseObject({ message: z.looseObject({}) }).parse(json('telegram-album.json'));
    const events = [1, 2, 3, 4, 5].flatMap((n) => {
      const photo = [{ file_id: `ph${n}`, file_unique_id: `u${n}`, width: 90, height: 90 }];
      return telegram({ update_id: n, message: { ...message, message_id: 8 + n, photo } }, { account: 'main', now: clock() });
    });
    const sent = await stage.take(events);
    expect(sent).toHaveLength(1);
    const rows = await stage.core.store.collection(messages).find({ where: { conversation: 'telegram:main:6003' }, sort: { by: 'n' }, limit: 20 });
    expect(rows.filter(({ direction }) => direction === 'in')).toHaveLength(5);
    // A straggler belongs to it and is no new message.
    const late = telegram(
      { update_id: 9, message: { ...message, message_id: 20, photo: [{ file_id: 'ph9', file_unique_id: 'u9', width: 9, height: 9 }] } },
      { account: 'main', now: clock() },
    );
    expect(await stage.take(late)).toEqual([]);
  });

  it('albums where nothing ties the pictures together: one answer too', async () => {
    const picture = (n: number) => ({
      from: '16505550077',
      id: `wamid.p${n}`,
      timestamp: String(Math.floor(clock() / 1000)),
      type: 'image',
      image: { id: `m${n}`, mime_type: 'image/jpeg' },
    });
    const value = (n: number) => ({ metadata: { phone_number_id: '1' }, messages: [picture(n)] });
    const body = (n: number) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value: value(n) }] }] });
    const events = [1, 2, 3].flatMap((n) => whatsapp(body(n), { account: 'main', now: clock() }));
    expect(await stage.take(events)).toHaveLength(1);
  });

  it('03: the ad is part of the one message; greeted once at most, in their language', async () => {
    const told = await play('03-whatsapp-ad-first-message-greeted-twice.scenario.json');
    expect(told.map(({ events }) => events.map(({ type }) => type))).toEqual(told.map(() => ['message']));
    expect(told[0]?.events[0]).toMatchObject({ type: 'message', referral: 'ADID' });
    expect(wordsOf(told[0]?.sent ?? [])).toMatch(/Welcome|Hello|Hi/);
    expect(wordsOf(told[1]?.sent ?? [])).toMatch(/^Shipping abroad: \$\d/);
    expect(told[1]?.sent).toHaveLength(1);
    expect(wordsOf(told[3]?.sent ?? [])).not.toMatch(/Back to where|Welcome/);
    for (const { sent } of told) expect(wordsOf(sent)).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('04: what an app hears that only looks on starts nothing, and hands nothing over', async () => {
    const told = await play('04-whatsapp-standby-is-answered.scenario.json');
    expect(told.map(({ events }) => events.length)).toEqual([0, 0, 1]);
    expect(told[2]?.sent.length).toBeGreaterThan(0);
  });

  it('07: signing up in the app is consent, with its source', async () => {
    const { events } = await stage.tell('whatsapp-cloud', json('07-whatsapp-signup-is-consent.json'));
    expect(events).toMatchObject([{ type: 'consent', marketing: true }]);
    const contact = (await stage.core.runtime.contacts.find({ address: 'whatsapp-cloud:main:16505551234' }))?._id ?? '';
    expect(await stage.core.store.collection(contacts).get(contact)).toMatchObject({ consent: { marketing: true } });
    const [row] = await stage.core.store.collection(consents).find({ where: { contact }, limit: 5 });
    expect(row).toMatchObject({ granted: true, source: 'whatsapp-cloud:signup:13176843987434774', words: 'User signed up via signup link' });
  });

  it('13: answered in the topic that it came from', async () => {
    for (const { input } of table.parse(json('13-telegram-topic-of-a-private-chat.json'))) {
      const { events, sent } = await stage.tell('telegram', input);
      expect(events.map(shown)[0]).toMatch(/^message\[text:"hi"\]/);
      expect(sent.map(({ request }) => request.body)).toMatchObject(sent.map(() => ({ chat_id: 23, message_thread_id: 77 })));
      expect(sent.length).toBeGreaterThan(0);
    }
  });

  it('15: an open question goes along with a number that changes, and an edit without a change is silent', async () => {
    const [asked, again, , answered] = await play('15-whatsapp-number-changed-amid-a-question.scenario.json');
    expect(wordsOf(asked?.sent ?? [])).toMatch(/May we send you news/);
    expect(again?.sent).toEqual([]);
    expect(wordsOf(answered?.sent ?? [])).toMatch(/code|%|list/i);
    expect(wordsOf(answered?.sent ?? [])).not.toMatch(/did not get/);
    expect(await stage.waits('whatsapp-cloud:main:US.0004')).toBe(false);
  });

  it('a reaction is no answer to a question, and nothing where nothing is asked', async () => {
    const message = json('whatsapp-reaction.json');
    const body = (raw: unknown) => ({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value: { messages: [raw] } }] }],
    });
    expect((await stage.tell('whatsapp-cloud', body(message))).sent).toEqual([]);
    await stage.tell('whatsapp-cloud', body({ from: '14155550199', id: 'wamid.q', timestamp: '1795900001', type: 'text', text: { body: 'Any discount?' } }));
    expect((await stage.tell('whatsapp-cloud', body({ ...Object(message), id: 'wamid.r2' }))).sent).toEqual([]);
    expect(await stage.waits('whatsapp-cloud:main:14155550199')).toBe(true);
    expect((await stage.core.runtime.contacts.find({ address: 'whatsapp-cloud:main:14155550199' }))?.consent.marketing).toBeUndefined();
  });

  it('wecom-enter-session: silence while a question waits', async () => {
    const entered = z.looseObject({ event: z.looseObject({}) }).parse(json('wecom-enter-session.json'));
    const said = {
      msgid: 'm1',
      open_kfid: 'wk1',
      external_userid: 'wm1',
      send_time: 1_795_900_000,
      origin: 3,
      msgtype: 'text',
      text: { content: '有什么优惠' },
    };
    expect((await stage.tell('wecom', said)).sent.length).toBeGreaterThan(0);
    for (const n of [1, 2, 3]) expect((await stage.tell('wecom', { ...entered, msgid: `ev${n}` })).sent).toEqual([]);
    const code = { ...entered, msgid: 'ev9', event: { ...entered.event, welcome_code: 'c1' } };
    expect((await stage.tell('wecom', code)).sent.length).toBeGreaterThan(0);
  });

  it('wechat-sticker-placeholder: named as a sticker', async () => {
    const { events, sent } = await stage.tell('wechat-official', text('wechat-sticker-placeholder.xml').replace(/<!--[\s\S]*?-->\s*/, ''));
    expect(events.map(shown)).toEqual(['message[unsupported:sticker]']);
    expect(wordsOf(sent)).toMatch(/表情/);
    expect(wordsOf(sent)).not.toMatch(/订单号/);
  });

  it('whatsapp-status-other-digits: the status finds its message by the id', async () => {
    const said = { from: '5511912345678', id: 'wamid.b1', timestamp: '1795900000', type: 'text', text: { body: 'menu' } };
    const body = (value: object) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
    const { sent } = await stage.tell('whatsapp-cloud', body({ messages: [said] }));
    const ref = sent[0]?.ref;
    await stage.tell('whatsapp-cloud', body({ statuses: [{ ...Object(json('whatsapp-status-other-digits.json')), id: ref }] }));
    const [row] = await stage.core.store.collection(messages).find({ where: { ref: ref ?? '' }, limit: 5 });
    expect(row?.status).toBe('delivered');
  });

  it('whatsapp-with-user-id: the verified number is known with and without the id', async () => {
    const given = z.looseObject({ contacts: z.array(z.looseObject({})), messages: z.array(z.looseObject({})) }).parse(json('whatsapp-with-user-id.json'));
    const body = (value: object) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
    const without = {
      contacts: [{ profile: { name: 'B' }, wa_id: '14155550102' }],
      messages: [{ ...given.messages[0], id: 'wamid.b1', from_user_id: undefined }],
    };
    const first = await stage.tell('whatsapp-cloud', body(JSON.parse(JSON.stringify(without))));
    const second = await stage.tell('whatsapp-cloud', body(given));
    expect(first.sent.length).toBeGreaterThan(0);
    expect(second.events[0]?.profile?.phone).toBe('+14155550102');
    expect((await stage.core.runtime.contacts.find({ address: 'whatsapp-cloud:main:US.13491208655302741918' }))?.verifiedPhone).toBe('+14155550102');
  });

  it('a cart from the catalogue is confirmed, and the team is told', async () => {
    const order = {
      catalog_id: '194836987003835',
      text: 'as a gift please',
      product_items: [{ product_retailer_id: 'SKU-1', quantity: 2, item_price: 39, currency: 'USD' }],
    };
    const said = { from: '16505550500', id: 'wamid.cart', timestamp: String(Math.floor(clock() / 1000)), type: 'order', order };
    const { sent } = await stage.tell('whatsapp-cloud', {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value: { contacts: [{ wa_id: '16505550500' }], messages: [said] } }] }],
    });
    expect(wordsOf(sent)).toMatch(/SKU-1/);
    expect(wordsOf(sent)).toMatch(/78/);
    expect(wordsOf(sent)).not.toMatch(/did not/);
    const told = await stage.core.store.collection(notices).find({ where: { unread: 1 }, limit: 5 });
    expect(told.map((notice) => notice.text).join()).toMatch(/SKU-1/);
  });

  it('a batch of 1,000 messages is stored whole and answered', async () => {
    const at = String(Math.floor(clock() / 1000));
    const said = Array.from({ length: 1_000 }, (_, n) => ({
      from: `1650555${1_000 + n}`,
      id: `wamid.n${n}`,
      timestamp: at,
      type: 'text',
      text: { body: 'menu' },
    }));
    const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value: { messages: said } }] }] };
    const events = whatsapp(body, { account: 'main', now: clock() });
    expect(events).toHaveLength(1_000);
    const began = performance.now();
    await stage.core.runtime.receive(events);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await stage.core.store.collection(inbox).count({})).toBeGreaterThanOrEqual(1_000);
    await stage.rest();
    expect(new Set(stage.sent.map(({ to }) => to)).size).toBe(1_000);
  }, 120_000);
});

describe('what is read and written', () => {
  it.each(
    z
      .array(z.object({ card: z.object({ title: z.string(), link: z.string() }).loose() }))
      .parse(json('02-telegram-card-with-a-link-that-telegram-refuses.json')),
  )('02: $card.link arrives as text', ({ card }) => {
    const to = { channel: 'telegram', account: 'main', user: '42' };
    const requests = toTelegram({ key: 'k', to, parts: [{ type: 'product', card }], class: 'reply', lang: 'en' }, { account: 'main' });
    expect(JSON.stringify(requests)).not.toContain('reply_markup');
    expect(wordsOf(requests.map((request) => ({ to: '42', request, ref: '' })))).toContain(card.link);
  });

  it.each(z.array(z.object({ name: z.string(), input: z.unknown() })).parse(json('05-whatsapp-account-gone-is-not-told.json')))(
    '05: $name is shown, with what to do',
    ({ input }) => {
      const [news] = newsOf(input, '1');
      expect(news).toMatchObject({ about: 'account', health: { state: 'failed', detail: expect.stringMatching(/again/) } });
    },
  );

  it.each(table.parse(json('06-whatsapp-form-answers-lost.json')))('06: $name is text and data', ({ input, expect: words }) => {
    const [message, form] = whatsapp(input, context);
    expect(message && shown(message)).toMatch(new RegExp(words ?? 'Comment Text.*delivery rating: 4'));
    expect(form).toMatchObject({ type: 'event', name: 'form.answered' });
    expect(JSON.stringify(form)).toMatch(new RegExp(words ?? '"delivery_rating":"4"'));
    expect(message && shown(message)).not.toMatch(/AQAAAA/);
  });

  it('09: one interactive message with the picture as its header', () => {
    const { parts, choices } = z
      .object({ parts: z.array(z.custom<Part>()), choices: z.array(z.object({ token: z.string(), label: z.string() })) })
      .parse(json('09-whatsapp-picture-with-buttons-in-two-messages.json'));
    const message = { key: 'k', parts, choices, class: 'reply' as const, lang: 'en' };
    const on = (channel: string) => ({ ...message, to: { channel, account: 'main', user: '16505551234' } });
    expect(toWhatsApp(on('whatsapp-cloud'), { account: 'main' }).map(({ body }) => body)).toMatchObject([
      {
        type: 'interactive',
        interactive: { type: 'button', header: { type: 'image', image: { link: 'https://foo.bar/image.jpg' } }, body: { text: 'Which size?' } },
      },
    ]);
    expect(toTelegram(on('telegram'), { account: 'main' })).toMatchObject([{ method: 'sendPhoto', body: { caption: 'Which size?', reply_markup: {} } }]);
    const long = { ...on('whatsapp-cloud'), parts: parts.map((part) => (part.type === 'text' ? { ...part, text: 'x'.repeat(1_025) } : part)) };
    expect(toWhatsApp(long, { account: 'main' }).length).toBeGreaterThan(1);
  });

  const inside = table.parse(json('10-known-texts-inside-what-is-called-unreadable.json'));
  it.each(inside)('10: $family: $name', ({ family, input, expect: words = '' }) => {
    const events = decoders[family as keyof typeof decoders](input, context);
    expect(events.map(shown).join()).toMatch(new RegExp(words));
    expect(events.map(shown).join()).not.toContain('unsupported');
  });

  it.each(table.parse(json('11-whatsapp-error-codes.json')))('11: $name', ({ input, expect: words = '' }) => {
    expect(whatsapp(input, context).map(shown).join()).toMatch(new RegExp(words));
  });

  it.each([
    [613, { code: 'rate_limited', scope: 'account' }],
    [17, { code: 'rate_limited', scope: 'account' }],
    [32, { code: 'rate_limited', scope: 'account' }],
    [4, { code: 'rate_limited', scope: 'account' }],
    [80007, { code: 'rate_limited', scope: 'account' }],
    [131063, { code: 'promotions_off', scope: 'promotions' }],
    [131064, { code: 'quota', scope: 'promotions' }],
    [132008, { code: 'template_refused' }],
    [131047, { code: 'window_closed' }],
    [131026, { code: 'unreachable' }],
    [131050, { code: 'marketing_refused', refusedMarketing: true }],
  ])('11: code %i by its number, whatever its words', (code, failure) => {
    expect(graphFailure({ code, message: 'messaging limit reached' }, [])).toMatchObject(failure);
  });

  it.each(z.array(z.string()).parse(json('12-whatsapp-mime-aliases.json')))('12: %s goes as what it is', (mime) => {
    const kind = z.enum(['image', 'audio', 'video']).parse(mime.split('/')[0]);
    expect(mediaType(kind, { ref: 'r', mime })).toBe(kind);
  });

  it('14: a time in milliseconds is that time', () => {
    const { xml } = z.object({ xml: z.string() }).parse(json('14-wechat-createtime-in-milliseconds.json'));
    expect(wechat(xml, context)).toMatchObject([{ type: 'message', at: 1_518_774_424_438, parts: [{ type: 'text', text: 'Simple Message' }] }]);
  });

  it('a cart of WhatsApp Web is an event too', () => {
    const id = { _serialized: 'false_4712345678@c.us_A', remote: '4712345678@c.us', fromMe: false };
    const message = { id, type: 'order', body: 'for Anna', timestamp: 1_795_900_000, from: '4712345678@c.us', rawData: { orderTitle: 'Teapot', itemCount: 2 } };
    expect(whatsappWeb({ event: 'message', message }, context)).toMatchObject([
      { type: 'message', beside: 'cart.sent', parts: [{ type: 'text', text: 'for Anna\nTeapot × 2' }] },
      { type: 'event', name: 'cart.sent', data: { cart: { list: '2 × Teapot', note: 'for Anna', total: null } } },
    ]);
  });

  it('16: what a device tells is no message of a customer', () => {
    for (const { input } of table.parse(json('16-wechat-device-event.json'))) {
      expect(wechat(input, context)).toEqual([]);
      expect(wechat(String(input).replace('device_event', 'device_text'), context)).toEqual([]);
    }
  });

  it('17: an impossible time is the time of arrival', () => {
    const chat = { id: 23, type: 'private' };
    expect(telegram({ update_id: 1, message: { message_id: 1, from: { id: 23 }, chat, date: -1, text: 'x' } }, context)).toMatchObject([{ at: now }]);
    const id = { _serialized: 'false_4712345678@c.us_A', remote: '4712345678@c.us', fromMe: false };
    const message = { id, type: 'chat', body: 'x', timestamp: 1e308, from: '4712345678@c.us' };
    expect(whatsappWeb({ event: 'message', message }, context)).toMatchObject([{ at: now }]);
  });
});
