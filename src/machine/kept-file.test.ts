import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { programId, readKept, writeKept } from './kept-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  file = join(folder, 'start.cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = { map: new Map([['a', Float32Array.of(0.5, 2)]]), list: [1, 'two', undefined] };

it('gives back what was written', async () => {
  expect(await writeKept(file, 'p', content)).toBe(true);
  expect(await readKept(file, 'p')).toEqual(content);
});

const at = (place: number) => (bytes: Buffer) => {
  bytes[place < 0 ? bytes.length + place : place]! ^= 1;
  return bytes;
};
it.each<[string, (bytes: Buffer) => Buffer | string]>([
  ['no byte', () => ''],
  ['half of it', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['all but a byte', (bytes) => bytes.subarray(0, -1)],
  ['a byte more', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
  ['another checksum', at(3)],
  ['another first byte', at(32)],
  ['another last byte', at(-1)],
  ['only a checksum', (bytes) => bytes.subarray(0, 32)],
  ['a text', () => 'hello, this is a text of somebody else, and long enough for a checksum'],
  ['zeros', (bytes) => Buffer.alloc(bytes.length)],
])('gives nothing of a file with %s', async (_, damage) => {
  await writeKept(file, 'p', content);
  writeFileSync(file, damage(readFileSync(file)));
  expect(await readKept(file, 'p')).toBeUndefined();
});

it('gives nothing to another program, nor of what is not there', async () => {
  await writeKept(file, 'p', content);
  expect(await readKept(file, 'q')).toBeUndefined();
  expect(await readKept(join(folder, 'none'), 'p')).toBeUndefined();
  expect(await readKept(folder, 'p')).toBeUndefined();
});

it('waits for no pipe of that name', async () => {
  execFileSync('mkfifo', [file]);
  const waited = await Promise.race([readKept(file, 'p').then(() => 'read'), new Promise((resolve) => setTimeout(resolve, 300, 'waits'))]);
  // Whoever waits for the pipe gets its end.
  if (waited === 'waits') closeSync(openSync(file, constants.O_WRONLY | constants.O_NONBLOCK));
  expect(waited).toBe('read');
});

it('is whole when several write at once, and leaves no parts', async () => {
  const all = Array.from({ length: 8 }, (_, n) => ({ n, rest: 'x'.repeat(100_000) }));
  expect(await Promise.all(all.map((one) => writeKept(file, 'p', one)))).toEqual(all.map(() => true));
  expect(all).toContainEqual(await readKept(file, 'p'));
  expect(readdirSync(folder)).toEqual(['start.cache']);
});

it('keeps nothing where nothing can be written, nor what is no plain data', async () => {
  expect(await writeKept(join(folder, 'none', 'start.cache'), 'p', content)).toBe(false);
  expect(await writeKept(file, 'p', { made: () => 1 })).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

it('knows no program where the sources run', () => expect(programId()).toBeUndefined());
