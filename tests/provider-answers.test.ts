/** An answer that is not the provider's is the provider's trouble on every channel: never a word on the message, never taken for success. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import telegram from '../channels/telegram/index.ts';
import wechatOfficial from '../channels/wechat-official/index.ts';
import wecom from '../channels/wecom/index.ts';
import whatsappCloud from '../channels/whatsapp-cloud/index.ts';
import type { ChannelModule } from '../src/channel.ts';
import { testContext } from './channel-context.ts';

let server: Server;
let apiRoot: string;
let answer: { status: number; body: string };

/** Tokens of WeChat and WeCom are given; everything else gets the odd answer. */
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const asksToken = /\/(?:stable_token|gettoken)/.test(request.url ?? '');
    const { status, body } = asksToken ? { status: 200, body: '{"errcode":0,"errmsg":"ok","access_token":"T","expires_in":7200}' } : answer;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const channels: [ChannelModule, Record<string, string>, string][] = [
  [telegram, { token: '123456789:AAE0123456789012345678901234567890' }, '42'],
  [whatsappCloud, { token: 'T', phoneId: '106540352242922', appSecret: 'app-secret-0123456789', verifyToken: 'verify-token-0123456789' }, '16505551234'],
  [wechatOfficial, { appId: 'wx0123456789abcdef', appSecret: 'S', callbackToken: 'callbacktoken0123' }, 'oUser'],
  [wecom, { corpId: 'ww0123456789abcdef', secret: 'S', token: 'callbacktoken0123', aesKey }, 'wkAccount.wmUser'],
];
const page = '<html><body>Bad Gateway</body></html>';
const answers: [number, string, string][] = [
  [200, '{}', 'provider'],
  [200, 'null', 'provider'],
  [200, '[]', 'provider'],
  [200, '"ok"', 'provider'],
  [200, '7', 'provider'],
  [200, '', 'provider'],
  [200, page, 'provider'],
  [500, '{}', 'provider'],
  [500, 'null', 'provider'],
  [500, '[]', 'provider'],
  [502, page, 'provider'],
  [503, '', 'provider'],
  [200, `"${'x'.repeat(9_000_000)}"`, 'provider'],
];

it.each(
  channels.flatMap(([module, settings, user]) =>
    answers.map(([status, body, code]) => ({ name: module.name, status, begin: body.slice(0, 20), module, settings, user, body, code })),
  ),
)('$name: HTTP $status $begin', async ({ module, settings, user, status, body, code, name }) => {
  answer = { status, body };
  const channel = await module.create(testContext(module, { settings: { ...settings, apiRoot } }));
  const to = { channel: name, account: 'main', user };
  const [request] = channel.encode({ key: `${name}:main:${user}:1:0`, to, parts: [{ type: 'text', text: 'hi' }], class: 'reply', lang: 'en' });
  if (!request) throw new Error('nothing to send');
  const result = await channel.send(request, to, 'k');
  expect(result).toMatchObject({ ok: false, failure: { code } });
  expect(JSON.stringify(result)).not.toMatch(/undefined|Bad Gateway|xxx/);
});
