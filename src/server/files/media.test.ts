/** What a reader of a file may ask (RFC 9110, 13 and 14), from files and from rows; and readers who read nothing. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, truncateSync } from 'node:fs';
import { request as ask, createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMongo } from '../../../tests/servers/mongo.ts';
import { openStore } from '../../app/open-store.ts';
import { type MediaBytes, mediaInBoth, mediaInFolder, mediaInStore } from '../../store/media-bytes.ts';
import { MediaStore } from '../../store/media-store.ts';
import type { Store } from '../../store/store.ts';
import { mediaRouter } from './media.ts';

/** Longer than two rows of the store, and no two places of it alike. */
const file = Buffer.alloc(500_003);
for (let at = 0; at + 4 <= file.length; at += 4) file.writeUInt32BE(at, at);
Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(file);
const size = file.length;

const mongo = await startMongo();
const open = { now: Date.now, log: { info() {}, warn() {} } };
type Kind = [name: string, place: (folder: string, store: Store) => MediaBytes, mongodbUrl?: string];
const kinds: Kind[] = [
  ['files', (folder) => mediaInFolder(folder)],
  ['rows of SQLite', (_folder, store) => mediaInStore(store)],
  ['files under the rows of SQLite', (folder, store) => mediaInBoth(mediaInStore(store), mediaInFolder(folder))],
  ...(mongo ? [['rows of MongoDB', (_folder, store) => mediaInStore(store), `${mongo.url}/zhanggui_media`] satisfies Kind] : []),
];
afterAll(() => mongo?.stop());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

