/** Kills the real program at random moments of a broadcast and compares what each person got with what the program says. `npm run chaos -- --broadcast`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openStore } from '../../src/app/open-store.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { contacts, conversations } from '../../src/store/collections.ts';
import type { Op, Store } from '../../src/store/store.ts';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { startMongo } from '../servers/mongo.ts';
import { startRedis } from '../servers/redis.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';
import { type BroadcastVerdict, judgeBroadcast, type Told } from './broadcast-ledger.ts';
import { randomFrom } from './customers.ts';

export interface BroadcastChaosOptions {
  people?: number;
  kills?: number;
  seed?: number;
  /** On MongoDB instead of SQLite. */
  mongo?: boolean;
  /** Two of them share MongoDB and Redis. */
  processes?: 1 | 2;
  /** Redis is ended and begun again at random. */
  redis?: boolean;
  /** The wall clock jumps ahead two hours and back one, over the end of daylight-saving time. */
  clock?: boolean;
  /** Messages a second of the account. */
  rate?: number;
  /** What happened, and how many messages arrived by then. */
  progress?(what: string, arrived: number): void;
}

export interface BroadcastChaos extends BroadcastVerdict {
  /** From the start of the broadcast to its completion, ms. */
  ms: number;
}

const hour = 3_600_000;
/** How long the rest may take after the last kill, ms. */
const patience = 600_000;
/** A kill comes after this at the latest, also when nothing arrives meanwhile, ms. */
const mostWait = 15_000;
const quiet = { info() {}, warn() {} };
/** 01:46 in New York, 14 minutes before the clocks of that night go back for the first time. */
const nightOfChange = Date.UTC(2026, 10, 1, 5, 46);

/** Every 97th has no name, every 101st opted out, every 103rd never agreed: they are not to get it. */
function isDue(n: number): boolean {
  return n % 97 !== 0 && n % 101 !== 0 && n % 103 !== 0;
}

const userOf = (n: number): number => 100_000 + n;
const idOf = (user: number | string): string => `telegram:main:${user}`;

async function fill(store: Store, people: number, now: number): Promise<void> {
  for (let from = 0; from < people; from += 250) {
    const ops = Array.from({ length: Math.min(250, people - from) }, (_, index): Op[] => {
      const n = from + index;
      const id = idOf(userOf(n));
      const consent = n % 101 === 0 ? { marketing: false } : n % 103 === 0 ? {} : { marketing: true };
      const zone = n % 2 === 0 ? 'America/New_York' : 'America/Chicago';
      const contact = { ...newContact(id, now), zone, ...(n % 97 !== 0 && { name: `P${n}` }), consent };
      const conversation = { ...newConversation(id, now), v: 1, lastInAt: now };
      return [
        { op: 'insert', in: contacts.name, row: contact },
        { op: 'insert', in: conversations.name, row: conversation },
      ];
    });
    await store.write(ops.flat());
  }
}

