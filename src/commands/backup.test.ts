import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openStore } from '../app/open-store.ts';
import { mediaInFolder } from '../store/media-bytes.ts';
import { MediaStore } from '../store/media-store.ts';
import type { CollectionSpec, Row, Store } from '../store/store.ts';

const command = fileURLToPath(new URL('./backup.ts', import.meta.url));
const log = { info() {}, warn() {} };
const folder = () => mkdtempSync(join(tmpdir(), 'zhanggui-backup-'));
const open = (dataDir: string) => openStore({ dataDir, now: Date.now, log });
const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

function backup(dataDir: string, ...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    const env = { ...process.env, DATA_DIR: dataDir, LANG: 'en_US.UTF-8', LC_ALL: '' };
    const child = execFile(process.execPath, ['--import', 'tsx', command, ...args], { env }, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });
}

interface Twin extends Row {
  n?: number;
  text: string;
}
const settings: CollectionSpec<Twin> = { name: 'settings', indexes: [] };
const products: CollectionSpec<Twin> = { name: 'products', indexes: [] };
const text = '你好 '.repeat(300);

/** Writes the same number into two collections at once, again and again. */
function writeTwins(store: Store, from: number) {
  let n = from;
  let stopped = false;
  const work = async () => {
    while (!stopped) {
      const id = `twin ${n++}`;
      await store.write([{ op: 'insert', in: 'products', row: { _id: id, v: 1, text } as Twin }], { in: 'settings', row: { _id: id, v: 1, text } as Twin });
    }
  };
  const workers = Promise.all(Array.from({ length: 8 }, work));
  return {
    count: () => n,
    async stop() {
      stopped = true;
      await workers;
    },
  };
}

async function ids(store: Store, spec: CollectionSpec<Twin>): Promise<string[]> {
  const all: string[] = [];
  for (let last = ''; ; last = all.at(-1) ?? '') {
    const page = await store.collection(spec).find({ where: { _id: { gt: last } }, sort: { by: '_id' }, limit: 1_000 });
    all.push(...page.map((row) => row._id));
    if (page.length < 1_000) return all;
  }
}

it('copies the data while the program writes, and brings them back elsewhere', { timeout: 120_000 }, async () => {
  const [dataDir, elsewhere] = [folder(), folder()];
  const file = join(folder(), 'backups', 'shop.db');
  const store = await open(dataDir);
  const picture = await new MediaStore({ store, bytes: mediaInFolder(join(dataDir, 'media')), maxBytes: 1e6, now: Date.now }).put(
    Buffer.from('GIF89a picture'),
  );
  if (typeof picture === 'string') throw new Error('not stored');
  await store.insertNew(
    'products',
    Array.from({ length: 3_000 }, (_, n) => ({ _id: `twin ${n}`, v: 1, text }) as Twin),
  );
  await store.insertNew(
    'settings',
    Array.from({ length: 3_000 }, (_, n) => ({ _id: `twin ${n}`, v: 1, text }) as Twin),
  );
  const writer = writeTwins(store, 3_000);
  const begun = await backup(dataDir, file);
  const after = writer.count();
  await writer.stop();
  expect(begun).toMatchObject({ code: 0 });
  expect(begun.out).toContain('1 media file');
  expect(after).toBeGreaterThan(3_010);
  expect(readdirSync(join(file, '..')).sort()).toEqual(['shop.db', 'shop.db.media']);

  const before = hash(file);
  expect(await backup(elsewhere, '--restore', file)).toMatchObject({ code: 0 });
  expect(hash(file)).toBe(before);
  expect(hash(join(elsewhere, 'zhanggui.db'))).toBe(before);
  const restored = await open(elsewhere);
  const inProducts = await ids(restored, products);
  expect(inProducts.length).toBeGreaterThanOrEqual(3_000);
  expect(inProducts.length).toBeLessThan(after);
  expect(await ids(restored, settings)).toEqual(inProducts);
  for (const id of inProducts.slice(-50)) expect(await restored.collection(products).get(id)).toEqual(await store.collection(products).get(id));
  const media = new MediaStore({ store: restored, bytes: mediaInFolder(join(elsewhere, 'media')), maxBytes: 1e6, now: Date.now });
  expect((await media.get(picture._id))?.bytes.toString()).toBe('GIF89a picture');

  expect(await backup(elsewhere, '--restore', file, '--force')).toMatchObject({ code: 1, out: expect.stringContaining(`in use by process ${process.pid}`) });
  await restored.insertNew('settings', [{ _id: 'later', v: 1 }]);
  await restored.close();
  expect(await backup(elsewhere, '--restore', file)).toMatchObject({ code: 1, out: expect.stringContaining('--force') });
  expect(await backup(elsewhere, '--restore', file, '--force')).toMatchObject({ code: 0, out: expect.stringContaining('is kept as') });
  const replaced = await open(elsewhere);
  expect(await replaced.collection(settings).get('later')).toBeNull();
  await replaced.close();
  await store.close();
});

it('copies in steps inside the program, telling how far it is', async () => {
  const [dataDir, copy] = [folder(), folder()];
  const store = await open(dataDir);
  await store.insertNew(
    'products',
    Array.from({ length: 2_000 }, (_, n) => ({ _id: `twin ${n}`, v: 1, text }) as Twin),
  );
  await store.insertNew(
    'settings',
    Array.from({ length: 2_000 }, (_, n) => ({ _id: `twin ${n}`, v: 1, text }) as Twin),
  );
  const writer = writeTwins(store, 2_000);
  const steps: number[] = [];
  await store.backup?.(join(copy, 'zhanggui.db'), (done) => steps.push(done));
  await writer.stop();
  expect(steps.length).toBeGreaterThan(2);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBe(1);
  expect(writer.count()).toBeGreaterThan(2_008);
  await store.close();
  const copied = await open(copy);
  expect(await ids(copied, products)).toEqual(await ids(copied, settings));
  await copied.close();
});

it('says what is wrong', async () => {
  const [empty, other] = [folder(), join(folder(), 'other.db')];
  writeFileSync(other, 'no database '.repeat(1_000));
  expect(await backup(empty)).toMatchObject({ code: 2, out: expect.stringContaining('npm run backup') });
  expect(await backup(empty, '--unknown')).toMatchObject({ code: 2 });
  expect(await backup(empty, join(empty, 'b.db'))).toMatchObject({ code: 1, out: expect.stringContaining('no data') });
  expect(await backup(empty, '--restore', join(empty, 'none.db'))).toMatchObject({ code: 1, out: expect.stringContaining('no such backup') });
  expect(await backup(empty, '--restore', other)).toMatchObject({ code: 1, out: expect.stringContaining('damaged') });
  expect(readdirSync(empty)).toEqual([]);
});
