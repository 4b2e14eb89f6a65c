/**
 * Kills the real program again and again under load and proves that nothing was lost, reordered or doubled without a mark. `npm run chaos -- --cycles N --channel NAME`;
 * `--several` for several processes; `--broadcast` for a broadcast, see broadcast.ts; `--changes` for changes of orders, see changes.ts; `--sync` for readings of a store and imports,
 * see sync.ts.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { openProvider, providers } from '../provider.ts';
import { answers, markedDoubles, randomFrom } from './customers.ts';
import { expected, judge, type Verdict } from './ledger.ts';

export interface ChaosOptions {
  cycles: number;
  /** Whose webhook customers write through; Telegram's unless said. */
  channel?: string;
  customers?: number;
  /** Any number; the same seed gives the same times of killing. */
  seed?: number;
  progress?: (cycle: number) => void;
}

/** Messages that each process takes before it may be killed. */
const atWork = 12;
/** How long everything may take to be answered after the last start, ms. */
const patience = 60_000;

/** Runs the cycles; resolves to what was found. Rejects when the program does not start or does not end cleanly. */
export async function runChaos({ cycles, channel = 'telegram', customers = 30, seed = 1, progress }: ChaosOptions): Promise<Verdict> {
  const random = randomFrom(seed);
  const folder = freshFolder();
  const provider = await openProvider(channel);
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, `shop: { langs: [en, zh] }\nrates:\n  ${channel}: { account: 5000, conversation: 500, burst: 500 }\n`);
  const env = {
    ...provider.env,
    FLOWS_DIR: 'tests/chaos/flows',
    CONFIG_FILE: config,
    LOG_LEVEL: 'error',
  };
  const acknowledged = new Map<number, number>();
  const ids = Array.from({ length: customers }, (_, index) => 1_000 + index);
  const answered = answers(provider.arrived);
  const { mostOpen = Number.POSITIVE_INFINITY } = provider;
  const taken = () => [...acknowledged.values()].reduce((sum, last) => sum + last, 0);
  let program: Program | undefined;

  /** A customer writes one message after the other; what was not acknowledged is delivered again, some is delivered twice. */
  const write = async (customer: number, url: string, alive: () => boolean) => {
    while (alive()) {
      if ((acknowledged.get(customer) ?? 0) - answered(customer) >= mostOpen) {
        await pause(20);
        continue;
      }
      const number = (acknowledged.get(customer) ?? 0) + 1;
      if (await provider.write(url, customer, number)) acknowledged.set(customer, number);
      if (random() < 0.2 && number > 1) await provider.write(url, customer, 1 + Math.floor(random() * number));
      await pause(random() * 120);
    }
  };

  try {
    for (let cycle = 1; cycle <= cycles; cycle++) {
      program = await startProgram(join(folder.path, 'data'), env);
      const { url } = program;
      let alive = true;
      const writers = ids.map((customer) => write(customer, url, () => alive));
      // A busy machine takes longer to begin; the kill comes when there is something to lose.
      const before = taken();
      for (const until = Date.now() + patience; taken() - before < atWork && Date.now() < until; ) await pause(10);
      await pause(random() * 600);
      await program.end('SIGKILL');
      alive = false;
      await Promise.all(writers);
      progress?.(cycle);
    }
    program = await startProgram(join(folder.path, 'data'), env);
    const complete = () => {
      const seen = new Set(provider.arrived().map(({ customer, text }) => `${customer} ${text}`));
      return [...acknowledged].every(([customer, last]) => expected(last).every((text) => seen.has(`${customer} ${text}`)));
    };
    for (const until = Date.now() + patience; !complete() && Date.now() < until; ) await pause(50);
    // What is still under way would otherwise be missed as a double.
    await pause(300);
    const marked = await markedDoubles(program, ids, (customer) => `${channel}:main:${provider.user(customer)}`);
    const code = await program.end('SIGTERM');
    if (code !== 0) throw new Error(`the program ended with ${code} after SIGTERM: ${program.output().err}`);
    return judge(acknowledged, provider.arrived(), marked);
  } finally {
    await program?.end('SIGKILL');
    await provider.close();
    folder.clean();
  }
}

/** The report's lines. */
export function report(verdict: Verdict, cycles: number): string {
  const { messages, bubbles, lost, reordered, doubled, unexplained } = verdict;
  const some = (list: string[]) => (list.length > 0 ? ` (${list.slice(0, 5).join('; ')}${list.length > 5 ? ' ...' : ''})` : '');
  return `${cycles} kills: ${messages} messages acknowledged, ${bubbles} bubbles arrived\n  lost ${lost.length}${some(lost)}\n  reordered ${reordered.length}${some(reordered)}\n  doubled ${doubled.length}, of these without a mark ${unexplained.length}${some(unexplained)}`;
}

/** The same for several processes on MongoDB and Redis. */
async function several(options: { cycles: number; customers: number; seed: number }): Promise<void> {
  const { runSeveral } = await import('./several.ts');
  const verdict = await runSeveral({ ...options, progress: (cycle, incident) => console.log(`${cycle} of ${options.cycles}: ${incident}`) });
  if (!verdict) throw new Error('MongoDB or Redis is missing: install redis-server, and mongod or a JDK and Maven');
  conclude(verdict, options.cycles);
}

