import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { FlowLibrary } from '../flow-folder/flow-library.ts';
import type { Store } from '../store/store.ts';
import { parseTranscript, runCase } from '../transcripts/transcript.ts';
import { createFlowDesk, type FlowDesk } from './flow-desk.ts';
import { caseOf } from './talk-case.ts';

const hours =
  'flow: hours\nstart:\n  - says: [opening hours]\nsteps:\n  - say: We open at nine.   # every day\n  - ask: Which day?\n    save: day\n  - say: "{{ day }} it is."\n';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const noon = Date.UTC(2026, 10, 30, 4);

let dir: string;
let store: Store;
let closeStore: () => Promise<void>;
let library: FlowLibrary;
let desk: FlowDesk;
let clock = noon;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'desk-'));
  await writeFile(join(dir, 'hours.yaml'), hours);
  await writeFile(join(dir, 'hours.test.yaml'), '- test: tells the hours\n- customer: opening hours\n- bot: We open at nine.\n- bot: Which day?\n');
  ({ store, close: closeStore } = await openTestStore());
  library = await FlowLibrary.open({ dir, store, calls: new Map(), langs: ['en'], log: quiet, now: () => ++clock, pollMs: 60_000 });
  const openShop = async () => ({ ask: async () => ({ ok: true as const, value: null }), close: async () => {} });
  desk = createFlowDesk({ store, flows: library, shop: { langs: ['en'] }, openShop, now: () => ++clock });
});
afterEach(async () => {
  library.close();
  await closeStore();
  await chmod(dir, 0o700);
  await rm(dir, { recursive: true, force: true });
});

const live = (): string => [...(library.set().live.get('hours')?.source ?? '')].join('');
const save = (text: string, revision = 0, by = 'Mei', rest: object = {}) => desk.save({ file: 'hours.yaml', text, revision, by, ...rest });
const publish = (revision: number, rest: object = {}) => desk.publish('hours.yaml', revision, { by: 'Mei', why: 'winter', anyway: false, lang: 'en', ...rest });
const onDisk = (name = 'hours.yaml'): Promise<string> => readFile(join(dir, name), 'utf8');

describe('a draft', () => {
  it('is kept and never live', async () => {
    expect(await save(hours.replace('nine', 'ten'))).toMatchObject({ result: 'saved', draft: { v: 1, by: 'Mei', base: hours } });
    expect(live()).toBe(hours);
    expect(await onDisk()).toBe(hours);
  });

  it('is not saved over what a colleague saved since', async () => {
    await save(hours.replace('nine', 'ten'));
    expect(await save(hours.replace('nine', 'eight'), 0, 'Wei')).toMatchObject({ result: 'stale', by: 'Mei', changes: [{ kind: 'changed' }] });
    expect(await save(hours.replace('nine', 'eight'), 1, 'Wei')).toMatchObject({ result: 'saved', draft: { v: 2, by: 'Wei' } });
  });
});

