/** Inputs of forty more public reports (reports/README.md, 41 to 80), each through the reader that it would really go through. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readAnswer } from '../../src/engine/steps/answer-kinds.ts';
import { answerTypes } from '../../src/flow-tree/fields.ts';
import { openingAt } from '../../src/runtime/base/opening-hours.ts';
import { orders, products } from '../../src/shop/shop.ts';
import { contacts, messages } from '../../src/store/collections.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { emptyInbox, openShop as openTelegram, sendAll as sendTelegram, reply as telegramReply } from '../telegram/shop.ts';
import { callback, post, signed } from '../wechat-official/customer.ts';
import { impatient, openShop as openWeChat } from '../wechat-official/shop.ts';
import { startWeixin } from '../wechat-official/weixin-server.ts';
import { kf, startQyapi } from '../wecom/qyapi-server.ts';
import { emptyKept, openShop as openWecom, texts } from '../wecom/shop.ts';
import { openStage, reader, type Sent, type Stage, textOf } from './stage.ts';

const at = (path: string) => new URL(`./reports/${path}`, import.meta.url);
const text = (path: string) => readFileSync(at(path), 'utf8');
const inputs = z.array(z.object({ no: z.number(), channel: z.string(), name: z.string(), raw: z.unknown() })).parse(JSON.parse(text('more-channels.json')));
const wordsOf = (sent: readonly Sent[]) => sent.map(textOf).join('\n');

/** Amid the times that the inputs bear, and going on from there. */
const now = Date.UTC(2026, 10, 29, 12);
const began = Date.now();
const clock = () => now + Date.now() - began;
const settings = 'shop: { demo: false, langs: [en, zh] }\n';

describe('channels', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(['telegram', 'whatsapp-cloud', 'whatsapp-web', 'wechat-official', 'wechaty'], clock, settings);
  });
  afterEach(() => stage.close());
  const play = async (no: number) => {
    const input = inputs.find((one) => one.no === no);
    return stage.tell(input?.channel ?? '', input?.raw);
  };

  it('41: a message without a profile is taken, without a name', async () => {
    const { events } = await play(41);
    expect(events).toMatchObject([{ type: 'message', parts: [{ type: 'text', text: '12345 is your code' }] }]);
    expect(events[0]?.profile?.name).toBeUndefined();
  });

  it('42, 50: an emoji taken back and the status of a contact say nothing', async () => {
    for (const no of [42, 50]) expect((await play(no)).sent).toEqual([]);
    expect((await play(50)).events).toEqual([]);
  });

  it('43: a status without contacts finds its message', async () => {
    const body = (value: object) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
    const said = { from: '16505550343', id: 'wamid.m43', timestamp: '1795959000', type: 'text', text: { body: 'menu' } };
    const { sent } = await stage.tell('whatsapp-cloud', body({ messages: [said] }));
    const status = { id: sent[0]?.ref, status: 'delivered', timestamp: '1795959001', recipient_id: '16505550343' };
    await stage.tell('whatsapp-cloud', body({ statuses: [status] }));
    const [row] = await stage.core.store.collection(messages).find({ where: { ref: sent[0]?.ref ?? '' }, limit: 5 });
    expect(row?.status).toBe('delivered');
  });

  it('46: what is scanned from the menu is an event with what was read', async () => {
    const { events } = await play(46);
    expect(events).toMatchObject([{ type: 'event', name: 'menu.scanned', data: { key: 'parcel', result: 'SF1029384756' } }]);
  });

  it('55, 56: a mini program has its title, a contact card its number', async () => {
    expect(JSON.stringify((await play(55)).events)).toContain('青花茶杯');
    expect((await play(56)).events).toMatchObject([{ type: 'message', parts: [{ type: 'person', name: 'Dario Bell', phone: '+62 812 3456 7890' }] }]);
  });
});