function conclude(verdict: Verdict, cycles: number): void {
  console.log(report(verdict, cycles));
  process.exitCode = verdict.lost.length + verdict.reordered.length + verdict.unexplained.length > 0 ? 1 : 0;
}

/** A bar in a terminal; in a pipe a line, where `isLine`. */
function bar(done: number, all: number, words: string, isLine: boolean): void {
  if (process.stdout.isTTY) process.stdout.write(`\r[${'#'.repeat(Math.round((done / all) * 40)).padEnd(40)}] ${words}\u001b[K`);
  else if (isLine) console.log(words);
}

async function broadcast(
  values: { people: string; kills: string; rate: string; store: string; processes: string; redis: boolean; clock: boolean },
  seed: number,
): Promise<void> {
  const { broadcastReport, runBroadcastChaos } = await import('./broadcast.ts');
  const { faultsOf } = await import('./broadcast-ledger.ts');
  const [people = 0, kills = 0, rate = 0] = [values.people, values.kills, values.rate].map(Number);
  if (!(people > 0 && kills >= 0 && rate > 0) || !['sqlite', 'mongo'].includes(values.store) || !['1', '2'].includes(values.processes))
    throw new Error(
      'usage: npm run chaos -- --broadcast --people 10000 --kills 30 --seed 1 [--store sqlite|mongo] [--processes 2] [--redis] [--clock] [--rate 100]',
    );
  const verdict = await runBroadcastChaos({
    people,
    kills,
    rate,
    seed,
    mongo: values.store === 'mongo',
    processes: values.processes === '2' ? 2 : 1,
    redis: values.redis,
    clock: values.clock,
    progress: (what, arrived) => bar(Math.min(arrived, people), people, `${arrived} arrived, ${what}`, true),
  });
  if (!verdict) throw new Error('MongoDB or Redis is missing: install redis-server, and mongod or a JDK and Maven, or set MONGODB_URL');
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(broadcastReport(verdict));
  process.exitCode = Object.values(faultsOf(verdict)).some((list) => list.length > 0) ? 1 : 0;
}

async function changes(kills: number, seed: number, state: string | undefined): Promise<void> {
  const { changesFaults, changesReport, runChangesChaos } = await import('./changes.ts');
  if (!(kills > 0)) throw new Error('usage: npm run chaos -- --changes --kills 100 --seed 1 [--state FILE]');
  const words = (done: number, wrong: number): string => `${done} of ${kills}, ${wrong} wrong`;
  const verdict = await runChangesChaos({ kills, seed, state, progress: (done, wrong) => bar(done, kills, words(done, wrong), done % 10 === 0) });
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(changesReport(verdict));
  process.exitCode = changesFaults(verdict).length > 0 ? 1 : 0;
}

async function sync(kills: number, seed: number, state: string | undefined): Promise<void> {
  const { runSyncChaos, syncReport } = await import('./sync.ts');
  if (!(kills > 0)) throw new Error('usage: npm run chaos -- --sync --kills 100 --seed 1 [--state FILE]');
  const words = (done: number, wrong: number): string => `${done} of ${kills}, ${wrong} wrong`;
  const verdict = await runSyncChaos({ kills, seed, state, progress: (done, wrong) => bar(done, kills, words(done, wrong), done % 10 === 0) });
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(syncReport(verdict));
  process.exitCode = verdict.wrong.length > 0 ? 1 : 0;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      channel: { type: 'string', default: 'telegram' },
      cycles: { type: 'string', default: '50' },
      customers: { type: 'string', default: '30' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      several: { type: 'boolean', default: false },
      broadcast: { type: 'boolean', default: false },
      changes: { type: 'boolean', default: false },
      sync: { type: 'boolean', default: false },
      people: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '30' },
      rate: { type: 'string', default: '100' },
      store: { type: 'string', default: 'sqlite' },
      processes: { type: 'string', default: '1' },
      redis: { type: 'boolean', default: false },
      clock: { type: 'boolean', default: false },
      state: { type: 'string' },
    },
  });
  const [cycles, customers, seed] = [values.cycles, values.customers, values.seed].map(Number);
  if (
    !cycles ||
    !customers ||
    !Number.isInteger(cycles) ||
    !Number.isInteger(customers) ||
    seed === undefined ||
    !Number.isInteger(seed) ||
    !providers.includes(values.channel)
  )
    throw new Error(`usage: npm run chaos -- --cycles 50 --customers 30 --seed 1 [--channel ${providers.join('|')} | --several]`);
  console.log(`seed ${seed}`);
  if (values.broadcast) return broadcast(values, seed);
  if (values.changes) return changes(Number(values.kills), seed, values.state);
  if (values.sync) return sync(Number(values.kills), seed, values.state);
  if (values.several) return several({ cycles, customers, seed });
  const verdict = await runChaos({
    cycles,
    channel: values.channel,
    customers,
    seed,
    progress: (cycle) => bar(cycle, cycles, `${cycle} of ${cycles}`, cycle % 10 === 0),
  });
  if (process.stdout.isTTY) process.stdout.write('\n');
  conclude(verdict, cycles);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