describe('publishing', () => {
  it('is reviewed in words and by the transcripts, then live, with comments, as a version', async () => {
    const text = hours.replace('nine', 'ten');
    await save(text, 0, 'Mei', { transcript: '- test: asks for the day\n- customer: opening hours\n- bot: We open at ten.\n- bot: Which day?\n' });
    const review = await desk.review('hours.yaml', 'en');
    expect(review?.changes.map(({ en }) => en)).toEqual(['The text of say “We open at ten.” changed: “We open at nine.” → “We open at ten.”']);
    expect(review?.cases).toMatchObject({ passed: 1, failed: [{ name: 'tells the hours', before: false, problem: { file: 'hours.test.yaml', line: 3 } }] });
    expect(await publish(1)).toMatchObject({ result: 'cases' });
    expect(live()).toBe(hours);
    expect(await publish(1, { anyway: true })).toMatchObject({ result: 'published' });
    expect(live()).toBe(text);
    expect(await onDisk()).toBe(text);
    expect(await onDisk('hours.test.yaml')).toContain('\n\n- test: asks for the day\n');
    expect(await desk.draft('hours.yaml')).toBeNull();
    expect(await desk.versions('hours.yaml')).toMatchObject([
      { by: 'Mei', why: 'winter', text },
      { by: '', text: hours },
    ]);
  });

  it('goes back with one step', async () => {
    await save(hours.replace('nine', 'ten'));
    await publish(1, { anyway: true });
    const old = (await desk.versions('hours.yaml')).at(-1);
    expect(await desk.restore(old?._id ?? '', { by: 'Wei', why: '', lang: 'en' })).toMatchObject({ result: 'published' });
    expect(live()).toBe(hours);
    expect((await desk.versions('hours.yaml')).map(({ by }) => by)).toEqual(['Wei', 'Mei', '']);
  });

  it('is refused with what is wrong', async () => {
    await save('flow: hours\nsteps:\n  - sya: Hello\n');
    expect(await publish(1)).toMatchObject({ result: 'problems', problems: [{ line: 3, file: 'hours.yaml' }] });
    expect(live()).toBe(hours);
  });

  it('is refused with what others changed in between, and takes it in', async () => {
    await save(hours.replace('nine', 'ten'));
    const theirs = hours.replace('it is.', 'then.');
    await writeFile(join(dir, 'hours.yaml'), theirs);
    await library.refresh();
    expect(await publish(1, { anyway: true })).toMatchObject({
      result: 'stale',
      of: 'file',
      changes: [{ en: 'The text of say “{{ day }} then.” changed: “{{ day }} it is.” → “{{ day }} then.”' }],
    });
    expect(live()).toBe(theirs);
    expect(await desk.rebase('hours.yaml', 'merge', 'Mei')).toMatchObject({ conflict: false, draft: { v: 2, base: theirs } });
    expect(await publish(2, { anyway: true })).toMatchObject({ result: 'published' });
    expect(live()).toBe(theirs.replace('nine', 'ten'));
  });

  it('leaves the choice where both changed the same line', async () => {
    await save(hours.replace('nine', 'ten'));
    await writeFile(join(dir, 'hours.yaml'), hours.replace('nine', 'eight'));
    await library.refresh();
    expect(await desk.rebase('hours.yaml', 'merge', 'Mei')).toMatchObject({ conflict: true });
    expect(await desk.rebase('hours.yaml', 'mine', 'Mei')).toMatchObject({ conflict: false, draft: { text: hours.replace('nine', 'ten') } });
  });

  it('is refused when the draft is not the one that was looked at', async () => {
    await save(hours.replace('nine', 'ten'));
    expect(await publish(7)).toMatchObject({ result: 'stale', of: 'draft', by: 'Mei' });
    expect(await desk.publish('other.yaml', 1, { by: 'Mei', why: '', anyway: false, lang: 'en' })).toEqual({ result: 'no_draft' });
  });

  it('makes a new file', async () => {
    const text = 'flow: hello\nsteps:\n  - say: Hello\n';
    await mkdir(join(dir, 'more'));
    await desk.save({ file: 'more/hello.yaml', text, revision: 0, by: 'Mei' });
    expect(await desk.publish('more/hello.yaml', 1, { by: 'Mei', why: '', anyway: false, lang: 'en' })).toMatchObject({ result: 'published' });
    expect(library.set().live.has('hello')).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('says why the disk refuses', async () => {
    await save(hours.replace('nine', 'ten'));
    await chmod(dir, 0o500);
    expect(await publish(1, { anyway: true })).toMatchObject({ result: 'not_written', why: expect.stringContaining('hours.yaml') });
  });
});

describe('a talk', () => {
  it('plays the draft on the real engine, and becomes a case that passes', async () => {
    const text = hours.replace('nine', 'ten');
    const setup = { flow: 'hours', lang: 'en', contact: {}, shop: {}, now: noon };
    const talk = await desk.talk('hours.yaml', text, setup, [{ say: 'Monday' }], 'en');
    if (Array.isArray(talk)) throw new Error(talk[0]?.message);
    expect(talk.turns.map(({ items }) => items.map((item) => item.text))).toEqual([['We open at ten.', 'Which day?'], ['Monday it is.']]);
    expect(talk.vars).toMatchObject({ day: 'Monday' });
    const written = caseOf('a day', setup, talk);
    const { cases, problems } = parseTranscript(written, 'x.test.yaml');
    expect(problems).toEqual([]);
    const set = await desk.setOf('hours.yaml', text, 'en');
    if (Array.isArray(set)) throw new Error('problems');
    expect(cases.map((one) => runCase(set, one, { shop: { langs: ['en'] } }).problem)).toEqual([undefined]);
  });

  it('tells what is wrong instead', async () => {
    expect(await desk.talk('hours.yaml', 'flow: hours\n', { contact: {}, shop: {} }, [], 'en')).toMatchObject([{ severity: 'error' }]);
  });

  it('stops in a loop that waits, and says so', async () => {
    const loop = 'flow: loop\nstart:\n  - says: [loop please]\nsteps:\n  - name: top\n    say: hi\n  - wait: 1s\n  - go: top\n';
    const talk = await desk.talk('loop.yaml', loop, { flow: 'loop', contact: {}, shop: {} }, [{ after: '30d' }, { after: '30d' }], 'en');
    expect(talk).toMatchObject({ looped: true });
    expect(Array.isArray(talk) ? [] : talk.turns).toHaveLength(2);
  });
});
