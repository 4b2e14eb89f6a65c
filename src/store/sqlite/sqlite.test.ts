import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CollectionSpec, type Row, StoreUnavailable } from '../store.ts';
import { openDriver } from './driver.ts';
import { openSqlite, sqliteStore } from './sqlite.ts';

interface Thing extends Row {
  at: number;
  text: string;
}

const things: CollectionSpec<Thing> = { name: 'things', indexes: [{ fields: ['at'] }] };
const log = { info() {}, warn() {} };
const options = (file: string) => ({ file, specs: [things], now: Date.now, log });
const newFile = () => join(mkdtempSync(join(tmpdir(), 'zhanggui-sqlite-')), 'test.db');
const thing = (n: number, text = ''): Thing => ({ _id: `t${n}`, v: 1, at: n, text });

it('says that it is unavailable while the disk is full, half-writes nothing, and goes on when there is space', async () => {
  const file = newFile();
  const db = await openDriver(file);
  const store = sqliteStore(db, { ...options(file), closed() {} });
  const rows = store.collection(things);
  await rows.insert(thing(0));
  const [[pages = 0] = []] = db.prepare('PRAGMA page_count').all([]);
  db.exec(`PRAGMA max_page_count = ${Number(pages) + 20}`);

  const big = 'x'.repeat(30_000);
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) =>
      store.write(
        [
          { op: 'insert', in: 'things', row: thing(100 + n) },
          { op: 'insert', in: 'things', row: thing(200 + n) },
        ],
        { in: 'things', row: thing(n + 1, big) },
      ),
    ),
  );
  const failed = results.flatMap((result, n) => (result.status === 'rejected' ? [n] : []));
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(10);
  for (const [n, result] of results.entries()) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreUnavailable);
    const parts = await rows.getMany([`t${n + 1}`, `t${100 + n}`, `t${200 + n}`]);
    expect(parts).toHaveLength(result.status === 'rejected' ? 0 : 3);
  }
  await expect(rows.insert(thing(999, 'x'.repeat(200_000)))).rejects.toThrow(/full/);
  expect(await rows.get('t0')).toEqual(thing(0));

  db.exec('PRAGMA max_page_count = 1000000');
  for (const n of failed) expect(await rows.insert(thing(n + 1, big))).toBe('done');
  await store.close();
  const again = await openSqlite(options(file));
  expect(await again.collection(things).count({ at: { gte: 1, lte: 10 } })).toBe(10);
  await again.close();
});

it('lets one process have the file, names the other, and opens at once after that one was killed', async () => {
  const file = newFile();
  const owner = `
    import { openSqlite } from ${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)};
    await openSqlite({ file: ${JSON.stringify(file)}, specs: [], now: Date.now, log: console });
    console.log('open');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', owner], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const refused = openSqlite(options(file));
  await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(refused).rejects.toThrow(`${file} is in use by process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = await openSqlite(options(file));
  await expect(openSqlite(options(file))).rejects.toThrow(`process ${process.pid}`);
  await store.close();
  await (await openSqlite(options(file))).close();
});

it('refuses files that are not its own, with the reason', async () => {
  const newer = newFile();
  const db = await openDriver(newer);
  db.exec('PRAGMA user_version = 99');
  db.close();
  await expect(openSqlite(options(newer))).rejects.toThrow('newer version');

  const foreign = newFile();
  const other = await openDriver(foreign);
  other.exec('CREATE TABLE recipes (title)');
  other.close();
  await expect(openSqlite(options(foreign))).rejects.toThrow('another program');

  const text = newFile();
  writeFileSync(text, 'not a database '.repeat(1_000));
  await expect(openSqlite(options(text))).rejects.toBeInstanceOf(StoreUnavailable);

  const folder = newFile();
  mkdirSync(folder);
  await expect(openSqlite(options(folder))).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(openSqlite(options(join(text, 'inside', 'a.db')))).rejects.toBeInstanceOf(StoreUnavailable);
});

it('commits what waits when it is closed, and leaves no log behind that is not in the file', async () => {
  const file = newFile();
  const store = await openSqlite(options(file));
  const inserted = store.collection(things).insert(thing(1));
  await store.close();
  expect(await inserted).toBe('done');
  expect(readdirSync(join(file, '..'))).toContain('test.db');
  const again = await openSqlite(options(file));
  expect(await again.collection(things).get('t1')).toEqual(thing(1));
  await again.close();
});

it('leaves nothing in the working directory for a database in memory', async () => {
  const before = readdirSync('.');
  const [one, other] = await Promise.all([openSqlite(options(':memory:')), openSqlite(options(':memory:'))]);
  await one.collection(things).insert(thing(1));
  expect(await one.collection(things).count({})).toBe(1);
  expect(await other.collection(things).count({})).toBe(0);
  expect(one).not.toHaveProperty('backup');
  await Promise.all([one.close(), other.close()]);
  expect(readdirSync('.')).toEqual(before);
});
