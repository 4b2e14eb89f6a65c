/** The real channel behind the program's own webhook handler. What arrives is kept once, as the inbox does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeChatOfficial, type Timing } from '../../channels/wechat-official/channel.ts';
import module from '../../channels/wechat-official/index.ts';
import type { Channel, ChannelContext, SendResult } from '../../src/channel.ts';
import type { InboundEvent, OutboundMessage } from '../../src/message.ts';
import { hookHandler } from '../../src/server/hooks/hooks.ts';
import { testContext } from '../channel-context.ts';
import { callback } from './customer.ts';
import type { Weixin } from './weixin-server.ts';

export const quick: Partial<Timing> = {
  client: { callMs: 30_000, uploadMs: 30_000 },
  replies: { holdMs: 4_500, writtenMs: 300, settleMs: 0, keptMs: 30_000 },
  retry: { first: 20, most: 100 },
  templatesEvery: 60_000,
};

/** Nobody's answer is waited for. */
export const impatient: Partial<Timing> = { replies: { holdMs: 30, writtenMs: 300, settleMs: 0, keptMs: 30_000 } };

export interface Shop {
  channel: Channel;
  url: string;
  events: InboundEvent[];
  repeated: string[];
  /** Requests whose connection ended before they were answered. */
  broken: number;
  logged: string[];
  /** Called once an event is stored, as the runtime's turn is. */
  turn: (event: InboundEvent) => void;
  close(): Promise<void>;
}

export async function openShop(
  weixin: Pick<Weixin, 'url' | 'appId' | 'appSecret'>,
  given: Partial<ChannelContext> = {},
  timing: Partial<Timing> = {},
): Promise<Shop> {
  const logged: string[] = [];
  const log = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const logger = { debug: log, info: log, warn: log, error: log };
  const channel = await createWeChatOfficial(
    testContext(module, {
      log: logger,
      publicUrl: 'https://chat.example.com',
      ...given,
      settings: { appId: weixin.appId, appSecret: weixin.appSecret, callbackToken: callback.token, apiRoot: weixin.url, ...given.settings },
    }),
    { ...quick, ...timing },
  );
  const shop: Shop = { channel, url: '', events: [], repeated: [], broken: 0, logged, turn: () => undefined, close: async () => undefined };
  const handle = hookHandler({
    channels: new Map([['wechat-official:main', channel]]),
    async receive(events) {
      for (const event of events) {
        if (shop.events.some((known) => known.id === event.id)) shop.repeated.push(event.id);
        else {
          shop.events.push(event);
          setImmediate(() => shop.turn(event));
        }
      }
    },
    maxBytes: 1_000_000,
    proxies: 0,
    log: logger,
    now: given.now ?? Date.now,
    count: () => undefined,
  });
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) shop.broken += 1;
    });
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shop.close = async () => {
    await channel.stop();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return shop;
}

export function reply(parts: OutboundMessage['parts'], extra: Partial<OutboundMessage> = {}): OutboundMessage {
  const to = { channel: 'wechat-official', account: 'main', user: 'OPENID' };
  return { key: 'wechat-official:main:OPENID:1:0', to, parts, class: 'reply', lang: 'zh-CN', ...extra };
}

/** Sends all requests of a message in order, as the outbox does; the results up to the first that failed. */
export async function sendAll(channel: Channel, message: OutboundMessage): Promise<SendResult[]> {
  const results: SendResult[] = [];
  for (const [index, request] of channel.encode(message).entries()) {
    const result = await channel.send(request, message.to, `${message.key}:${index}`, message.class);
    results.push(result);
    if (!result.ok) break;
  }
  return results;
}

export const text = (content: string, extra: Partial<OutboundMessage> = {}) => reply([{ type: 'text', text: content }], extra);