/** Runs it; null where MongoDB or Redis is wanted and cannot be had. */
export async function runBroadcastChaos(options: BroadcastChaosOptions): Promise<BroadcastChaos | null> {
  const { people = 10_000, kills = 30, seed = 1, processes = 1, redis: redisFails = false, clock = false, rate = 100, progress } = options;
  const shared = processes > 1 || redisFails;
  const needsMongo = options.mongo === true || shared;
  const random = randomFrom(seed);
  const folder = freshFolder();
  const mongo = needsMongo ? await startMongo() : null;
  let redis = shared ? await startRedis() : null;
  if ((needsMongo && !mongo) || (shared && !redis)) {
    await mongo?.stop();
    await redis?.stop();
    return null;
  }
  const redisPort = redis ? Number(new URL(redis.url).port) : 0;
  // An answer takes 5 to 60 ms, as over the net, so that kills fall between the provider's yes and our record.
  const api = await startBotApi({ answerAfterMs: () => 5 + random() * 55 });
  const mongodbUrl = mongo ? `${mongo.url}/chaos_${seed}_${process.pid}` : undefined;
  const config = join(folder.path, 'config.yaml');
  writeFileSync(
    config,
    `shop: { langs: [en, zh], zone: America/New_York }\npromotions: { quiet_from: "00:00", quiet_until: "00:00" }\nrates: { telegram: { account: ${rate}, conversation: 5, burst: 5 } }\n`,
  );
  const clockFile = join(folder.path, 'clock');
  let off = clock ? nightOfChange - Date.now() : 0;
  const jump = (ms: number): void => {
    off += ms;
    writeFileSync(clockFile, String(Math.round(off)));
  };
  jump(0);
  const env = {
    CONFIG_FILE: config,
    LOG_LEVEL: 'error',
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    ...(mongodbUrl !== undefined && { MONGODB_URL: mongodbUrl }),
    ...(redis && { REDIS_URL: redis.url }),
    ...(clock && { CLOCK_FILE: clockFile, NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'jumping-clock.mjs')).href}` }),
  };
  const dataOf = (n: number): string => join(folder.path, `data-${n}`);
  mkdirSync(dataOf(0), { recursive: true });
  const store = await openStore({ dataDir: dataOf(0), ...(mongodbUrl !== undefined && { mongodbUrl }), now: Date.now, log: quiet });
  await fill(store, people, Date.now() + off);
  await store.close();
  const programs: Program[] = [];
  const seen = (): number => api.messages.length;
  /** A busy machine may keep MongoDB from answering in time; whoever watches over the program starts it again. */
  const begin = async (n: number, tries = 5): Promise<void> => {
    try {
      programs[n] = await startProgram(dataOf(n), env);
    } catch (error) {
      if (tries === 1) throw error;
      progress?.(`a start failed: ${String(error).split('\n').slice(0, 2).join(' ')}`, seen());
      await pause(1_000);
      await begin(n, tries - 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: processes }, (_, n) => begin(n)));
    const first = programs[0] as Program;
    const draft = { name: 'Sale', where: 'everyone', content: { text: 'Sale, {{ name }}' }, ...(clock && { at: '2026-11-01 01:45', zone: 'customer' }) };
    const { body } = await first.api('/broadcasts', { method: 'POST', body: draft });
    const { id } = body as { id: string };
    const started = await first.api(`/broadcasts/${id}/start`, { method: 'POST', body: {} });
    if (started.status !== 200) throw new Error(`it does not start: ${JSON.stringify(started.body)}`);
    const began = Date.now();
    const goals = Array.from({ length: kills }, () => Math.floor(random() * people * 0.97)).sort((a, b) => a - b);
    for (const [n, goal] of goals.entries()) {
      for (const until = Date.now() + mostWait; seen() < goal && Date.now() < until; ) await pause(3);
      await pause(random() * 250);
      const hit = Math.floor(random() * processes);
      let what = processes > 1 ? `kill ${hit + 1}` : 'kill';
      await programs[hit]?.end('SIGKILL');
      if (clock && n % 3 === 2) {
        const ms = n % 2 === 0 ? 2 * hour : -hour;
        jump(ms);
        what += `, clock ${ms > 0 ? '+2 h' : '-1 h'}`;
      }
      if (redisFails && redis && n % 3 === 1) {
        await redis.stop();
        redis = null;
        what += ', Redis gone';
      }
      await begin(hit);
      if (redisFails && !redis && n % 3 !== 1) {
        redis = await startRedis(redisPort);
        what += ', Redis back';
      }
      progress?.(`${n + 1} of ${kills}: ${what}`, seen());
    }
    if (redisFails && !redis) redis = await startRedis(redisPort);
    if (clock) jump(2 * hour);
    const reported = async () => (await (programs[0] as Program).api(`/broadcasts/${id}/report`)).body as Record<string, unknown>;
    let report = await reported();
    for (const until = Date.now() + patience; report.state !== 'completed' && Date.now() < until; report = await reported()) {
      progress?.(String(report.state), seen());
      await pause(1_000);
    }
    const ms = Date.now() - began;
    if (report.state !== 'completed') throw new Error(`it does not end: ${JSON.stringify(report)}`);
    // What is still under way would otherwise be missed as a double.
    await pause(1_500);
    const told = await recipientsOf(programs[0] as Program, id);
    for (const program of programs) {
      const code = await program.end('SIGTERM');
      if (code !== 0) throw new Error(`the program ended with ${code} after SIGTERM: ${program.output().err.slice(-2_000)}`);
    }
    const all = new Map(Array.from({ length: people }, (_, n) => [idOf(userOf(n)), isDue(n)]));
    const [planned, sent, unknown, pending] = [report.planned, report.sent, report.unknown, report.pending].map(Number) as [number, number, number, number];
    return { ...judgeBroadcast(all, told, { planned, sent, unknown, pending }, receivedBy(api)), ms };
  } finally {
    for (const program of programs) await program.end('SIGKILL');
    await api.close();
    await redis?.stop();
    await mongo?.stop();
    folder.clean();
  }
}

function receivedBy(api: BotApi): string[] {
  return api.messages.map(({ body }) => idOf(String(body.chat_id)));
}

async function recipientsOf(program: Program, id: string): Promise<Told[]> {
  const found: Told[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await program.api(`/broadcasts/${id}/recipients?limit=200${cursor}`);
    const { items, next } = body as { items: Told[]; next?: string };
    found.push(...items);
    if (next === undefined) return found;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

/** The report's lines. */
export function broadcastReport(verdict: BroadcastChaos): string {
  const { people, received, sent, unknown, unknownArrived, ms } = verdict;
  const lines = (['doubled', 'skipped', 'untold', 'forbidden', 'wrong'] as const).map(
    (name) => `  ${name} ${verdict[name].length}${verdict[name].length > 0 ? ` (${verdict[name].slice(0, 5).join('; ')})` : ''}`,
  );
  return [
    `${people} people, ${received} messages arrived in ${Math.round(ms / 1000)} s: sent ${sent}, unknown ${unknown} (${unknownArrived} of them arrived)`,
    ...lines,
  ].join('\n');
}
