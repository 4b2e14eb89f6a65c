/** Webhook ingress: signed Telegram webhooks over HTTP, verified, decoded and stored durably, per CPU-second of the server. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import telegram from '../channels/telegram/index.ts';
import { openStore } from '../src/app/open-store.ts';
import type { Logger } from '../src/logger.ts';
import { Inbox } from '../src/runtime/conversation/inbox.ts';
import { hookHandler } from '../src/server/hooks/hooks.ts';
import { testContext } from '../tests/channel-context.ts';

const secret = 'secret-of-the-bench';
const connections = 64;
const warmUp = 2_000;
const measured = 20_000;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

function body(n: number): string {
  const from = { id: 1_000 + (n % 1_000), is_bot: false, first_name: 'Li Xiaomei', language_code: 'zh-hans', username: 'xiaomei' };
  return JSON.stringify({
    update_id: n,
    message: {
      message_id: n,
      from,
      chat: { id: from.id, type: 'private', first_name: 'Li Xiaomei', username: 'xiaomei' },
      date: 1_750_000_000,
      text: `where is my order SO-${n}? I have been waiting for it since last week`,
    },
  });
}

/** The load, in a process of its own so that its CPU is not counted. */
async function load(port: number, first: number, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = first;
  const one = (n: number) =>
    new Promise<void>((resolve, reject) => {
      const text = body(n);
      const call = request(
        {
          port,
          host: '127.0.0.1',
          agent,
          method: 'POST',
          path: '/hooks/telegram/main',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'x-telegram-bot-api-secret-token': secret },
        },
        (response) => {
          response.resume().on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`))));
        },
      );
      call.on('error', reject).end(text);
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < first + count) await one(next++);
    }),
  );
  agent.destroy();
}

/** Requests per CPU-second of this process. */
export async function benchIngress(): Promise<{ perCpuSecond: number; perSecond: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-bench-'));
  const store = await openStore({ dataDir: folder, now: Date.now, log: silent });
  const inbox = new Inbox(store, Date.now);
  const receive = async (events: Parameters<Inbox['storeAll']>[0]) => void (await inbox.storeAll(events));
  const channel = await telegram.create(
    testContext(telegram, { settings: { token: '1:bench', mode: 'webhook', webhookSecret: secret }, receive, log: silent }),
  );
  const handle = hookHandler({
    channels: new Map([['telegram:main', channel]]),
    receive,
    maxBytes: 1_000_000,
    proxies: 0,
    log: silent,
    now: Date.now,
    count() {},
  });
  const server = createServer((incoming, response) => void handle(incoming, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = fork(fileURLToPath(import.meta.url), [String(port)], { execArgv: process.execArgv });
  await once(child, 'message');
  const cpu = process.cpuUsage();
  const started = performance.now();
  child.send('go');
  await once(child, 'message');
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1_000;
  child.kill();
  server.closeAllConnections();
  server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return { perCpuSecond: measured / ((user + system) / 1e6), perSecond: measured / seconds };
}

if (process.send && process.argv[2]) {
  const port = Number(process.argv[2]);
  await load(port, 0, warmUp);
  process.send('warm');
  await once(process, 'message');
  await load(port, warmUp, measured);
  process.send('done');
}
