import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.slice(2, -2).split(' | '));

it('holds at most 40 words, each once in each language', () => {
  expect(rows.length).toBeLessThanOrEqual(40);
  expect(new Set(rows.map(([word]) => word)).size).toBe(rows.length);
  expect(new Set(rows.map(([, , word]) => word)).size).toBe(rows.length);
});

it.each(rows)('%s is told in one sentence of each language', (_, is = '', word = '', means = '') => {
  expect(is).toMatch(/^[A-Z].*\.$/);
  expect(is.match(/\.(?= |$)/g)).toHaveLength(1);
  expect(word).toMatch(/\p{Script=Han}/u);
  expect(means).toMatch(/^[^。]+。$/);
});
