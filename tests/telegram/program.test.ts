/** The whole program behind Telegram: flows, store, runtime and the real channel, against the local Bot API server. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegram } from '../../channels/telegram/channel.ts';
import { type Core, openCore } from '../../src/app/core.ts';
import type { Channel } from '../../src/channel.ts';
import { loadConfig } from '../../src/config/load.ts';
import { testContext } from '../channel-context.ts';
import { type BotApi, type Sent, startBotApi } from './bot-api-server.ts';
import { quick } from './shop.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let api: BotApi;
let folder: string;
let running: { core: Core; channel: Channel } | undefined;

async function open(): Promise<void> {
  const config = loadConfig('', 'config/default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const channels = new Map<string, Channel>();
  const core = await openCore({ dataDir: join(folder, 'data'), flowsDir: join(folder, 'flows'), config: config.value, channels, log: quiet, now: Date.now });
  const channel = await createTelegram(
    testContext({ name: 'telegram' }, { settings: { token: api.token, apiRoot: api.url }, receive: (events) => core.runtime.receive(events) }),
    { poll: quick, send: { text: 1_000, upload: 2_000 } },
  );
  channels.set('telegram:main', channel);
  await core.runtime.start();
  await channel.start();
  running = { core, channel };
}

async function close(): Promise<void> {
  await running?.channel.stop();
  await running?.core.close(5_000);
  running = undefined;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-telegram-'));
  await cp(new URL('flows', import.meta.url), join(folder, 'flows'), { recursive: true });
  api = await startBotApi();
  await open();
});
afterEach(async () => {
  await close();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const text = (sent: Sent | undefined) => String(sent?.body.text);
function button(sent: Sent | undefined, label: string): string {
  const found = JSON.stringify(sent?.body.reply_markup ?? {});
  const data = new RegExp(`"text":"${label}","callback_data":"([^"]+)"`).exec(found)?.[1];
  if (!data) throw new Error(`no button "${label}" in ${found}`);
  return data;
}

describe('the program on Telegram', () => {
  it('answers a message, a press, and says so when the same button is pressed again', async () => {
    api.say('买衣服');
    const [question] = await api.sent(1);
    expect(text(question)).toBe('什么颜色？');
    api.press(button(question, '红色'), question?.messageIds[0] ?? 0);
    expect(text((await api.sent(2))[1])).toBe('您选了红色。几件？');
    api.say('2');
    expect(text((await api.sent(3))[2])).toBe('好的，2 件红色。');
    api.press(button(question, '红色'), question?.messageIds[0] ?? 0);
    await api.sent(4);
    await api.until(() => api.answered.length === 2, 'both presses answered');
  });

  it('goes on in mid-form after a restart, without loss or double', async () => {
    api.say('买衣服');
    const [question] = await api.sent(1);
    api.press(button(question, '蓝色'), 1);
    await api.sent(2);
    await close();
    api.say('3');
    await open();
    expect(text((await api.sent(3))[2])).toBe('好的，3 件蓝色。');
    await running?.core.runtime.idle();
    expect(api.messages).toHaveLength(3);
  });

  it('three messages at once are answered in order', async () => {
    for (const word of ['买衣服', '红色', '5']) api.say(word);
    const sent = await api.sent(3);
    expect(sent.map(text)).toEqual(['什么颜色？', '您选了红色。几件？', '好的，5 件红色。']);
  });

  it('a provider that limits, fails and goes away delays replies, and neither loses nor reorders them', async () => {
    api.fault(
      'sendMessage',
      { status: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
      { status: 500, description: 'Internal Server Error' },
      'reset',
    );
    api.say('买衣服');
    await api.until(() => api.calls.includes('sendMessage'), 'a first try');
    await api.down();
    await api.up();
    api.say('红色');
    const sent = await api.sent(2);
    expect(sent.map(text)).toEqual(['什么颜色？', '您选了红色。几件？']);
  });

  it('a customer who blocks the shop is unreachable, and reachable again when back', async () => {
    const reachable = async () =>
      (await running?.core.store.collection<{ _id: string; v: number; reachable: boolean }>({ name: 'conversations', indexes: [] }).get('telegram:main:42'))
        ?.reachable;
    api.say('买衣服');
    await api.sent(1);
    api.block(true);
    await api.until(() => api.pending() === 0, 'the block arrived');
    await running?.core.runtime.idle();
    expect(await reachable()).toBe(false);
    api.block(false);
    await api.until(() => api.pending() === 0, 'the return arrived');
    await running?.core.runtime.idle();
    expect(await reachable()).toBe(true);
  });
});
