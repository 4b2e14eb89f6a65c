/** From a person's answer to an entry of the FAQ, through the routes as they are served. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../../tests/runtime/desk.ts';
import { allCollections } from '../../app/open-store.ts';
import { FlowLibrary } from '../../flow-folder/flow-library.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { type ContactRow, contacts, type MessageRow, messages, unanswered } from '../../store/collections.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Op, Store } from '../../store/store.ts';
import type { UnansweredRow } from '../../store/unanswered-row.ts';
import { apiRouter } from './express-routes.ts';
import { suggestionRoutes } from './suggestions.ts';

const token = 'the-right-token-0123456789';
const hour = 3_600_000;
/** Who asked what, and what was written behind it: `>` by a person, `<` by the customer, `*` by the bot. */
const talks: [who: string, question: string, after: string[]][] = [
  ['ann', 'do you have parking', ['* I did not get that', '> Hi Ann, there is free parking behind the shop.']],
  ['bob', 'Do you have parking?', ['> Yes, free parking is behind our shop.', '> Just drive round the corner.']],
  ['cid', 'are dogs allowed', ['> Call me on +49 170 1234567 and I will tell you.']],
  ['dan', 'can I bring my bike inside', ['< hello?', '< anybody?', '< I am waiting', '> Bikes are fine in the front room.']],
  ['eve', 'is the shop open on sundays', ['+30h', '> On Sundays we open at ten in the morning.']],
  ['fay', 'my mail is fay@example.com, do you gift wrap', ['> Gift wrapping is free, just tell us at the till.']],
  ['gus', 'do you sell gift cards', []],
];

let folder: string;
let store: Store;
let flows: FlowLibrary;
let server: Server;
let api: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suggestions-'));
  await writeFile(join(folder, 'faq.yaml'), 'faq: shop\nentries:\n  - q: [how much is shipping]\n    a: Nine dollars.\n');
  store = await openSqlite({ file: join(folder, 'test.db'), specs: allCollections, now: () => 0, log: quiet });
  flows = await FlowLibrary.open({ dir: folder, store, calls: new Map(), langs: ['en'], log: quiet, now: Date.now, pollMs: 60_000 });
  const ops: Op[] = [];
  for (const [n, [who, question, after]] of talks.entries()) {
    const conversation = `c:main:${who}`;
    let at = (n + 1) * 1_000;
    ops.push({ op: 'insert', in: contacts.name, row: { ...newContact(who, 1), name: who === 'ann' ? 'Ann' : 'Zed' } as ContactRow });
    ops.push({
      op: 'insert',
      in: unanswered.name,
      row: { _id: `${conversation}:1`, v: 1, conversation, contact: who, at, text: question, lang: 'en' } as UnansweredRow,
    });
    const say = (no: number, author: string, text: string): void => {
      const row = {
        _id: `${conversation}:m${no}`,
        v: 1,
        conversation,
        n: no,
        at,
        direction: author === 'customer' ? 'in' : 'out',
        author,
        parts: [{ type: 'text', text }],
        status: 'sent',
      };
      ops.push({ op: 'insert', in: messages.name, row: row as MessageRow });
    };
    say(1, 'customer', question);
    for (const [no, line] of after.entries()) {
      at += line === '+30h' ? 30 * hour : 60_000;
      const author = { '>': 'Mei', '<': 'customer', '*': 'bot' }[line[0] ?? ''];
      if (author) say(no + 2, author, line.slice(2));
    }
  }
  await store.write(ops);
  const app = express().use(
    '/api',
    apiRouter(suggestionRoutes({ store, flows, zone: 'Europe/Berlin' }), { isToken: (given) => given === token, log: quiet, version: '1', now: Date.now }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/suggestions`;
});
afterEach(async () => {
  server.close();
  flows.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(method: 'GET' | 'POST' | 'DELETE', path = '', body?: object) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(api + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: response.status, body: await response.json() };
}
const parking = `/${encodeURIComponent('c:main:ann:1')}`;
const file = () => readFile(join(folder, 'faq.yaml'), 'utf8');

it('suggests what people answered, once for questions that mean the same, and nothing personal', async () => {
  expect((await ask('GET')).body).toEqual({
    items: [
      {
        id: 'c:main:ann:1',
        count: 2,
        people: 2,
        last: 2_000,
        q: ['do you have parking', 'Do you have parking?'],
        a: 'there is free parking behind the shop.',
        answers: expect.any(Number),
        lang: 'en',
      },
    ],
  });
});

it('is live only when somebody makes an entry of it, in their words', async () => {
  const before = await file();
  await ask('GET');
  expect(await file()).toBe(before);
  const made = await ask('POST', `${parking}/entry`, { faq: 'shop', a: 'There is free parking behind the shop.' });
  expect(made).toEqual({ status: 201, body: { file: 'faq.yaml', q: ['do you have parking', 'Do you have parking?'], dropped: 2 } });
  expect(await file()).toContain('There is free parking behind the shop.');
  expect((await ask('GET')).body).toEqual({ items: [] });
});

it('a no keeps the questions and suggests it no more, until it is asked anew', async () => {
  expect((await ask('DELETE', parking)).status).toBe(200);
  expect((await ask('GET')).body).toEqual({ items: [] });
  expect(await store.collection(unanswered).get('c:main:ann:1')).toMatchObject({ text: 'do you have parking', declined: true });
  expect((await ask('DELETE', parking)).status).toBe(404);
});

it('what was said in a conversation that is erased is suggested no more', async () => {
  for (const who of ['ann', 'bob']) await store.write([{ op: 'delete', in: unanswered.name, id: `c:main:${who}:1` }]);
  expect((await ask('GET')).body).toEqual({ items: [] });
  expect((await ask('POST', `${parking}/entry`, { faq: 'shop', a: 'x' })).status).toBe(404);
});