describe('channels, what is sent', () => {
  const to = { channel: 'whatsapp-cloud', account: 'main', user: '16505551234' };
  const deepest = (value: unknown, key: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((each) => deepest(each, key));
    if (!value || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([name, inner]) => (name === key && typeof inner === 'string' ? [inner] : deepest(inner, key)));
  };

  it.each([2, 5])('44: of %i labels each fits and can be read', async (count) => {
    const { encode } = await reader('whatsapp-cloud');
    const labels = Array.from({ length: count }, (_, n) => `Change the delivery address of order number ${n + 1}`);
    const choices = labels.map((label, n) => ({ token: `1.${n}`, label }));
    const requests = encode({ key: 'k', to, parts: [{ type: 'text', text: 'What shall we do?' }], choices, class: 'reply', lang: 'en' }, { account: 'main' });
    const shown = JSON.stringify(requests);
    for (const title of deepest(requests, 'title')) expect(title.length).toBeLessThanOrEqual(count > 3 ? 24 : 20);
    for (const description of deepest(requests, 'description')) expect(description.length).toBeLessThanOrEqual(72);
    for (const label of labels) expect(shown).toContain(label);
  });

  it('45: a long question arrives whole, with its buttons', async () => {
    const { encode } = await reader('whatsapp-cloud');
    const words = Array.from({ length: 260 }, (_, n) => `word${n}`);
    const choices = ['Yes', 'No'].map((label, n) => ({ token: `1.${n}`, label }));
    const requests = encode({ key: 'k', to, parts: [{ type: 'text', text: words.join(' ') }], choices, class: 'reply', lang: 'en' }, { account: 'main' });
    const bodies = requests.flatMap(({ body }) => deepest(body, 'text').concat(deepest(body, 'body')));
    expect(words.filter((word) => !bodies.some((body) => body.split(' ').includes(word)))).toEqual([]);
    expect(requests.at(-1)?.body).toMatchObject({ type: 'interactive' });
    expect(
      deepest(z.looseObject({ interactive: z.looseObject({ body: z.unknown() }) }).parse(requests.at(-1)?.body).interactive.body, 'text')[0]?.length,
    ).toBeLessThanOrEqual(1024);
  });

  it('47: who follows in the compatible mode is understood', async () => {
    const weixin = await startWeixin();
    const shop = await openWeChat(weixin, { now: () => now, settings: { aesKey: callback.encodingAesKey } }, impatient);
    try {
      const xml =
        '<xml><ToUserName><![CDATA[gh_shop]]></ToUserName><FromUserName><![CDATA[oR347]]></FromUserName><CreateTime>1795959000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[]]></EventKey></xml>';
      expect((await post(shop.url, signed(xml, 'compatible', now))).status).toBe(200);
      expect(shop.events).toMatchObject([{ type: 'started', from: { user: 'oR347' } }]);
    } finally {
      await shop.close();
      await weixin.close();
    }
  });

  it.each([
    [48, 45015, 'response out of time limit or subscription is canceled'],
    [49, 45047, 'out of response count limit'],
  ])(
    '%i: %i in a 200 is a failure that waits for the customer',
    async (_no, errcode, errmsg) => {
      const weixin = await startWeixin();
      const shop = await openWeChat(weixin);
      try {
        weixin.fault('/cgi-bin/message/custom/send', { errcode, errmsg });
        const user = { channel: 'wechat-official', account: 'main', user: 'oR348' };
        const [request] = shop.channel.encode({ key: 'k', to: user, parts: [{ type: 'text', text: 'x' }], class: 'reply', lang: 'zh' });
        const result = request && (await shop.channel.send(request, user, 'k:0', 'reply'));
        expect(result).toMatchObject({ ok: false, failure: { code: 'window_closed', detail: expect.stringContaining(String(errcode)) } });
      } finally {
        await shop.close();
        await weixin.close();
      }
    },
    30_000,
  );

  it('51, 53: signs arrive as they are written; a picture that Telegram cannot use does not take the text along', async () => {
    const api = await startBotApi();
    const shop = await openTelegram(api, { inbox: emptyInbox() });
    try {
      const words = 'tea_cup_2 *blue* [new] <b>5 & 6</b> `x`';
      expect(await sendTelegram(shop.channel, telegramReply([{ type: 'text', text: words }]))).toMatchObject({ ok: true });
      expect(api.messages.at(-1)?.body).toMatchObject({ text: words });
      expect(api.messages.at(-1)?.body).not.toHaveProperty('parse_mode');
      api.fault('sendPhoto', { status: 400, description: 'Bad Request: failed to send message with the error message "WEBPAGE_MEDIA_EMPTY"' });
      const picture = { type: 'image' as const, media: { url: 'https://shop.example.com/cup.jpg' }, caption: words };
      expect(await sendTelegram(shop.channel, telegramReply([picture], { key: 'k2' }))).toMatchObject({ ok: true });
      expect(JSON.stringify(api.messages.at(-1)?.body)).toContain('tea_cup_2');
      expect(JSON.stringify(api.messages.at(-1)?.body)).toContain('https://shop.example.com/cup.jpg');
    } finally {
      await shop.channel.stop();
      await api.close();
    }
  });

  it('52: a press is confirmed at once', async () => {
    const api = await startBotApi();
    const inbox = emptyInbox();
    const shop = await openTelegram(api, { inbox });
    try {
      await shop.channel.start();
      await sendTelegram(shop.channel, telegramReply([{ type: 'text', text: '?' }], { choices: [{ token: '1.0.0', label: 'A' }] }));
      api.press('1.0.0', api.messages.at(-1)?.messageIds[0] ?? 0);
      await expect.poll(() => api.answered.length).toBe(1);
      await expect.poll(() => inbox.events.map(({ type }) => type)).toContain('pressed');
    } finally {
      await shop.channel.stop();
      await api.close();
    }
  });

  it('54: a page in the place of the messages is asked for again', async () => {
    const api = await startQyapi();
    const kept = emptyKept();
    const shop = await openWecom(api, { kept, settings: { openKfId: kf } });
    api.onCallback = (request) => shop.hook(request);
    try {
      api.fault('/cgi-bin/kf/sync_msg', { status: 200 });
      api.say('在吗');
      await expect.poll(() => texts(kept)).toEqual(['在吗']);
    } finally {
      await shop.channel.stop();
      await api.close();
    }
  });
});

