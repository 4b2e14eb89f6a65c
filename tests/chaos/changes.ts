/**
 * Kills a process with SIGKILL inside changes of orders, against a store that counts and knows no keys. `npm run chaos -- --changes --kills 100`. Shops of a
 * few kills each, one after the other: a start reads few rows, and each shop is judged when it has come to rest. `--state FILE` has what was found after each
 * kill, and a later run goes on from there.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { restServer } from '../stores/http-servers.ts';
import { type Goods, type StandIn, standIn } from '../stores/stand-in.ts';
import { childProgram } from './child-program.ts';
import { randomFrom } from './customers.ts';
import { docsMapping } from './docs-mapping.ts';
import { resumable } from './resumable.ts';

const counted = z.number().int().nonnegative();
const faults = z.array(z.string());
const verdictSchema = z.object({
  kills: counted,
  /** Processes that were killed while they had requests to make. */
  inside: counted,
  changes: counted,
  made: counted,
  refused: counted,
  twice: faults,
  /** Confirmed, and the order in the program's own tables is not as it should be. */
  half: faults,
  /** Told as done, or confirmed in the ledger, and not made. */
  untrue: faults,
  /** Made, and refused in the ledger. */
  hidden: faults,
  /** Neither confirmed nor refused at the end. */
  open: faults,
});
export type ChangesVerdict = z.infer<typeof verdictSchema>;

const nothing = (): ChangesVerdict => ({ kills: 0, inside: 0, changes: 0, made: 0, refused: 0, twice: [], half: [], untrue: [], hidden: [], open: [] });

/** Puts one after the other. */
function both(one: ChangesVerdict, other: ChangesVerdict): ChangesVerdict {
  const counts = (['kills', 'inside', 'changes', 'made', 'refused'] as const).map((key) => [key, one[key] + other[key]]);
  const lists = (['twice', 'half', 'untrue', 'hidden', 'open'] as const).map((key) => [key, [...one[key], ...other[key]]]);
  return verdictSchema.parse(Object.fromEntries([...counts, ...lists]));
}

const line = z.object({ n: z.number(), told: z.string().optional(), ledger: z.string().optional(), half: z.boolean().optional() });
/** Changes for each kill: enough that each process has work when it is killed. */
const changesAKill = 8;
const minutes = 60_000;

/** Kills in one shop. */
const killsAShop = 10;
/** As docs/stores.md has it. */
const mapping = JSON.stringify(docsMapping());

export interface ChangesChaos {
  kills: number;
  seed: number;
  /** Told after each kill: how many there were, and what is known to be wrong. */
  progress?(done: number, wrong: number): void;
  /** File that keeps what was found, for a run that goes on later. */
  state?: string | undefined;
}

/** Runs it; the same seed gives the same times of killing. */
export async function runChangesChaos({ kills, seed, progress, state }: ChangesChaos): Promise<ChangesVerdict> {
  const program = await childProgram('changes-child');
  const run = resumable(state, z.object({ seed: counted, ended: verdictSchema, now: verdictSchema }), { seed, ended: nothing(), now: nothing() });
  let { ended } = run.kept;
  try {
    while (ended.kills < kills) {
      const shop = await oneShop(program.file, Math.min(killsAShop, kills - ended.kills), run.kept.seed + ended.kills, (now) => {
        run.keep({ seed: run.kept.seed, ended, now });
        const { twice, untrue } = both(ended, now);
        progress?.(ended.kills + now.kills, twice.length + untrue.length + faultsAtRest(ended).length);
      });
      ended = both(ended, shop);
      run.keep({ seed: run.kept.seed, ended, now: nothing() });
    }
  } finally {
    program.remove();
  }
  return ended;
}

/** What is certain only when nothing is under way any more. */
const faultsAtRest = ({ half, hidden, open }: ChangesVerdict): string[] => [...half, ...hidden, ...open];

/** Everything that must not be. */
export const changesFaults = (verdict: ChangesVerdict): string[] => [...verdict.twice, ...verdict.untrue, ...faultsAtRest(verdict)];

/** One shop from its first order until all changes have an end. */
async function oneShop(program: string, kills: number, seed: number, killed: (now: ChangesVerdict) => void): Promise<ChangesVerdict> {
  const random = randomFrom(seed);
  const count = kills * changesAKill;
  const order = (n: number): Goods['orders'][number] => ({ id: 10_000 + n, state: 'paid', updated: '2026-11-29T10:00:00Z', address: 'Hauptstr. 1' });
  const state: Goods = { orders: Array.from({ length: count }, (_, n) => order(n)), coupons: [] };
  const server: StandIn = await standIn(restServer(state, true));
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-changes-'));
  mkdirSync(join(folder, 'data'));
  const told = new Map<number, string>();
  const ledger = new Map<number, string>();
  const halves = new Set<number>();
  let inside = 0;

  /** Starts a process and kills it after so many answers; never: it works to its end. */
  async function life(round: number, after: number): Promise<boolean> {
    const child = spawn(process.execPath, [program, join(folder, 'data', 'shop.db'), server.url, String(count), String(round * 10 * minutes), mapping], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let seen = 0;
    for await (const text of createInterface({ input: child.stdout })) {
      if (text === 'ready') continue;
      const { n, told: what, ledger: row, half } = line.parse(JSON.parse(text));
      if (half !== undefined) halves[half ? 'add' : 'delete'](n);
      if (what !== undefined && told.get(n) !== 'done') told.set(n, what);
      if (row !== undefined) ledger.set(n, row);
      seen += 1;
      if (seen >= after && !child.killed) setTimeout(() => child.kill('SIGKILL'), random() * 30);
    }
    const code = await ended;
    if (code !== null && code !== 0) throw new Error(`a process of changes ended by itself with ${code}`);
    return child.signalCode === 'SIGKILL';
  }

  /** What is so now; what is open is on its way unless all have ended. */
  const judge = (kills: number): ChangesVerdict => {
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
      half: names((n) => halves.has(n)),
      untrue: names((n) => made[n] === 0 && (told.get(n) === 'done' || ledger.get(n) === 'confirmed')),
      hidden: names((n) => made[n] === 1 && ledger.get(n) === 'refused'),
      open: names((n) => ledger.get(n) !== 'confirmed' && ledger.get(n) !== 'refused'),
    };
  };

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
      killed(judge(kill + 1));
    }
    server.before = undefined;
    await life(kills + 1, Number.POSITIVE_INFINITY);
    await life(kills + 200, Number.POSITIVE_INFINITY);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return judge(kills);
}

/** The report's lines. */
export function changesReport({ kills, inside, changes, made, refused, ...faults }: ChangesVerdict): string {
  const some = (list: string[]): string => (list.length > 0 ? ` ${list.slice(0, 5).join('; ')}` : '');
  const lists = Object.entries(faults).map(([name, list]) => `${name} ${list.length}${some(list)}`);
  return `${kills} kills (${inside} with requests on their way): ${changes} changes, ${made} made, ${refused} not made\n  ${lists.join('\n  ')}`;
}
