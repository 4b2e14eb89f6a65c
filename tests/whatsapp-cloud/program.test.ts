/** The whole program behind WhatsApp: signed webhooks, flows, store, runtime and the real channel, against the stand-in Graph API. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, openCore } from '../../src/app/core.ts';
import type { Channel } from '../../src/channel.ts';
import { loadConfig } from '../../src/config/load.ts';
import { messages } from '../../src/store/collections.ts';
import { record } from './graph-rules.ts';
import { type Graph, startGraph } from './graph-server.ts';
import { openShop } from './shop.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let graph: Graph;
let folder: string;
let running: { core: Core; channel: Channel } | undefined;
let written = 0;

async function open(): Promise<void> {
  const config = loadConfig('', 'config/default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const channels = new Map<string, Channel>();
  const core = await openCore({ dataDir: join(folder, 'data'), flowsDir: join(folder, 'flows'), config: config.value, channels, log: quiet, now: Date.now });
  const { channel } = await openShop(graph, { receive: (events) => core.runtime.receive(events), now: Date.now });
  channels.set('whatsapp-cloud:main', channel);
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
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-whatsapp-'));
  await cp(new URL('../telegram/flows', import.meta.url), join(folder, 'flows'), { recursive: true });
  graph = await startGraph();
  await open();
});
afterEach(async () => {
  await close();
  await graph.close();
  await rm(folder, { recursive: true, force: true });
});

const bsuid = 'CN.13491208655302741918';
const inbound = (content: object) => ({ from_user_id: bsuid, id: `wamid.IN${written++}`, timestamp: String(Math.floor(Date.now() / 1000)), ...content });
const say = (body: string) => inbound({ type: 'text', text: { body } });

/** One webhook with all of it, as the program's hook route takes it; the status code that Meta would see. */
async function webhook(value: object): Promise<number> {
  const metadata = { phone_number_id: graph.phoneId };
  const contacts = [{ profile: { name: 'Li Na', username: 'lina' }, user_id: bsuid }];
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, contacts, ...value } };
  const request = graph.signed({ object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [change] }] });
  const outcome = running?.channel.hook?.({ method: 'POST', query: new URLSearchParams(), ...request }, Date.now());
  if (!outcome?.ok) return 401;
  await running?.core.runtime.receive(outcome.events);
  await outcome.answer?.();
  return 200;
}
const sent = async (count: number) => {
  await expect.poll(() => graph.messages.length, { interval: 5 }).toBeGreaterThanOrEqual(count);
  return graph.messages;
};
const text = (message: Record<string, unknown> | undefined) => String(record(message?.text).body ?? record(record(message?.interactive).body).text);
function press(message: Record<string, unknown> | undefined, label: string) {
  const id = new RegExp(`"id":"([^"]+)","title":"${label}"`).exec(JSON.stringify(message))?.[1];
  if (!id) throw new Error(`no button "${label}" in ${JSON.stringify(message)}`);
  return inbound({ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title: label } } });
}

describe('the program on WhatsApp', () => {
  it('answers a hidden number: a message, a press, and a batch in order', async () => {
    expect(await webhook({ messages: [say('买衣服')] })).toBe(200);
    const [question] = await sent(1);
    expect(text(question)).toBe('什么颜色？');
    expect(question).toMatchObject({ recipient: bsuid });
    await webhook({ messages: [press(question, '红色')] });
    expect(text((await sent(2))[1])).toBe('您选了红色。几件？');
    await webhook({ messages: [say('2'), say('买衣服'), say('蓝色')] });
    expect((await sent(5)).slice(2).map(text)).toEqual(['好的，2 件红色。', '什么颜色？', '您选了蓝色。几件？']);
  });

  it('a webhook that comes twice is answered once, also after a restart', async () => {
    const twice = [say('买衣服')];
    await webhook({ messages: twice });
    await webhook({ messages: twice });
    await sent(1);
    await running?.core.runtime.idle();
    await close();
    await open();
    await webhook({ messages: twice });
    await running?.core.runtime.idle();
    expect(graph.messages).toHaveLength(1);
  });

  it('an error at Meta and a broken connection delay replies, and neither lose nor reorder them', async () => {
    graph.fault('/messages', { status: 500, code: 131000, message: 'Something went wrong' }, 'reset');
    await webhook({ messages: [say('买衣服'), say('红色')] });
    await expect.poll(() => graph.calls.some((call) => call.endsWith('/messages'))).toBe(true);
    expect((await sent(2)).map(text)).toEqual(['什么颜色？', '您选了红色。几件？']);
  });

  it('statuses out of order end as the furthest', async () => {
    await webhook({ messages: [say('买衣服')] });
    await sent(1);
    await running?.core.runtime.idle();
    const ours = async () => {
      const rows = await running?.core.store.collection(messages).find({ where: { conversation: `whatsapp-cloud:main:${bsuid}` }, limit: 10 });
      return rows?.find((row) => row.ref !== undefined);
    };
    await expect.poll(ours).toBeDefined();
    const id = (await ours())?.ref;
    const statuses = ['read', 'delivered', 'sent'].map((status) => ({ id, status, timestamp: '1795399200', recipient_user_id: bsuid }));
    expect(await webhook({ statuses })).toBe(200);
    await running?.core.runtime.idle();
    expect((await ours())?.status).toBe('read');
  });
});
