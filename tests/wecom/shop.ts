/** A stand-in for the runtime around the real channel: keeps each event once, as the inbox does, and counts what came twice. */
import { createWecom, type Timing } from '../../channels/wecom/channel.ts';
import wecom from '../../channels/wecom/index.ts';
import type { Channel, ChannelMemory, HookRequest } from '../../src/channel.ts';
import type { InboundEvent, Media, OutboundMessage } from '../../src/message.ts';
import { testContext, testMemory } from '../channel-context.ts';
import { aesKey, corp, kf, li, type Qyapi, secret, token } from './qyapi-server.ts';

/** Quick to try again; one call has all the time of a busy machine. */
export const quick: Timing = {
  pull: { first: 10, most: 80, sweep: 3_600_000, grace: 3_600_000, call: 30_000 },
  send: { text: 30_000, upload: 30_000 },
};

/** For a WeCom that never answers. */
export const impatient: Timing = { pull: { ...quick.pull, call: 300 }, send: { text: 300, upload: 300 } };

/** What outlives a restart of the program, and is the same for all its processes. */
export interface Kept {
  events: InboundEvent[];
  repeated: string[];
  /** Throws once for each entry, before anything is kept. */
  failures: string[];
  memory: ChannelMemory;
}
export function emptyKept(now: () => number = Date.now): Kept {
  return { events: [], repeated: [], failures: [], memory: testMemory(now) };
}

export interface Shop {
  channel: Channel;
  logged: string[];
  /** The program's hook route in short. */
  hook(request: HookRequest): Promise<number>;
}

export interface ShopOptions {
  kept: Kept;
  settings?: Record<string, string>;
  options?: object;
  publicUrl?: string;
  media?: (media: Media) => Promise<{ bytes: Buffer; mime: string; name?: string }>;
  timing?: Timing;
  now?: () => number;
  /** That of this process, where it is not the one that all share. */
  memory?: ChannelMemory;
}

export const settings = { corpId: corp, secret, token, aesKey };

/** `changed` is told whenever events were kept, so that a test can wait for them. */
export async function openShop(api: Pick<Qyapi, 'url'>, given: ShopOptions): Promise<Shop> {
  const { kept } = given;
  const logged: string[] = [];
  const log = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const now = given.now ?? Date.now;
  const context = testContext(wecom, {
    settings: { ...settings, apiRoot: api.url, ...given.settings },
    ...(given.options && { options: wecom.options?.parse(given.options) }),
    publicUrl: 'publicUrl' in given ? given.publicUrl : 'https://chat.example.com',
    memory: given.memory ?? kept.memory,
    async receive(events) {
      const failure = kept.failures.shift();
      if (failure) throw new Error(failure);
      for (const event of events) {
        if (kept.events.some((known) => known.id === event.id)) kept.repeated.push(event.id);
        else kept.events.push(event);
      }
    },
    media: given.media ?? (async () => Promise.reject(new Error('no such media'))),
    log: { debug: log, info: log, warn: log, error: log },
    now,
  });
  const channel = await createWecom(context, given.timing ?? quick);
  return {
    channel,
    logged,
    async hook(request) {
      const outcome = channel.hook?.(request, now());
      if (!outcome?.ok) return outcome?.reason === 'malformed' ? 400 : 401;
      await outcome.answer?.();
      return 200;
    },
  };
}

export const customer = { channel: 'wecom', account: 'main', user: `${kf}.${li}` };

export function reply(parts: OutboundMessage['parts'], extra: Partial<OutboundMessage> = {}): OutboundMessage {
  return { key: `wecom:main:${kf}.${li}:1:0`, to: customer, parts, class: 'reply', lang: 'zh', ...extra };
}
export const says = (text: string, key = `wecom:main:${kf}.${li}:1:0`): OutboundMessage => reply([{ type: 'text', text }], { key });

/** Sends all requests of a message in order, as the outbox does; the result of the last, or of the first that failed. */
export async function sendAll(channel: Channel, message: OutboundMessage) {
  let result: Awaited<ReturnType<Channel['send']>> = { ok: true };
  for (const [index, request] of channel.encode(message).entries()) {
    result = await channel.send(request, message.to, index === 0 ? message.key : `${message.key}:${index}`);
    if (!result.ok) break;
  }
  return result;
}

/** The texts of the messages that were kept, in order. */
export const texts = (kept: Kept): string[] =>
  kept.events.flatMap((event) => (event.type === 'message' ? event.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) : []));
