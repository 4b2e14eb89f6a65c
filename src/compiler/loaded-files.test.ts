import { describe, expect, it } from 'vitest';
import { checkFlows, checkingFlows, type FlowFile, filesToLoad, keepLoaded, type LoadContext, LoadedFiles, loadingFiles } from './flow.ts';

const atOnce = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

const flow = (name: string, rest: string): FlowFile => ({ file: `${name}.yaml`, text: `flow: ${name}\n${rest}` });
const folder = [
  flow('a', 'steps:\n  - go: b\n'),
  flow('b', 'steps:\n  - say: Hello\n'),
  { file: 'faq.yaml', text: 'faq: f\nentries:\n  - q: [open]\n    a: Yes\n' },
];
const check = (files: readonly FlowFile[], kept: LoadedFiles, context: LoadContext = {}) => atOnce(checkingFlows(files, context, kept));
const toLoad = (files: readonly FlowFile[], kept: LoadedFiles, context: LoadContext = {}): string[] =>
  atOnce(filesToLoad(files, context, kept)).files.map(({ file }) => file);
const withText = (file: string, text: string) => folder.map((one) => (one.file === file ? { file, text } : one));

describe('what was made of files', () => {
  it('is the same as what is made anew, and the very same flows', () => {
    const kept = new LoadedFiles();
    const first = check(folder, kept);
    expect(toLoad(folder, kept)).toEqual([]);
    const second = check(folder, kept);
    expect(second).toEqual(checkFlows(folder));
    expect(second.flows.every((one, at) => one === first.flows[at])).toBe(true);
  });

  it('of others stays when one text changes', () => {
    const kept = new LoadedFiles();
    check(folder, kept);
    const saved = withText('b.yaml', 'flow: b\nsteps:\n  - say: Good day\n');
    expect(toLoad(saved, kept)).toEqual(['b.yaml']);
    expect(check(saved, kept)).toEqual(checkFlows(saved));
  });

  it('is made anew when a flow comes, goes or takes other parameters', () => {
    const kept = new LoadedFiles();
    check(folder, kept);
    const gone = folder.filter(({ file }) => file !== 'b.yaml');
    expect(toLoad(gone, kept)).toEqual(['a.yaml', 'faq.yaml']);
    expect(check(gone, kept).problems.map(({ file, code }) => [file, code])).toEqual([['a.yaml', 'unknown-step']]);
    const taking = withText('b.yaml', 'flow: b\ntakes:\n  order: required\nsteps:\n  - say: "{{ order }}"\n');
    expect(toLoad(taking, kept)).toEqual(['a.yaml', 'b.yaml', 'faq.yaml']);
    expect(check(taking, kept)).toEqual(checkFlows(taking));
  });

  it.each<[string, LoadContext]>([
    ['another language of problems', { lang: 'zh' }],
    ['other pictures', { pictures: new Map([['pictures/a.png', 7]]) }],
    ['other languages of the shop', { langs: ['zh', 'en'] }],
    ['other templates', { templates: { names: new Set(['shipped']) } }],
    ['another channel', { channels: [{ name: 'x', label: 20 }] }],
    ['other calls', { calls: new Map() }],
  ])('is made anew for %s', (_, context) => {
    const kept = new LoadedFiles();
    check(folder, kept);
    expect(toLoad(folder, kept, context)).toEqual(['a.yaml', 'b.yaml', 'faq.yaml']);
  });

  it('is made anew for another day where an entry is to be looked at by a day, and nowhere else', () => {
    const kept = new LoadedFiles();
    const dated = [...folder, { file: 'due.yaml', text: 'faq: due\nentries:\n  - q: [parking]\n    a: Yes\n    check_by: 2026-12-31\n' }];
    check(dated, kept, { today: '2026-12-30' });
    expect(toLoad(dated, kept, { today: '2026-12-30' })).toEqual([]);
    expect(toLoad(dated, kept, { today: '2027-01-01' })).toEqual(['due.yaml']);
    expect(check(dated, kept, { today: '2027-01-01' })).toEqual(checkFlows(dated, { today: '2027-01-01' }));
    expect(check(dated, kept, { today: '2027-01-01' }).problems.map(({ code }) => code)).toEqual(['check-due']);
  });

  it('is kept for the folder as it is saved and for its last good texts, however often they take turns', () => {
    const kept = new LoadedFiles();
    const broken = withText('b.yaml', 'flow: c\nsteps:\n  - sya: Hello\n');
    for (let round = 0; round < 2; round++) for (const files of [broken, folder]) check(files, kept);
    expect([toLoad(broken, kept), toLoad(folder, kept)]).toEqual([[], []]);
    check(withText('a.yaml', 'flow: d\nsteps:\n  - say: x\n'), kept);
    expect(toLoad(broken, kept)).toEqual(['a.yaml', 'b.yaml', 'faq.yaml']);
  });

  it('in a hurry is not kept with its problems, as the repairs are missing', () => {
    const kept = new LoadedFiles();
    const broken = withText('b.yaml', 'flow: b\nsteps:\n  - sya: Hello\n');
    check(broken, kept, { quick: true });
    expect(toLoad(broken, kept)).toEqual(['b.yaml']);
    expect(check(broken, kept)).toEqual(checkFlows(broken));
  });

  it('elsewhere is taken in file by file', () => {
    const kept = new LoadedFiles();
    const broken = withText('b.yaml', 'flow: b\nsteps:\n  - sya: Hello\n');
    const { files, flows, world } = atOnce(filesToLoad(broken, {}, kept));
    keepLoaded(files, atOnce(loadingFiles(files, { flows })), world);
    expect(toLoad(broken, kept)).toEqual([]);
    expect(check(broken, kept)).toEqual(checkFlows(broken));
  });

  it('does not hide two flows of one name, nor a circle without a question', () => {
    const kept = new LoadedFiles();
    check(folder, kept);
    for (const files of [[...folder, { file: 'z.yaml', text: 'flow: a\nsteps:\n  - say: x\n' }], withText('b.yaml', 'flow: b\nsteps:\n  - go: a\n')]) {
      for (let round = 0; round < 2; round++) expect(check(files, kept)).toEqual(checkFlows(files));
    }
  });

  it('is not mixed up by two checks at once', () => {
    const kept = new LoadedFiles();
    const taking = withText('b.yaml', 'flow: b\ntakes:\n  order: required\nsteps:\n  - say: "{{ order }}"\n');
    const [one, other] = [checkingFlows(folder, {}, kept), checkingFlows(taking, {}, kept)];
    for (let [a, b] = [one.next(), other.next()]; !a.done || !b.done; [a, b] = [one.next(), other.next()]);
    for (const files of [folder, taking]) expect(check(files, kept)).toEqual(checkFlows(files));
  });
});
