/** The whole program behind WeCom: flows, store, runtime and the real channel, against the local stand-in of qyapi. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWecom } from '../../channels/wecom/channel.ts';
import wecom from '../../channels/wecom/index.ts';
import { type Core, openCore } from '../../src/app/core.ts';
import type { Channel, HookRequest } from '../../src/channel.ts';
import { loadConfig } from '../../src/config/load.ts';
import { testContext } from '../channel-context.ts';
import { kf, li, type Qyapi, type Sent, startQyapi } from './qyapi-server.ts';
import { emptyKept, type Kept, quick, settings } from './shop.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let api: Qyapi;
let folder: string;
let kept: Kept;
let running: { core: Core; channel: Channel } | undefined;

async function open(): Promise<void> {
  const config = loadConfig('', 'config/default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const channels = new Map<string, Channel>();
  const core = await openCore({ dataDir: join(folder, 'data'), flowsDir: join(folder, 'flows'), config: config.value, channels, log: quiet, now: Date.now });
  const channel = await createWecom(
    testContext(wecom, {
      settings: { ...settings, apiRoot: api.url },
      publicUrl: 'https://chat.example.com',
      memory: kept.memory,
      receive: (events) => core.runtime.receive(events),
    }),
    { ...quick, send: { text: 5_000, upload: 5_000 } },
  );
  channels.set('wecom:main', channel);
  await core.runtime.start();
  await channel.start();
  running = { core, channel };
  api.onCallback = async (request: HookRequest) => {
    const outcome = channel.hook?.(request, Date.now());
    if (!outcome?.ok) return 401;
    await outcome.answer?.();
    return 200;
  };
}

async function close(): Promise<void> {
  await running?.channel.stop();
  await running?.core.close(5_000);
  running = undefined;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-wecom-'));
  await cp(new URL('flows', import.meta.url), join(folder, 'flows'), { recursive: true });
  kept = emptyKept();
  api = await startQyapi();
  await open();
});
afterEach(async () => {
  await close();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const text = (sent: Sent | undefined) => String(sent?.content.content ?? sent?.content.head_content);
function item(sent: Sent | undefined, label: string): string {
  const id = new RegExp(`"id":"([^"]+)","content":"${label}"`).exec(JSON.stringify(sent?.content))?.[1];
  if (!id) throw new Error(`no item "${label}" in ${JSON.stringify(sent?.content)}`);
  return id;
}

describe('the program on WeCom', () => {
  it('answers a message with a menu, and a press on it', async () => {
    api.say('买衣服');
    const [question] = await api.sent(1);
    expect(question).toMatchObject({ account: kf, customer: li, msgtype: 'msgmenu', content: { head_content: '什么颜色？' } });
    api.press(item(question, '红色'), '红色');
    expect(text((await api.sent(2))[1])).toBe('您选了红色。几件？');
    api.say('2');
    expect(text((await api.sent(3))[2])).toBe('好的，2 件红色。');
  });

  it('goes on in mid-form after a restart, with what came meanwhile, without loss or double', async () => {
    api.say('买衣服');
    const [question] = await api.sent(1);
    api.press(item(question, '蓝色'), '蓝色');
    await api.sent(2);
    await close();
    api.onCallback = () => 503;
    api.say('3');
    await open();
    expect(text((await api.sent(3))[2])).toBe('好的，3 件蓝色。');
    await running?.core.runtime.idle();
    expect(api.messages).toHaveLength(3);
  });

  it('an answer that was lost on its way is not given twice', async () => {
    api.fault('/cgi-bin/kf/send_msg', 'reset after accept');
    api.say('买衣服');
    await api.until(() => api.callsOf('kf/send_msg').length >= 2, 'a second try');
    await running?.core.runtime.idle();
    expect(api.messages.map(text)).toEqual(['什么颜色？']);
  });
});
