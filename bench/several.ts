/**
 * Two workers against one: real processes (one takes webhooks, one sends, one or two work) on one MongoDB and one Redis, the same messages of the same
 * customers. On a machine with few processors the servers, the load and the processes share them, so what counts is the CPU that a turn costs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freshFolder, type Program, startProgram } from '../tests/e2e/program.ts';
import { openProvider } from '../tests/provider.ts';
import { startMongo } from '../tests/servers/mongo.ts';
import { startRedis } from '../tests/servers/redis.ts';

export interface WorkersFigures {
  workers: number;
  /** Turns per CPU-second of the workers together. */
  perCpuSecond: number;
  /** Turns per second by the clock. */
  perSecond: number;
  /** The largest worker's share of the workers' CPU, 0 to 1. */
  largestShare: number;
}

const customers = 60;
const messages = 40;
/** Not counted: the first messages of each. */
const warmUp = 10;
const longest = 300_000;

/** User and system time of a process, seconds, from /proc (Linux). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Null where MongoDB or Redis cannot be had. Throws when not every message is answered. */
export async function benchWorkers(workers: number, progress?: (text: string) => void): Promise<WorkersFigures | null> {
  const folder = freshFolder();
  const [mongo, redis] = [await startMongo({ own: true }), await startRedis()];
  const telegram = await openProvider('telegram');
  const programs: Program[] = [];
  try {
    if (!mongo || !redis) return null;
    const start = async (role: string): Promise<Program> => {
      const program = await startProgram(join(folder.path, `${role}-${programs.length}`), {
        ROLE: role,
        MONGODB_URL: `${mongo.url}/bench`,
        REDIS_URL: redis.url,
        ...telegram.env,
        FLOWS_DIR: 'tests/chaos/flows',
        CONFIG_FILE: 'bench/several.yaml',
        LOG_LEVEL: 'error',
      });
      programs.push(program);
      return program;
    };
    const ingress = await start('ingress');
    await start('sender');
    const working: Program[] = [];
    for (let n = 0; n < workers; n++) working.push(await start('worker'));
    const cpu = (): number[] => working.map(({ child }) => cpuSeconds(child.pid ?? 0));
    const answered = (): number => new Set(telegram.arrived().flatMap(({ customer, text }) => (text.startsWith('done m') ? [`${customer} ${text}`] : []))).size;
    /** Every customer writes the messages, each when the one before was taken; resolves when all are answered. */
    const write = async (from: number, until: number): Promise<void> => {
      const before = answered();
      await Promise.all(
        Array.from({ length: customers }, async (_, customer) => {
          for (let number = from; number < until; number++) while (!(await telegram.write(ingress.url, 1_000 + customer, number))) await pause(20);
        }),
      );
      const end = Date.now() + longest;
      while (answered() - before < customers * (until - from)) {
        if (Date.now() > end) throw new Error(`${answered() - before} of ${customers * (until - from)} messages were answered`);
        await pause(20);
      }
    };
    progress?.(`${workers} worker${workers > 1 ? 's' : ''}: warming up`);
    await write(1, 1 + warmUp);
    progress?.(`${workers} worker${workers > 1 ? 's' : ''}: ${customers} customers, ${messages} messages each`);
    const [before, started] = [cpu(), performance.now()];
    await write(1 + warmUp, 1 + warmUp + messages);
    const seconds = (performance.now() - started) / 1_000;
    const used = cpu().map((now, n) => now - (before[n] ?? 0));
    const all = used.reduce((sum, one) => sum + one, 0);
    const turns = customers * messages;
    return { workers, perCpuSecond: turns / all, perSecond: turns / seconds, largestShare: Math.max(...used) / all };
  } finally {
    for (const program of programs) await program.end('SIGKILL');
    await telegram.close();
    await redis?.stop();
    await mongo?.stop();
    folder.clean();
  }
}
