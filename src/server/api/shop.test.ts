/** The shop's own tables through the routes as they are served: a file comes in while the program runs, rows are found and go. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quiet } from '../../../tests/runtime/desk.ts';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { createRequest } from '../../shop/orders/requests.ts';
import { requests } from '../../shop/request-rows.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { apiRouter } from './express-routes.ts';
import { importRoute } from './import-file.ts';
import { shopRoutes } from './shop.ts';

const token = 'the-right-token-0123456789';
let store: Store;
let close: () => Promise<void>;
let server: Server;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  const files = [importRoute(store, { currency: 'USD', zone: 'Asia/Shanghai' }, () => noon)];
  const app = express().use(
    '/api',
    apiRouter(
      shopRoutes(store, () => noon),
      { isToken: (given) => given === token, log: quiet, version: '1', now: () => noon, files },
    ),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(async () => {
  server.close();
  await close();
});

interface Answered {
  ok?: boolean;
  lines?: string[];
  items?: { id: string; name: string; facts: Record<string, unknown> }[];
  next?: string;
  id?: string;
  error?: { code: string; field?: string };
}

async function ask(method: string, path: string, body?: string, as = token): Promise<{ status: number; body: Answered }> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, ...(body?.startsWith('{') && { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: (await response.json()) as Answered };
}

const sheet = 'id,title,price,stock,sku\na,Da Hong Pao,5,1,S-1\nb,Keemun,6,2,S-2\nc,Longjing,7,3,S-3\n';

test('a file is looked at, taken, and corrected by the next one', async () => {
  expect((await ask('POST', '/import?file=products.csv&check=true', sheet)).body.lines).toContain('New: 3, changed: 0, removed: 0, as before: 0.');
  expect((await ask('GET', '/products')).body.items).toEqual([]);
  expect((await ask('POST', '/import?file=products.csv', sheet)).body).toMatchObject({ ok: true, stored: 3 });
  expect((await ask('POST', '/import?file=stock.csv&lang=zh', 'sku,stock\nS-2,40\n')).body.lines).toContain('已导入 1 个商品的库存（1 行）。');
  const [keemun] = (await ask('GET', '/products?q=keem')).body.items ?? [];
  expect(keemun).toEqual({ id: 'b', name: 'Keemun', facts: { price: 600, currency: 'USD', variants: 1, stock: 40 } });
  const bad = await ask('POST', '/import?file=products.csv', 'id,title,price\na,A,x\n');
  expect(bad.body).toMatchObject({
    ok: false,
    lines: ['products.csv:2: price: "x" is not an amount. Write 199 or 199.50.', expect.stringContaining('Nothing was imported')],
  });
});

test('rows are paged, found by what people know of them, and removed once', async () => {
  await ask('POST', '/import?file=products.csv', sheet);
  const first = await ask('GET', '/products?limit=2');
  expect(first.body.items?.map(({ id }) => id)).toEqual(['a', 'b']);
  expect((await ask('GET', `/products?limit=2&cursor=${first.body.next}`)).body.items?.map(({ id }) => id)).toEqual(['c']);
  expect((await ask('GET', '/products/a')).body).toMatchObject({ id: 'a', variants: [{ sku: 'S-1' }] });
  expect((await ask('DELETE', '/products/a')).status).toBe(200);
  expect((await ask('DELETE', '/products/a')).status).toBe(404);
  await ask(
    'POST',
    '/import?file=orders.csv',
    'number,sku,price,email,phone,customer\nA-1001,S-1,5,mia@example.com,+45 20 12 34 56,Mia\nA-1002,S-1,5,leo@example.com,,Leo\n',
  );
  for (const q of ['A-1001', 'MIA@example.com', '4520123456', 'Mia'])
    expect([q, (await ask('GET', `/orders?q=${encodeURIComponent(q)}`)).body.items?.map(({ id }) => id)]).toEqual([q, ['A-1001']]);
  await ask('POST', '/import?file=customers.csv', 'external_id,name,email\n77,Mia,mia@example.com\n');
  const [mia] = (await ask('GET', '/customers?q=mia@example.com')).body.items ?? [];
  expect(mia).toMatchObject({ name: 'Mia', facts: { external_id: '77' } });
  expect(await store.collection(contacts).get(mia?.id ?? '')).not.toBeNull();
});

test('a request that has ended stays with what came of it, and makes room for another', async () => {
  const wish = { kind: 'invoice', order: 'A-1001', contact: 'mia', conversation: 'telegram:main:mia', facts: { title: 'Mia Ltd.' } } as const;
  const [first, second] = [await createRequest(store, { ...wish, key: 'k1' }, noon), await createRequest(store, { ...wish, key: 'k2' }, noon)];
  expect([first.ok, second.ok, second.row._id]).toEqual([true, false, first.row._id]);
  const path = `/requests/${first.row._id}`;
  expect(await ask('POST', `${path}/close`, '{"status":"lost"}')).toMatchObject({ status: 422, body: { error: { field: 'status' } } });
  expect(await ask('POST', `${path}/close`, '{"status":"refused","words":" Not after 30 days. "}')).toMatchObject({
    status: 200,
    body: { id: first.row._id, status: 'refused', closedAt: noon, words: 'Not after 30 days.' },
  });
  expect(await store.collection(requests).get(first.row._id)).toMatchObject({ tellAt: noon });
  // Twice, or by two people at once: the first word holds.
  expect(await ask('POST', `${path}/close`, '{"status":"done"}')).toMatchObject({ status: 200, body: { status: 'refused' } });
  expect((await ask('POST', '/requests/RQ-NONE/close', '{"status":"done"}')).status).toBe(404);
  expect((await createRequest(store, { ...wish, key: 'k3' }, noon)).ok).toBe(true);
  const listed = async (query: string) => (await ask('GET', `/requests${query}`)).body.items?.map(({ facts }) => facts.status);
  expect([await listed(''), await listed('?status=open'), await listed('?status=refused'), await listed('?q=mia&status=done')]).toMatchObject([
    expect.arrayContaining(['open', 'refused']),
    ['open'],
    ['refused'],
    [],
  ]);
});

test('the routes are described', async () => {
  const { port } = server.address() as AddressInfo;
  const described = (await (await fetch(`http://127.0.0.1:${port}/api/openapi.json`)).json()) as { paths: Record<string, object> };
  expect(Object.keys(described.paths)).toEqual(expect.arrayContaining(['/api/import', '/api/products', '/api/orders/{id}', '/api/customers']));
  expect(await (await fetch(`http://127.0.0.1:${port}/api/docs`)).text()).toContain('/api/import');
});

test('nobody without the token brings a file, and a wrong question is told', async () => {
  expect((await ask('POST', '/import?file=products.csv', sheet, 'wrong')).status).toBe(401);
  expect(await ask('POST', '/import', sheet)).toMatchObject({ status: 422, body: { error: { code: 'invalid', field: 'file' } } });
  expect(await ask('POST', '/import?file=x.csv&dates=ymd', sheet)).toMatchObject({ status: 422, body: { error: { field: 'dates' } } });
});

test.each([
  [{ kind: 'script' }, true],
  [{ kind: 'staff', person: { role: 'agent' } }, true],
  [{ kind: 'key', key: { scopes: ['customers:write', 'inbox:write'] } }, true],
  [{ kind: 'key', key: { scopes: ['customers:write', 'inbox:read'] } }, false],
  [{ kind: 'key', key: { scopes: ['customers:write'] } }, false],
])('%j may add words for the customer: %s; what was said to whom stands in the audit', async (by, may) => {
  const wish = { kind: 'invoice', order: 'A-1', contact: 'mia', conversation: 'telegram:main:mia', facts: {}, key: 'k' } as const;
  const { row } = await createRequest(store, wish, noon);
  const close = shopRoutes(store, () => noon).find(({ path }) => path === '/requests/:id/close');
  const end = (body: object) => close?.handle({ params: { id: row._id }, query: {}, body, by: by as never });
  const said = await end({ status: 'done', words: 'Pay here: example.com' });
  const after = { request: row._id, status: 'done', words: 'Pay here: example.com' };
  if (may) expect(said).toMatchObject({ ok: true, audit: { of: 'telegram:main:mia', after } });
  else expect(said).toMatchObject({ ok: false, refusal: { status: 403, code: 'forbidden', field: 'words' } });
  expect((await store.collection(requests).get(row._id))?.status).toBe(may ? 'done' : 'open');
  expect(await end({ status: 'done' })).toMatchObject({ ok: true, body: { status: 'done' } });
});
