import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { noMongo, startMongo } from '../../tests/servers/mongo.ts';
import { allCollections, openStore } from '../app/open-store.ts';
import { copyStore } from '../store/copy.ts';
import { mediaInBoth, mediaInFolder, mediaInStore } from '../store/media-bytes.ts';
import { MediaStore, mediaFolder } from '../store/media-store.ts';
import type { CollectionSpec, Row, Store } from '../store/store.ts';

interface Thing extends Row {
  text?: string;
  at?: number;
  claim?: string;
}
const inbox: CollectionSpec<Thing> = { name: 'inbox', indexes: [] };
const coupons: CollectionSpec<Thing> = { name: 'coupons', indexes: [] };

const command = fileURLToPath(new URL('./store.ts', import.meta.url));
const log = { info() {}, warn() {} };
const folder = () => mkdtempSync(join(tmpdir(), 'zhanggui-copy-'));
const databaseOf = (url: string) => createHash('sha256').update(url).digest('hex').slice(0, 12);
const server = await startMongo();

describe.skipIf(!server)(`copying a store (${server?.name ?? noMongo})`, () => {
  afterAll(() => server?.stop());
  let serial = 0;
  const newUrl = () => `${server?.url}/zhanggui_test_copy_${process.pid}_${serial++}`;
  const run = (dataDir: string, url: string, ...args: string[]) =>
    new Promise<{ code: number; out: string }>((done) => {
      const env = { ...process.env, DATA_DIR: dataDir, MONGODB_URL: url, LANG: 'en_US.UTF-8', LC_ALL: '' };
      const child = execFile(process.execPath, ['--import', 'tsx', command, ...args], { env }, (_error, stdout, stderr) =>
        done({ code: child.exitCode ?? -1, out: stdout + stderr }),
      );
    });
  const within = async <T>(store: Promise<Store>, work: (store: Store) => Promise<T>): Promise<T> => {
    const opened = await store;
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };
  const sqlite = (dataDir: string) => openStore({ dataDir, now: Date.now, log });
  const mongo = (mongodbUrl: string) => openStore({ dataDir: '', mongodbUrl, now: Date.now, log });
  const fill = (store: Store) =>
    Promise.all([
      store.insertNew(
        'inbox',
        Array.from({ length: 1_234 }, (_, n): Thing => ({ _id: `m${n} 😀\0"$.`, v: 1, at: n, text: '\ud800 第 行' })),
      ),
      store.insertNew('coupons', [{ _id: 'c', v: 1, claim: 'once' } as Thing]),
    ]);

  it('moves everything to MongoDB and back, compares it, and mixes nothing', { timeout: 120_000 }, async () => {
    const [dataDir, back, url] = [folder(), folder(), newUrl()];
    await within(sqlite(dataDir), fill);
    expect(await run(dataDir, url, 'copy', '--from', 'sqlite', '--to', 'mongo')).toMatchObject({
      code: 0,
      out: expect.stringContaining('1235 rows, all equal'),
    });
    expect(existsSync(join(dataDir, 'store-copy.json'))).toBe(false);
    await within(mongo(url), async (store) => {
      expect(await store.collection(inbox).get('m7 😀\0"$.')).toEqual({ _id: 'm7 😀\0"$.', v: 1, at: 7, text: '\ud800 第 行' });
      expect(await store.collection(coupons).insert({ _id: 'd', claim: 'once' })).toBe('duplicate');
    });
    expect(await run(dataDir, url, 'copy', '--from', 'sqlite', '--to', 'mongo')).toMatchObject({ code: 1, out: expect.stringContaining('There are data') });
    expect(await run(back, url, 'copy', '--from', 'mongo', '--to', 'sqlite')).toMatchObject({ code: 0, out: expect.stringContaining('1235 rows, all equal') });
    await within(sqlite(back), async (store) => expect(await store.collection(inbox).count({})).toBe(1_234));
  });

  it('goes on where it was interrupted, and tells when the two differ', { timeout: 120_000 }, async () => {
    const [dataDir, url] = [folder(), newUrl()];
    await within(sqlite(dataDir), async (from) => {
      await fill(from);
      await within(mongo(url), async (to) => {
        let saves = 0;
        const interrupted = copyStore({
          from,
          to,
          specs: allCollections,
          cursor: {},
          async save(cursor) {
            writeFileSync(join(dataDir, 'store-copy.json'), JSON.stringify({ from: 'sqlite', to: 'mongo', database: databaseOf(url), cursor }));
            if (++saves === 3) throw new Error('interrupted');
          },
          progress() {},
        });
        await expect(interrupted).rejects.toThrow('interrupted');
        expect(await to.collection(inbox).count({})).toBeLessThan(1_234);
        // Beyond the cursor: an interrupted copy may have brought a row whose page was not marked yet.
        await to.collection(inbox).insert({ _id: 'm999 😀\0"$.', text: 'old' });
      });
    });
    const resumed = await run(dataDir, url, 'copy', '--from', 'sqlite', '--to', 'mongo');
    expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('Going on') });
    expect(resumed.out).toContain('1235 rows, all equal');

    await within(mongo(url), (store) => store.collection(inbox).insert({ _id: 'another' }));
    writeFileSync(join(dataDir, 'store-copy.json'), JSON.stringify({ from: 'sqlite', to: 'mongo', database: databaseOf(url), cursor: {} }));
    expect(await run(dataDir, url, 'copy', '--from', 'sqlite', '--to', 'mongo')).toMatchObject({ code: 1, out: expect.stringMatching(/! inbox +sqlite 1234/) });
  });

  it('brings the files along, also when it was killed among them', { timeout: 120_000 }, async () => {
    const [dataDir, back, url] = [folder(), folder(), newUrl()];
    const media = (dir: string, store: Store, inStore: boolean) => {
      const [files, parts] = [mediaInFolder(join(dir, mediaFolder)), mediaInStore(store)];
      return new MediaStore({ store, bytes: inStore ? mediaInBoth(parts, files) : mediaInBoth(files, parts), maxBytes: 20_000_000, now: Date.now });
    };
    const pictures = [1, 2, 3].map((n) => Buffer.alloc(n * 150_000, n));
    const ids = await within(sqlite(dataDir), async (store) => {
      await fill(store);
      const put = await Promise.all(pictures.map((bytes) => media(dataDir, store, false).put(bytes)));
      return put.map((row) => (typeof row === 'string' ? row : row._id));
    });
    const copied = await run(dataDir, url, 'copy', '--from', 'sqlite', '--to', 'mongo');
    expect(copied).toMatchObject({ code: 0, out: expect.stringContaining('1238 rows, all equal; 3 media files') });
    // As after a kill when the first files were there: the target holds more than the source.
    writeFileSync(join(dataDir, 'store-copy.json'), JSON.stringify({ from: 'sqlite', to: 'mongo', database: databaseOf(url), cursor: {}, rows: 1_238 }));
    expect(await run(dataDir, url, 'copy', '--from', 'sqlite', '--to', 'mongo')).toMatchObject({ code: 0, out: expect.stringContaining('3 media files') });
    expect(await run(back, url, 'copy', '--from', 'mongo', '--to', 'sqlite')).toMatchObject({ code: 0 });
    const read = (dir: string, store: Store, inStore: boolean) => Promise.all(ids.map(async (id) => (await media(dir, store, inStore).get(id))?.bytes));
    expect(await within(mongo(url), (store) => read(folder(), store, true))).toEqual(pictures);
    expect(await within(sqlite(back), (store) => read(back, store, false))).toEqual(pictures);
  });

  it('says what is missing', async () => {
    expect(await run(folder(), '', 'copy', '--from', 'sqlite', '--to', 'mongo')).toMatchObject({
      code: 1,
      out: expect.stringContaining('MONGODB_URL is not set'),
    });
    expect(await run(folder(), newUrl(), 'copy', '--from', 'sqlite', '--to', 'sqlite')).toMatchObject({ code: 2 });
    expect(await run(folder(), newUrl(), 'copy', '--from', 'sqlite', '--to', 'mongo')).toMatchObject({
      code: 1,
      out: expect.stringContaining('no data to copy'),
    });
  });
});
