import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownPictures } from './own-pictures.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhanggui-own-pictures-'));
const faults: unknown[] = [];
let server: Server;
let base: string;

beforeAll(async () => {
  mkdirSync(join(dir, 'pictures', 'tea'), { recursive: true });
  for (const name of ['shop.jpg', 'tea/龙井 1.webp', 'logo.svg', '.hidden.jpg']) writeFileSync(join(dir, 'pictures', name), '0123456789');
  writeFileSync(join(dir, 'secret.jpg'), 'secret');
  symlinkSync(join(dir, 'secret.jpg'), join(dir, 'pictures', 'out.jpg'));
  const app = express();
  app.use('/pictures', ownPictures(dir, Date.now));
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    faults.push(error);
    response.status(500).end();
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

it.each([
  ['/pictures/shop.jpg', 'image/jpeg'],
  [`/pictures/tea/${encodeURIComponent('龙井 1.webp')}`, 'image/webp'],
])('gives %s', async (path, type) => {
  const response = await fetch(base + path);
  expect([response.status, response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual([200, type, 'nosniff']);
  expect(await response.text()).toBe('0123456789');
});

it('gives a range', async () => {
  const response = await fetch(`${base}/pictures/shop.jpg`, { headers: { range: 'bytes=2-4' } });
  expect([response.status, await response.text()]).toEqual([206, '234']);
});

it.each(['none.jpg', 'logo.svg', '.hidden.jpg', 'out.jpg', '..%2fsecret.jpg', 'tea', '%00.jpg', 'a%2f..%2f..%2fsecret.jpg', `${'x'.repeat(2_000)}.jpg`])(
  'answers 404 for %s, and it is no fault',
  async (name) => {
    expect((await fetch(`${base}/pictures/${name}`)).status).toBe(404);
    expect(faults).toEqual([]);
  },
);
