/** A flow file that is saved ten thousand times in a burst, as a script or a broken editor does. */
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { FlowLibrary } from '../../src/flow-folder/flow-library.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { quiet } from './desk.ts';

const saves = 10_000;
/** Before memory is looked at. */
const warm = 500;
const text = (n: number): string => `flow: hello\nstart:\n  - keyword: hello\nsteps:\n  - say: Number ${n}.\n`;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};
/** Files and watchers that the process has open; Linux counts them. */
const handles = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

let folder: string;
let store: Store;
let library: FlowLibrary;
let stored = 0;
let storing = 0;
let most = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saves-'));
  const file = await mkdtemp(join(tmpdir(), 'saves-store-'));
  const real = await openSqlite({ file: join(file, 'shop.db'), specs: allCollections, now: Date.now, log: quiet });
  [stored, storing, most] = [0, 0, 0];
  // Each compiled text is stored before it is live: two at once would be seen here.
  store = {
    ...real,
    collection: (spec) => real.collection(spec),
    close: () => real.close(),
    async write(...given) {
      stored += 1;
      storing += 1;
      most = Math.max(most, storing);
      try {
        return await real.write(...given);
      } finally {
        storing -= 1;
      }
    },
  };
  writeFileSync(join(folder, 'hello.yaml'), text(0));
  library = await FlowLibrary.open({ dir: folder, store, calls: new Map(), langs: ['en'], log: quiet, now: Date.now });
});

afterEach(async () => {
  library.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const isLive = (n: number): boolean => library.set().live.get('hello')?.source === text(n);

async function burst(from: number, to: number, save: (n: number) => void): Promise<void> {
  for (let n = from; n <= to; n++) {
    save(n);
    if (n % 50 === 0) await setImmediate();
  }
  await expect.poll(() => isLive(to), { timeout: 30_000 }).toBe(true);
}

test.each([
  ['in place, seen by the watcher', (n: number) => writeFileSync(join(folder, 'hello.yaml'), text(n))],
  [
    'by renaming, seen by the watcher',
    (n: number) => {
      writeFileSync(join(folder, '.hello.tmp'), text(n));
      renameSync(join(folder, '.hello.tmp'), join(folder, 'hello.yaml'));
    },
  ],
  [
    'each asking for a look at the folder',
    (n: number) => {
      writeFileSync(join(folder, 'hello.yaml'), text(n));
      void library.refresh();
    },
  ],
])(
  '%s: the last text is live, one is compiled at a time, nothing grows',
  async (_, save) => {
    await burst(1, warm, save);
    const [before, open] = [heap(), handles()];
    await burst(warm + 1, warm + saves, save);
    await library.refresh();
    // Up to 500 old versions stay in memory, for customers who are in the midst of one.
    expect((heap() - before) / 1e6).toBeLessThan(10);
    expect(handles() - open).toBeLessThanOrEqual(0);
    expect(most).toBe(1);
    expect(stored).toBeLessThan(saves);
  },
  240_000,
);
