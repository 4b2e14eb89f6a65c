/** The real program on a MongoDB and a Redis whose lines a test breaks, and what customers, their browsers and the shop send it meanwhile. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { signEvent } from '../../src/server/hooks/signed-event.ts';
import { type BrokenLine, startBrokenLine } from '../servers/broken-line.ts';
import { type MongoServer, startMongo } from '../servers/mongo.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';
import { freePort } from './free-port.ts';
import { eventsSecret, freshFolder, type Program, startProgram } from './program.ts';
import { Visitor } from './visitor.ts';

/** One thing that is sent until it is acknowledged; again is the same thing again. */
export interface Ask {
  what: 'hook' | 'chat' | 'event' | 'upload';
  /** Whose it is, for people. */
  of: string;
  conversation: string;
  send(): Promise<{ status: number; text: string }>;
  /** How often it was answered; an upload: whether its bytes are there. */
  answered(): Promise<number>;
}

export interface TroubledShop {
  program: Program;
  api: BotApi;
  redis: RedisServer;
  toMongo: BrokenLine;
  toRedis: BrokenLine;
  hook(customer: number, number: number): Ask;
  /** What one of the visitors does; they take turns. */
  chat(): Ask;
  event(): Ask;
  upload(): Ask;
  get(path: string): Promise<{ status: number; text: string; ms: number }>;
  /** Resident memory, bytes. */
  resident(): number;
  /** The last messages of a conversation as the program has them, and what its log says of it: for who asks why an answer is missing. */
  account(conversation: string): Promise<string>;
  close(): Promise<void>;
}

/** What the browser shows; `unknown`: this process could not note in time that it had handed it over. */
const seenStatuses = new Set(['sent', 'delivered', 'read', 'unknown']);
const messagesSchema = z.object({ items: z.array(z.object({ status: z.string(), parts: z.array(z.object({ text: z.string().optional() })) })) });
const secret = 'hook-secret-of-the-test';
const patience = 90_000;
const flows = {
  // A lookup that took too long has an outcome too, and the customer an answer.
  echo: `flow: echo
start:
  - fallback: true
steps:
  - say: { zh: "got {{ message.text }}", en: "got {{ message.text }}" }
  - call: product.popular
    save: found
    else: { any: [{ set: { found: none } }] }
  - say: { zh: "done {{ message.text }}", en: "done {{ message.text }}" }
`,
  shipped: `flow: shipped
start:
  - event: order.shipped
steps:
  - say: { zh: "shipped {{ order.number }}", en: "shipped {{ order.number }}" }
`,
};

