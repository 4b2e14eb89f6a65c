import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../app/open-store.ts';
import { mediaInFolder } from './media-bytes.ts';
import { MediaStore } from './media-store.ts';
import { type Store, StoreUnavailable } from './store.ts';

let dataDir: string;
let store: Store;
let media: MediaStore;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhanggui-media-'));
  store = await openStore({ dataDir, now: Date.now, log: { info() {}, warn() {} } });
  media = new MediaStore({ store, bytes: mediaInFolder(join(dataDir, 'media')), maxBytes: 1_000, now: () => 5 });
});
afterEach(() => store.close());

const bytes = (text: string) => Buffer.from(text, 'latin1');

it('keeps bytes under their hash, once, and gives them back', async () => {
  const [first, second] = await Promise.all([media.put(bytes('%PDF-1'), 'text/html', '../../etc/pass\nwd.pdf'), media.put(bytes('%PDF-1'))]);
  if (typeof first === 'string' || typeof second === 'string') throw new Error('not stored');
  expect(first).toMatchObject({ mime: 'application/pdf', bytes: 6, at: 5, name: 'passwd.pdf' });
  expect(second._id).toBe(first._id);
  expect(readdirSync(join(dataDir, 'media'))).toEqual([`${first._id}.pdf`]);
  expect(statSync(join(dataDir, 'media', first.file)).mode & 0o077).toBe(0);
  expect((await media.get(first._id))?.bytes.toString()).toBe('%PDF-1');
});

it('refuses what is empty or too large, and ids that are none', async () => {
  expect(await media.put(bytes(''))).toBe('empty');
  expect(await media.put(Buffer.alloc(1_001))).toBe('too_large');
  expect(await media.get('../zhanggui.db')).toBeNull();
  expect(await media.get('0'.repeat(64))).toBeNull();
});

it('keeps names that can stand in a header, also when they are cut in the middle of a character', async () => {
  const row = await media.put(bytes('GIF89a'), 'image/gif', `${'a'.repeat(119)}😀.gif`);
  expect(row).toMatchObject({ name: 'a'.repeat(119) });
});

it('gives nothing for a file that is gone, and keeps it when it comes again', async () => {
  const row = await media.put(bytes('GIF89a'));
  if (typeof row === 'string') throw new Error('not stored');
  unlinkSync(join(dataDir, 'media', row.file));
  expect(await media.get(row._id)).toBeNull();
  await media.put(bytes('GIF89a'));
  expect((await media.get(row._id))?.bytes.toString()).toBe('GIF89a');
});

it('says that it is unavailable when the folder cannot be written', async () => {
  writeFileSync(join(dataDir, 'media'), 'a file where the folder should be');
  await expect(media.put(bytes('GIF89a'))).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(media.put(bytes('GIF89a'))).rejects.toThrow(/gif: a part of this path is a file where a folder is needed; check the path \(ENOTDIR\)/);
});

it('leaves no part behind when a file cannot be written to its end, and makes no data folder that was taken away', async () => {
  const row = await media.put(bytes('GIF89a'));
  if (typeof row === 'string') throw new Error('not stored');
  await media.remove(row._id, 10);
  mkdirSync(join(dataDir, 'media', row.file));
  await expect(media.put(bytes('GIF89a'))).rejects.toThrow(/gif: a folder stands where a file is needed; .* \(EISDIR\)/);
  expect(readdirSync(join(dataDir, 'media'))).toEqual([row.file]);
  const kept = mediaInFolder(join(dataDir, 'gone', 'media'));
  await expect(kept.write('a.png', bytes('x'))).rejects.toThrow(/there is no such file or folder/);
  expect(existsSync(join(dataDir, 'gone'))).toBe(false);
});

it('keeps a picture as it was drawn anew, and shows nobody one that could not be', async () => {
  const drawn = new MediaStore({
    ...{ store, bytes: mediaInFolder(join(dataDir, 'media')), maxBytes: 1_000, now: () => 5 },
    repack: async (given) => (given.length > 8 ? null : given.length > 6 ? Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') : given),
  });
  expect(await drawn.put(bytes('GIF89aX'), 'image/gif', 'cat.gif')).toMatchObject({ mime: 'image/png', name: 'cat.png', bytes: 8 });
  expect(await drawn.put(bytes('GIF89a and more'), 'image/gif', 'cat.gif')).toMatchObject({ mime: 'application/octet-stream', name: 'cat.bin' });
  expect(await drawn.put(bytes('%PDF-1'), 'application/pdf', 'bill.pdf')).toMatchObject({ mime: 'application/pdf', name: 'bill.pdf' });
});

describe('a picture that is put again', () => {
  const put = (repack: (given: Uint8Array) => Promise<Uint8Array | null | 'busy'>) =>
    new MediaStore({ ...{ store, bytes: mediaInFolder(join(dataDir, 'media')), maxBytes: 1_000, now: () => 5 }, repack }).put(bytes('GIF89a'));

  it('is not kept while too many wait, and keeps the type that it has', async () => {
    expect(await put(async () => 'busy')).toBe('busy');
    expect(existsSync(join(dataDir, 'media'))).toBe(false);
    expect(await put(async () => null)).toMatchObject({ mime: 'application/octet-stream' });
    expect(await put(async (given) => given)).toMatchObject({ mime: 'image/gif' });
    expect(await put(async () => null)).toMatchObject({ mime: 'image/gif' });
    expect(await put(async () => 'busy')).toBe('busy');
    expect(await put(async (given) => given)).toMatchObject({ mime: 'image/gif' });
  });
});
