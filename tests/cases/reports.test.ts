/** Inputs of forty public reports (reports/README.md), each through the reader that it would really go through. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findChannels, switchedOn } from '../../src/channel-host/channel-registry.ts';
import { parseFile, problemLine } from '../../src/compiler/flow.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readAnswer } from '../../src/engine/steps/answer-kinds.ts';
import { answerTypes } from '../../src/flow-tree/fields.ts';
import { openingAt } from '../../src/runtime/base/opening-hours.ts';
import { orders, products } from '../../src/shop/shop.ts';
import { contacts, messages } from '../../src/store/collections.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { emptyInbox, openShop as openTelegram, sendAll as sendTelegram, reply as telegramReply } from '../telegram/shop.ts';
import { kf, startQyapi } from '../wecom/qyapi-server.ts';
import { emptyKept, openShop as openWecom, says, sendAll as sendWecom, texts } from '../wecom/shop.ts';
import { openStage, type Sent, type Stage, textOf } from './stage.ts';

const at = (path: string) => new URL(`./reports/${path}`, import.meta.url);
const text = (path: string) => readFileSync(at(path), 'utf8');
const inputs = z.array(z.object({ no: z.number(), channel: z.string(), name: z.string(), raw: z.unknown() })).parse(JSON.parse(text('channels.json')));
const inputsOf = (no: number) => inputs.filter((input) => input.no === no);
const wordsOf = (sent: readonly Sent[]) => sent.map(textOf).join('\n');

/** Amid the times that the inputs bear, and going on from there. */
const now = Date.UTC(2026, 10, 29, 12);
const began = Date.now();
const clock = () => now + Date.now() - began;
const settings = 'shop: { demo: false, langs: [en, zh] }\n';
const names = ['telegram', 'whatsapp-cloud', 'whatsapp-web', 'wechat-official', 'wechaty'];

