/** Kills a process with SIGKILL inside changes of orders, against a store that counts and knows no keys. `npm run chaos -- --changes --kills 100`. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { z } from 'zod';
import { restServer } from '../stores/http-servers.ts';
import { type Goods, type StandIn, standIn } from '../stores/stand-in.ts';
import { randomFrom } from './customers.ts';

export interface ChangesVerdict {
  kills: number;
  /** Processes that were killed while they had requests to make. */
  inside: number;
  changes: number;
  made: number;
  refused: number;
  twice: string[];
  /** Told as done, or confirmed in the ledger, and not made. */
  untrue: string[];
  /** Made, and refused in the ledger. */
  hidden: string[];
  /** Neither confirmed nor refused at the end. */
  open: string[];
}

const line = z.object({ n: z.number(), told: z.string().optional(), ledger: z.string().optional() });
/** Changes for each kill: enough that each process has work when it is killed. */
const changesAKill = 8;
const minutes = 60_000;

/** Runs it; the same seed gives the same times of killing. */
export async function runChangesChaos({ kills, seed, progress }: { kills: number; seed: number; progress?(done: number): void }): Promise<ChangesVerdict> {
  const random = randomFrom(seed);
  const count = kills * changesAKill;
  const order = (n: number): Goods['orders'][number] => ({ id: 10_000 + n, state: 'paid', updated: '2026-11-29T10:00:00Z', address: 'Hauptstr. 1' });
  const state: Goods = { orders: Array.from({ length: count }, (_, n) => order(n)), coupons: [] };
  const server: StandIn = await standIn(restServer(state, true));
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-changes-'));
  mkdirSync(join(folder, 'data'));
  const program = join('node_modules', '.cache', `changes-child-${process.pid}.mjs`);
  await build({
    entryPoints: ['tests/chaos/changes-child.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What is loaded at each start is one file, but for the library with native parts.
    external: ['@photostructure/sqlite', 'mongoose'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const told = new Map<number, string>();
  const ledger = new Map<number, string>();
  let inside = 0;

  /** Starts a process and kills it after so many answers; never: it works to its end. */
  async function life(round: number, after: number): Promise<boolean> {
    const child = spawn(process.execPath, [program, join(folder, 'data', 'shop.db'), server.url, String(count), String(round * 10 * minutes)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let seen = 0;
    for await (const text of createInterface({ input: child.stdout })) {
      if (text === 'ready') continue;
      const { n, told: what, ledger: row } = line.parse(JSON.parse(text));
      if (what !== undefined && told.get(n) !== 'done') told.set(n, what);
      if (row !== undefined) ledger.set(n, row);
      seen += 1;
      if (seen >= after && !child.killed) setTimeout(() => child.kill('SIGKILL'), random() * 30);
    }
    const code = await ended;
    if (code !== null && code !== 0) throw new Error(`a process of changes ended by itself with ${code}`);
    return child.signalCode === 'SIGKILL';
  }

  try {
    server.before = ({ method }) => {
      if (method === 'GET') return undefined;
      const chance = random();
      return chance < 0.1
        ? '500'
        : chance < 0.2
          ? 'lost'
          : chance < 0.25
            ? 'broken'
            : chance < 0.28
              ? 'html'
              : chance < 0.31
                ? '401'
                : chance < 0.33
                  ? 'silent'
                  : undefined;
    };
    for (let kill = 0; kill < kills; kill++) {
      const before = server.asked.length;
      const wasKilled = await life(kill, 1 + Math.floor(random() * (changesAKill - 2)));
      if (wasKilled && server.asked.length > before) inside += 1;
      progress?.(kill + 1);
    }
    server.before = undefined;
    await life(kills + 1, Number.POSITIVE_INFINITY);
    await life(kills + 200, Number.POSITIVE_INFINITY);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(program, { force: true });
  }
  const made = state.orders.map(({ effects }) => effects?.length ?? 0);
  const all = Array.from({ length: count }, (_, n) => n);
  const names = (is: (n: number) => boolean): string[] => all.filter(is).map((n) => `${10_000 + n} (${told.get(n)}, ${ledger.get(n)}, made ${made[n]})`);
  return {
    kills,
    inside,
    changes: count,
    made: made.filter((times) => times === 1).length,
    refused: [...ledger.values()].filter((row) => row === 'refused').length,
    twice: names((n) => (made[n] ?? 0) > 1),
    untrue: names((n) => made[n] === 0 && (told.get(n) === 'done' || ledger.get(n) === 'confirmed')),
    hidden: names((n) => made[n] === 1 && ledger.get(n) === 'refused'),
    open: names((n) => ledger.get(n) !== 'confirmed' && ledger.get(n) !== 'refused'),
  };
}

/** The report's lines. */
export function changesReport({ kills, inside, changes, made, refused, ...faults }: ChangesVerdict): string {
  const some = (list: string[]): string => (list.length > 0 ? ` ${list.slice(0, 5).join('; ')}` : '');
  const lists = Object.entries(faults).map(([name, list]) => `${name} ${list.length}${some(list)}`);
  return `${kills} kills (${inside} with requests on their way): ${changes} changes, ${made} made, ${refused} not made\n  ${lists.join('\n  ')}`;
}
