/** What the tests of this channel share: the channel in a folder of its own, and the socket to the mock behind it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect } from 'vitest';
import { createWechaty, type Timing } from '../../channels/wechaty/channel.ts';
import wechaty from '../../channels/wechaty/index.ts';
import { linkTiming } from '../../channels/wechaty/link.ts';
import type { Channel, ChannelContext, SendResult } from '../../src/channel.ts';
import { supervisionTiming } from '../../src/channel-host/supervision/policy.ts';
import type { Logger } from '../../src/logger.ts';
import type { InboundEvent, OutboundMessage, Part } from '../../src/message.ts';
import { testContext } from '../channel-context.ts';
import { type Act, type Seen, seen } from './mock-wechat.ts';

const require = createRequire(import.meta.url);
/** The packages are optional: without them there is nothing to test against. */
export const installed = ['file-box', 'wechaty-puppet-mock'].every((name) => {
  try {
    return Boolean(require.resolve(name));
  } catch {
    return false;
  }
});

export const timing: Timing = {
  supervision: { ...supervisionTiming, firstWait: 50, mostWait: 500 },
  link: { ...linkTiming, firstWait: 200, mostWait: 1_000, quiet: 1_500, answer: 1_500, stop: 3_000 },
  send: { text: 20_000, upload: 28_000 },
  download: 20_000,
};

const cleanUp: (() => Promise<void> | void)[] = [];
const cleanUpAtEnd: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});
afterAll(async () => {
  for (const each of cleanUpAtEnd.splice(0).reverse()) await each();
});
export const atTheEnd = (work: () => Promise<void> | void) => void cleanUpAtEnd.push(work);

/** Short: the name of a socket has a limit of about 100 characters. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zg-wy-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 40_000, interval: 30 });

/** Does something in the mock's WeChat; resolves to all that it has seen. Rejects while nobody listens there. */
export function tell(socket: string, what: Act): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socket, method: 'POST', path: '/' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(seen.parse(JSON.parse(text)));
        else reject(new Error(text));
      });
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(what));
  });
}

export interface Shop {
  channel: Channel;
  folder: string;
  inbox: InboundEvent[];
  logged: string[];
  send(parts: Part[], to?: string, extra?: Partial<OutboundMessage>): Promise<SendResult[]>;
}

export interface ShopOptions {
  settings: Record<string, string>;
  options?: object;
  entry?: URL;
  media?: ChannelContext['media'];
  /** Stops with the file, not with the test. */
  lasting?: true;
  timing?: Timing;
}

export async function openShop({ settings, options = {}, entry, media, lasting, timing: given = timing }: ShopOptions): Promise<Shop> {
  const inbox: InboundEvent[] = [];
  const logged: string[] = [];
  const folder = newFolder();
  const write = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const context = testContext(wechaty, {
    settings,
    options: wechaty.options?.parse(options),
    folder,
    receive: async (events) => void inbox.push(...events),
    log,
    ...(media ? { media } : {}),
  });
  const channel = await createWechaty(context, given, entry);
  (lasting ? cleanUpAtEnd : cleanUp).push(() => channel.stop());
  await channel.start();
  return {
    channel,
    folder,
    inbox,
    logged,
    async send(parts, to = 'wxid_li', extra = {}) {
      const address = { channel: 'wechaty', account: 'main', user: to };
      const results: SendResult[] = [];
      for (const each of channel.encode({ key: 'k', to: address, parts, class: 'reply', lang: 'zh', ...extra }))
        results.push(await channel.send(each, address, randomBytes(4).toString('hex')));
      return results;
    },
  };
}
