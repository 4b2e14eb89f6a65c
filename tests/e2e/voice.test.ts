/** Voice messages and photos on every channel that a test can reach over HTTP: from the provider's webhook to the answer, through the real download, decoders and recogniser's protocol. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, written } from '../provider.ts';
import { formOf, httpStandIn, type StandIn, wavSeconds } from '../servers/recogniser.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { callback, signed } from '../wechat-official/customer.ts';
import { startWeixin } from '../wechat-official/weixin-server.ts';
import { aesKey, corp, kf, secret, startQyapi, token as wecomToken } from '../wecom/qyapi-server.ts';
import { startGraph } from '../whatsapp-cloud/graph-server.ts';
import { freshFolder, type Program, startProgram, token } from './program.ts';

const sound = (name: string): Buffer => readFileSync(new URL(`../../src/speech/decode/fixtures/${name}`, import.meta.url));
const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
if (!ffmpeg) console.warn('ffmpeg is not on the PATH: the amr of WeChat and WeCom is not tested');

const zh = '营业时间';
const en = 'what are your opening hours';
const key = 'sk-speech-0815';
const telegramSecret = 'c0ffee0123456789abcdef';

let program: Program;
let recogniser: StandIn;
let asked = 0;
const folder = freshFolder();
let closing: (() => Promise<unknown> | unknown)[] = [];
let telegram: Awaited<ReturnType<typeof startBotApi>>;
let graph: Awaited<ReturnType<typeof startGraph>>;
let weixin: Awaited<ReturnType<typeof startWeixin>>;
let qyapi: Awaited<ReturnType<typeof startQyapi>>;

beforeAll(async () => {
  // The shorter recording is the English one.
  recogniser = await httpStandIn((request, body, response) => {
    asked += 1;
    formOf(request, body)
      .then(({ file, fields }) => {
        if (request.headers.authorization !== `Bearer ${key}` || fields.model !== 'whisper-1') throw new Error('not asked as it should be');
        const short = wavSeconds(file.bytes) < 1.8;
        response.end(JSON.stringify({ text: short ? en : zh, language: short ? 'english' : 'chinese', segments: [{ avg_logprob: -0.1 }] }));
      })
      .catch((error: unknown) => response.writeHead(418).end(String(error)));
  });
  [telegram, graph, weixin, qyapi] = await Promise.all([startBotApi(), startGraph(), startWeixin(), startQyapi({ withoutToken: Number.POSITIVE_INFINITY })]);
  program = await startProgram(folder.path, {
    SPEECH_KIND: 'openai',
    SPEECH_URL: `${recogniser.url}/v1`,
    SPEECH_KEY: key,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: telegramSecret,
    WHATSAPP_CLOUD_TOKEN: graph.token,
    WHATSAPP_CLOUD_PHONE_ID: graph.phoneId,
    WHATSAPP_CLOUD_APP_SECRET: graph.appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: graph.verifyToken,
    WHATSAPP_CLOUD_BUSINESS_ID: graph.businessId,
    WHATSAPP_CLOUD_API_ROOT: graph.url,
    WECHAT_APP_ID: weixin.appId,
    WECHAT_APP_SECRET: weixin.appSecret,
    WECHAT_TOKEN: callback.token,
    WECHAT_AES_KEY: callback.encodingAesKey,
    WECHAT_API_ROOT: weixin.url,
    WECOM_CORP_ID: corp,
    WECOM_KF_SECRET: secret,
    WECOM_TOKEN: wecomToken,
    WECOM_AES_KEY: aesKey,
    WECOM_OPEN_KFID: kf,
    WECOM_API_ROOT: qyapi.url,
  });
  closing = [() => program.end('SIGKILL'), () => recogniser.close(), () => telegram.close(), () => graph.close(), () => weixin.close(), () => qyapi.close()];
}, 120_000);
afterAll(async () => {
  for (const close of closing) await close();
  folder.clean();
});

const audio = z.object({
  type: z.literal('audio'),
  media: z.object({ stored: z.string(), mime: z.string().optional() }),
  transcript: z.object({ text: z.string(), by: z.string(), lang: z.string().optional(), confidence: z.number().optional() }),
});
const page = z.object({ items: z.array(z.object({ direction: z.string(), parts: z.array(z.unknown()) })) });

/** Waits until the conversation has a voice message with its words, and an answer; returns both. */
async function heardIn(conversation: string): Promise<{ part: z.output<typeof audio>; answer: string }> {
  const items = async () => page.safeParse((await program.api(`/conversations/${encodeURIComponent(conversation)}/messages`)).body).data?.items ?? [];
  await expect.poll(async () => (await items()).some(({ direction }) => direction === 'out')).toBe(true);
  const all = await items();
  const part = all.filter(({ direction }) => direction === 'in').flatMap(({ parts }) => parts)[0];
  return { part: audio.parse(part), answer: JSON.stringify(all.filter(({ direction }) => direction === 'out')) };
}

