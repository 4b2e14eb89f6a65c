/** The whole program behind WeChat: flows, store, runtime, its webhook handler and the real channel, against the stand-in. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWeChatOfficial } from '../../channels/wechat-official/channel.ts';
import { type Core, openCore } from '../../src/app/core.ts';
import type { Channel } from '../../src/channel.ts';
import { loadConfig } from '../../src/config/load.ts';
import { hookHandler } from '../../src/server/hooks/hooks.ts';
import { testContext } from '../channel-context.ts';
import { callback, post, signed, textXml } from './customer.ts';
import { quick } from './shop.ts';
import { startWeixin, type Weixin } from './weixin-server.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let weixin: Weixin;
let folder: string;
let core: Core;
let channel: Channel;
let server: Server;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-wechat-'));
  await cp(new URL('flows', import.meta.url), join(folder, 'flows'), { recursive: true });
  weixin = await startWeixin();
  const config = loadConfig('', 'config/default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const channels = new Map<string, Channel>();
  core = await openCore({ dataDir: join(folder, 'data'), flowsDir: join(folder, 'flows'), config: config.value, channels, log: quiet, now: Date.now });
  const settings = { appId: weixin.appId, appSecret: weixin.appSecret, callbackToken: callback.token, aesKey: callback.encodingAesKey, apiRoot: weixin.url };
  channel = await createWeChatOfficial(testContext({ name: 'wechat-official' }, { settings, publicUrl: 'https://chat.example.com' }), quick);
  channels.set('wechat-official:main', channel);
  await core.runtime.start();
  await channel.start();
  const receive = (events: Parameters<typeof core.runtime.receive>[0]) => core.runtime.receive(events);
  const handle = hookHandler({ channels, receive, maxBytes: 1_000_000, proxies: 0, log: quiet, now: Date.now, count: () => undefined });
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await channel.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await core.close(5_000);
  await weixin.close();
  await rm(folder, { recursive: true, force: true });
});

const seconds = () => Math.floor(Date.now() / 1000);
const say = (content: string, id: string) => post(url, signed(textXml(content, { id, seconds: seconds() }), 'safe', Date.now()));
const press = (content: string, token: string, id: string) => {
  const xml = textXml(content, { id, seconds: seconds() }).replace('</Content>', `</Content><bizmsgmenuid>${token}</bizmsgmenuid>`);
  return post(url, signed(xml, 'safe', Date.now()));
};

/** What went to the customer by the API, without the notes that the shop is typing. */
const messages = () => weixin.sent.filter(({ path }) => !path.endsWith('/typing'));

describe('the program on WeChat', () => {
  it('answers in the open connection, asks by a menu message, and goes on with what was clicked', async () => {
    expect((await say('营业时间', '1')).reply).toMatchObject({ MsgType: 'text', Content: '每天九点到二十一点。' });
    expect(messages()).toEqual([]);

    const asked = say('买衣服', '2');
    await expect.poll(() => messages().length).toBeGreaterThanOrEqual(1);
    const { body } = messages()[0] ?? { body: {} };
    expect(body).toMatchObject({
      touser: 'OPENID',
      msgtype: 'msgmenu',
      msgmenu: { head_content: '什么颜色？', list: [{ content: '红色' }, { content: '蓝色' }] },
    });
    const token = /"id":"([^"]+)","content":"红色"/.exec(JSON.stringify(body))?.[1] ?? '';
    const answered = await press('红色', token, '3');
    expect([answered.reply?.Content, (await asked).reply?.Content].filter(Boolean)).toEqual(['您选了红色。']);
  });

  it('a repeated message gets the same reply and runs no second turn', async () => {
    const first = await say('营业时间', '1');
    const again = await say('营业时间', '1');
    expect(again.reply).toEqual(first.reply);
    expect(messages()).toEqual([]);
  });
});
