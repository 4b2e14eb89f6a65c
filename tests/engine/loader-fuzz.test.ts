/** Whatever text is loaded: an answer in good time, never a throw, and every problem has a place in the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyFixes, checkFlows, parseFile } from '../../src/compiler/flow.ts';
import { knownWorld } from './known-world.ts';

const folder = join(import.meta.dirname, 'samples');
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml') && !file.endsWith('.test.yaml'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Mulberry32: the same mutants on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const seeds = [
  '{{',
  '}}',
  '{%',
  '[',
  ']',
  '{',
  '}',
  ':',
  ': ',
  '：',
  '- ',
  '\t',
  '\u3000',
  '\u00a0',
  '"',
  "'",
  '#',
  ' #x',
  '!',
  '&a',
  '*a',
  '|',
  '>',
  '? ',
  '---\n',
  '\n',
  ' ',
  '  ',
  '%',
  '@',
  '`',
  '\u0000',
  '\ud800',
  '😀',
  'é',
  '<<: *x',
  '__proto__: x',
  'constructor',
];

function mutant(text: string, next: () => number): string {
  let result = text;
  const times = 1 + Math.floor(next() * 4);
  for (let round = 0; round < times; round++) {
    const at = Math.floor(next() * result.length);
    const way = next();
    const seed = seeds[Math.floor(next() * seeds.length)] ?? '';
    if (way < 0.35) result = result.slice(0, at) + seed + result.slice(at);
    else if (way < 0.6) result = result.slice(0, at) + result.slice(at + 1 + Math.floor(next() * 12));
    else if (way < 0.75) result = result.slice(0, at) + seed + result.slice(at + 1);
    else {
      const lines = result.split('\n');
      const [from, to] = [Math.floor(next() * lines.length), Math.floor(next() * lines.length)];
      if (way < 0.9) lines.splice(to, 0, ...lines.splice(from, 1));
      else lines.splice(to, 0, lines[from] ?? '');
      result = lines.join('\n');
    }
  }
  return result;
}

test('2,000 mutants of the samples', { timeout: 600_000 }, () => {
  const next = random(20_261_123);
  let broken = 0;
  for (let index = 0; index < 2_000; index++) {
    const text = mutant(samples[index % samples.length] ?? '', next);
    const { problems, flow } = parseFile(text, 'mutant.yaml', knownWorld);
    const lines = text.split(/\r?\n/).length;
    if (!flow) broken++;
    expect(flow !== undefined || problems.some((problem) => problem.severity === 'error'), text).toBe(true);
    for (const problem of problems) {
      expect(problem.line >= 1 && problem.line <= lines && problem.column >= 1, `${JSON.stringify(problem)}\n${text}`).toBe(true);
      expect(problem.message).not.toMatch(/\{\w+\}|undefined/);
    }
    applyFixes(text, problems);
  }
  expect(broken).toBeGreaterThan(500);
});

test.each([
  ['', 'nothing'],
  ['\n\n\n', 'empty lines'],
  ['[', 'a bracket'],
  ['[['.repeat(50_000), 'deep lists'],
  ['{a: '.repeat(50_000), 'deep maps'],
  ['- '.repeat(50_000), 'deep dashes'],
  ['? '.repeat(50_000), 'deep keys'],
  [Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'deep indentation'],
  ['"'.repeat(100_000), 'quotes'],
  [`flow: a\nsteps:\n${'  - say: x\n'.repeat(20_000)}`, 'many steps'],
  [`flow: a\nsteps:\n${'  - say: {{ x\n'.repeat(10_000)}`, 'many slips'],
  [`flow: a\nsteps:\n  - say: ${'{{ a }}'.repeat(20_000)}\n`, 'many braces'],
  ['x'.repeat(300_000), 'too much'],
  ['&a [*a, *a]', 'aliases'],
  ['a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]', 'aliases of aliases'],
  ['\ud800\udfff\ud800', 'half characters'],
  ['flow: a\nsteps:\n  - set: { __proto__: { x: 1 }, constructor: 2 }\n', 'names of objects'],
])('odd text %#', { timeout: 120_000 }, (text) => {
  const started = performance.now();
  const { problems, flow } = parseFile(text, 'odd.yaml', knownWorld);
  expect(flow !== undefined || problems.length > 0).toBe(true);
  checkFlows([{ file: 'odd.yaml', text }], knownWorld);
  expect(performance.now() - started).toBeLessThan(60_000);
});