const telegramVoice = (id: number, file: string) => ({
  headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': telegramSecret },
  body: written({
    update_id: id,
    message: {
      message_id: id,
      date: 1_750_000_000,
      from: { id, is_bot: false, first_name: 'Li' },
      chat: { id, type: 'private', first_name: 'Li' },
      voice: { file_id: file, file_unique_id: file, duration: 2, mime_type: 'audio/ogg', file_size: 5_197 },
    },
  }),
});

const whatsappVoice = (from: string, id: string) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: graph.businessId,
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { phone_number_id: graph.phoneId },
            contacts: [{ profile: { name: 'Li Na' }, user_id: from }],
            messages: [
              {
                from_user_id: from,
                id: `wamid.${from}`,
                timestamp: String(Math.floor(Date.now() / 1000)),
                type: 'audio',
                audio: { mime_type: 'audio/ogg; codecs=opus', sha256: 'x', id, voice: true },
              },
            ],
          },
        },
      ],
    },
  ],
});

const weixinVoice = (user: string, media: string, format: string, recognition = '') =>
  signed(
    `<xml><ToUserName><![CDATA[gh_shop]]></ToUserName><FromUserName><![CDATA[${user}]]></FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[voice]]></MsgType><MediaId><![CDATA[${media}]]></MediaId><Format><![CDATA[${format}]]></Format><MsgId>${user.length}77</MsgId>${recognition && `<Recognition><![CDATA[${recognition}]]></Recognition>`}</xml>`,
    'safe',
    Date.now(),
  );

const webVoice = (name: string, mime: string): Promise<string> => webFile(new Uint8Array(sound(name)), mime);

async function webFile(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const session = z
    .object({ token: z.string(), visitor: z.string() })
    .parse(await (await fetch(`${program.url}/chat/session`, { method: 'POST', headers: json, body: '{}' })).json());
  const headers = { authorization: `Bearer ${session.token}` };
  const upload = await fetch(`${program.url}/chat/media`, { method: 'POST', headers: { ...headers, 'content-type': mime }, body: bytes });
  const media = await upload.json();
  const sent = await fetch(`${program.url}/chat/messages`, {
    method: 'POST',
    headers: { ...headers, ...json },
    body: JSON.stringify({ type: 'message', id: randomUUID(), media: [media], lang: 'en' }),
  });
  expect({ upload: upload.status, sent: sent.status }, JSON.stringify(media)).toEqual({ upload: 201, sent: 202 });
  return `webchat:main:${session.visitor}`;
}