/** Null where MongoDB or Redis cannot be had. */
export async function openTroubledShop(visitorCount: number): Promise<TroubledShop | null> {
  const mongo: MongoServer | null = await startMongo({ own: true });
  const redis = await startRedis();
  if (!mongo || !redis) {
    await mongo?.stop();
    await redis?.stop();
    return null;
  }
  const folder = freshFolder();
  const [toMongo, toRedis] = [await startBrokenLine(Number(new URL(mongo.url).port)), await startBrokenLine(Number(new URL(redis.url).port))];
  const api = await startBotApi();
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'shop: { langs: [en, zh] }\nrates:\n  telegram: { account: 5000, conversation: 500, burst: 500 }\n');
  mkdirSync(join(folder.path, 'flows'));
  for (const [name, text] of Object.entries(flows)) writeFileSync(join(folder.path, 'flows', `${name}.yaml`), text);
  const port = await freePort();
  const program = await startProgram(join(folder.path, 'data'), {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MONGODB_URL: `mongodb://127.0.0.1:${toMongo.port}/shop`,
    REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
    FLOWS_DIR: join(folder.path, 'flows'),
    CONFIG_FILE: config,
  });
  const { url } = program;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(patience) });
    return { status: response.status, text: await response.text() };
  };
  const post = (path: string, headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) => ask(path, { method: 'POST', headers, body });
  const visitors: Visitor[] = [];
  for (let n = 0; n < visitorCount; n++) {
    const visitor = await Visitor.enter(url);
    await visitor.send('m0');
    await visitor.hears(/^done m0$/);
    visitors.push(visitor);
  }
  let serial = 0;
  const next = (): { n: number; visitor: Visitor } => {
    const visitor = visitors[serial % visitors.length];
    if (!visitor) throw new Error('no visitors');
    return { n: ++serial, visitor };
  };
  const bearing = (visitor: Visitor) => ({ authorization: `Bearer ${visitor.token}` });
  const seen = new Map<Visitor, { at: number; texts: Promise<string[]> }>();
  const textsOf = async ({ conversation }: Visitor): Promise<string[]> => {
    const { body } = await program.api(`/conversations/${conversation}/messages?limit=200`);
    const { items } = messagesSchema.parse(body);
    return items.filter(({ status }) => seenStatuses.has(status)).map(({ parts }) => parts[0]?.text ?? '');
  };
  /** How often the visitor was told it; what was just asked is not asked again for each of their lines. */
  const said = async (visitor: Visitor, text: string): Promise<number> => {
    let known = seen.get(visitor);
    if (!known || performance.now() - known.at > 100) {
      known = { at: performance.now(), texts: textsOf(visitor) };
      seen.set(visitor, known);
    }
    return (await known.texts).filter((one) => one === text).length;
  };
  return {
    program,
    api,
    redis,
    toMongo,
    toRedis,
    hook: (customer, number) => ({
      what: 'hook',
      of: `${customer} m${number}`,
      conversation: `telegram:main:${customer}`,
      send() {
        const from = { id: customer, is_bot: false, first_name: 'Li', language_code: 'en' };
        const message = {
          message_id: number,
          date: 1_750_000_000 + number,
          from,
          chat: { id: customer, type: 'private', first_name: 'Li' },
          text: `m${number}`,
        };
        const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
        return post('/hooks/telegram/main', headers, JSON.stringify({ update_id: customer * 1_000 + number, message }));
      },
      answered: async () => api.messages.filter(({ body }) => Number(body.chat_id) === customer && body.text === `done m${number}`).length,
    }),
    chat() {
      const { n, visitor } = next();
      const body = JSON.stringify({ type: 'message', id: randomUUID(), text: `m${n}`, lang: 'en' });
      return {
        what: 'chat',
        of: `${visitor.conversation} m${n}`,
        conversation: visitor.conversation,
        send: () => post('/chat/messages', { 'content-type': 'application/json', ...bearing(visitor) }, body),
        answered: () => said(visitor, `done m${n}`),
      };
    },
    event() {
      const { n, visitor } = next();
      const [id, body] = [randomUUID(), JSON.stringify({ contact: { address: visitor.conversation }, data: { order: { number: `T-${n}` } } })];
      return {
        what: 'event',
        of: `${visitor.conversation} T-${n}`,
        conversation: visitor.conversation,
        send() {
          const stamp = Math.floor(Date.now() / 1_000);
          const headers = { 'webhook-id': id, 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(eventsSecret, id, stamp, body) };
          return post('/events/order.shipped', headers, body);
        },
        answered: () => said(visitor, `shipped T-${n}`),
      };
    },
    upload() {
      const { n, visitor } = next();
      const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(300_000, n)]);
      let stored = '';
      return {
        what: 'upload',
        of: `${visitor.conversation} ${n}`,
        conversation: visitor.conversation,
        async send() {
          const answer = await post('/chat/media', { 'content-type': 'image/png', ...bearing(visitor) }, new Uint8Array(png));
          stored = /"stored":"([^"]+)"/.exec(answer.text)?.[1] ?? stored;
          return answer;
        },
        async answered() {
          const response = await fetch(`${url}/media/${stored}`);
          return Buffer.from(await response.arrayBuffer()).equals(png) ? 1 : 0;
        },
      };
    },
    async get(path) {
      const began = performance.now();
      return { ...(await ask(path)), ms: performance.now() - began };
    },
    async account(conversation) {
      const { body } = await program.api(`/conversations/${conversation}/messages?limit=12`);
      const { out, err } = program.output();
      const lines = `${out}\n${err}`.split('\n').filter((line) => line.includes(conversation) || line.includes('"level":"error"'));
      return [JSON.stringify(body), ...lines.slice(-20)].join('\n');
    },
    resident: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) * 1_024,
    async close() {
      await program.end('SIGKILL');
      await api.close();
      await Promise.all([toMongo.stop(), toRedis.stop(), redis.stop(), mongo.stop()]);
      folder.clean();
    },
  };
}
