/**
 * The program as several processes on one MongoDB and one Redis, hit by what happens to machines: kills, a pause beyond the lease, cuts of the network to
 * either server, an emptied Redis. Proves the same as chaos.ts. `npm run chaos -- --several --cycles N`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { openProvider } from '../provider.ts';
import { startMongo } from '../servers/mongo.ts';
import { startProxy } from '../servers/proxy.ts';
import { startRedis } from '../servers/redis.ts';
import { answers, markedDoubles, randomFrom } from './customers.ts';
import { expected, judge, type Verdict } from './ledger.ts';

export interface SeveralOptions {
  cycles: number;
  customers?: number;
  seed?: number;
  progress?: (cycle: number, incident: string) => void;
}

export const incidents = ['kill ingress', 'kill worker', 'kill sender', 'pause', 'cut MongoDB', 'cut Redis', 'empty Redis', 'end worker'] as const;

/** Beyond the lease, ms: others take over meanwhile. */
const pauseMs = 11_000;
/** How long everything may take to be answered in the end, ms. */
const patience = 180_000;
/** Messages of a customer that may be without an answer. */
const mostOpen = 4;

const roles = { ingress: 'ingress', 'worker 1': 'worker', 'worker 2': 'worker', 'sender 1': 'sender', 'all 1': 'all' } as const;
type Name = keyof typeof roles;

/** Null where MongoDB or Redis cannot be had. */
export async function runSeveral({ cycles, customers = 20, seed = 1, progress }: SeveralOptions): Promise<Verdict | null> {
  const random = randomFrom(seed);
  const folder = freshFolder();
  const [mongo, redis] = [await startMongo({ own: true }), await startRedis()];
  if (!mongo || !redis) {
    await mongo?.stop();
    await redis?.stop();
    return null;
  }
  const telegram = await openProvider('telegram');
  const [toMongo, toRedis] = [await startProxy(Number(new URL(mongo.url).port)), await startProxy(Number(new URL(redis.url).port))];
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'shop: { langs: [en, zh] }\nrates:\n  telegram: { account: 5000, conversation: 500, burst: 500 }\n');
  const env = {
    MONGODB_URL: `mongodb://127.0.0.1:${toMongo.port}/shop`,
    REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
    ...telegram.env,
    FLOWS_DIR: 'tests/chaos/flows',
    CONFIG_FILE: config,
    LOG_LEVEL: 'error',
  };
  const programs = new Map<Name, Program>();
  const begin = async (name: Name): Promise<void> => {
    programs.set(name, await startProgram(join(folder.path, name), { ...env, ROLE: roles[name] }));
  };
  const again = async (name: Name, signal: NodeJS.Signals): Promise<void> => {
    await programs.get(name)?.end(signal);
    await begin(name);
  };
  const acknowledged = new Map<number, number>();
  const ids = Array.from({ length: customers }, (_, index) => 1_000 + index);
  let writing = true;
  const answered = answers(telegram.arrived);
  /** Customers wait for answers: so many of theirs may be open. */
  const open = (customer: number): number => (acknowledged.get(customer) ?? 0) - answered(customer);
  const write = async (customer: number): Promise<void> => {
    while (writing) {
      if (open(customer) >= mostOpen) {
        await pause(100);
        continue;
      }
      const url = programs.get('ingress')?.url ?? '';
      const number = (acknowledged.get(customer) ?? 0) + 1;
      if (await telegram.write(url, customer, number)) acknowledged.set(customer, number);
      if (random() < 0.2 && number > 1) await telegram.write(url, customer, 1 + Math.floor(random() * number));
      await pause(50 + random() * 250);
    }
  };
  const hit: Record<(typeof incidents)[number], () => Promise<void>> = {
    'kill ingress': () => again('ingress', 'SIGKILL'),
    'kill worker': () => again(random() < 0.5 ? 'worker 1' : 'worker 2', 'SIGKILL'),
    'kill sender': () => again(random() < 0.5 ? 'sender 1' : 'all 1', 'SIGKILL'),
    'end worker': () => again('worker 1', 'SIGTERM'),
    async pause() {
      const child = programs.get(random() < 0.5 ? 'worker 2' : 'all 1')?.child;
      child?.kill('SIGSTOP');
      await pause(pauseMs);
      child?.kill('SIGCONT');
    },
    async 'cut MongoDB'() {
      await toMongo.cut();
      await pause(1_000 + random() * 2_000);
      await toMongo.mend();
    },
    async 'cut Redis'() {
      await toRedis.cut();
      await pause(1_500 + random() * 2_000);
      await toRedis.mend();
    },
    'empty Redis': () => redis.empty(),
  };

  try {
    for (const name of Object.keys(roles) as Name[]) await begin(name);
    const writers = ids.map(write);
    for (let cycle = 1; cycle <= cycles; cycle++) {
      const incident = incidents[(cycle - 1) % incidents.length] ?? 'kill worker';
      await pause(300 + random() * 700);
      await hit[incident]();
      progress?.(cycle, incident);
    }
    await pause(500);
    writing = false;
    await Promise.all(writers);
    const complete = () => {
      const seen = new Set(telegram.arrived().map(({ customer, text }) => `${customer} ${text}`));
      return [...acknowledged].every(([customer, last]) => expected(last).every((text) => seen.has(`${customer} ${text}`)));
    };
    for (const until = Date.now() + patience; !complete() && Date.now() < until; ) await pause(100);
    // What is still under way would otherwise be missed as a double.
    await pause(1_000);
    const ingress = programs.get('ingress');
    const marked = ingress ? await markedDoubles(ingress, ids, (customer) => `telegram:main:${telegram.user(customer)}`) : new Set<string>();
    for (const [name, program] of programs) {
      const code = await program.end('SIGTERM');
      if (code !== 0) throw new Error(`${name} ended with ${code} after SIGTERM: ${program.output().err.slice(-2_000)}`);
    }
    return judge(acknowledged, telegram.arrived(), marked);
  } finally {
    for (const program of programs.values()) {
      program.child.kill('SIGCONT');
      await program.end('SIGKILL');
    }
    await toMongo.stop();
    await toRedis.stop();
    await telegram.close();
    await redis.stop();
    await mongo.stop();
    folder.clean();
  }
}