describe('files', () => {
  let stage: Stage | undefined;
  const open = async (more = settings) => {
    stage = await openStage([], clock, more);
    return stage;
  };
  afterEach(async () => {
    await stage?.close();
    stage = undefined;
  });
  const take = async (file: string, more?: string) => {
    const opened = await open(more);
    const report = (await opened.import(file, new Uint8Array(readFileSync(at(`files/${file}`))))).join('\n');
    return {
      report,
      people: await opened.core.store.collection(contacts).find({ limit: 10 }),
      goods: await opened.core.store.collection(products).find({ sort: { by: '_id' }, limit: 10 }),
      placed: await opened.core.store.collection(orders).find({ sort: { by: '_id' }, limit: 10 }),
    };
  };
  const euro = 'shop: { demo: false, langs: [en, zh], currency: EUR, zone: Europe/Brussels }\n';
  const titles = (rows: readonly { title: Record<string, string> }[]) => rows.map(({ title }) => Object.values(title)[0]);

  it('57: customers parted by semicolons', async () => {
    const { people } = await take('57-customers-semicolons.csv');
    expect(people.map(({ name }) => name).sort()).toEqual(['Dario', 'Rosa']);
  });

  it('58: one address that is none refuses the file, with row and column', async () => {
    const { people, report } = await take('58-customers-no-address.csv');
    expect(people).toEqual([]);
    expect(report).toMatch(/:3: email: "test" is no e-mail address/i);
  });

  it('59: a mark before headings in quotes', async () => {
    expect(titles((await take('59-products-mark-and-quotes.csv')).goods)).toEqual(['Tea cup']);
  });

  it('60: cells of several lines', async () => {
    const { goods } = await take('60-products-lines-in-cells.csv');
    expect(titles(goods)).toEqual(['Tea cup', 'Teapot']);
    expect(JSON.stringify(goods[0]?.text)).toMatch(/Thin walls\..*For two.*or three\./);
  });

  it('61: an object a line: all of them, or refused with what to write', async () => {
    const { placed, report } = await take('61-orders-an-object-a-line.jsonl');
    if (placed.length > 0) expect(placed.map(({ number }) => number)).toEqual(['TR-6101', 'TR-6102']);
    else expect(report).toMatch(/list such as|\[/);
  });

  it('62: zeros in front stay', async () => {
    const { placed } = await take('62-orders-leading-zeros.csv');
    expect(placed.map(({ number, items }) => [number, items[0]?.sku])).toEqual([
      ['000451', '00123'],
      ['000452', '00124'],
    ]);
  });

  it("63: a number without its 0 is the customer's", async () => {
    const opened = await open(euro);
    await opened.import('orders.csv', text('files/63-orders-belgian-phones.csv'));
    const rows = await opened.core.store.collection(orders).find({ sort: { by: '_id' }, limit: 10 });
    expect(rows.map(({ phone }) => phone)).toEqual(['32470123456', '32471123456']);
  });

  it('64, 65: titles with an apostrophe, prices in euros', async () => {
    expect(titles((await take('64-medusa-apostrophe.csv', euro)).goods)).toEqual(["Your Cat's Hydration"]);
    await stage?.close();
    expect((await take('65-medusa-euro.csv', euro)).goods).toMatchObject([{ currency: 'EUR', price: 3361 }]);
  });

  it('66: tags without the quotes around them', async () => {
    const { goods } = await take('66-shopify-tags.csv');
    expect(goods[0]?.tags).toEqual(['porcelain', 'blue']);
  });

  it('67: columns parted by |, or refused with what to use', async () => {
    const { goods, report } = await take('67-products-pipes.csv');
    if (goods.length > 0) expect(titles(goods)).toEqual(['Tea cup', 'Teapot']);
    else expect(report).toMatch(/\|.*(?:comma|semicolon)/i);
  });

  it('68: commas and quotes in titles', async () => {
    expect(titles((await take('68-products-commas-and-quotes.csv')).goods)).toEqual(['Tea cup, "Blue", 2 pieces', 'Teapot, small']);
  });
});

describe('words and values', () => {
  const [, ...lines] = text('more-values.tsv').replace(/\n$/, '').split('\n');
  const kinds = z.enum(answerTypes);
  it.each(lines.map((line) => line.split('\t')))('%s: %s (%s): %s is %s', (_no, type, lang = 'en', said = '', right = '') => {
    const zone = 'America/New_York';
    const reading = readAnswer([kinds.parse(type)], { text: said, parts: [{ type: 'text', text: said }] }, { now, zone, currency: 'CNY', lang });
    expect(right.split(' or ')).toContain(reading.fits ? String(reading.value) : 'ask');
  });
});

describe('flows', () => {
  let stage: Stage;
  let said = 0;
  beforeEach(async () => {
    stage = await openStage(['telegram'], clock, settings, fileURLToPath(at('flows')));
  });
  afterEach(() => stage.close());
  const say = async (words: string) => {
    said += 1;
    const from = { id: 376, is_bot: false, first_name: 'Rosa', language_code: 'en' };
    const message = { message_id: said, from, chat: { id: 376, type: 'private' }, date: now / 1000, text: words };
    return (await stage.tell('telegram', { update_id: 7600 + said, message })).sent;
  };

  it('76: stop, then no, stores nothing', async () => {
    await say('fitting');
    await say('2026-12-04');
    expect(wordsOf(await say('stop'))).not.toMatch(/Noted/);
    expect(wordsOf(await say('no'))).not.toMatch(/Noted/);
    expect(wordsOf(await say('Rosa'))).not.toMatch(/Noted/);
  });

  it('77: Yes and No are words', async () => {
    const asked = JSON.stringify((await say('newsletter')).map(({ request }) => request.body));
    for (const label of ['Yes', 'No', 'On Sundays']) expect(asked).toContain(`"text":"${label}"`);
    expect(wordsOf(await say('No'))).toMatch(/Wish: No/);
  });
});

describe('settings, running it', () => {
  it.each(['18:00-00:00', '18:00-24:00'])('78: %s ends at midnight', (span) => {
    const loaded = loadConfig(`shop:\n  zone: UTC\n  hours: { mon: [${span}] }\n`, 'config.yaml');
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
    const open = (time: string) => openingAt(loaded.value.shop.hours, 'UTC', Date.parse(`2026-12-${time}Z`)).open;
    expect([open('07T23:30:00'), open('08T00:00:00')]).toEqual([true, false]);
  });

  it('79: an address may end in a slash', () => {
    const read = readEnvironment({ PUBLIC_URL: 'https://chat.example.com/' });
    expect(read.ok && `${read.value.publicUrl}/hooks/telegram/main`).toBe('https://chat.example.com/hooks/telegram/main');
  });

  it('80: that Telegram needs https is told', async () => {
    const api = await startBotApi();
    api.fault('setWebhook', { status: 400, description: 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook' });
    const shop = await openTelegram(api, {
      inbox: emptyInbox(),
      settings: { mode: 'webhook', webhookSecret: 'secret-of-the-webhook-000' },
      publicUrl: 'http://chat.example.com',
    });
    try {
      await shop.channel.start();
      await expect.poll(() => shop.channel.health()).toMatchObject({ state: 'failed', detail: expect.stringMatching(/https/i) });
    } finally {
      await shop.channel.stop();
      await api.close();
    }
  });
});
