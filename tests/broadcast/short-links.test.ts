/** Short links as customers and messengers open them, on a server of its own. */
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BroadcastRow, broadcastMarks, broadcasts, recipientId, recipients } from '../../src/marketing/broadcast/rows.ts';
import { openLink } from '../../src/marketing/content/open-link.ts';
import { linkToken } from '../../src/marketing/content/tracked-links.ts';
import { shortLinks } from '../../src/server/files/short-links.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { silent } from '../contract/store-kinds.ts';

const recipient = recipientId('sale', 'telegram:main:1');
const token = linkToken(new Uint8Array(32), recipient);
const browser = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

let store: Store;
let now = 100_000;
let close: () => void;
let root: string;

beforeEach(async () => {
  store = await openSqlite({ file: ':memory:', specs: [broadcasts, recipients, broadcastMarks], now: () => now, log: silent });
  const row: Omit<BroadcastRow, 'v'> = { _id: 'sale', name: 'Sale', state: 'sending', draft: {}, createdAt: 0, updatedAt: 0 };
  await store.collection(broadcasts).insert(row);
  await store
    .collection(recipients)
    .insert({ _id: recipient, broadcast: 'sale', contact: 'telegram:main:1', state: 'sent', at: 0, sentAt: 99_000, token, variant: 'b' });
  const app = express();
  const parts = { store, linksOf: async () => ['https://shop.example/tea', 'https://shop.example/cups'] };
  app.use(
    '/l',
    shortLinks(
      (...asked) => openLink(parts, ...asked),
      () => now,
    ),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const address = server.address();
  root = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  close = () => server.close();
});
afterEach(async () => {
  close();
  await store.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(root + path, { method, redirect: 'manual', headers: { 'user-agent': browser, 'accept-language': 'en', ...headers } });
const clicks = () => store.collection(broadcastMarks).find({ where: { broadcast: 'sale', mark: 'clicked' } });

it('forwards a person and counts one click, however often', async () => {
  const first = await get(`/l/${token}/1`);
  expect([first.status, first.headers.get('location'), first.headers.get('cache-control')]).toEqual([302, 'https://shop.example/cups', 'no-store']);
  await get(`/l/${token}/0`);
  expect(await clicks()).toMatchObject([{ _id: `clicked:${recipient}`, contact: 'telegram:main:1', link: 1, variant: 'b', at: now }]);
});

it('forwards a preview, HEAD and a fetcher that names no language right after sending, and counts nothing', async () => {
  for (const [headers, method] of [
    [{ 'user-agent': 'WhatsApp/2.23.20.0' }, 'GET'],
    [{ 'user-agent': 'TelegramBot (like TwitterBot)' }, 'GET'],
    [{ 'sec-purpose': 'prefetch;prerender' }, 'GET'],
    [{}, 'HEAD'],
  ] as const) {
    const answer = await get(`/l/${token}/0`, headers, method);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/tea']);
  }
  expect(await clicks()).toEqual([]);
  now += 1;
});

it.each([
  ['a token of nobody', `/l/${'a'.repeat(16)}/0`],
  ['a number that the content does not have', `/l/${token}/2`],
  ['a number below', `/l/${token}/-1`],
  ['an address as the number', `/l/${token}/https:%2F%2Fevil.example`],
  ['a longer token', `/l/${token}x/0`],
])('%s leads nowhere', async (_, path) => {
  expect((await get(path)).status).toBe(404);
  expect(await clicks()).toEqual([]);
});
