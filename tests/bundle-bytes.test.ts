/** What a start loads, in bytes: V8 keeps every source that it loaded for as long as the program runs. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { build } from '../scripts/build.mjs';
import { oneByte } from '../scripts/bundles.mjs';

/** Returns the files that a file loads before it runs, itself included, with the bytes that V8 keeps of each. */
function loadedBy(entry: string): Map<string, number> {
  const found = new Map<string, number>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(file, 'utf8');
    found.set(file, text.length * (/[^\0-\xff]/.test(text) ? 2 : 1));
    for (const [, from = ''] of text.matchAll(/^(?:import|export)\b(?:[^;'"]*?from )?\s*"(\.[^"]+)"/gm)) visit(join(dirname(file), from));
  };
  visit(entry);
  return found;
}

beforeAll(build, 120_000);

it.each([
  ['src/main.js', 6_000_000],
  ['src/zhanggui.js', 800_000],
])('%s loads at most %d bytes of source before it runs', (entry, most) => {
  const loaded = loadedBy(join('dist', entry));
  expect([...loaded.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(most);
});

it.each([
  ['customer', 20_480],
  ['desk', 22_528],
])('the page of a call for the %s is at most %d bytes on the way', (name, most) => {
  expect(gzipSync(readFileSync(`dist/call-page/${name}.js`), { level: 9 }).length).toBeLessThanOrEqual(most);
});

it('writes characters beyond one byte as escapes', () => {
  const source = `const read = /[一-龥]+(?:元|💰)/u.exec('一百元'); // ${'some more to read '.repeat(9)}`;
  const written = oneByte(source) ?? '';
  expect(written).toMatch(/^[\0-\x7f]*$/);
  expect(new Function(`${written}\nreturn read[0]`)()).toBe('一百元');
  expect(oneByte("const plain = 'é';")).toBeUndefined();
  expect(oneByte("const mostly = '一二三四五六七八九十';")).toBeUndefined();
});
