/** The rest that a provider asks for, in a header or in its answer, is read, bounded and told where it is odd: the same table for every channel over HTTP. */
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
let answer: { status: number; rest: string[]; path: RegExp };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const { status, rest, path } = answer;
    response.sendDate = false;
    if (!path.test(request.url ?? '')) {
      response.writeHead(200).end('{"errcode":0,"access_token":"T","expires_in":7200}');
      return;
    }
    response.setHeader('date', 'Sun, 29 Nov 2026 12:00:00 GMT');
    if (rest.length > 0) response.setHeader('retry-after', rest);
    response.writeHead(status);
    const parameters = rest.length === 1 ? { retry_after: /^-?[\de.]+$/.test(rest[0] ?? '') ? Number(rest[0]) : rest[0] } : undefined;
    // The Bot API says it in its JSON: https://core.telegram.org/bots/api#responseparameters
    response.end(
      /\/bot\d/.test(request.url ?? '') ? JSON.stringify({ ok: false, error_code: status, description: 'Too Many Requests', parameters }) : '<html>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const whatsapp = { token: 'T', phoneId: '106540352242922', appSecret: 'app-secret-0123456789', verifyToken: 'verify-token-0123456789' };
const official = { appId: 'wx0123456789abcdef', appSecret: 'S', callbackToken: 'callbacktoken0123' };
const kf = { corpId: 'ww0123456789abcdef', secret: 'S', token: 'callbacktoken0123', aesKey };
const anything = /./;
const notTokens = /^(?!.*(?:stable_token|gettoken))/;
const channels: [string, ChannelModule, Record<string, string>, string, RegExp][] = [
  ['telegram', telegram, { token: '123456789:AAE0123456789012345678901234567890' }, '42', anything],
  ['whatsapp-cloud', whatsappCloud, whatsapp, '16505551234', anything],
  ['wechat-official', wechatOfficial, official, 'oUser', notTokens],
  ['wechat-official, its token', wechatOfficial, official, 'oUser', anything],
  ['wecom', wecom, kf, 'wkAccount.wmUser', notTokens],
  ['wecom, its token', wecom, kf, 'wkAccount.wmUser', anything],
];
const hour = 3_600_000;
/** The provider's words, the rest that is believed, and whether it is reported as odd. Undefined: as when nothing was said. */
const rests: [string[], number | undefined, boolean][] = [
  [[], undefined, false],
  [['5'], 5_000, false],
  [['3601'], hour, true],
  [['1000000000'], hour, true],
  [['-5'], undefined, true],
  [['soon'], undefined, true],
  [['5', '10'], 10_000, true],
  [['Sun, 29 Nov 2026 12:01:30 GMT'], 90_000, false],
  [['Mon, 29 Nov 2027 12:01:30 GMT'], hour, true],
  [['Sun, 29 Nov 2020 12:01:30 GMT'], undefined, false],
];
const rows = channels.flatMap(([name, module, settings, user, path]) =>
  [429, 503].flatMap((status) =>
    rests
      // In JSON there is one value and no date.
      .filter(([said]) => name !== 'telegram' || said.every((text) => !text.includes(':')))
      .filter(([said]) => name !== 'telegram' || said.length < 2)
      .map(([said, ms, odd]) => ({ name, status, said, module, settings, user, path, ms, odd })),
  ),
);

it.each(rows)('$name: HTTP $status, $said', async ({ module, settings, user, path, status, said, ms, odd }) => {
  const channel = await module.create(testContext(module, { settings: { ...settings, apiRoot } }));
  const to = { channel: module.name, account: 'main', user };
  const [request] = channel.encode({ key: `${module.name}:main:${user}:1:0`, to, parts: [{ type: 'text', text: 'hi' }], class: 'reply', lang: 'en' });
  if (!request) throw new Error('nothing to send');
  answer = { status, rest: [], path };
  const without = await (await module.create(testContext(module, { settings: { ...settings, apiRoot } }))).send(request, to, 'k');
  answer = { status, rest: said, path };
  const result = await channel.send(request, to, 'k');
  if (result.ok || without.ok) throw new Error('it was taken');
  expect(result.failure.code).toBe(without.failure.code);
  expect(['rate_limited', 'provider', 'network']).toContain(result.failure.code);
  expect(result.failure.retryAfterMs).toBe(ms ?? without.failure.retryAfterMs);
  expect(/not believed/.test(result.failure.detail ?? '')).toBe(odd);
});
