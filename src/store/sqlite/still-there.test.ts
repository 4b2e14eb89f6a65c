import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CollectionSpec, type Row, type Store, StoreUnavailable } from '../store.ts';
import { openSqlite } from './sqlite.ts';

const things: CollectionSpec<Row> = { name: 'things', indexes: [] };
const said: string[] = [];
const log = { info: (_: object, text: string) => void said.push(text), warn: (_: object, text: string) => void said.push(text) };
let folder: string;
let store: Store;
const open = () => openSqlite({ file: join(folder, 'test.db'), specs: [things], now: Date.now, log });

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'zhanggui-there-')), 'data');
  store = await open();
  await store.collection(things).insert({ _id: 'before' });
  said.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close().catch(() => {});
});

const emptied = () => {
  renameSync(folder, `${folder}.old`);
  mkdirSync(folder);
};
const replaced = async () => {
  renameSync(folder, `${folder}.old`);
  const other = await open();
  await other.collection(things).insert({ _id: 'other' });
  await other.close();
  said.length = 0;
};

it.each<[string, () => unknown, RegExp]>([
  ['the folder was removed', () => rmSync(folder, { recursive: true }), /test\.db was removed/],
  ['the folder was moved', () => renameSync(folder, `${folder}.old`), /test\.db was removed/],
  ['the folder was replaced by an empty one', emptied, /test\.db was removed/],
  ['the folder was replaced by other data', replaced, /test\.db was replaced/],
  ['the database was removed', () => rmSync(join(folder, 'test.db')), /test\.db was removed/],
  ['its log was removed', () => rmSync(join(folder, 'test.db-wal')), /test\.db-wal was removed/],
])('nothing is acknowledged and nothing is ready when %s, and it is said once, with the cure', async (_name, change, words) => {
  await change();
  for (let n = 0; n < 3; n++) {
    await expect(store.collection(things).insert({ _id: `after ${n}` })).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.write([{ op: 'put', in: 'things', row: { _id: 'x', v: 1 } }])).rejects.toThrow(words);
    await expect(store.ping()).rejects.toThrow(/put the folder back as it was, or stop the program, restore a backup and start again/);
  }
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(words);
});

it('goes on when the folder is back, and has lost nothing', async () => {
  renameSync(folder, `${folder}.old`);
  await expect(store.ping()).rejects.toThrow(/removed/);
  renameSync(`${folder}.old`, folder);
  expect(await store.collection(things).insert({ _id: 'after' })).toBe('done');
  expect(said.at(-1)).toMatch(/there again/);
  await store.close();
  store = await open();
  expect((await store.collection(things).getMany(['before', 'after'])).length).toBe(2);
});

it('is said within seconds when nothing is written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await store.close();
  store = await open();
  said.length = 0;
  rmSync(folder, { recursive: true });
  vi.advanceTimersByTime(1_900);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(10_000);
  expect(said).toHaveLength(1);
});

it('has nothing to say while the store works, is copied and closed', async () => {
  for (let n = 0; n < 50; n++) await store.collection(things).insert({ _id: `t${n}` });
  await store.backup?.(join(folder, 'copy.db'), () => {});
  await store.ping();
  await store.close();
  store = await open();
  await store.ping();
  expect(said).toEqual([]);
});