describe('channels', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(names, clock, settings);
  });
  afterEach(() => stage.close());
  const play = async (no: number) => {
    const told = [];
    for (const { channel, raw } of inputsOf(no)) told.push(await stage.tell(channel, raw));
    return told;
  };
  const contactOf = (address: string) => stage.core.runtime.contacts.find({ address });

  it('1: a first message that is not to be had is kept, and asked for again', async () => {
    const [told] = await play(1);
    expect(told?.events).toMatchObject([{ type: 'message', parts: [{ type: 'unsupported' }], profile: { name: 'Rosa' } }]);
    expect(await contactOf('whatsapp-cloud:main:16505550301')).toBeTruthy();
    const kept = await stage.core.store.collection(messages).find({ where: { conversation: 'whatsapp-cloud:main:16505550301' }, limit: 5 });
    expect(kept.map(({ direction }) => direction)).toEqual(['in', 'out']);
    expect(wordsOf(told?.sent ?? [])).toMatch(/Could you tell me in words/);
  });

  it('2: a contact card without a number is one message that has what is on it', async () => {
    const [told] = await play(2);
    expect(told?.events).toHaveLength(1);
    expect(JSON.stringify(told?.events)).toContain('Dario Bell');
    expect(JSON.stringify(told?.events)).toContain('dario.bell@example.com');
  });

  it('3: the button of a template is read by its words, whichever of them it has', async () => {
    for (const { events, sent } of await play(3)) {
      expect(events).toHaveLength(1);
      expect(JSON.stringify(events)).toContain('Track my order');
      expect(JSON.stringify(events)).not.toContain('unsupported');
      expect(wordsOf(sent)).toMatch(/order/i);
    }
  });

  it('4: what the shop wrote in the app, and older messages, are not answered', async () => {
    for (const { events, sent } of await play(4)) {
      expect(events.filter(({ type }) => type === 'message')).toEqual([]);
      expect(sent).toEqual([]);
    }
  });

  it('5: a round video message is a video', async () => {
    const [told] = await play(5);
    expect(told?.events).toMatchObject([{ type: 'message', parts: [{ type: 'video', media: { ref: 'DQACAgIAA305' } }] }]);
    expect(told?.sent).toHaveLength(1);
  });

  it('7: only their own contact is a verified number', async () => {
    await play(7);
    expect((await contactOf('telegram:main:307'))?.verifiedPhone).toBeUndefined();
    expect((await contactOf('telegram:main:317'))?.verifiedPhone).toBeUndefined();
    expect((await contactOf('telegram:main:327'))?.verifiedPhone).toBe('+14155550173');
  });

  it('8: button data fit in 64 bytes in any script, and find their choice', async () => {
    const from = { id: 308, is_bot: false, first_name: '罗莎', language_code: 'zh-hans' };
    const message = { message_id: 8, from, chat: { id: 308, type: 'private' }, date: now / 1000, text: '菜单' };
    const { sent } = await stage.tell('telegram', { update_id: 801, message });
    const buttons = z
      .array(z.array(z.object({ text: z.string(), callback_data: z.string() })))
      .parse(z.looseObject({ reply_markup: z.looseObject({ inline_keyboard: z.unknown() }) }).parse(sent.at(-1)?.request.body).reply_markup.inline_keyboard)
      .flat();
    expect(buttons.length).toBeGreaterThan(2);
    for (const { callback_data } of buttons) expect(Buffer.byteLength(callback_data)).toBeLessThanOrEqual(64);
    const shown = { message_id: 9, from: { id: 1, is_bot: true }, chat: message.chat, date: now / 1000, text: '菜单' };
    const press = await stage.tell('telegram', {
      update_id: 802,
      callback_query: { id: '8', from, chat_instance: '1', data: buttons[0]?.callback_data, message: shown },
    });
    expect(press.events).toMatchObject([{ type: 'pressed' }]);
    expect(wordsOf(press.sent)).toMatch(/订单/);
  });

  it('9: the number of a trade is no source', async () => {
    const [told] = await play(9);
    expect(told?.events).toMatchObject([{ type: 'started' }]);
    expect(JSON.stringify(told?.events)).not.toMatch(/"referral"/);
    expect(told?.sent.length).toBeGreaterThan(0);
  });

  it('10: the scene 0 is a scene', async () => {
    for (const { events } of await play(10)) expect(events).toMatchObject([{ type: 'started', referral: '0' }]);
  });

  it('11: a voice message that was not made out is a voice message', async () => {
    const [told] = await play(11);
    expect(told?.events).toMatchObject([{ type: 'message', parts: [{ type: 'audio', voice: true, media: { ref: 'm311' } }] }]);
    expect(told?.sent.length).toBeGreaterThan(0);
  });

  it('13, 14: what is taken back says nothing, and a question waits on', async () => {
    const at = Math.floor(now / 1000);
    const id = { fromMe: false, remote: '16505550313@c.us', id: 'A13', _serialized: 'false_16505550313@c.us_A13' };
    const asks = { id, type: 'chat', body: 'where is my order', timestamp: at, from: id.remote, to: '16505550000@c.us', isStatus: false, hasMedia: false };
    expect((await stage.tell('whatsapp-web', { event: 'message', message: { ...asks, vCards: [], rawData: {} } })).sent.length).toBeGreaterThan(0);
    const said = { id: '6821736450300', type: 7, talkerId: 'wxid_rosa', roomId: '', text: '我的订单到哪了', filename: '', timestamp: at };
    const talker = { id: 'wxid_rosa', type: 1, name: 'Rosa' };
    expect((await stage.tell('wechaty', { event: 'message', self: { id: 'wxid_shop' }, talker, message: said })).sent.length).toBeGreaterThan(0);
    for (const no of [13, 14]) expect((await play(no)).map(({ sent }) => sent)).toEqual([[]]);
    for (const conversation of ['whatsapp-web:main:16505550313@c.us', 'wechaty:main:wxid_rosa'])
      expect(await stage.waits(conversation), conversation).toBe(true);
  });
});

