/**
 * A broadcast at its channel's full rate, as the provider sees it: the provider is a process of its own that notes when each request arrives, and in
 * which customers ask a question now and then, over the signed webhook, and wait for the answer.
 */
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import telegram from '../channels/telegram/index.ts';
import whatsappCloud from '../channels/whatsapp-cloud/index.ts';
import { openCore } from '../src/app/core.ts';
import type { Channel, ChannelModule } from '../src/channel.ts';
import { configSchema } from '../src/config/schema.ts';
import type { Logger } from '../src/logger.ts';
import { newContact } from '../src/runtime/rows/contact-change.ts';
import { newConversation } from '../src/runtime/rows/conversations.ts';
import { hookHandler } from '../src/server/hooks/hooks.ts';
import { contacts, conversations } from '../src/store/collections.ts';
import type { Op } from '../src/store/store.ts';
import { testContext } from '../tests/channel-context.ts';

const secret = 'bench-secret-of-16';
const token = '1:bench';
const phoneId = '106540352242922';
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
/** What a promotion says; everything else that arrives is an answer. */
const promotion = 'Sale, ';
/** Numbers of customers: those of the broadcast, and those who ask. */
const first = { customer: 8_613_800_000_000, asking: 8_613_900_000_000 };
const askEveryMs = 400;
/** The first moments are the ramp of the release and not counted in the share, ms. */
const settleMs = 1_000;

type Provider = 'telegram' | 'whatsapp-cloud';
export interface Pace {
  /** Arrived of what the rate allows, 0 to 1. */
  share: number;
  mostInASecond: number;
  rate: number;
  /** The longest stretch without a promotion, and the shortest between two, ms. */
  longestGap: number;
  shortestGap: number;
  answers: number;
  answerP95: number;
}

/** What the parent asks of the provider's process. */
interface Wish {
  port: number;
  provider: Provider;
  ms: number;
}

/** What the provider saw: when promotions and answers arrived, ms, and how long each question waited. */
interface Seen {
  all: number[];
  promotions: number[];
  waits: number[];
}

