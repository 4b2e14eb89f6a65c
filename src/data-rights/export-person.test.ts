import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactOf, fill } from '../../tests/contract/people.ts';
import { allCollections } from '../app/open-store.ts';
import { messages } from '../store/collections.ts';
import { mediaInFolder } from '../store/media-bytes.ts';
import { MediaStore } from '../store/media-store.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { Store } from '../store/store.ts';
import { exportPerson } from './export-person.ts';
import { zipOf } from './zip.ts';

const now = Date.UTC(2026, 10, 23, 12, 30);
const log = { info() {}, warn() {} };
let folder: string;
let store: Store;
let media: MediaStore;
let own: Record<string, string>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhanggui-export-'));
  store = await openSqlite({ file: join(folder, 'x.db'), specs: allCollections, now: () => now, log });
  media = new MediaStore({ store, bytes: mediaInFolder(join(folder, 'media')), maxBytes: 1_000_000, now: () => now });
  ({ own } = await fill(store, media, now));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function whole(bytes: AsyncIterable<Buffer> | null): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Reads a ZIP file by the list at its end, as programs do. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const found = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < zip.readUInt16LE(end + 10); n++) {
    const [packed, size, length, start] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = inflateRawSync(zip.subarray(data, data + packed));
    expect(bytes.length).toBe(size);
    found.set(name, bytes);
    at += 46 + length;
  }
  return found;
}

describe('everything of one person', () => {
  const shop = { en: 'Tea', zh: '茶铺' };
  const take = async (lang: 'en' | 'zh' = 'en') =>
    unzip(await whole(await exportPerson(contactOf('ann9'), { store, media, country: undefined, shop, lang, now })));

  it('is theirs alone: JSON, files and a page', async () => {
    const files = await take();
    const all = [...files].map(([name, bytes]) => `${name} ${bytes.toString('latin1')}`).join('\n');
    // That bob and ann are two people is told of bob alone.
    expect(all).not.toMatch(/bob9|cid9/);
    const read = (name: string) => JSON.parse(files.get(`data/${name}.json`)?.toString() ?? 'null');
    expect(read('contacts')).toMatchObject([
      { _id: contactOf('ann9'), name: 'ann9 name', createdAt: '2026-11-23T12:30:00.000Z' },
      { mergedInto: contactOf('ann9') },
    ]);
    expect(read('messages')).toHaveLength(2);
    expect(read('orders')).toHaveLength(1);
    expect(read('products')).toBeNull();
    expect([...files.keys()].filter((name) => name.startsWith('media/'))).toHaveLength(2);
    expect(files.get(`media/${own.ann9}.png`)?.subarray(1, 4).toString()).toBe('PNG');
  });

  it('gives out no secrets, and says what it leaves out', async () => {
    const files = await take();
    const all = [...files.values()].map((bytes) => bytes.toString('latin1')).join('\n');
    expect(all).not.toMatch(/203\.0\.113\.7|"links"|"seats"|hash ann9/);
    expect(files.has('data/link_codes.json')).toBe(false);
    expect(files.get('index.html')?.toString()).toContain('Hashes that slow down guessing');
  });

  it.each(['en', 'zh'] as const)('has a page in %s that runs nothing', async (lang) => {
    const said = '<script>alert(1)</script>\n"x" \u202etxt';
    const parts = [{ type: 'text' as const, text: said }];
    await store
      .collection(messages)
      .insert({ _id: 'm9', conversation: contactOf('ann9'), n: 9, at: now, direction: 'in', author: 'customer', parts, status: 'received' });
    const page = (await take(lang)).get('index.html')?.toString() ?? '';
    expect(page).toContain(lang === 'zh' ? '<h1>茶铺：您的数据</h1>' : '<h1>Tea: Your data</h1>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;x&quot;  txt');
    expect(page).not.toMatch(/<script|\u202e|https?:/);
    expect(page).toContain("default-src 'none'");
    for (const [, link] of page.matchAll(/href="([^"]+)"/g)) expect((await take(lang)).has(link ?? '')).toBe(true);
  });

  it('is the whole person whichever contact is asked for, and nothing of nobody', async () => {
    const options = { store, media, country: undefined, shop, lang: 'en' as const, now };
    const merged = unzip(await whole(await exportPerson('other:main:ann9-too', options)));
    expect([...merged.keys()].sort()).toEqual([...(await take()).keys()].sort());
    expect(await exportPerson('nobody', options)).toBeNull();
  });
});

describe('a ZIP file', () => {
  const bytesOf = async function* (text: string) {
    yield Buffer.from(text);
  };
  const entries = async function* () {
    yield { name: '文件/空.txt', data: [] };
    yield { name: 'a.txt', data: bytesOf('a'.repeat(100_000)) };
    yield { name: 'b.bin', data: [Buffer.from([0, 1, 2]), new Uint8Array([3])] };
  };

  it('is read back', async () => {
    const files = unzip(await whole(zipOf(entries(), now)));
    expect([...files].map(([name, bytes]) => [name, bytes.length])).toEqual([
      ['文件/空.txt', 0],
      ['a.txt', 100_000],
      ['b.bin', 4],
    ]);
  });

  it.skipIf(!hasPython())('is sound to another program, sums and times included', async () => {
    const file = join(folder, 'x.zip');
    writeFileSync(file, await whole(zipOf(entries(), now)));
    const script = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.infolist()[1].date_time, z.namelist()[0])';
    const told = execFileSync('python3', ['-c', script, file], { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf8' } });
    expect(told.trim()).toBe('None (2026, 11, 23, 12, 30, 0) 文件/空.txt');
  });

  it('rejects when a file of it cannot be read', async () => {
    const broken = async function* () {
      yield {
        name: 'a',
        data: (async function* () {
          yield Buffer.from('a');
          throw new Error('the disk');
        })(),
      };
    };
    await expect(whole(zipOf(broken(), now))).rejects.toThrow('the disk');
  });
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
