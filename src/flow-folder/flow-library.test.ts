import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allCollections } from '../app/open-store.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { flowVersions } from '../store/collections.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { Store } from '../store/store.ts';
import { FlowLibrary } from './flow-library.ts';

/** Files that the operating system lets nobody read. */
const locked = new Set<string>();
vi.mock('./flow-folder.ts', async (original) => {
  const real = await original<typeof import('./flow-folder.ts')>();
  const refused = (name: string) => Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open', path: `/flows/${name}` });
  return { ...real, readFlowFile: async (dir: string, name: string) => (locked.has(name) ? Promise.reject(refused(name)) : real.readFlowFile(dir, name)) };
});

const hello = (text: string, says = 'hello there'): string => `flow: hello\nstart:\n  - says: [${says}]\nsteps:\n  - say: ${text}\n`;
const faq = (answer: string): string => `faq: shop\nentries:\n  - q: [how much is shipping]\n    a: ${answer}\n`;
const broken = 'flow: hello\nstart:\n  - says: [hello there]\nsteps:\n  - sya: oops\n';

let folder: string;
let dir: string;
let store: Store;
let logged: string[];
let open: FlowLibrary[];
/** Rises with every look at it. */
let clock = 0;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

async function library(options: { pollMs?: number } = {}): Promise<FlowLibrary> {
  const log = { ...quiet, error: (_: object, text: string) => void logged.push(text) };
  const made = await FlowLibrary.open({ dir, store, calls: new Map(), langs: ['en'], log, now: () => ++clock, ...options });
  open.push(made);
  return made;
}

/** Resolves with the next set that `holds`, or rejects after `ms`. */
function live(flows: FlowLibrary, holds: (set: FlowSet) => boolean, ms = 30_000): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('not live in time')), ms);
    flows.onChange((set) => {
      if (!holds(set)) return;
      clearTimeout(late);
      resolve(performance.now() - began);
    });
  });
}

const says = (set: FlowSet, text: string): boolean => set.live.get('hello')?.source.includes(text) ?? false;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flows-'));
  dir = join(folder, 'flows');
  await mkdir(dir);
  store = await openSqlite({ file: join(folder, 'test.db'), specs: allCollections, now: Date.now, log: quiet });
  logged = [];
  open = [];
});

