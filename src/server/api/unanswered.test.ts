/** From questions that nothing answers to an entry of the FAQ, through the routes as they are served. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../../tests/runtime/desk.ts';
import { allCollections } from '../../app/open-store.ts';
import { FlowLibrary } from '../../flow-folder/flow-library.ts';
import { unanswered } from '../../store/collections.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Op, Store } from '../../store/store.ts';
import type { UnansweredRow } from '../../store/unanswered-row.ts';
import { apiRouter } from './express-routes.ts';
import { openApi } from './openapi.ts';
import { unansweredRoutes } from './unanswered.ts';

const token = 'the-right-token-0123456789';
const faq = '# ours\nfaq: shop\nentries:\n  - q: [how much is shipping] # often\n    a: Nine dollars.\n# the end\n';
const asked = [
  ['ann', 'do you have parking'],
  ['bob', 'Do you have parking?'],
  ['bob', 'is there parking: near the shop'],
  ['cid', 'are dogs allowed'],
];

let folder: string;
let store: Store;
let flows: FlowLibrary;
let server: Server;
let api: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unanswered-'));
  await writeFile(join(folder, 'faq.yaml'), faq, { mode: 0o640 });
  await chmod(join(folder, 'faq.yaml'), 0o640);
  store = await openSqlite({ file: join(folder, 'test.db'), specs: allCollections, now: Date.now, log: quiet });
  flows = await FlowLibrary.open({ dir: folder, store, calls: new Map(), langs: ['en'], log: quiet, now: Date.now, pollMs: 60_000 });
  const rows = asked.map(
    ([who, text], n) => ({ _id: `c:${who}:${n}`, v: 1, conversation: `c:${who}`, contact: who, at: n + 1, text, lang: 'en' }) as UnansweredRow,
  );
  await store.write(rows.map((row): Op => ({ op: 'insert', in: unanswered.name, row })));
  const app = express().use(
    '/api',
    apiRouter(unansweredRoutes({ store, flows }), { isToken: (given) => given === token, log: quiet, version: '1', now: Date.now }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/unanswered`;
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
const parking = `/${encodeURIComponent('c:ann:0')}`;
const file = () => readFile(join(folder, 'faq.yaml'), 'utf8');

it('groups are listed, the most frequent first', async () => {
  expect(await ask('GET')).toEqual({
    status: 200,
    body: {
      items: [
        {
          id: 'c:ann:0',
          count: 3,
          people: 2,
          first: 1,
          last: 3,
          examples: ['do you have parking', 'Do you have parking?', 'is there parking: near the shop'],
          lang: 'en',
        },
        { id: 'c:cid:3', count: 1, people: 1, first: 4, last: 4, examples: ['are dogs allowed'], lang: 'en' },
      ],
    },
  });
  expect((await ask('GET', '?limit=1')).body).toMatchObject({ items: [{ count: 3 }] });
  expect((await ask('GET', '?limit=0')).status).toBe(422);
});

it('a group becomes an entry that is live at once, the rest of the file stays as it is, and the group is gone', async () => {
  const made = await ask('POST', `${parking}/entry`, { faq: 'shop', a: { en: 'Yes, below the shop.', zh: '有，在楼下。' } });
  expect(made).toMatchObject({ status: 201, body: { file: 'faq.yaml', dropped: 3 } });
  expect(await file()).toBe(
    faq.replace(
      '# the end',
      '  - q:\n      - "do you have parking"\n      - "Do you have parking?"\n      - "is there parking: near the shop"\n    a:\n      en: "Yes, below the shop."\n      zh: "有，在楼下。"\n# the end',
    ),
  );
  expect(flows.set().faqs.get('shop')?.entries).toHaveLength(2);
  expect(flows.set().rank('is there parking', 1)[0]).toMatchObject({ id: 'shop:1' });
  expect((await ask('GET')).body).toMatchObject({ items: [{ id: 'c:cid:3' }] });
  expect((await ask('POST', `${parking}/entry`, { faq: 'shop', a: 'again' })).status).toBe(404);
});

it('two at once are both in the file', async () => {
  const both = await Promise.all([
    ask('POST', `${parking}/entry`, { faq: 'shop', a: 'Yes.', q: ['is there parking'] }),
    ask('POST', `/${encodeURIComponent('c:cid:3')}/entry`, { faq: 'shop', a: 'Yes, they are.' }),
  ]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  expect(flows.set().faqs.get('shop')?.entries).toHaveLength(3);
});

it('what the loader would refuse is refused whole, with its words', async () => {
  const refused = await ask('POST', `${parking}/entry`, { faq: 'shop', a: 'Yes, {{ name | shout }}.' });
  expect(refused).toMatchObject({
    status: 422,
    body: { error: { code: 'problems', message: expect.stringMatching(/^faq\.yaml:\d+:\d+: unknown filter 'shout'/) } },
  });
  expect((await ask('POST', `${parking}/entry`, { faq: 'other', a: 'Yes.' })).body).toMatchObject({ error: { code: 'not_found', field: 'faq' } });
  expect((await ask('POST', `${parking}/entry`, { faq: 'shop', a: ' ' })).status).toBe(422);
  expect(await file()).toBe(faq);
  expect((await ask('GET')).body).toMatchObject({ items: [{ count: 3 }, { count: 1 }] });
  await writeFile(join(folder, 'faq.yaml'), 'faq: shop\nentries: [{ q: [how much is shipping], a: Nine. }]\n');
  expect((await ask('POST', `${parking}/entry`, { faq: 'shop', a: 'Yes.' })).body).toMatchObject({ error: { code: 'not_possible' } });
});

it('a group is dropped', async () => {
  expect(await ask('DELETE', parking)).toMatchObject({ status: 200, body: { count: 3 } });
  expect((await ask('GET')).body).toMatchObject({ items: [{ id: 'c:cid:3' }] });
  expect((await ask('DELETE', parking)).status).toBe(404);
});

it('the description names the routes', async () => {
  const { paths } = await openApi(unansweredRoutes({ store, flows }), '1', 'en');
  expect(Object.keys(paths)).toEqual(['/api/unanswered', '/api/unanswered/{id}/entry', '/api/unanswered/{id}']);
});
