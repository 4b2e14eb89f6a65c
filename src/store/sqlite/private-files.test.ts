import { chmodSync, copyFileSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyDatabase } from './snapshot.ts';
import { openSqlite } from './sqlite.ts';

const specs = [{ name: 'things', indexes: [] }];
const newFile = () => join(mkdtempSync(join(tmpdir(), 'zhanggui-private-')), 'test.db');
const modeOf = (file: string) => statSync(file).mode & 0o777;
const modesBeside = (file: string) => readdirSync(join(file, '..')).map((name) => [name, modeOf(join(file, '..', name))]);
const only = (names: string[]) => names.map((name) => [name, 0o600]);

let umask = 0;
beforeEach(() => {
  umask = process.umask(0o022);
});
afterEach(() => {
  process.umask(umask);
});

it.skipIf(process.platform === 'win32')('makes the database and what stands beside it for its owner alone, without a word', async () => {
  const file = newFile();
  const said: string[] = [];
  const store = await openSqlite({ file, specs, now: Date.now, log: { info: (_, text) => said.push(text), warn: (_, text) => said.push(text) } });
  await store.collection({ name: 'things', indexes: [] }).insert({ _id: 'a' });
  expect(modesBeside(file)).toEqual(only(['test.db', 'test.db-lock', 'test.db-shm', 'test.db-wal']));
  await store.close();
  expect(said.filter((text) => text.includes('0600'))).toEqual([]);
});

it.skipIf(process.platform === 'win32')('narrows what an older version left readable for others, log and lock too, and says so once', async () => {
  const file = newFile();
  const quiet = { info() {}, warn() {} };
  const before = await openSqlite({ file, specs, now: Date.now, log: quiet });
  await before.collection({ name: 'things', indexes: [] }).insert({ _id: 'a' });
  // What a crash leaves: the log is still there. The copy stands in for the files of a process that was killed.
  const left = newFile();
  for (const end of ['', '-wal', '-lock']) {
    copyFileSync(`${file}${end}`, `${left}${end}`);
    chmodSync(`${left}${end}`, 0o644);
  }
  await before.close();

  const said: object[] = [];
  const log = { info() {}, warn: (fields: object, text: string) => void (text.includes('0600') && said.push(fields)) };
  const after = await openSqlite({ file: left, specs, now: Date.now, log });
  expect(await after.collection({ name: 'things', indexes: [] }).get('a')).toMatchObject({ _id: 'a' });
  await after.collection({ name: 'things', indexes: [] }).insert({ _id: 'b' });
  expect(modesBeside(left)).toEqual(only(['test.db', 'test.db-lock', 'test.db-shm', 'test.db-wal']));
  expect(said).toEqual([{ files: [left, `${left}-wal`, `${left}-lock`] }]);
  await after.close();

  const again = await openSqlite({ file: left, specs, now: Date.now, log });
  await again.close();
  expect(said).toHaveLength(1);
});

it.skipIf(process.platform === 'win32')('keeps a copy for its owner alone from its first byte', async () => {
  const file = newFile();
  const store = await openSqlite({ file, specs, now: Date.now, log: { info() {}, warn() {} } });
  const target = `${file}.copy`;
  const seen: number[] = [];
  await copyDatabase(file, target, () => {
    if (readdirSync(join(file, '..')).includes('test.db.copy.part')) seen.push(modeOf(`${target}.part`));
  });
  await store.close();
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen)).toEqual(new Set([0o600]));
  expect(modeOf(target)).toBe(0o600);
});
