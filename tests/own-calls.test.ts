/**
 * Requests to a provider besides sending: tokens, registering a webhook, accounts, fetching, menus, templates, uploads. An answer that is not the
 * provider's is its trouble: reported, asked again, never taken for a yes and never the end.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTelegram } from '../channels/telegram/channel.ts';
import { pollTiming } from '../channels/telegram/poller.ts';
import { createWeChatOfficial } from '../channels/wechat-official/channel.ts';
import { options as officialOptions } from '../channels/wechat-official/options.ts';
import { createWecom } from '../channels/wecom/channel.ts';
import { pullTiming } from '../channels/wecom/pull.ts';
import { sendTiming as wecomSending } from '../channels/wecom/send.ts';
import { createWhatsAppCloud } from '../channels/whatsapp-cloud/channel.ts';
import { sendTiming as whatsappSending } from '../channels/whatsapp-cloud/send.ts';
import type { Channel, ChannelContext } from '../src/channel.ts';
import { sendTiming } from '../src/channel-kit/send-timing.ts';
import { testContext } from './channel-context.ts';

let server: Server;
let apiRoot: string;
/** The answer to the paths that it names; the provider's own answer to all others, and when there is none. */
let odd: { path: RegExp; status: number; body: string } | undefined;
let odds = 0;