afterEach(async () => {
  for (const flows of open) flows.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('flow library', () => {
  it('says which file it may not read and what to do, once, and keeps what was live of it', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    const flows = await library();
    locked.add('hello.yaml');
    await writeFile(join(dir, 'hello.yaml'), hello('two'));
    await flows.refresh();
    await flows.refresh();
    expect(flows.problems()).toMatchObject([
      { file: 'hello.yaml', severity: 'error', message: expect.stringMatching(/hello\.yaml: this user may not read.*chmod.*EACCES/) },
    ]);
    expect(logged).toHaveLength(1);
    expect(says(flows.set(), 'one')).toBe(true);
    locked.clear();
    await flows.refresh();
    expect(flows.problems()).toEqual([]);
    expect(says(flows.set(), 'two')).toBe(true);
  });

  it('reads flows and FAQ files of all folders below, and no transcripts', async () => {
    await mkdir(join(dir, 'more', 'deep'), { recursive: true });
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    await writeFile(join(dir, 'hello.test.yaml'), '- test: x\n');
    await writeFile(join(dir, 'more/deep/faq.yml'), faq('Nine.'));
    await writeFile(join(dir, 'notes.txt'), 'not a flow');
    const flows = await library();
    expect([...flows.set().live.keys()]).toEqual(['hello']);
    expect([...flows.set().faqs.keys()]).toEqual(['shop']);
    expect(flows.set().rank('how much is shipping?', 1)[0]).toMatchObject({ score: 1 });
    expect(flows.problems()).toEqual([]);
  });

  it('is live within a second of a save, by rename too, and in folders that are new', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    const flows = await library();
    const written = live(flows, (set) => says(set, 'two'));
    await writeFile(join(dir, 'hello.yaml'), hello('two'));
    expect(await written).toBeLessThan(1_000);

    const renamed = live(flows, (set) => says(set, 'three'));
    await writeFile(join(dir, '.hello.yaml.swp'), hello('three'));
    await rename(join(dir, '.hello.yaml.swp'), join(dir, 'hello.yaml'));
    expect(await renamed).toBeLessThan(1_000);

    const answered = live(flows, (set) => (set.rank('how much is shipping', 1)[0]?.score ?? 0) === 1);
    await mkdir(join(dir, 'new'));
    await writeFile(join(dir, 'new/faq.yaml'), faq('Ten.'));
    expect(await answered).toBeLessThan(1_000);
  });

  it('leaves the version before live while a file is broken, and says where it is broken', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    await writeFile(join(dir, 'faq.yaml'), faq('Nine.'));
    const flows = await library();
    await writeFile(join(dir, 'hello.yaml'), broken);
    await writeFile(join(dir, 'faq.yaml'), faq('Ten.'));
    await flows.refresh();
    expect(says(flows.set(), 'one')).toBe(true);
    expect(flows.set().faqs.get('shop')?.source).toContain('Ten.');
    expect(flows.problems()).toMatchObject([{ file: 'hello.yaml', line: 5, column: 5, severity: 'error' }]);
    expect(logged[0]).toMatch(/^hello\.yaml:5:5: /);

    await writeFile(join(dir, 'hello.yaml'), hello('mended'));
    await flows.refresh();
    expect(says(flows.set(), 'mended')).toBe(true);
    expect(flows.problems()).toEqual([]);
  });

  it('keeps the last good version over a restart with a broken file', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    (await library()).close();
    await writeFile(join(dir, 'hello.yaml'), broken);
    const again = await library();
    expect(says(again.set(), 'one')).toBe(true);
    expect(again.problems()).toHaveLength(1);
  });

  it('goes back to an older text when the merchant does, also over a restart', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    const flows = await library();
    for (const text of ['two', 'one']) {
      await writeFile(join(dir, 'hello.yaml'), hello(text));
      await flows.refresh();
    }
    flows.close();
    await writeFile(join(dir, 'hello.yaml'), broken);
    expect(says((await library()).set(), 'one')).toBe(true);
  });

  it('stores each version before it is live and reads old ones again for the runs that need them', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    const flows = await library();
    const first = flows.set().live.get('hello')!;
    await writeFile(join(dir, 'hello.yaml'), hello('two'));
    await flows.refresh();
    expect(flows.set().pinned('hello', first.version)?.source).toBe(first.source);
    expect(await store.collection(flowVersions).count({ name: 'hello' })).toBe(2);

    flows.close();
    const again = await library();
    expect(again.set().pinned('hello', first.version)).toBeUndefined();
    await again.loadVersion('hello', first.version);
    expect(again.set().pinned('hello', first.version)?.steps.get('0')?.verb).toBe('say');
    await again.loadVersion('hello', '0000000000000000');
    expect(again.set().pinned('hello', '0000000000000000')).toBeUndefined();
  });

  it('takes a deleted flow down, but not the flow that leads to it', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    await writeFile(join(dir, 'door.yaml'), 'flow: door\nstart:\n  - says: [open the door]\nsteps:\n  - go: hello\n');
    const flows = await library();
    expect([...flows.set().live.keys()].sort()).toEqual(['door', 'hello']);
    await rm(join(dir, 'hello.yaml'));
    await flows.refresh();
    expect([...flows.set().live.keys()]).toEqual(['door']);
    expect(flows.problems()).toMatchObject([{ file: 'door.yaml', severity: 'error' }]);
  });

  it('has the rules for speaking first live as they are saved, the last good one over a mistake and a restart, and none when it is gone', async () => {
    const rule = (when: string) => `proactive: help\nwhen: { ${when} }\nshow: bubble\nsay: Hello\n`;
    const live = (flows: FlowLibrary) => flows.set().rules.map(({ name, when }) => [name, when]);
    await writeFile(join(dir, 'help.yaml'), rule('on_page: 40s'));
    const flows = await library();
    expect(live(flows)).toEqual([['help', { on_page: 40_000 }]]);
    await writeFile(join(dir, 'help.yaml'), rule('scroll: 50'));
    await flows.refresh();
    expect(live(flows)).toEqual([['help', { scroll: 50 }]]);
    await writeFile(join(dir, 'help.yaml'), rule('scroll: half'));
    await flows.refresh();
    expect(live(flows)).toEqual([['help', { scroll: 50 }]]);
    expect(flows.problems()).toMatchObject([{ file: 'help.yaml', line: 2, column: 17, severity: 'error' }]);
    expect(live(await library())).toEqual([['help', { scroll: 50 }]]);
    await rm(join(dir, 'help.yaml'));
    await flows.refresh();
    expect(live(flows)).toEqual([]);
  });

  it('does not mind half a file, and goes live with the whole', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    const flows = await library();
    const whole = hello('two');
    for (const part of [0, 10, whole.length - 12]) {
      await writeFile(join(dir, 'hello.yaml'), whole.slice(0, part));
      await flows.refresh();
      expect(says(flows.set(), 'one')).toBe(true);
    }
    await writeFile(join(dir, 'hello.yaml'), whole);
    await flows.refresh();
    expect(says(flows.set(), 'two')).toBe(true);
  });

  it('says in words that the folder is missing, and lives through its loss later', async () => {
    await writeFile(join(dir, 'hello.yaml'), hello('one'));
    const flows = await library();
    await rename(dir, `${dir}-away`);
    await flows.refresh();
    expect(says(flows.set(), 'one')).toBe(true);
    expect(flows.problems()).toMatchObject([{ code: 'no-folder', severity: 'error' }]);
    await expect(library()).rejects.toThrow(/FLOWS_DIR/);
    await rename(`${dir}-away`, dir);
    await flows.refresh();
    expect(flows.problems()).toEqual([]);
  });
});
