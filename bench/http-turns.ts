/**
 * The conversation of turns.ts as it is in life: every message comes in by a signed webhook over HTTP, every bubble goes out to the provider over HTTP.
 * Customers and provider are a process of their own, so that only the bot's CPU counts. Beside it the same by hand: a server, a Map and `fetch`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import telegram from '../channels/telegram/index.ts';
import { openCore } from '../src/app/core.ts';
import type { Channel } from '../src/channel.ts';
import { configSchema } from '../src/config/schema.ts';
import { orderRows } from '../src/demo/seed/rows.ts';
import type { Logger } from '../src/logger.ts';
import { hookHandler } from '../src/server/hooks/hooks.ts';
import { numbered } from '../src/shop/orders/numbered.ts';
import { type OrderRow, orders } from '../src/shop/shop.ts';
import { testContext } from '../tests/channel-context.ts';
import { byHand, conversationOf, type Line, shopByHand } from './turns.ts';

const customers = 1000;
const lines = 6;
const connections = 64;
const secret = 'bench-secret-of-16';
const token = '1:bench';
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const freely = { account: 1e9, conversation: 1e9, burst: 1e9 };

/** What the parent asks of the process with customers and provider: play, towards this port; each customer from a number on. */
interface Wish {
  port: number;
  first: number;
  conversations: Line[][];
}

async function textOf(message: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function listening(handle: RequestListener): Promise<{ port: number; close(): void }> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The other process: a Bot API that answers at once, and customers who write their next line when the last bubble to the one before has come. */
async function playInChild(): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let wish: Wish = { port: 0, first: 0, conversations: [] };
  const at = new Map<number, number>();
  let left = 0;
  let serial = 0;
  const write = (customer: number): void => {
    const text = wish.conversations[customer - wish.first]?.[at.get(customer) ?? 0]?.text ?? '';
    const from = { id: customer, is_bot: false, first_name: 'Li', language_code: 'en' };
    const message = { message_id: ++serial, date: Math.floor(Date.now() / 1_000), from, chat: { id: customer, type: 'private', first_name: 'Li' }, text };
    const body = JSON.stringify({ update_id: serial, message });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-telegram-bot-api-secret-token': secret };
    request({ host: '127.0.0.1', port: wish.port, agent, method: 'POST', path: '/hooks/telegram/main', headers }, (answer) => {
      answer.resume();
      if (answer.statusCode !== 200) throw new Error(`the webhook was answered ${answer.statusCode}`);
    }).end(body);
  };
  const heard = (customer: number, text: string): void => {
    const line = at.get(customer) ?? 0;
    const wanted = wish.conversations[customer - wish.first]?.[line];
    if (!wanted || !text.includes(wanted.ends)) return;
    at.set(customer, line + 1);
    if (line + 1 < lines) write(customer);
    else if (--left === 0) process.send?.('played');
  };
  const { port } = await listening(async (incoming, response) => {
    const body = JSON.parse((await textOf(incoming)) || '{}');
    const sent = incoming.url?.endsWith('/sendMessage');
    const result = sent ? { message_id: ++serial, date: 1_750_000_000, chat: { id: Number(body.chat_id), type: 'private' }, text: body.text } : true;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
    if (sent) heard(Number(body.chat_id), String(body.text));
  });
  process.on('message', (next: Wish) => {
    wish = next;
    at.clear();
    left = next.conversations.length;
    for (let n = 0; n < left; n++) write(next.first + n);
  });
  process.send?.(port);
}

/** Turns per CPU-second of this process: ours, and by hand; the best of the rounds after one to warm up. */
export async function benchHttpTurns(rounds = 4, progress?: (text: string) => void): Promise<{ ours: number; floor: number }> {
  const child = fork(fileURLToPath(import.meta.url), ['play'], { execArgv: process.execArgv });
  const [providerPort] = (await once(child, 'message')) as [number];
  const apiRoot = `http://127.0.0.1:${providerPort}`;
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-http-turns-'));
  const channels = new Map<string, Channel>();
  const flowsDir = fileURLToPath(new URL('../flows', import.meta.url));
  const core = await openCore({ dataDir: folder, flowsDir, config: configSchema.parse({}), channels, log: silent, now: Date.now });
  const receive = async (events: Parameters<typeof core.runtime.receive>[0]) => core.runtime.receive(events);
  const settings = { token, apiRoot, mode: 'webhook', webhookSecret: secret };
  const channel = await telegram.create(testContext(telegram, { settings, receive, log: silent }));
  channels.set('telegram:main', { ...channel, capabilities: { ...channel.capabilities, rate: freely } });
  await core.runtime.start();
  const own = await listening(
    (incoming, response) =>
      void hookHandler({ channels, receive, maxBytes: 1_000_000, proxies: 0, log: silent, now: Date.now, count() {} })(incoming, response),
  );
  const shipped = orderRows(Date.now()).find((order) => order.status === 'shipped');
  if (!shipped) throw new Error('the demo shop has no shipped order');

  const play = async (port: number, of: OrderRow[], first: number, idle: () => Promise<unknown>): Promise<number> => {
    const before = process.cpuUsage();
    child.send({ port, first, conversations: of.map(conversationOf) } satisfies Wish);
    await once(child, 'message');
    await idle();
    const { user, system } = process.cpuUsage(before);
    return (of.length * lines) / ((user + system) / 1e6);
  };
  let [ours, floor] = [0, 0];
  for (let round = 0; round <= rounds; round++) {
    progress?.(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    const first = (round + 1) * 1_000_000;
    const of: OrderRow[] = Array.from({ length: customers }, (_, n) => {
      const number = `SO-${10_000_000 + first + n}`;
      const phone = `86138${String(n).padStart(8, '0')}`;
      return { ...shipped, ...numbered(number), phone, customer: { ...shipped.customer, phone } };
    });
    await core.store.write(of.map((row) => ({ op: 'insert', in: orders.name, row })));
    const durable = await play(own.port, of, first, () => core.runtime.idle());
    const by = byHand(shopByHand(of), async (_user, json) => {
      const answer = await fetch(`${apiRoot}/bot${token}/sendMessage`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json });
      const { result } = (await answer.json()) as { result: { message_id: number } };
      return { ok: true, ref: String(result.message_id) };
    });
    const server = await listening(async (incoming, response) => {
      const text = await textOf(incoming);
      if (incoming.headers['x-telegram-bot-api-secret-token'] !== secret) return void response.writeHead(401).end();
      const { update_id, message } = JSON.parse(text);
      by.receive({ id: String(update_id), user: String(message.from.id), text: message.text });
      response.writeHead(200).end();
    });
    const hand = await play(server.port, of, first, by.idle);
    server.close();
    if (round > 0) [ours, floor] = [Math.max(ours, durable), Math.max(floor, hand)];
  }
  child.kill();
  own.close();
  await core.close(5_000);
  rmSync(folder, { recursive: true, force: true });
  return { ours, floor };
}

if (process.send && process.argv[2] === 'play') await playInChild();