/** Sends a voice message; resolves to its conversation. */
const channels: [name: string, words: string, by: string, send: () => Promise<string>, needsFfmpeg?: true][] = [
  [
    'Telegram: ogg/opus',
    zh,
    'openai',
    async () => {
      telegram.file('AwAC1', sound('zh.ogg'));
      expect((await call(program.url, 'telegram', telegramVoice(4_201, 'AwAC1')))?.status).toBe(200);
      return 'telegram:main:4201';
    },
  ],
  [
    'WhatsApp: audio/ogg; codecs=opus',
    en,
    'openai',
    async () => {
      const id = graph.file(sound('en.ogg'), 'audio/ogg; codecs=opus');
      expect((await call(program.url, 'whatsapp-cloud', graph.signed(whatsappVoice('CN.1', id))))?.status).toBe(200);
      return 'whatsapp-cloud:main:CN.1';
    },
  ],
  [
    'Official Account: amr',
    zh,
    'openai',
    async () => {
      weixin.keep('AMR', { mime: 'audio/amr', bytes: sound('zh.amr') });
      expect((await call(program.url, 'wechat-official', weixinVoice('oAmr', 'AMR', 'amr')))?.status).toBe(200);
      return 'wechat-official:main:oAmr';
    },
    true,
  ],
  [
    'Official Account: silk',
    en,
    'openai',
    async () => {
      weixin.keep('SILK', { mime: 'voice/speex', bytes: sound('en.silk') });
      expect((await call(program.url, 'wechat-official', weixinVoice('oSilk2', 'SILK', 'speex')))?.status).toBe(200);
      return 'wechat-official:main:oSilk2';
    },
  ],
  [
    'Official Account: words that WeChat brought along',
    '营业时间',
    'wechat',
    async () => {
      weixin.keep('KNOWN', { mime: 'audio/amr', bytes: sound('zh.amr') });
      expect((await call(program.url, 'wechat-official', weixinVoice('oKnown33', 'KNOWN', 'amr', '营业时间')))?.status).toBe(200);
      return 'wechat-official:main:oKnown33';
    },
  ],
  [
    'WeCom: amr',
    zh,
    'openai',
    async () => {
      qyapi.uploads.set('VOICE1', { type: 'voice', name: 'voice.amr', mime: 'audio/amr', bytes: sound('zh.amr') });
      qyapi.send({ msgid: 'in.voice', msgtype: 'voice', voice: { media_id: 'VOICE1' } }, 'wm7', kf, true);
      const { query, body } = qyapi.callback(kf);
      expect((await call(program.url, 'wecom', { query, body }))?.status).toBe(200);
      return `wecom:main:${kf}.wm7`;
    },
    true,
  ],
  ['web chat: mp3', zh, 'openai', () => webVoice('zh.mp3', 'audio/mpeg')],
  ['web chat: wav', en, 'openai', () => webVoice('en-8000.wav', 'audio/wav')],
  ['web chat: webm of a browser', zh, 'openai', () => webVoice('zh.webm', 'audio/webm;codecs=opus'), true],
];

