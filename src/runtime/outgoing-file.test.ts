import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outgoingFile } from './outgoing-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhanggui-outgoing-'));
const png = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');
const id = 'a'.repeat(64);
let server: Server;
let host: string;

beforeAll(async () => {
  mkdirSync(join(dir, 'pictures'));
  writeFileSync(join(dir, 'pictures', 'shop front.png'), png);
  server = createServer((request, response) => {
    if (request.url === '/a.png') response.setHeader('content-type', 'text/html').end(png);
    else if (request.url === '/moved') response.writeHead(302, { location: '/a.png' }).end();
    else if (request.url === '/large') response.end(Buffer.alloc(2_000));
    else response.writeHead(404).end('no');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

const files = () => ({
  media: {
    get: async (asked: string) =>
      asked === id ? { row: { _id: id, v: 1 as const, mime: 'image/png', bytes: png.length, at: 0, file: 'a.png' }, bytes: png } : null,
  },
  flowsDir: dir,
  maxBytes: 1_000,
  allowPrivate: [host],
  publicUrl: 'https://chat.shop.example',
});

it.each([
  [{ stored: id }, undefined],
  [{ url: `/media/${id}` }, undefined],
  [{ url: `https://chat.shop.example/media/${id}` }, undefined],
  [{ url: '/pictures/shop%20front.png' }, 'shop front.png'],
  [{ url: 'https://chat.shop.example/pictures/shop%20front.png' }, 'shop front.png'],
])('gives the bytes of %j', async (media, name) => {
  expect(await outgoingFile(media, files())).toEqual({ bytes: png, mime: 'image/png', ...(name && { name }) });
});

it('fetches what lies elsewhere, over a redirect, and reads its type from the bytes', async () => {
  expect(await outgoingFile({ url: `http://${host}/a.png` }, files())).toEqual({ bytes: png, mime: 'image/png', name: 'a.png' });
  expect(await outgoingFile({ url: `http://${host}/moved` }, files())).toMatchObject({ bytes: png, mime: 'image/png' });
});

it.each([
  [{ stored: 'b'.repeat(64) }, /not in the media store any more/],
  [{ url: '/pictures/none.png' }, /there is no pictures\/none\.png beside the flows/],
  [{ url: '/pictures/../secret' }, /there is no/],
  [{ url: '/etc/passwd' }, /there is no/],
  [{ ref: 'R1' }, /no address/],
  [{ url: 'file:///etc/passwd' }, /only http and https/],
  [{ url: 'http://169.254.169.254/latest' }, /not a public address/],
  [{ url: 'http://localhost:1/x.png' }, /localhost/],
])('says why %j cannot be had', async (media, reason) => {
  await expect(outgoingFile(media, files())).rejects.toThrow(reason);
});

it('takes neither what is too large nor an answer that is no file', async () => {
  await expect(outgoingFile({ url: `http://${host}/large` }, files())).rejects.toThrow(/more than 1000 bytes/);
  await expect(outgoingFile({ url: `http://${host}/none` }, files())).rejects.toThrow(/answered 404/);
});
