/** Canned replies and drafts: whose they are, and who may change them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import type { Store } from '../../store/store.ts';
import { cannedReplyRoutes } from './canned-replies.ts';
import { draftRoutes } from './drafts.ts';
import type { Caller } from './route.ts';

const person = (id: string, role: 'owner' | 'agent'): Caller => ({ kind: 'staff', ip: '', agent: '', person: { id, name: id, role, session: 's' } });
const [mei, wei, lin] = [person('mei', 'owner'), person('wei', 'agent'), person('lin', 'agent')];
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  await store.write([{ op: 'put', in: 'conversations', row: { _id: 'test:main:ann', v: 1, contact: 'test:main:ann' } as never }]);
});
afterAll(() => close());

async function call(by: Caller, name: string, given: { params?: object; body?: object } = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const route = [...cannedReplyRoutes(store, () => 1), ...draftRoutes(store, () => 1)].find(({ method, path }) => `${method} ${path}` === name);
  if (!route) throw new Error(name);
  const answer = await route.handle({ params: given.params ?? {}, query: {}, body: route.body.parse(given.body), by });
  return answer.ok ? { status: answer.status ?? 200, body: answer.body as Record<string, unknown> } : { status: answer.refusal.status, body: {} };
}
const names = async (by: Caller) => ((await call(by, 'get /replies')).body.items as { name: string }[]).map(({ name }) => name);

it('gives everybody those of the team, and each their own', async () => {
  const text = { en: 'We are here from 9 to 6.' };
  const team = await call(mei, 'post /replies', { body: { name: 'hours', text } });
  expect(team.status).toBe(201);
  expect((await call(wei, 'post /replies', { body: { name: 'mine', text, mine: true } })).status).toBe(201);
  expect(await names(wei)).toEqual(['hours', 'mine']);
  expect(await names(lin)).toEqual(['hours']);
  const params = { id: team.body.id };
  expect((await call(wei, 'post /replies', { body: { name: 'for all', text } })).status).toBe(403);
  expect((await call(wei, 'patch /replies/:id', { params, body: { name: 'x' } })).status).toBe(403);
  expect((await call(wei, 'delete /replies/:id', { params })).status).toBe(403);
  expect((await call(mei, 'post /replies', { body: { name: 'Hours', text } })).status).toBe(409);
  expect((await call(mei, 'patch /replies/:id', { params, body: { name: 'times' } })).body).toMatchObject({ name: 'times', mine: false });
  expect((await call(mei, 'delete /replies/:id', { params })).status).toBe(200);
  expect(await names(lin)).toEqual([]);
});

it('keeps a draft for each person, and removes it when it is empty', async () => {
  const params = { id: 'test:main:ann' };
  expect((await call(wei, 'post /conversations/:id/draft', { params, body: { text: 'half' } })).status).toBe(200);
  expect((await call(wei, 'get /conversations/:id/draft', { params })).body).toEqual({ text: 'half' });
  expect((await call(lin, 'get /conversations/:id/draft', { params })).body).toEqual({ text: '' });
  expect((await call(wei, 'post /conversations/:id/draft', { params: { id: 'test:main:nobody' }, body: { text: 'x' } })).status).toBe(404);
  await call(wei, 'post /conversations/:id/draft', { params, body: { text: '' } });
  expect((await call(wei, 'get /conversations/:id/draft', { params })).body).toEqual({ text: '' });
});