describe('a voice message is answered as if it were typed', () => {
  for (const [name, words, by, send, needsFfmpeg] of channels)
    it.skipIf(needsFfmpeg === true && !ffmpeg)(name, async () => {
      const before = asked;
      const { part, answer } = await heardIn(await send());
      expect(part.transcript).toMatchObject({ text: words, by });
      expect(asked - before).toBe(by === 'wechat' ? 0 : 1);
      // The answer about the opening hours, in the language that was spoken.
      expect(answer).toMatch(words === en ? /Monday to Friday/ : /9:00/);
      const played = await fetch(`${program.url}/media/${part.media.stored}`);
      expect(played.status).toBe(200);
      expect(Number(played.headers.get('content-length'))).toBeGreaterThan(1_000);
    });

  it('no secret of the recogniser and no words of customers stand in the log; the metrics count', async () => {
    const { out, err } = program.output();
    expect(out + err).not.toContain(key);
    expect(out + err).not.toContain(zh);
    const metrics = await (await fetch(`${program.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
    expect(metrics).toMatch(/zhanggui_voice_seconds_count\{outcome="heard"\} \d+/);
  });
});

/** A photo as a telephone held upright takes it, with the place; `tail` hangs behind its end. */
const place = 'SECRET-PLACE';
const photo = async (): Promise<Buffer> => {
  const exif = { IFD0: { Make: place }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } };
  const taken = sharp({ create: { width: 64, height: 48, channels: 3, background: '#b5313a' } }).withExif(exif);
  return Buffer.concat([await taken.withMetadata({ orientation: 6, exif }).jpeg().toBuffer(), Buffer.from('PK<script>alert(1)</script>')]);
};
const image = z.object({ type: z.literal('image'), media: z.object({ stored: z.string(), mime: z.string().optional() }) });

/** Sends a photo; resolves to its conversation. */
const photographed: [name: string, send: (bytes: Buffer) => Promise<string>][] = [
  [
    'Telegram',
    async (bytes) => {
      telegram.file('photo1', bytes);
      const from = { id: 4_301, is_bot: false, first_name: 'Li' };
      const sent = [{ file_id: 'photo1', file_unique_id: 'p1', width: 64, height: 48, file_size: bytes.length }];
      const message = { message_id: 4_301, date: 1_750_000_000, from, chat: { id: 4_301, type: 'private', first_name: 'Li' }, photo: sent };
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': telegramSecret };
      expect((await call(program.url, 'telegram', { headers, body: written({ update_id: 4_301, message }) }))?.status).toBe(200);
      return 'telegram:main:4301';
    },
  ],
  [
    'WhatsApp',
    async (bytes) => {
      const text = JSON.stringify(whatsappVoice('CN.9', graph.file(bytes, 'image/jpeg')));
      const body: unknown = JSON.parse(
        text.replace('"type":"audio","audio":', '"type":"image","image":').replace(/"mime_type":"[^"]+"/, '"mime_type":"image/jpeg"'),
      );
      expect((await call(program.url, 'whatsapp-cloud', graph.signed(body)))?.status).toBe(200);
      return 'whatsapp-cloud:main:CN.9';
    },
  ],
  [
    'Official Account',
    async (bytes) => {
      weixin.keep('PHOTO', { mime: 'image/jpeg', bytes });
      const at = Math.floor(Date.now() / 1000);
      const xml = `<xml><ToUserName><![CDATA[gh_shop]]></ToUserName><FromUserName><![CDATA[oPhoto]]></FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[http://mmbiz.qpic.cn/x]]></PicUrl><MediaId><![CDATA[PHOTO]]></MediaId><MsgId>9977</MsgId></xml>`;
      expect((await call(program.url, 'wechat-official', signed(xml, 'safe', Date.now())))?.status).toBe(200);
      return 'wechat-official:main:oPhoto';
    },
  ],
  [
    'WeCom',
    async (bytes) => {
      qyapi.uploads.set('PHOTO1', { type: 'image', name: 'a.jpg', mime: 'image/jpeg', bytes });
      qyapi.send({ msgid: 'in.photo', msgtype: 'image', image: { media_id: 'PHOTO1' } }, 'wm8', kf, true);
      const { query, body } = qyapi.callback(kf);
      expect((await call(program.url, 'wecom', { query, body }))?.status).toBe(200);
      return `wecom:main:${kf}.wm8`;
    },
  ],
  ['web chat', (bytes) => webFile(new Uint8Array(bytes), 'image/jpeg')],
];

describe('a photo is drawn anew before anybody of the shop sees it', () => {
  for (const [name, send] of photographed)
    it(name, async () => {
      const conversation = await send(await photo());
      const parts = async () =>
        (page.safeParse((await program.api(`/conversations/${encodeURIComponent(conversation)}/messages`)).body).data?.items ?? []).flatMap(
          (item) => item.parts,
        );
      await expect.poll(async () => (await parts()).some((part) => image.safeParse(part).success)).toBe(true);
      const { media } = image.parse((await parts()).find((part) => image.safeParse(part).success));
      const shown = await fetch(`${program.url}/media/${media.stored}`);
      expect(shown.headers.get('content-type')).toBe('image/jpeg');
      const seen = Buffer.from(await shown.arrayBuffer());
      for (const hidden of [place, 'Exif', '<script>', 'PK']) expect(seen.includes(hidden)).toBe(false);
      expect(await sharp(seen).metadata()).toMatchObject({ width: 48, height: 64 });
    });
});
