import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawMutations, mutated, mutationsOf, nameOf } from './mutations.ts';

const changes = (text: string): string[] => mutationsOf('a.ts', text).map((one) => mutated(text, one));

it.each([
  ['a condition is always true, or never', 'if (on) go();', ['if ((true)) go();', 'if ((false)) go();']],
  ['a loop ends at once, and none becomes endless', 'while (on) go();', ['while ((false)) go();']],
  ['a comparison gets its neighbour and its contrary', 'f(a < b);', ['f((a <= b));', 'f((a >= b));']],
  ['a calculation goes the other way', 'f(a - b);', ['f((a + b));']],
  ['a negation is left out', 'f(!a);', ['f((a));']],
  ['what is no operator and no condition stays', "f('a && b', /a|b/, (a) => a);", []],
])('%s', (_, text, expected) => {
  expect(changes(text)).toEqual(expected);
});

it('two equal changes of a file have names of their own, and keep them when lines move', () => {
  const names = (text: string): string[] => mutationsOf('a.ts', text).map(nameOf);
  const two = 'f(a - b);\nf(a - b);\n';
  expect(new Set(names(two)).size).toBe(2);
  expect(names(`// more\n${two}`)).toEqual(names(two));
});

it('a draw is the same for the same seed, never two on a line, and holds no test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-draw-'));
  writeFileSync(join(folder, 'a.ts'), 'f(a < b, c && d);\nf(a + b);\nf(a * b);\n');
  writeFileSync(join(folder, 'a.test.ts'), 'f(x < y);\n');
  const draw = (count: number, seed: number): string[] => drawMutations(folder, count, seed).map(({ line, is }) => `${line} ${is}`);
  expect(draw(2, 1)).toEqual(draw(3, 1).slice(0, 2));
  expect(
    draw(9, 1)
      .map((one) => one.split(' ')[0])
      .sort(),
  ).toEqual(['1', '2', '3']);
  rmSync(folder, { recursive: true, force: true });
});
