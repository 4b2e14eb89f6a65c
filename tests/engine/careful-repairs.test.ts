/** A slip whose repair could change what customers read is told, without a repair; a file in another encoding is refused. */
import { expect, it } from 'vitest';
import { parseFile } from '../../src/compiler/flow.ts';
import { brokenWorld } from './broken-world.ts';

const withStep = (line: string) => `flow: t\nstart:\n  - says: [hi there]\nsteps:\n${line}\n`;

it.each([
  '  - say: ｛ zh: 你好, en: Hello ｝',
  '  - say: { zh: 你好 en: "Hello" }',
  '  - say: { zh: 你好 en: Hello }',
  '  - say: { zh: "你好, en: Hello }',
  '  - say: { zh: “你好: 啊”, en: Hello }',
])('no repair is offered for %s', (line) => {
  for (const { fix } of parseFile(withStep(line), 't.yaml', brokenWorld).problems) expect(fix).toBeUndefined();
});

it('a repair that keeps the words is still offered', () => {
  expect(parseFile(withStep('  - say: "Hello'), 't.yaml', brokenWorld).problems[0]?.fix?.text).toBe('  - say: "Hello"');
});

it('a full-width comma in a list of phrases is warned of, unless it is quoted', () => {
  const codes = (list: string) =>
    parseFile(withStep('  - say: Hello').replace('[hi there]', list), 't.yaml', brokenWorld).problems.map(({ code, severity }) => [code, severity]);
  expect(codes('[gift box please，要礼盒]')).toEqual([['wide-comma-in-list', 'warning']]);
  expect(codes('["亲，在吗"]')).toEqual([]);
});

it('a file from Windows Notepad in GBK is refused at its line, in both languages', () => {
  const gbk = Buffer.concat([Buffer.from('flow: t\nsteps:\n  - say: '), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), Buffer.from('\n')]).toString('utf8');
  for (const [lang, hint] of [
    ['en', /save the file as UTF-8/],
    ['zh', /另存为 UTF-8/],
  ] as const) {
    const { flow, problems } = parseFile(gbk, 't.yaml', { ...brokenWorld, lang });
    expect(flow).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'not-utf8', line: 3, column: 10, severity: 'error', hint: expect.stringMatching(hint) }]);
  }
});