async function serve(media: MediaStore, readers?: number): Promise<{ server: Server; port: number }> {
  const app = express().disable('etag');
  app.use('/media', mediaRouter(media, Date.now, readers));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

describe.each(kinds)('media in %s', (name, place, mongodbUrl) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhanggui-media-'));
  let store: Store;
  let media: MediaStore;
  let server: Server;
  let port: number;
  let id: string;
  beforeAll(async () => {
    store = await openStore({ dataDir, mongodbUrl, ...open });
    const bytes = place(dataDir, store);
    media = new MediaStore({ store, bytes, maxBytes: 20e6, now: Date.now });
    const row = await media.put(file, undefined, '图片 1.png');
    if (typeof row === 'string') throw new Error(row);
    id = row._id;
    if (name.startsWith('files under')) {
      await bytes.remove(row.file);
      await mediaInFolder(dataDir).write(row.file, file);
    }
    ({ server, port } = await serve(media));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await store.close();
  });

  const get = (headers: Record<string, string> = {}, method = 'GET', path = `/media/${id}`): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = ask({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
      asked.on('error', reject);
      asked.end();
    });

  const whole = { status: 200, first: 0, last: size - 1 };
  const none = { status: 416 };
  const part = (first: number, last: number) => ({ status: 206, first, last });
  it.each<[string, Record<string, string>, { status: number; first?: number; last?: number }]>([
    ['nothing', {}, whole],
    ['what Safari asks first', { range: 'bytes=0-1' }, part(0, 1)],
    ['one byte', { range: 'bytes=7-7' }, part(7, 7)],
    ['the last byte', { range: `bytes=${size - 1}-` }, part(size - 1, size - 1)],
    ['all by a range', { range: 'bytes=0-' }, part(0, size - 1)],
    ['the end', { range: 'bytes=300000-' }, part(300_000, size - 1)],
    ['the last 500 bytes', { range: 'bytes=-500' }, part(size - 500, size - 1)],
    ['more of the end than there is', { range: 'bytes=-9999999' }, part(0, size - 1)],
    ['more than there is', { range: 'bytes=10-9999999' }, part(10, size - 1)],
    ['over the border of two rows', { range: 'bytes=196600-196620' }, part(196_600, 196_620)],
    ['exactly one row', { range: 'bytes=196608-393215' }, part(196_608, 393_215)],
    ['over three rows', { range: 'bytes=5-400000' }, part(5, 400_000)],
    ['the unit in capitals', { range: 'Bytes=1-2' }, part(1, 2)],
    ['an empty element', { range: 'bytes=1-2,' }, part(1, 2)],
    ['a number beyond all numbers', { range: `bytes=0-${'9'.repeat(400)}` }, part(0, size - 1)],
    ['the byte after the last', { range: `bytes=${size}-` }, none],
    ['far behind the end', { range: 'bytes=900000-900001' }, none],
    ['behind the end, by a number beyond all numbers', { range: `bytes=${'9'.repeat(400)}-` }, none],
    ['the last 0 bytes', { range: 'bytes=-0' }, none],
    ['two ranges', { range: 'bytes=0-1,5-6' }, whole],
    ['a thousand ranges', { range: `bytes=${'0-,'.repeat(1_000)}0-` }, whole],
    ['last before first', { range: 'bytes=5-2' }, whole],
    ['another unit', { range: 'items=0-5' }, whole],
    ['no range', { range: 'bytes=' }, whole],
    ['no numbers', { range: 'bytes=a-b' }, whole],
    ['signs', { range: 'bytes=+1-+2' }, whole],
    ['hexadecimal', { range: 'bytes=0x1-0x2' }, whole],
    ['only a dash', { range: 'bytes=-' }, whole],
    ['If-Range with its tag', { range: 'bytes=0-1', 'if-range': 'ID' }, part(0, 1)],
    ['If-Range with its tag as a weak one', { range: 'bytes=0-1', 'if-range': 'W/ID' }, whole],
    ['If-Range with another tag', { range: 'bytes=0-1', 'if-range': '"x"' }, whole],
    ['If-Range with a date', { range: 'bytes=0-1', 'if-range': 'Sat, 28 Nov 2026 00:00:00 GMT' }, whole],
    ['If-Range with another tag, far behind the end', { range: 'bytes=900000-', 'if-range': '"x"' }, whole],
    ['If-None-Match with its tag', { 'if-none-match': 'ID' }, { status: 304 }],
    ['If-None-Match with its tag among others', { 'if-none-match': '"a", W/ID' }, { status: 304 }],
    ['If-None-Match with a star', { 'if-none-match': '*' }, { status: 304 }],
    ['If-None-Match before a range', { 'if-none-match': 'ID', range: 'bytes=900000-' }, { status: 304 }],
    ['If-None-Match with another tag, and a range', { 'if-none-match': '"x"', range: 'bytes=3-4' }, part(3, 4)],
    ['If-Match with its tag', { 'if-match': '"x", ID', range: 'bytes=3-4' }, part(3, 4)],
    ['If-Match with a star', { 'if-match': '*' }, whole],
    ['If-Match with another tag', { 'if-match': '"x"' }, { status: 412 }],
    ['If-Match with its tag as a weak one', { 'if-match': 'W/ID' }, { status: 412 }],
  ])('answers %s', async (_what, asked, { status, first, last }) => {
    const headers = Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, value.replace('ID', `"${id}"`)]));
    const answer = await get(headers);
    expect(answer.status).toBe(status);
    expect(answer.headers['accept-ranges']).toBe('bytes');
    expect(answer.headers.etag).toBe(`"${id}"`);
    expect(answer.headers['content-range']).toBe({ 206: `bytes ${first}-${last}/${size}`, 416: `bytes */${size}` }[status]);
    if (first === undefined || last === undefined) return;
    expect(answer.body.equals(file.subarray(first, last + 1))).toBe(true);
    expect(answer.headers['content-length']).toBe(String(last - first + 1));
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['content-disposition']).toBe("inline; filename*=UTF-8''%E5%9B%BE%E7%89%87%201.png");
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(answer.headers['cache-control']).toBe('private, max-age=86400, immutable');
  });

  it('tells about the whole to HEAD, whatever range it asks', async () => {
    for (const headers of [{}, { range: 'bytes=0-1' }, { range: 'bytes=900000-' }] as Record<string, string>[]) {
      const answer = await get(headers, 'HEAD');
      expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, String(size), 0]);
    }
    expect((await get({ 'if-none-match': `"${id}"` }, 'HEAD')).status).toBe(304);
  });

  it('has nothing at other ids', async () => {
    expect((await get({}, 'GET', `/media/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await get({}, 'GET', '/media/..%2fzhanggui.db')).status).toBe(404);
  });

  it('offers as a download what a browser would run', async () => {
    const row = await media.put(Buffer.from('<script>'), undefined, 'a.html');
    if (typeof row === 'string') throw new Error(row);
    const { headers } = await get({}, 'GET', `/media/${row._id}`);
    expect([headers['content-type'], headers['content-disposition']]).toEqual(['application/octet-stream', "attachment; filename*=UTF-8''a.html"]);
  });

  it('holds little for readers who read nothing, and serves others meanwhile', async () => {
    const big = Buffer.alloc(name === 'files' ? 9e6 : 5e6, name);
    const row = await media.put(big);
    if (typeof row === 'string') throw new Error(row);
    const taken = new Set<Socket>();
    const take = (socket: Socket) => void taken.add(socket);
    server.on('connection', take);
    // The kernel takes some 2 MB for each: rows are slower to read than files.
    const readers = name === 'files' ? 100 : 6;
    const sockets = Array.from({ length: readers }, () => {
      const socket = connect(port, '127.0.0.1').pause();
      socket.on('error', () => undefined).write(`GET /media/${row._id} HTTP/1.1\r\nhost: x\r\n\r\n`);
      return socket;
    });
    const others = await Promise.all(Array.from({ length: 20 }, () => get()));
    expect(others.every(({ body }) => body.equals(file))).toBe(true);
    // The next piece waits until this one is taken.
    await expect.poll(() => [...taken].filter(({ writableLength }) => writableLength > 0).length).toBe(readers);
    const held = [...taken].map(({ writableLength }) => writableLength);
    server.off('connection', take);
    for (const socket of sockets) socket.destroy();
    expect(Math.max(...held)).toBeLessThan(150_000);
  });
});

describe('places of readers', () => {
  it('are half for one address, and come back', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhanggui-media-'));
    const store = await openStore({ dataDir, ...open });
    const media = new MediaStore({ store, bytes: mediaInFolder(join(dataDir, 'media')), maxBytes: 20e6, now: Date.now });
    const row = await media.put(Buffer.alloc(15e6, 1));
    if (typeof row === 'string') throw new Error(row);
    const { server, port } = await serve(media, 4);
    const status = async (method = 'GET') => {
      const response = await fetch(`http://127.0.0.1:${port}/media/${row._id}`, { method, headers: { range: 'bytes=0-9' } });
      await response.arrayBuffer();
      return response.status;
    };
    const sockets = await Promise.all(
      [0, 1].map(async () => {
        const socket = connect(port, '127.0.0.1');
        socket.write(`GET /media/${row._id} HTTP/1.1\r\nhost: x\r\n\r\n`);
        await once(socket, 'readable');
        return socket;
      }),
    );
    expect(await status()).toBe(503);
    expect(await status('HEAD')).toBe(200);
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => status()).toBe(206);
    // A file that is shorter than it should be is none.
    truncateSync(join(dataDir, 'media', readdirSync(join(dataDir, 'media'))[0] ?? ''), 100);
    expect(await status()).toBe(404);
    server.closeAllConnections();
    server.close();
    await store.close();
  });
});
