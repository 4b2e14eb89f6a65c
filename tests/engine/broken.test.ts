/** Every broken flow has exactly one problem, at its place, in words for the merchant; a repair that is shown makes it pass. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyFixes, parseFile } from '../../src/compiler/flow.ts';
import { brokenWorld } from './broken-world.ts';

interface Expected {
  at: string;
  severity: string;
  code: string;
  message: string;
  hint: string;
  fix?: string;
  zh: string;
}

const folder = join(import.meta.dirname, 'broken');
const expected: Record<string, Expected> = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

test('there are enough of them, and each is expected', () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
  expect(files).toEqual(Object.keys(expected).sort());
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const wanted = expected[file];

  test('has its one problem', () => {
    const found = parseFile(text, file, brokenWorld);
    expect(
      found.problems.map(({ line, column, severity, code, message, hint, fix }) => ({
        at: `${line}:${column}`,
        severity,
        code,
        message,
        hint,
        fix: fix?.text,
      })),
    ).toEqual([{ at: wanted?.at, severity: wanted?.severity, code: wanted?.code, message: wanted?.message, hint: wanted?.hint, fix: wanted?.fix }]);
    expect(found.flow === undefined && found.faq === undefined).toBe(wanted?.severity === 'error');
  });

  test('says it in Chinese too', () => {
    const [problem] = parseFile(text, file, { ...brokenWorld, lang: 'zh' }).problems;
    expect(`${problem?.message}（${problem?.hint}）`).toBe(wanted?.zh);
    expect(problem?.message).toMatch(/\p{Script=Han}/u);
  });

  test('has the same problem with Windows line ends and a byte order mark', () => {
    const [problem] = parseFile(`\uFEFF${text.replaceAll('\n', '\r\n')}`, file, brokenWorld).problems;
    expect([`${problem?.line}:${problem?.column}`, problem?.code]).toEqual([wanted?.at, wanted?.code]);
  });
});

describe.each(files.filter((file) => expected[file]?.fix !== undefined))('%s', (file) => {
  test('passes with the repair that is shown', () => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { problems } = parseFile(text, file, brokenWorld);
    const before = problems.map((problem) => problem.code);
    const after = parseFile(applyFixes(text, problems), file, brokenWorld).problems;
    expect(after.filter((problem) => before.includes(problem.code) && problem.line === problems[0]?.line)).toEqual([]);
  });
});
