/**
 * Kills a process with SIGKILL while it reads a store or imports a file: `npm run chaos -- --sync --kills 100`. A catalogue that was imported is always one
 * version, whole; what a pass says it has read is there at each new start; and at the end the tables have what the store has, no more.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Goods, goods, type StandIn, standIn } from '../stores/stand-in.ts';
import { wooServer } from '../stores/woo-server.ts';
import { childProgram } from './child-program.ts';
import { randomFrom } from './customers.ts';
import { resumable } from './resumable.ts';
import { goodsOf, sheetRows } from './sync-sheet.ts';

const counted = z.number().int().nonnegative();
const verdictSchema = z.object({
  kills: counted,
  /** Killed inside a reading of the store, and inside an import. */
  readings: counted,
  imports: counted,
  /** Starts that found a pass half done, and went on with it. */
  wentOn: counted,
  wrong: z.array(z.string()),
});
export type SyncVerdict = z.infer<typeof verdictSchema>;

const strings = z.array(z.string());
const line = z.object({
  found: z.object({ goods: strings, sales: strings, readProducts: counted, readOrders: counted }).optional(),
  begun: z.number().optional(),
  done: z.number().optional(),
});
type Found = NonNullable<z.infer<typeof line>['found']>;

const killsAShop = 5;
const many = { orders: 220, products: 210 };
/** The clock of each start is a day further, when the whole catalogue is read again. */
const day = 86_400_000;

export interface SyncChaos {
  kills: number;
  seed: number;
  progress?(done: number, wrong: number): void;
  /** File that keeps what was found, for a run that goes on later. */
  state?: string | undefined;
}

/** Runs it, every other shop with a store; the same seed gives the same times of killing. */
export async function runSyncChaos({ kills, seed, progress, state }: SyncChaos): Promise<SyncVerdict> {
  const program = await childProgram('sync-child');
  const first = { kills: 0, readings: 0, imports: 0, wentOn: 0, wrong: [] };
  const run = resumable(state, z.object({ seed: counted, verdict: verdictSchema }), { seed, verdict: first });
  const { verdict } = run.kept;
  try {
    while (verdict.kills < kills) {
      const shop = { program: program.file, kills: Math.min(killsAShop, kills - verdict.kills), random: randomFrom(run.kept.seed + verdict.kills), verdict };
      const killed = (): void => {
        verdict.kills += 1;
        run.keep({ seed: run.kept.seed, verdict });
        progress?.(verdict.kills, verdict.wrong.length);
      };
      if (Math.floor(verdict.kills / killsAShop) % 2 === 0) await storeShop(shop, killed);
      else await importShop(shop, killed);
      run.keep({ seed: run.kept.seed, verdict });
    }
  } finally {
    program.remove();
  }
  return verdict;
}

interface Shop {
  program: string;
  kills: number;
  random(): number;
  verdict: SyncVerdict;
}

/** Starts a process; `said` hears each line and may ask for its end. Resolves when it is gone. */
async function life(args: string[], isLast: boolean, said: (what: z.infer<typeof line>, kill: () => void) => void): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, END: isLast ? '1' : '' } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for await (const text of createInterface({ input: child.stdout })) said(line.parse(JSON.parse(text)), () => void child.kill('SIGKILL'));
  const code = await ended;
  if (code !== null && code !== 0) throw new Error(`a process ended by itself with ${code}`);
}

