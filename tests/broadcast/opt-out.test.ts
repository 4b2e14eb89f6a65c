/** Opting out by the link in a message, and consent entered by the merchant, as they are served. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it, test } from 'vitest';
import { keptSecret } from '../../src/app/kept-secret.ts';
import { optOutParts } from '../../src/app/opt-out-parts.ts';
import { broadcastMarks } from '../../src/marketing/broadcast/rows.ts';
import { consentOf, mayWrite } from '../../src/marketing/consent/ledger.ts';
import { contactOfToken, optOutLink } from '../../src/marketing/consent/opt-out-link.ts';
import { consentRoutes } from '../../src/server/api/consents.ts';
import { apiRouter } from '../../src/server/api/express-routes.ts';
import { optOutPage } from '../../src/server/files/opt-out-page.ts';
import { consents, conversations } from '../../src/store/collections.ts';
import { quiet } from '../runtime/desk.ts';
import { type CastDesk, openCast } from './broadcast-desk.ts';

let desk: CastDesk;
let server: Server;
let base: string;
afterEach(async () => {
  server?.close();
  await desk?.close();
});
const ann = 'test:main:p00000';
const token = 'the-right-token-0123456789';

async function open() {
  desk = await openCast();
  await desk.people(1);
  const app = express();
  const { store, runtime, clock } = desk;
  app.use('/o', optOutPage(await optOutParts({ store, runtime }, clock.now)));
  const parts = { store, runtime, flows: { set: () => ({ live: new Map(), faqs: new Map() }), problems: () => [] }, channels: new Map(), now: clock.now };
  app.use('/api', apiRouter(consentRoutes(parts), { isToken: (given) => given === token, log: quiet, version: '1', now: clock.now }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return optOutLink(base, await keptSecret(store, 'short-links-secret'), ann);
}

const answer = async () => {
  const person = await consentOf(desk.store, ann);
  return person && mayWrite(person, 'marketing');
};

it('a look at the link changes nothing, a press opts out once, in the reader’s language, and tells nothing of the customer', async () => {
  const link = await open();
  await desk.write('p00000', 'hi');
  await desk.runtime.idle();
  const rows = desk.store.collection(conversations);
  const row = await rows.get(ann);
  if (row) await desk.runtime.update(ann, (one) => ({ ...one, broadcast: { key: `b:x1:${ann}`, at: desk.clock.now() } }));
  for (const lang of ['zh-CN', 'en']) {
    const page = await fetch(link, { headers: { 'accept-language': lang } });
    const text = await page.text();
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(text).toContain(lang === 'en' ? 'You need not log in' : '不用登录');
    expect(text).not.toMatch(/p00000|P0\b|<script/);
  }
  expect(await answer()).toMatchObject({ may: true });
  for (let n = 0; n < 2; n++) expect(await (await fetch(link, { method: 'POST' })).text()).toContain('You are unsubscribed');
  await desk.runtime.idle();
  expect(await answer()).toMatchObject({ may: false, why: 'refused', line: { source: 'link', words: expect.stringContaining('[Unsubscribe]') } });
  expect(await desk.store.collection(consents).count({ contact: ann })).toBe(1);
  expect(await desk.store.collection(broadcastMarks).count({ broadcast: 'x1', mark: 'opted_out' })).toBe(1);
});

test.each(['', 'x', 'A'.repeat(80), `${'A'.repeat(1_200)}`, '..%2f..', '<b>x</b>'])('a token that is none opts nobody out: %s', async (made) => {
  await open();
  expect((await fetch(`${base}/o/${encodeURIComponent(made)}`, { method: 'POST' })).status).toBe(404);
  expect(await answer()).toMatchObject({ may: true });
});

test('a token with any letter changed is none, and tells nobody whose it is', async () => {
  const secret = Buffer.alloc(32, 1);
  const own = optOutLink('https://shop.example.com/', secret, 'whatsapp-cloud:main:14155550199');
  const given = own.slice('https://shop.example.com/o/'.length);
  expect(contactOfToken(secret, given)).toBe('whatsapp-cloud:main:14155550199');
  expect(Buffer.from(given, 'base64url').toString()).not.toContain('14155550199');
  expect(contactOfToken(Buffer.alloc(32, 2), given)).toBeNull();
  for (let n = 0; n < given.length; n++) expect(contactOfToken(secret, given.slice(0, n) + (given[n] === 'A' ? 'B' : 'A') + given.slice(n + 1))).toBeNull();
});

it('the merchant enters consent with its words; the newest line comes first', async () => {
  await open();
  const ask = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${base}/api${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as { items: object[]; error: object } };
  };
  const path = `/contacts/${ann}/consent`;
  expect(await ask(path, { purpose: 'marketing', given: false, wording: 'asked at the till' })).toMatchObject({
    status: 201,
    body: { granted: false },
  });
  await desk.pass(1_000);
  const again = { purpose: 'marketing', given: true, wording: 'Yes please', evidence: 'form 14', version: '2', by: 'Bo' };
  expect((await ask(path, again)).body).toMatchObject({ granted: true, words: 'Yes please', evidence: 'form 14', version: '2', by: 'Bo', source: 'api' });
  expect(await answer()).toMatchObject({ may: true });
  expect((await ask(`${path}s`)).body.items).toHaveLength(2);
  expect((await ask('/consents?limit=1')).body).toMatchObject({ items: [{ contact: ann }], next: expect.any(String) });
  expect((await ask('/contacts/nobody/consent', again)).status).toBe(404);
  for (const wrong of [
    { ...again, wording: ' ' },
    { ...again, purpose: 'news' },
    { given: true, purpose: 'marketing' },
  ])
    expect((await ask(path, wrong)).status).toBe(422);
});