describe('channels, what is sent', () => {
  it('6: a picture with a long text arrives with all of it', async () => {
    const api = await startBotApi();
    const shop = await openTelegram(api, { inbox: emptyInbox() });
    try {
      const words = Array.from({ length: 300 }, (_, n) => `word${n}😀`);
      const media = { url: 'https://shop.example.com/cup.jpg' };
      expect(await sendTelegram(shop.channel, telegramReply([{ type: 'image', media, caption: words.join(' ') }]))).toMatchObject({ ok: true });
      const bodies = api.messages.map(({ body }) => body);
      expect(bodies[0]).toMatchObject({ photo: media.url });
      const arrived = bodies.map(({ caption, text: own }) => `${String(caption ?? '')} ${String(own ?? '')}`).join(' ');
      expect(words.filter((word) => !arrived.includes(word))).toEqual([]);
    } finally {
      await shop.channel.stop();
      await api.close();
    }
  });

  it('12: a session that is not with the bot is told as that, and not tried in vain', async () => {
    const api = await startQyapi();
    const kept = emptyKept();
    const shop = await openWecom(api, { kept, settings: { openKfId: kf } });
    api.onCallback = (request) => shop.hook(request);
    try {
      api.say('在吗');
      await expect.poll(() => texts(kept).length).toBe(1);
      api.session().state = 3;
      const result = await sendWecom(shop.channel, says('您好'));
      expect(result).toMatchObject({ ok: false, failure: { detail: expect.stringContaining('95018') } });
      expect(result).not.toMatchObject({ failure: { code: 'provider' } });
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
  const take = async (open: Stage, file: string) => open.import(file, new Uint8Array(readFileSync(at(`files/${file}`))));
  const goods = async (open: Stage) => open.core.store.collection(products).find({ limit: 20 });
  const placed = async (open: Stage) => open.core.store.collection(orders).find({ sort: { by: '_id' }, limit: 20 });
  const euro = 'shop: { demo: false, langs: [en, zh], currency: EUR, zone: Europe/Berlin }\n';

  it.each(['15-prices-semicolon.csv', '15-prices-quoted.csv'])('15: decimal commas are prices: %s', async (file) => {
    const open15 = await open(euro);
    await take(open15, file);
    const prices = Object.fromEntries((await goods(open15)).flatMap(({ variants }) => variants.map(({ sku, price }) => [sku, price])));
    expect(prices['CUP-1']).toBe(1999);
    if (file.includes('semicolon')) expect(prices['POT-1']).toBe(129_900);
  });

  it('16: a value with a comma in it is one value', async () => {
    const open16 = await open(euro);
    await take(open16, '16-woocommerce-products.csv');
    const rows = await goods(open16);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.variants.map(({ sku, price, stock, options }) => [sku, price, stock, Object.values(options)])).toEqual([
      ['CABLE-12', 950, 4, ['1,2 m']],
      ['CABLE-15', 1100, 6, ['1,5 m']],
    ]);
  });

  it('17: spaces around headings and values are no part of them', async () => {
    const open17 = await open();
    await take(open17, '17-padded-customers.csv');
    const rows = await open17.core.store.collection(contacts).find({ limit: 10 });
    expect(rows.map(({ name, email }) => [name, email]).sort()).toEqual([
      ['Dario Bell', 'dario@example.com'],
      ['Rosa Lind', 'rosa@example.com'],
    ]);
  });

  it('18: customers without a name are customers', async () => {
    const open18 = await open();
    await take(open18, '18-nameless-customers.csv');
    const rows = await open18.core.store.collection(contacts).find({ limit: 10 });
    expect(rows.map(({ email }) => email).sort()).toEqual(['dario@example.com', 'rosa@example.com']);
  });

  it('19: the numbers that Excel keeps days as are those days', async () => {
    const open19 = await open();
    await take(open19, '19-orders-excel-days.csv');
    const rows = await placed(open19);
    expect(rows.map(({ number, placedAt }) => [number, new Date(placedAt).toISOString()])).toEqual([
      ['TR-1001', '2026-11-16T16:00:00.000Z'],
      ['TR-1002', '2026-11-18T04:00:00.000Z'],
    ]);
  });

  it('20: a number that ends in .0 is the number without it', async () => {
    const open20 = await open();
    await take(open20, '20-orders-point-zero-phones.csv');
    expect((await placed(open20)).map(({ customer }) => customer.phone)).toEqual(['13800138000', '13900139000']);
  });

  it('21: a web page is called one, with what to do', async () => {
    const open21 = await open();
    const report = await take(open21, '21-orders.xls');
    expect(await placed(open21)).toEqual([]);
    expect(report.join('\n')).toMatch(/web page|HTML/i);
    expect(report.join('\n')).toMatch(/save as/i);
  });

  it("22: Excel's Unicode text is read", async () => {
    const open22 = await open();
    await take(open22, '22-products-unicode-text.txt');
    const rows = await goods(open22);
    expect(rows.map(({ title, price }) => [Object.values(title)[0], price]).sort()).toEqual([
      ['Théière', 3900],
      ['青花茶杯', 1999],
    ]);
  });

  it('23: dong have no decimals, and a title keeps its signs', async () => {
    const open23 = await open('shop: { demo: false, langs: [en], currency: VND, zone: Asia/Ho_Chi_Minh }\n');
    await take(open23, '23-medusa-products.csv');
    const rows = await goods(open23);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ currency: 'VND', price: 350_000 });
    expect(Object.values(rows[0]?.title ?? {})).toContain('Son Dưỡng Hoa Hồng 3.5g - Màu Đỏ Gạch');
    expect(rows[0]?.variants.map(({ sku, price }) => [sku, price])).toEqual([
      ['SON-35', 950_000],
      ['SON-10', 350_000],
    ]);
  });

  it("24: a guest's order is kept and is nobody's", async () => {
    const open24 = await open();
    await take(open24, '24-guest-orders.json');
    const rows = await placed(open24);
    expect(rows.map(({ number, contact, phone, email, total }) => [number, contact, Boolean(phone), email, total])).toEqual([
      ['1041', undefined, false, undefined, 1999],
      ['1042', undefined, true, undefined, 1999],
    ]);
  });
});

