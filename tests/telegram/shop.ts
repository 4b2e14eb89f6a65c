/** A stand-in for the runtime around the real channel: keeps each event once, as the inbox does, and counts what came twice. */

import { createTelegram } from '../../channels/telegram/channel.ts';
import type { PollTiming } from '../../channels/telegram/poller.ts';
import type { Channel } from '../../src/channel.ts';
import type { InboundEvent, Media, OutboundMessage } from '../../src/message.ts';
import { testContext } from '../channel-context.ts';
import type { BotApi } from './bot-api-server.ts';

export const quick: PollTiming = { hold: 5_000, first: 20, most: 100, firstRefused: 50, mostRefused: 400, calm: 10_000 };

/** What outlives a restart of the program. */
export interface Inbox {
  events: InboundEvent[];
  repeated: string[];
  /** Throws once for each entry, before anything is kept. */
  failures: string[];
}
export const emptyInbox = (): Inbox => ({ events: [], repeated: [], failures: [] });

export interface Shop {
  channel: Channel;
  logged: string[];
}

export interface ShopOptions {
  inbox: Inbox;
  settings?: Record<string, string>;
  publicUrl?: string;
  media?: (media: Media) => Promise<{ bytes: Buffer; mime: string; name?: string }>;
  timing?: PollTiming;
  /** How long one call of the provider may take, ms; 30 s unless a test waits for its end. */
  patience?: number;
}

export async function openShop(api: Pick<BotApi, 'url' | 'token'>, options: ShopOptions): Promise<Shop> {
  const { inbox, patience = 30_000 } = options;
  const logged: string[] = [];
  const log = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const context = testContext(
    { name: 'telegram' },
    {
      settings: { token: api.token, apiRoot: api.url, ...options.settings },
      publicUrl: options.publicUrl,
      async receive(events) {
        const failure = inbox.failures.shift();
        if (failure) throw new Error(failure);
        for (const event of events) {
          if (inbox.events.some((known) => known.id === event.id)) inbox.repeated.push(event.id);
          else inbox.events.push(event);
        }
      },
      media: options.media ?? (async () => Promise.reject(new Error('no such media'))),
      log: { debug: log, info: log, warn: log, error: log },
      now: () => Date.now(),
    },
  );
  return { channel: await createTelegram(context, { poll: options.timing ?? quick, send: { text: patience, upload: patience } }), logged };
}

export function reply(parts: OutboundMessage['parts'], extra: Partial<OutboundMessage> = {}): OutboundMessage {
  return { key: 'telegram:main:42:1:0', to: { channel: 'telegram', account: 'main', user: '42' }, parts, class: 'reply', lang: 'zh', ...extra };
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
