import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedCalls, shippedFiles, shippedShop, shippedText } from '../../tests/engine/shipped-flows.ts';
import { allCollections } from '../app/open-store.ts';
import { checkingFlows, type LoadContext, LoadedFiles } from '../compiler/flow.ts';
import { atOnce } from '../event-loop/slices.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { Store } from '../store/store.ts';
import { parseTranscript, runCase } from '../transcripts/transcript.ts';
import { FlowLibrary, type FlowLibraryOptions } from './flow-library.ts';
import { makingFlowSet } from './flow-set.ts';
import { keptWork } from './kept-work.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const files: Record<string, string> = {
  'hello.yaml':
    'flow: hello\nstart:\n  - says: [good morning to you, 早上好]\nsteps:\n  - say: "Hello {{ contact.name }}"\n    only_if: contact.name\n  - go: other\n',
  'other.yaml': 'flow: other\ntakes:\n  order: optional\nsteps:\n  - say: { en: "Bye {% if order %}now{% endif %}" }\n',
  'shop.yaml': 'faq: shop\nentries:\n  - q: [how much is shipping, 运费多少]\n    a: Five.\n    check_by: 2026-06-01\n',
  'broken.yaml': 'flow: broken\nsteps:\n  - sya: oops\n',
};
/** 2026-03-01 and 2026-09-01. */
const [spring, autumn] = [Date.UTC(2026, 2, 1), Date.UTC(2026, 8, 1)];

let folder: string;
let dir: string;
let cache: string;
let store: Store;
let stores = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-work-'));
  dir = join(folder, 'flows');
  cache = join(folder, 'start.cache');
  await mkdir(dir);
  for (const [file, text] of Object.entries(files)) await writeFile(join(dir, file), text);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Start {
  options?: Partial<FlowLibraryOptions>;
  program?: string;
}

/** Starts with what is kept, or from nothing: resolves to what became of the folder, and whether something was made that was not kept. */
async function start({ options = {}, program = 'p' }: Start, from: 'kept' | 'nothing') {
  store = await openSqlite({ file: join(folder, `${stores++}.db`), specs: allCollections, now: () => spring, log: quiet });
  const kept = keptWork(from === 'kept' ? cache : join(folder, `other-${stores}.cache`), program);
  const library = await FlowLibrary.open({ dir, store, calls: new Map(), langs: ['en'], zone: 'UTC', log: quiet, now: () => spring, kept, ...options });
  const set = library.set();
  const before = await readFile(cache).catch(() => Buffer.alloc(0));
  await library.keepWork();
  const written = !before.equals(await readFile(cache).catch(() => Buffer.alloc(0)));
  library.close();
  await store.close();
  const ranked = ['good morning', '早上好呀', 'what does shipping cost', '运费', 'nothing of that kind'].map((text) => set.rank(text, 3));
  return { made: { live: set.live, faqs: set.faqs, rules: set.rules, problems: library.problems(), ranked }, written };
}

/** What a first start keeps of the files as they are. */
let ofFirst: Buffer | undefined;

async function firstStart(): Promise<void> {
  if (ofFirst) return writeFile(cache, ofFirst);
  await start({}, 'kept');
  ofFirst = await readFile(cache);
}

describe('a start after another', () => {
  it('makes nothing again, and the same as from nothing', async () => {
    const first = await start({}, 'kept');
    expect(first.written).toBe(true);
    const second = await start({}, 'kept');
    expect(second.made).toStrictEqual(first.made);
    expect(second.made).toStrictEqual((await start({}, 'nothing')).made);
    expect(second.written).toBe(false);
    expect(second.made.problems.map(({ code }) => code)).toContain('unknown-verb');
  });

  const saved = (file: string, change: (text: string) => string) => () => writeFile(join(dir, file), change(files[file] ?? ''));
  it.each<[string, () => Promise<unknown>, Start]>([
    ['another byte of a flow', saved('hello.yaml', (text) => text.replace('Hello', 'Hallo')), {}],
    ['another byte of a phrase', saved('hello.yaml', (text) => text.replace('morning', 'evening')), {}],
    ['another byte of a file with an error', saved('broken.yaml', (text) => text.replace('sya', 'syay')), {}],
    ['other parameters of a flow', saved('other.yaml', (text) => text.replace('optional', 'required')), {}],
    ['a file more', () => writeFile(join(dir, 'more.yaml'), 'flow: more\nsteps:\n  - say: More\n'), {}],
    ['a file less', () => rm(join(dir, 'other.yaml')), {}],
    ['other languages', async () => {}, { options: { langs: ['en', 'zh'] } }],
    ['other calls', async () => {}, { options: { calls: shippedCalls() } }],
    ['a day on which an answer is overdue', async () => {}, { options: { now: () => autumn } }],
    ['another program', async () => {}, { program: 'q' }],
    ['a damaged file', async () => writeFile(cache, (await readFile(cache)).subarray(0, -9)), {}],
    ['no file', () => rm(cache), {}],
  ])('makes again what %s changes', async (_, change, then) => {
    await firstStart();
    await change();
    const again = await start(then, 'kept');
    expect(again.made).toStrictEqual((await start(then, 'nothing')).made);
    expect(again.written).toBe(true);
  });
});

it('answers by kept flows as by flows that were just checked', async () => {
  const calls = shippedCalls();
  const context: LoadContext = { calls, langs: ['zh', 'en'] };
  const texts = shippedFiles('.yaml')
    .filter((file) => !file.endsWith('.test.yaml'))
    .map((file) => ({ file, text: shippedText(file) }));
  const loaded = new LoadedFiles();
  const cold = atOnce(makingFlowSet({ ...atOnce(checkingFlows(texts, context, loaded)), calls }));
  expect(await keptWork(cache, 'p').keep(loaded, cold)).toBe(true);
  const later = keptWork(cache, 'p');
  const { loaded: again, lessons } = await later.take(texts);
  const warm = atOnce(makingFlowSet({ ...atOnce(checkingFlows(texts, context, again)), calls, lessons }));
  expect(await later.keep(again, warm)).toBe(false);
  const played = ['appointment.test.yaml', 'birthday.test.yaml', 'order-status.test.yaml', 'returns.test.yaml'].filter((file) =>
    shippedFiles('.test.yaml').includes(file),
  );
  expect(played.length).toBeGreaterThan(1);
  for (const file of played) {
    // A few of each: what is lost in keeping is lost in all.
    for (const test of parseTranscript(shippedText(file), file).cases.slice(0, 4)) {
      const results = [cold, warm].map((set) => runCase(set, test, { shop: shippedShop() }));
      expect(results[1], test.name).toEqual(results[0]);
      expect(results[1]?.passed, test.name).toBe(true);
    }
  }
  for (const text of ['where is my parcel', '我要退货', 'can I change my address', '有优惠吗', 'thank you', '你们几点开门', 'asdfgh'])
    expect(warm.rank(text, 5)).toEqual(cold.rank(text, 5));
});