const theirs: [RegExp, unknown][] = [
  [/getMe/, { ok: true, result: { id: 1, is_bot: true, first_name: 'Shop' } }],
  [/getUpdates/, { ok: true, result: [] }],
  [/\/bot\d.*(?:setWebhook|deleteWebhook)/, { ok: true, result: true }],
  [/stable_token|gettoken/, { errcode: 0, access_token: 'T', expires_in: 7200 }],
  [/account\/list/, { errcode: 0, account_list: [{ open_kfid: 'wk1' }] }],
  [/sync_msg/, { errcode: 0, next_cursor: 'c', has_more: 0, msg_list: [] }],
  [/menu\/create/, { errcode: 0, errmsg: 'ok' }],
  [/get_all_private_template/, { errcode: 0, template_list: [{ template_id: 'T1', content: '{{a.DATA}}' }] }],
  [/gettemplate/, { errcode: 0, data: [] }],
  [/subscribed_apps/, { success: true }],
  [/message_templates/, { data: [{ name: 'T1', language: 'en', status: 'APPROVED', category: 'UTILITY', components: [] }] }],
  [/106540352242922/, { id: '106540352242922' }],
];

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const url = request.url ?? '';
    if (odd?.path.test(url)) {
      odds++;
      response.writeHead(odd.status).end(odd.body);
      return;
    }
    const [, answer] = theirs.find(([path]) => path.test(url)) ?? [];
    response.writeHead(200, { 'content-type': 'application/json' });
    if (/getUpdates/.test(url)) setTimeout(() => response.end(JSON.stringify(answer)), 20);
    else response.end(JSON.stringify(answer ?? { errcode: 1, errmsg: `${url} is not known here` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const tokenOfBot = '123456789:AAE0123456789012345678901234567890';
const whatsappSettings = {
  token: 'T',
  phoneId: '106540352242922',
  businessId: '102290129340398',
  appSecret: 'app-secret-0123456789',
  verifyToken: 'verify-token-0123',
};
const quick = { first: 5, most: 20 };

/** A clock that goes six seconds at each look, so that nothing that is held back for some seconds is waited for. */
function contextOf(name: string, settings: Record<string, string>, options?: unknown): ChannelContext {
  let at = Date.UTC(2026, 10, 29);
  const now = () => {
    at += 6_000;
    return at;
  };
  const media = async () => ({ bytes: Buffer.alloc(1_000), mime: 'image/png' });
  return testContext({ name }, { media, settings: { ...settings, apiRoot }, options, publicUrl: 'https://shop.example', now });
}
const poll = { ...pollTiming, ...quick, firstRefused: 5, mostRefused: 20 };
const makers: Record<string, () => Promise<Channel>> = {
  'telegram, polling': () => createTelegram(contextOf('telegram', { token: tokenOfBot }), { poll, send: sendTiming }),
  'telegram, webhook': () =>
    createTelegram(contextOf('telegram', { token: tokenOfBot, mode: 'webhook', webhookSecret: 'secret-of-the-webhook' }), { poll, send: sendTiming }),
  'whatsapp-cloud': () => createWhatsAppCloud(contextOf('whatsapp-cloud', whatsappSettings), { send: whatsappSending, ask: 5_000, again: quick }),
  'wechat-official': () =>
    createWeChatOfficial(
      contextOf(
        'wechat-official',
        { appId: 'wx0123456789abcdef', appSecret: 'S', callbackToken: 'callbacktoken0123' },
        officialOptions.parse({ menu: [{ name: 'Hi', says: 'hi' }] }),
      ),
      { retry: quick, templatesEvery: 30 },
    ),
  wecom: () =>
    createWecom(contextOf('wecom', { corpId: 'ww0123456789abcdef', secret: 'S', token: 'callbacktoken0123', aesKey }), {
      pull: { ...pullTiming, ...quick, sweep: 20 },
      send: wecomSending,
    }),
};
const answers: [number, string][] = [
  [200, '{}'],
  [200, 'null'],
  [200, '[]'],
  [200, '"ok"'],
  [200, '7'],
  [200, ''],
  [200, '<html>Bad Gateway</html>'],
  [500, '{}'],
  [503, ''],
  [302, ''],
];
const calls: [string, RegExp][] = [
  ['telegram, polling', /getMe/],
  ['telegram, polling', /getUpdates/],
  ['telegram, webhook', /setWebhook/],
  ['whatsapp-cloud', /\/106540352242922\?/],
  ['wechat-official', /stable_token/],
  ['wechat-official', /menu\/create/],
  ['wecom', /gettoken/],
  ['wecom', /account\/list/],
  ['wecom', /sync_msg/],
];

it.each(calls.flatMap(([name, path]) => answers.map(([status, body]) => ({ name, path, status, body }))))(
  '$name asks again: $path, HTTP $status $body',
  async ({ name, path, status, body }) => {
    odd = { path, status, body };
    odds = 0;
    const channel = await makers[name]?.();
    if (!channel) throw new Error('no such channel');
    const states = new Set<string>();
    try {
      await channel.start();
      await vi.waitFor(
        () => {
          states.add(channel.health().state);
          expect(odds).toBeGreaterThan(2);
        },
        { timeout: 30_000, interval: 1 },
      );
      expect(channel.health().detail ?? '').not.toMatch(/undefined|Gateway|"code"/);
      expect([...states].filter((state) => state !== 'starting' && state !== 'degraded')).toEqual([]);
      odd = undefined;
      await vi.waitFor(() => expect(channel.health().state).toBe('ready'), { timeout: 30_000, interval: 1 });
    } finally {
      await channel.stop();
    }
  },
);

it.each(['whatsapp-cloud', 'wechat-official'].flatMap((name) => answers.map(([status, body]) => ({ name, status, body }))))(
  '$name keeps the templates that it has read: HTTP $status $body',
  async ({ name, status, body }) => {
    odd = undefined;
    odds = 0;
    const channel = await makers[name]?.();
    if (!channel) throw new Error('no such channel');
    try {
      await channel.start();
      await vi.waitFor(() => expect(channel.templates?.()).toHaveLength(1), { timeout: 30_000, interval: 1 });
      // Of the two kinds of WeChat only one.
      odd = { path: /message_templates|get_all_private_template/, status, body };
      const real = performance.now.bind(performance);
      let minutes = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => real() + 61_000 * minutes++);
      // WhatsApp's are read anew each hour, and for a name that is not known.
      const template = { name: 'T2', language: { code: 'en' } };
      const asks = async () => name === 'whatsapp-cloud' && channel.send({ method: 'POST', path: '/messages', body: { type: 'template', template } }, to, 'k');
      await vi.waitFor(
        async () => {
          await asks();
          expect(odds).toBeGreaterThan(2);
        },
        { timeout: 30_000, interval: 1 },
      );
      expect(channel.templates?.()).toHaveLength(1);
    } finally {
      vi.restoreAllMocks();
      await channel.stop();
    }
  },
);

const to = { channel: 'any', account: 'main', user: 'wkAccount.wmUser' };
const uploads: [string, RegExp, string][] = [
  ['telegram, polling', /sendPhoto/, '42'],
  ['whatsapp-cloud', /\/media$/, '16505551234'],
  ['wechat-official', /media\/upload/, 'oUser'],
  ['wecom', /media\/upload/, 'wkAccount.wmUser'],
];

it.each(uploads.flatMap(([name, path, user]) => answers.map(([status, body]) => ({ name, path, user, status, body }))))(
  '$name uploads again: HTTP $status $body',
  async ({ name, path, user, status, body }) => {
    odd = { path, status, body };
    odds = 0;
    const channel = await makers[name]?.();
    if (!channel) throw new Error('no such channel');
    const address = { channel: channel.name, account: 'main', user };
    const parts = [{ type: 'image' as const, media: { stored: 'a.png', mime: 'image/png' } }];
    const [request] = channel.encode({ key: `${channel.name}:main:${user}:1:0`, to: address, parts, class: 'promo', lang: 'en' });
    if (!request) throw new Error('nothing to send');
    const result = await channel.send(request, address, 'k', 'promo');
    expect(odds).toBe(1);
    expect(result).toMatchObject({ ok: false, failure: { code: 'provider' } });
    // The message itself was never sent; Telegram's goes with its file, and WeCom's may go twice.
    if (channel.name.startsWith('w') && !channel.capabilities.idempotentSend) expect(result).toMatchObject({ failure: { notTaken: true } });
    expect(JSON.stringify(result)).not.toMatch(/undefined|Gateway|invalid_type/);
  },
);