async function textOf(message: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function listening(handle: RequestListener): Promise<{ port: number; close(): void }> {
  const server = createServer({ keepAliveTimeout: 30_000 }, handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function question(provider: Provider, customer: number, serial: number): { body: string; headers: Record<string, string> } {
  const text = 'what are your opening hours';
  if (provider === 'telegram') {
    const from = { id: customer, is_bot: false, first_name: 'Li', language_code: 'en' };
    const message = { message_id: serial, date: Math.floor(Date.now() / 1_000), from, chat: { id: customer, type: 'private', first_name: 'Li' }, text };
    return { body: JSON.stringify({ update_id: serial, message }), headers: { 'x-telegram-bot-api-secret-token': secret } };
  }
  const message = { from: String(customer), id: `wamid.Q${serial}`, timestamp: String(Math.floor(Date.now() / 1_000)), type: 'text', text: { body: text } };
  const sender = { profile: { name: 'Li Na' }, wa_id: String(customer) };
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneId }, contacts: [sender], messages: [message] };
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '5', changes: [{ field: 'messages', value }] }] });
  return { body, headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` } };
}

/** The provider's process: answers at once, notes when what came, and lets customers ask. */
async function provide(): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  let wish: Wish | undefined;
  let serial = 0;
  const seen: Seen = { all: [], promotions: [], waits: [] };
  const asked = new Map<number, number>();
  const { port } = await listening(async (incoming, response) => {
    const at = performance.now();
    const body = JSON.parse((await textOf(incoming)) || '{}');
    const json = (answer: unknown) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    const text = body.text?.body ?? body.text ?? body.interactive?.body?.text;
    const messenger = incoming.url?.endsWith('/messages') ? 'whatsapp-cloud' : incoming.url?.endsWith('/sendMessage') ? 'telegram' : undefined;
    if (messenger === undefined || body.status === 'read')
      return json(incoming.url?.includes('/bot') ? { ok: true, result: true } : { success: true, data: [], id: '5' });
    const to = Number(body.chat_id ?? body.to);
    serial += 1;
    if (messenger === 'telegram') json({ ok: true, result: { message_id: serial, date: 1_750_000_000, chat: { id: to, type: 'private' }, text } });
    else json({ messaging_product: 'whatsapp', contacts: [{ input: String(to), wa_id: String(to) }], messages: [{ id: `wamid.S${serial}` }] });
    seen.all.push(at);
    if (String(text).startsWith(promotion)) seen.promotions.push(at);
    const since = asked.get(to);
    if (since !== undefined && to >= first.asking) {
      seen.waits.push(at - since);
      asked.delete(to);
    }
  });
  const ask = ({ port: towards, provider }: Wish): void => {
    serial += 1;
    const customer = first.asking + serial;
    const { body, headers } = question(provider, customer, serial);
    asked.set(customer, performance.now());
    const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
    request({ host: '127.0.0.1', port: towards, agent, method: 'POST', path: `/hooks/${provider}/main`, headers: head }, (answer) => {
      answer.resume();
      if (answer.statusCode !== 200) throw new Error(`the webhook was answered ${answer.statusCode}`);
    }).end(body);
  };
  process.on('message', async (next: Wish) => {
    wish = next;
    const asking = setInterval(() => wish && ask(wish), askEveryMs);
    setTimeout(() => {
      clearInterval(asking);
      setTimeout(() => process.send?.(seen), 1_000);
    }, next.ms);
  });
  process.send?.(port);
}

/** The most in any sliding second. */
function mostInASecond(times: readonly number[]): number {
  let [from, most] = [0, 0];
  for (const [n, at] of times.entries()) {
    while (at - (times[from] ?? 0) >= 1_000) from += 1;
    most = Math.max(most, n - from + 1);
  }
  return most;
}

function judged({ all, promotions, waits }: Seen, rate: number, ms: number): Pace {
  const start = (promotions[0] ?? 0) + settleMs;
  const counted = all.filter((at) => at >= start && at < start + ms - 2 * settleMs);
  const gaps = promotions.slice(1).map((at, n) => at - (promotions[n] ?? 0));
  const sorted = waits.toSorted((a, b) => a - b);
  return {
    share: counted.length / ((rate * (ms - 2 * settleMs)) / 1_000),
    mostInASecond: mostInASecond(all),
    rate,
    longestGap: Math.max(...gaps),
    shortestGap: Math.min(...gaps),
    answers: waits.length,
    answerP95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.POSITIVE_INFINITY,
  };
}

/** One broadcast of `seconds` on a channel of the provider. */
export async function benchPace(provider: Provider, seconds: number, progress?: (text: string) => void): Promise<Pace> {
  const child = fork(fileURLToPath(import.meta.url), ['provide'], { execArgv: process.execArgv });
  const [providerPort] = (await once(child, 'message')) as [number];
  const apiRoot = `http://127.0.0.1:${providerPort}`;
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-pace-'));
  const channels = new Map<string, Channel>();
  const flowsDir = fileURLToPath(new URL('../flows', import.meta.url));
  const config = configSchema.parse({ promotions: { quiet_from: '00:00', quiet_until: '00:00' } });
  const core = await openCore({ dataDir: folder, flowsDir, config, channels, log: silent, now: Date.now });
  const receive = async (events: Parameters<typeof core.runtime.receive>[0]) => core.runtime.receive(events);
  const settings: Record<Provider, Record<string, string>> = {
    telegram: { token, apiRoot, mode: 'webhook', webhookSecret: secret },
    'whatsapp-cloud': { token, apiRoot, phoneId, appSecret: secret, verifyToken: secret, businessId: '524126980791429' },
  };
  const module: ChannelModule = provider === 'telegram' ? telegram : whatsappCloud;
  const channel = await module.create(testContext(module, { settings: settings[provider], receive, log: silent }));
  channels.set(`${provider}:main`, channel);
  const rate = channel.capabilities.rate.account;
  const people = rate * (seconds + 5);
  const now = Date.now();
  const pairs = Array.from({ length: people }, (_, n): Op[] => {
    const id = `${provider}:main:${first.customer + n}`;
    const contact = { ...newContact(id, now), name: `P${n}`, consent: { marketing: true } };
    const conversation = { ...newConversation(id, now), v: 1, lastInAt: now };
    return [
      { op: 'insert', in: contacts.name, row: contact },
      { op: 'insert', in: conversations.name, row: conversation },
    ];
  });
  for (let n = 0; n < pairs.length; n += 500) await core.store.write(pairs.slice(n, n + 500).flat());
  await core.runtime.start();
  core.broadcasting.start(core.runtime);
  const own = await listening(
    (incoming, response) =>
      void hookHandler({ channels, receive, maxBytes: 1_000_000, proxies: 0, log: silent, now: Date.now, count() {} })(incoming, response),
  );
  const row = await core.broadcasting.broadcasts.create('Sale', { name: 'Sale', where: 'everyone', content: { text: `${promotion}{{ name }}` } });
  progress?.(`${provider}: ${rate} a second for ${seconds} s`);
  const started = await core.broadcasting.broadcasts.start(row._id);
  if (!started.ok) throw new Error(started.en);
  child.send({ port: own.port, provider, ms: seconds * 1_000 } satisfies Wish);
  const [seen] = (await once(child, 'message')) as [Seen];
  await core.broadcasting.broadcasts.stop(row._id);
  own.close();
  await core.close(5_000);
  child.kill();
  rmSync(folder, { recursive: true, force: true });
  return judged(seen, rate, seconds * 1_000);
}

if (process.send && process.argv[2] === 'provide') await provide();
