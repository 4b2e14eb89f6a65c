import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { brokenWorld } from '../../tests/engine/broken-world.ts';
import { knownWorld } from '../../tests/engine/known-world.ts';
import { ManualClock } from '../../tests/runtime/manual-clock.ts';
import { checkFlows, type LoadContext, parcelsOf, parseFile, unpacking } from '../compiler/flow.ts';
import { root } from '../machine/root.ts';
import { type CheckerApartOptions, checkerApart, type FlowChecker } from './flow-checker.ts';

/** The thread from its sources, which it has to ask tsx for. */
const tsx = new URL('index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')));
const fromSources = script(`import { register } from '${tsx}'; register(); await import('${new URL('./flow-check.ts', import.meta.url)}');`);

function script(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

let warned: string[] = [];
const made: FlowChecker[] = [];
/** Makes a file too large to be checked anywhere but in the thread. */
const grown = (text: string): string => `${text}\n# ${'x'.repeat(17_000)}\n`;
const large = { file: 'large.yaml', text: grown('faq: large\nentries:\n  - q: [large]\n    a: Large\n') };
const clock = new ManualClock(0);

function apart(options: Partial<CheckerApartOptions> = {}): FlowChecker {
  const log = { ...quiet, warn: (fields: object, text: string) => void warned.push(text, String('err' in fields && fields.err)) };
  const checker = checkerApart({ entry: fromSources, clock, log, ...options });
  made.push(checker);
  return checker;
}

afterEach(() => {
  for (const checker of made.splice(0)) checker.close();
  warned = [];
});

const filesOf = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((file) => /\.ya?ml$/.test(file) && !file.endsWith('.test.yaml'))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }));

const templated = `flow: all
start:
  - says: [all of it]
    if: message.text contains "all"
steps:
  - set:
      one: "{{ contact.name }}"
      many: ["{{ message.text | upcase }}", plain, { deep: "{{ contact.name }}" }]
      plain: [a, 2]
  - say: { en: "Hello {{ contact.name }}, {% if many[0] == 'A' %}you{% else %}they{% endif %}", zh: "你好 {{ contact.name }}" }
    only_if: [one != "x", many.size > 0]
  - each: many
    do:
      - say: "{{ i }}. {{ it }}"
  - choose: Which?
    save: chosen
    options: many
`;

describe('a thread that checks flows', () => {
  it('finds the same as the plain way', async () => {
    const checker = apart();
    const jobs: [string, LoadContext][] = [
      ['flows', {}],
      ['flows', { langs: ['en', 'zh', 'fr'] }],
      ['tests/engine/samples', knownWorld],
      ['tests/engine/broken', brokenWorld],
      ['tests/engine/broken', { ...brokenWorld, lang: 'zh' }],
    ];
    for (const [folder, context] of jobs) {
      const files = [...filesOf(folder), large];
      expect(files.length).toBeGreaterThan(5);
      const [there, here] = [await checker.check({ files, context }), checkFlows(files, context)];
      expect(there.problems).toEqual(here.problems);
      expect(there).toStrictEqual(here);
    }
    const all = { file: 'all.yaml', text: grown(templated) };
    expect(checkFlows([all]).problems).toEqual([]);
    expect(await checker.check({ files: [all], context: {} })).toStrictEqual(checkFlows([all]));
    // By itself, whatever flows it leads to.
    const old = { file: 'old.yaml', text: grown('flow: old\nsteps:\n  - say: Bye\n  - go: another\n') };
    const { flows, problems } = await checker.check({ files: [old], context: {}, alone: true });
    expect(problems).toEqual([]);
    expect(flows).toStrictEqual([parseFile(old.text, old.file).flow]);
    expect(warned).toEqual([]);
  });

  it('is used for one job after the other, and ends when it is not needed', async () => {
    const checker = apart({ keptMs: 1_000 });
    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => checker.check({ files: [{ file: 'f.yaml', text: grown(`flow: ${name}\nsteps:\n  - say: x\n`) }], context: {} })),
    );
    expect([one?.flows[0]?.name, two?.flows[0]?.name]).toEqual(['one', 'two']);
    await clock.turn(1_000, () => Promise.resolve());
    expect((await checker.check({ files: [large], context: {} })).faqs.length).toBe(1);
    expect(warned).toEqual([]);
  });

  it.each([
    ['ends', 'process.exit(3)'],
    ['fails', 'throw new Error("no")'],
    ['answers nothing that was asked', 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => parentPort.postMessage("done"))'],
  ])('that %s does not matter: it is done here, and the log says so', async (_, code) => {
    const entry = script(code);
    const files = [...filesOf('tests/engine/samples'), large];
    expect(await apart({ entry }).check({ files, context: knownWorld })).toEqual(checkFlows(files, knownWorld));
    expect(warned).toHaveLength(2);
  });

  it('is not waited for where files are small and right', async () => {
    const checker = apart({ entry: script('process.exit(3)') });
    const good = { file: 'good.yaml', text: 'flow: good\nsteps:\n  - say: x\n' };
    expect(await checker.check({ files: [good], context: {} })).toStrictEqual(checkFlows([good]));
    expect(warned).toEqual([]);
    for (const text of ['flow: bad\nsteps:\n  - sya: x\n', 'flow: bad\nsteps:\n  - say: "x\n']) {
      warned = [];
      const files = [good, { file: 'bad.yaml', text }];
      expect(await checker.check({ files, context: {} })).toEqual(checkFlows(files));
      expect(warned).toHaveLength(2);
    }
  });

  it('that hangs is ended', async () => {
    const begun: (() => void)[] = [];
    const after: CheckerApartOptions['clock'] = {
      after(ms, run) {
        if (ms === 5) begun.push(run);
        return () => undefined;
      },
    };
    const entry = script('for (;;);');
    const work = apart({ entry, clock: after, patienceMs: 5 }).check({ files: [large], context: {} });
    for (let n = 0; n < 100 && begun.length === 0; n++) await Promise.resolve();
    expect(begun).toHaveLength(1);
    begun[0]?.();
    expect((await work).faqs.length).toBe(1);
    expect(warned).toHaveLength(2);
  });
});

describe('taking in what a thread found', () => {
  const faq = `faq: shop\nentries:\n${Array.from({ length: 1_000 }, (_, n) => `  - q: [thing ${n}]\n    a: Answer ${n}\n`).join('')}`;
  const choose = `flow: one\nsteps:\n  - choose: Which?\n    options:\n${Array.from({ length: 300 }, (_, n) => `      - "{{ contact.name }} ${n}"\n`).join('')}`;

  it.each([
    ['entries', faq, 10],
    ['templates in one step', choose, 300],
  ])('pauses often: %s', (_, text, least) => {
    const files = [{ file: 'f.yaml', text }];
    const here = checkFlows(files);
    const parcels = parcelsOf(here);
    const work = unpacking(() => structuredClone(parcels.next().value), files);
    for (let pauses = 0; ; pauses++) {
      const step = work.next();
      if (!step.done) continue;
      expect(step.value).toEqual(here);
      expect(pauses).toBeGreaterThanOrEqual(least);
      return;
    }
  });
});
