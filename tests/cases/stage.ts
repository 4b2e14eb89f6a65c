/** The shipped flows and the demo shop behind the real readers and writers of channels: what a provider posts goes in, what it would be asked to send comes out. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Core, openCore } from '../../src/app/core.ts';
import { createEventIntake } from '../../src/app/event-intake.ts';
import { countryOf } from '../../src/app/shop-base.ts';
import type { Channel, ChannelModule, DecodeContext, EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import type { InboundEvent, OutboundMessage } from '../../src/message.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { importReport } from '../../src/shop/importing/import-report.ts';
import { conversations } from '../../src/store/collections.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Sent {
  to: string;
  request: ProviderRequest;
  /** Provider's id that the message got. */
  ref: string;
}

export interface Stage {
  core: Core;
  /** All that was sent, in order. */
  sent: Sent[];
  /** What comes of one webhook, item or update: the events, and what was sent when all was done. */
  tell(channel: string, raw: unknown): Promise<{ events: InboundEvent[]; sent: Sent[] }>;
  /** Posts a shop event and waits until nothing is under way; the answer's status. */
  event(name: string, body: object): Promise<number>;
  /** Imports a file of the shop, its text or its bytes; the lines of the report. */
  import(file: string, content: string | Uint8Array): Promise<string[]>;
  /** What comes of events as they are. */
  take(events: InboundEvent[]): Promise<Sent[]>;
  /** Waits until nothing is under way, and gives what was sent since the last time. */
  rest(): Promise<Sent[]>;
  /** Whether the conversation waits for an answer. */
  waits(conversation: string): Promise<boolean>;
  close(): Promise<void>;
}

interface Reader {
  module: ChannelModule;
  decode(raw: unknown, context: DecodeContext): InboundEvent[];
  encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[];
}

/** Reader and writer of a channel, as the contract suite finds them. */
export async function reader(name: string): Promise<Reader> {
  const at = (file: string) => new URL(`../../channels/${name}/${file}.ts`, import.meta.url).href;
  const [index, decoder, encoder] = await Promise.all(['index', 'decode', 'encode'].map((file): Promise<Record<string, unknown>> => import(at(file))));
  return {
    module: index?.default as ChannelModule,
    decode: decoder?.decode as Reader['decode'],
    encode: encoder?.encode as Reader['encode'],
  };
}

/** What a customer reads in a request, whatever channel it is for. */
export function textOf({ request }: Sent): string {
  const texts: string[] = [];
  const walk = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && /^(?:text|body|caption|content|head_content|title|label)$/.test(key)) texts.push(value);
    else if (Array.isArray(value)) for (const each of value) walk(each, key);
    else if (value && typeof value === 'object') for (const [name, inner] of Object.entries(value)) walk(inner, name);
  };
  walk(request.body);
  return texts.join('\n');
}

const shippedFlows = fileURLToPath(new URL('../../flows', import.meta.url));

/** Opens a stage; the clock may be moved by whoever gave it. `settings`: text of a config file; `flowsDir`: where other flows than the shipped ones are. */
export async function openStage(
  names: readonly string[],
  now: () => number = Date.now,
  settings = '',
  flowsDir = shippedFlows,
  mailer?: Mailer,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-cases-'));
  const config = loadConfig(settings, 'config.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const readers = new Map<string, Reader>();
  for (const name of names) readers.set(name, await reader(name));
  const sent: Sent[] = [];
  let numbered = 0;
  const channels = new Map<string, Channel>();
  for (const [name, { module, encode }] of readers) {
    channels.set(`${name}:main`, {
      name,
      capabilities: { ...module.capabilities, rate: { account: 1e5, conversation: 1e5, burst: 1e5 } },
      encode: (message) => encode(message, { account: 'main', publicUrl: 'https://chat.example.com' }),
      async send(request, to) {
        numbered += 1;
        const ref = `out.${numbered}`;
        sent.push({ to: to.user, request, ref });
        return { ok: true, ref };
      },
      start: async () => undefined,
      stop: async () => undefined,
      health: () => ({ state: 'ready' }),
    });
  }
  const core = await openCore({ dataDir: join(folder, 'data'), flowsDir, config: config.value, channels, mailer, log: silent, now });
  await core.runtime.start();
  let told = 0;
  const rest = async () => {
    await core.runtime.idle();
    const fresh = sent.slice(told);
    told = sent.length;
    return fresh;
  };
  const take = async (events: InboundEvent[]) => {
    if (events.length > 0) await core.runtime.receive(events);
    return rest();
  };
  const { shop } = config.value;
  const intake = createEventIntake({ store: core.store, runtime: core.runtime, defaultLang: 'en', country: countryOf(shop), log: silent, now });
  return {
    core,
    sent,
    async event(name, body) {
      numbered += 1;
      const { status } = await intake(name, `event-${numbered}`, body);
      await core.runtime.idle();
      return status;
    },
    async import(file, content) {
      const { currency, zone, country } = shop;
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return importReport(await importFile(core.store, { file, bytes, now: now(), currency, zone, country }), file, 'en');
    },
    rest,
    take,
    async tell(channel, raw) {
      const events = readers.get(channel)?.decode(raw, { account: 'main', now: now() }) ?? [];
      return { events, sent: await take(events) };
    },
    async waits(conversation) {
      const row = await core.store.collection(conversations).get(conversation);
      return row?.session.front?.waiting?.kind === 'answer';
    },
    async close() {
      await core.close(5_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
