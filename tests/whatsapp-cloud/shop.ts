/** The real channel on the stand-in server. */
import { createWhatsAppCloud, type Timing } from '../../channels/whatsapp-cloud/channel.ts';
import type { Channel, ChannelContext, ChannelMemory, HookRequest } from '../../src/channel.ts';
import type { OutboundMessage } from '../../src/message.ts';
import { testContext, testMemory } from '../channel-context.ts';
import type { Graph } from './graph-server.ts';

/** Quick to try again; one call has all the time of a busy machine. */
export const quick: Timing = { send: { message: 30_000, upload: 30_000 }, ask: 30_000, again: { first: 20, most: 100 } };

export interface Shop {
  channel: Channel;
  memory: ChannelMemory;
  logged: string[];
  /** What the channel's clock says; moved by the test. */
  clock: { now: number };
}

export interface ShopOptions extends Partial<ChannelContext> {
  given?: Record<string, string>;
  clock?: { now: number };
  timing?: Timing;
}

export async function openShop(graph: Graph, { given = {}, clock = { now: 1_795_399_200_000 }, timing = quick, ...context }: ShopOptions = {}): Promise<Shop> {
  const logged: string[] = [];
  const log = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const memory = context.memory ?? testMemory(() => clock.now);
  const { token, url, phoneId, appSecret, verifyToken, businessId } = graph;
  const channel = await createWhatsAppCloud(
    testContext(
      { name: 'whatsapp-cloud' },
      {
        settings: { token, apiRoot: url, phoneId, appSecret, verifyToken, businessId, ...given },
        publicUrl: 'https://chat.example.com',
        media: async () => Promise.reject(new Error('no such media')),
        log: { debug: log, info: log, warn: log, error: log },
        now: () => clock.now,
        ...context,
        memory,
      },
    ),
    timing,
  );
  return { channel, memory, logged, clock };
}

export function reply(parts: OutboundMessage['parts'], extra: Partial<OutboundMessage> = {}): OutboundMessage {
  const to = { channel: 'whatsapp-cloud', account: 'main', user: '16505551234' };
  return { key: 'whatsapp-cloud:main:16505551234:1:0', to, parts, class: 'reply', lang: 'en', ...extra };
}

/** Sends all requests of a message in order, as the outbox does; the result of the last, or of the first that failed. */
export async function sendAll(channel: Channel, message: OutboundMessage) {
  let result: Awaited<ReturnType<Channel['send']>> = { ok: true };
  for (const [index, request] of channel.encode(message).entries()) {
    result = await channel.send(request, message.to, `${message.key}:${index}`);
    if (!result.ok) break;
  }
  return result;
}

/** A webhook as the program's hook route hands it on: the events, then the channel's own news. */
export async function deliver(channel: Channel, request: Pick<HookRequest, 'body' | 'headers'>, now = 1_795_399_200_000) {
  const outcome = channel.hook?.({ method: 'POST', query: new URLSearchParams(), ...request }, now);
  if (outcome?.ok) await outcome.answer?.();
  return outcome;
}