/** In a folder of its own. */
async function inFolder<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-sync-'));
  mkdirSync(join(folder, 'data'));
  try {
    return await work(join(folder, 'data', 'shop.db'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const importShop = ({ program, kills, random, verdict }: Shop, killed: () => void): Promise<void> =>
  inFolder(async (file) => {
    let [begun, done] = [0, 0];
    const look = ({ goods: has }: Found, when: string): void => {
      const version = has.length === 0 ? 0 : Number(has[0]?.split(' ')[1]) / 100;
      const isWhole = version === 0 ? done === 0 : JSON.stringify([...has].sort()) === JSON.stringify(goodsOf(version));
      if (!isWhole) verdict.wrong.push(`${when}: a catalogue of ${has.length} of ${sheetRows} products, not all of version ${version}`);
      if (version < done || version > begun) verdict.wrong.push(`${when}: version ${version}, where ${done} was done and ${begun} begun`);
    };
    for (let kill = 0; kill <= kills; kill++) {
      const isLast = kill === kills;
      const wanted = 1 + Math.floor(random() * 3);
      let seen = 0;
      await life([program, file, String(kill * day)], isLast, (what, end) => {
        if (what.found) look(what.found, `import, start ${kill}`);
        if (what.done !== undefined) done = what.done;
        if (what.begun === undefined) return;
        begun = what.begun;
        seen += 1;
        if (seen === wanted) setTimeout(end, random() * 250);
      });
      if (isLast) return;
      verdict.imports += 1;
      killed();
    }
  });

const storeShop = ({ program, kills, random, verdict }: Shop, killed: () => void): Promise<void> =>
  inFolder(async (file) => {
    const order = (n: number): Goods['orders'][number] => ({ id: 1_001 + n, state: 'paid', updated: '2026-11-29T10:00:00Z', address: `Hauptstr. ${n}` });
    const state: Goods = { ...goods(), orders: Array.from({ length: many.orders }, (_, n) => order(n)), gone: [] };
    const server: StandIn = await standIn(wooServer(state, many.products));
    let changes = 0;
    const happens = (ahead: number): void => {
      const one = state.orders[Math.floor(random() * state.orders.length)];
      if (!one) return;
      changes += 1;
      const updated = new Date(Date.now() + ahead).toISOString();
      Object.assign(one, random() < 0.5 ? { state: 'shipped', updated } : { address: `Neue Str. ${changes}`, updated });
    };
    try {
      let least = { goods: 0, sales: 0 };
      for (let kill = 0; kill <= kills; kill++) {
        const isLast = kill === kills;
        const ahead = kill * day;
        const before = server.asked.length;
        const at = 1 + Math.floor(random() * 8);
        let end = (): void => {};
        server.before = () => {
          if (isLast) return undefined;
          if (random() < 0.2) happens(ahead);
          if (server.asked.length - before === at) setTimeout(() => end(), random() * 120);
          return undefined;
        };
        const found: Found[] = [];
        await life([program, file, String(ahead), server.url], isLast, (what, kill) => {
          end = kill;
          if (what.found) found.push(what.found);
        });
        const [start] = found;
        if (start) {
          const when = `store, start ${kill}`;
          const known = new Set(start.goods);
          if (known.size !== start.goods.length || start.sales.length !== new Set(start.sales.map((text) => text.split(' ')[0])).size)
            verdict.wrong.push(`${when}: something is there twice`);
          if (start.goods.length < start.readProducts - (state.gone?.length ?? 0))
            verdict.wrong.push(`${when}: ${start.goods.length} products of ${start.readProducts} that were read`);
          if (start.sales.length < start.readOrders) verdict.wrong.push(`${when}: ${start.sales.length} orders of ${start.readOrders} that were read`);
          if (start.sales.length < least.sales) verdict.wrong.push(`${when}: orders went: ${start.sales.length} after ${least.sales}`);
          if (start.readProducts > 0 && start.readProducts < many.products) verdict.wentOn += 1;
          least = { goods: start.goods.length, sales: start.sales.length };
        }
        if (isLast) {
          const has = found.at(-1);
          const sales = state.orders.map(({ id, state: is, address }) => `${id} ${is} ${address} 5820 1`).sort();
          if (JSON.stringify([...(has?.sales ?? [])].sort()) !== JSON.stringify(sales))
            verdict.wrong.push(`store, at the end: other orders than the store has`);
          const ids = [5, 6, ...Array.from({ length: many.products }, (_, n) => 100 + n)].filter((id) => !state.gone?.includes(id));
          const there = (has?.goods ?? []).map((text) => Number(text.split(' ')[0])).sort((a, b) => a - b);
          if (JSON.stringify(there) !== JSON.stringify(ids)) verdict.wrong.push(`store, at the end: ${there.length} products, and the store has ${ids.length}`);
          return;
        }
        // While nobody is there, an order changes and a product goes.
        happens(ahead);
        state.gone = [...(state.gone ?? []), 100 + kill];
        verdict.readings += 1;
        killed();
      }
    } finally {
      await server.close();
    }
  });

/** The report's lines. */
export function syncReport({ kills, readings, imports, wentOn, wrong }: SyncVerdict): string {
  const some = wrong.slice(0, 5).map((text) => `\n  ${text}`);
  return `${kills} kills: ${readings} inside readings of a store, after ${wentOn} of which the catalogue was read on from its middle; ${imports} inside imports\n  wrong ${wrong.length}${some.join('')}`;
}