describe('words and values', () => {
  const [, ...lines] = text('values.tsv').trim().split('\n');
  const kinds = z.enum(answerTypes);
  it.each(lines.map((line) => line.split('\t')))('%s: %s (%s): %s is %s', (_no, type, lang = 'en', said = '', right = '') => {
    const reading = readAnswer([kinds.parse(type)], { text: said, parts: [{ type: 'text', text: said }] }, { now, zone: 'UTC', currency: 'CNY', lang });
    expect(right.split(' or ')).toContain(reading.fits ? String(reading.value) : 'ask');
  });

  describe('amid a form', () => {
    let stage: Stage;
    let said = 0;
    beforeEach(async () => {
      stage = await openStage(['telegram'], clock, settings, fileURLToPath(at('flows')));
    });
    afterEach(() => stage.close());
    const say = async (words: string) => {
      said += 1;
      const from = { id: 331, is_bot: false, first_name: 'Rosa', language_code: 'en' };
      const message = { message_id: said, from, chat: { id: 331, type: 'private' }, date: now / 1000, text: words };
      return wordsOf((await stage.tell('telegram', { update_id: 3100 + said, message })).sent);
    };

    it('29: "may" in a question is no month', async () => {
      expect(await say('fitting')).toMatch(/Which day/);
      const answer = await say('may I pay by card?');
      expect(answer).toMatch(/We take all cards/);
      expect(answer).not.toMatch(/name may we note/);
      expect(await stage.waits('telegram:main:331')).toBe(true);
    });

    it('31: cancel ends it', async () => {
      await say('fitting');
      expect(await say('2026-12-04')).toMatch(/name may we note/);
      expect(await say('cancel')).not.toMatch(/Noted/);
      expect(await stage.waits('telegram:main:331')).toBe(false);
      expect(await say('Rosa')).not.toMatch(/Noted/);
    });
  });
});

describe('settings, flows, running it', () => {
  const mistakes = readdirSync(at('mistakes'));
  const problemsOf = (file: string) =>
    file.includes('config') ? problemsOfConfig(text(`mistakes/${file}`)) : parseFile(text(`mistakes/${file}`), file).problems.map(problemLine);
  const problemsOfConfig = (source: string) => {
    const loaded = loadConfig(source, 'config.yaml');
    return loaded.ok ? [] : loaded.problems;
  };

  it.each(mistakes)('33 to 36: %s is told with its line and what to write', (file) => {
    const lines = problemsOf(file);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toMatch(file.includes('twice-config') ? /:4:/ : file.includes('twice') ? /:8:/ : /:5:/);
    expect(lines[0]).toMatch(file.includes('twice') ? /twice|already|second/i : /quot|"/i);
  });

  it('37: quotes around a token are no part of it', async () => {
    const modules = (await findChannels()).filter(({ name }) => name === 'telegram');
    const token = '123456:TEST-token_of_the_test_bot_000000';
    for (const given of [`"${token}"`, `'${token}'`, `${token}\n`, ` ${token} `]) {
      const { on } = switchedOn(modules, { TELEGRAM_BOT_TOKEN: given }, []);
      expect(on.map(({ settings: own }) => own.token)).toEqual([token]);
    }
  });

  /** Whether the shop is open then: Monday, 7 December 2026, and the day after it. */
  const openAt = (hours: string, day: number, clock: string) => {
    const loaded = loadConfig(`shop:\n  zone: UTC\n  hours: ${hours}\n`, 'config.yaml');
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
    return openingAt(loaded.value.shop.hours, 'UTC', Date.parse(`2026-12-0${day}T${clock}Z`)).open;
  };

  it('38: hours may end after midnight', () => {
    const hours = '{ mon: [21:00-02:00] }';
    expect([openAt(hours, 7, '23:00:00'), openAt(hours, 8, '01:00:00'), openAt(hours, 8, '03:00:00')]).toEqual([true, true, false]);
  });

  it('39: hours until 23:59 are hours until midnight', () => {
    const hours = '{ mon: [00:00-23:59], tue: [00:00-23:59] }';
    expect([openAt(hours, 7, '23:59:30'), openAt(hours, 8, '00:00:00')]).toEqual([true, true]);
  });

  it.each(['UTC+08:00', 'Asia/Beijing', 'GMT+8'])('40: the zone %s is refused with one that works', (zone) => {
    const [line] = problemsOfConfig(`shop:\n  zone: ${zone}\n`);
    expect(line).toMatch(/:2:.*Asia\/Shanghai/);
  });
});
