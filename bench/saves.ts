/** How long the serving thread stands still while a merchant saves a file: the flow library as the built program runs it, on a folder of its own. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { allCollections } from '../src/app/open-store.ts';
import { realClock } from '../src/event-loop/clock.ts';
import { checkerApart, type FlowChecker } from '../src/flow-folder/flow-checker.ts';
import { FlowLibrary } from '../src/flow-folder/flow-library.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';

const faq = (name: string, count: number, slips = 0): string => {
  const entries = Array.from(
    { length: count },
    (_, n) => `  - ${n % 4 === 0 && n / 4 < slips ? 'qq' : 'q'}: [how about thing ${n} ${name}, 第${n}个东西呢]\n    a: Answer ${n} of ${name}\n`,
  );
  return `faq: ${name}\nentries:\n${entries.join('')}`;
};
const steps = (count: number): string =>
  `flow: long\nsteps:\n${Array.from({ length: count }, (_, n) => `  - say: "Line ${n} for {{ contact.name }}, {{ shop.name | upcase }}"\n`).join('')}`;
const phrases = (count: number): string =>
  `flow: asked\nstart:\n  - says: [${Array.from({ length: count }, (_, n) => `how much ${n}`).join(', ')}]\nsteps:\n  - say: Ten.\n`;

/** A folder of a large shop: `many` flows that lead to one another. */
const many = 500;
const oneOfMany = (n: number, line: string, phrase: string): string =>
  `flow: shop-${n}\nstart:\n  - says: [${phrase} ${n}, question ${n} of the shop, 第${n}件事]\nsteps:\n  - say: "${line} {{ contact.name }}"\n  - choose: More?\n    options:\n      - label: Yes\n        then: shop-${(n + 1) % many}\n      - label: No\n        then: end\n`;

/** What is saved, one after the other. */
const saved: [string, string][] = [
  ['2,800 FAQ entries in one file', faq('large', 2_800)],
  ['2,200 more, 5,000 in all', faq('more', 2_200)],
  ['800 FAQ entries, 200 with a slip', faq('slips', 800, 200)],
  ['a flow of 3,000 steps with templates', steps(3_000)],
  ['a flow that 12,000 phrases start', phrases(12_000)],
  ['2,400 FAQ entries with a warning each', faq('large', 2_400).replaceAll(/a: (.*)/g, 'a: { zh: $1 }')],
];

export interface Save {
  name: string;
  /** Number of flows in the folder, where that is what makes it slow. */
  among?: number;
  /** Longest time between two turns of the event loop, ms. */
  stallMs: number;
  /** From the save to what is live or told, ms. */
  liveMs: number;
  /** CPU time of all threads meanwhile, ms. */
  cpuMs: number;
}

/** Returns the time that this thread has run, ms: other programs do not make it longer. Only Linux tells; elsewhere it is the time that passes. */
function ranMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

async function stallWhile(work: Promise<unknown>): Promise<number> {
  let worst = 0;
  let before = ranMs();
  let going = true;
  const look = (): void => {
    const now = ranMs();
    worst = Math.max(worst, now - before);
    before = now;
    // At most once a ms: looking costs CPU time too.
    if (going) setTimeout(look, 1);
  };
  setTimeout(look, 1);
  await work;
  going = false;
  return Math.max(worst, ranMs() - before);
}

async function measured(work: Promise<unknown>): Promise<Omit<Save, 'name'>> {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const stallMs = await stallWhile(work);
  const { user, system } = process.cpuUsage(cpu);
  return { stallMs, liveMs: performance.now() - begun, cpuMs: (user + system) / 1_000 };
}

/** Each file saved `rounds` times; the shortest stall counts, as other programs only ever make it longer. */
export async function benchSaves(progress: (text: string) => void, rounds = 3): Promise<Save[]> {
  await build();
  const entry = new URL('../dist/src/flow-folder/flow-check.js', import.meta.url);
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-saves-'));
  const warned: string[] = [];
  const log = { debug() {}, info() {}, warn: (_: object, text: string) => void warned.push(text), error() {} };
  const checker: FlowChecker = checkerApart({ entry, clock: realClock(), log });
  const store = await openSqlite({ file: join(folder, 'data.db'), specs: allCollections, now: Date.now, log });
  const found: Save[] = [];
  try {
    const flows = await FlowLibrary.open({ dir: folder, store, calls: new Map(), langs: ['en'], checker, log, now: Date.now, pollMs: 3_600_000 });
    for (const [name, text] of saved) {
      const file = join(folder, `${found.length}.yaml`);
      const once = async (content: string): Promise<Save> => {
        await writeFile(file, content);
        return { name, ...(await measured(flows.refresh())) };
      };
      let best = await once(text);
      for (let round = 1; round < rounds; round++) {
        const next = await once(`${text}# ${round}\n`);
        if (next.stallMs < best.stallMs) best = next;
      }
      progress(
        `${best.stallMs.toFixed(1).padStart(8)} ms  saving ${name}: live or told after ${best.liveMs.toFixed(0)} ms (${best.cpuMs.toFixed(0)} ms of CPU), ${flows.problems().length} problems`,
      );
      found.push(best);
      // The first stays, so that the second makes 5,000 entries.
      if (found.length === 1) continue;
      for (let n = 0; n < found.length; n++) await rm(join(folder, `${n}.yaml`), { force: true });
      await flows.refresh();
    }
    for (let n = 0; n < many; n++) await writeFile(join(folder, `${n}.yaml`), oneOfMany(n, 'Hello', 'tell me about'));
    await flows.refresh();
    for (const [name, text] of [
      [`one text of ${many} flows`, (round: number) => oneOfMany(7, `Hello ${round}`, 'tell me about')],
      [`one phrase of ${many} flows`, (round: number) => oneOfMany(7, 'Hello', `tell me ${round} about`)],
    ] as const) {
      let best: Save | undefined;
      for (let round = 0; round < rounds; round++) {
        await writeFile(join(folder, '7.yaml'), text(round));
        const next = { name, among: many, ...(await measured(flows.refresh())) };
        if (!best || next.stallMs < best.stallMs) best = next;
      }
      if (!best) continue;
      progress(
        `${best.stallMs.toFixed(1).padStart(8)} ms  saving ${name}: live after ${best.liveMs.toFixed(0)} ms (${best.cpuMs.toFixed(0)} ms of CPU), ${flows.problems().length} problems`,
      );
      found.push(best);
    }
    flows.close();
    if (warned.some((text) => text.includes('the thread for it'))) throw new Error('the thread did not do it');
  } finally {
    checker.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
  return found;
}
