/** The first steps: kept on the server, seen where the program can see them, and a talk with the bot. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import type { Caller } from './route.ts';

const mei: Caller = { kind: 'staff', ip: '', agent: '', person: { id: 'mei', name: 'Mei', role: 'owner', session: 's' } };
let every: EveryRoute;
beforeAll(async () => {
  every = await openEveryRoute();
});
afterAll(() => every.close());

async function call(name: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const route = every.routes.find(({ method, path }) => `${method} ${path}` === name);
  if (!route) throw new Error(name);
  const answer = await route.handle({ params: {}, query: {}, body: route.body.parse(body), by: mei });
  return answer.ok ? { status: answer.status ?? 200, body: answer.body as Record<string, unknown> } : { status: answer.refusal.status, body: {} };
}
const states = ({ body }: { body: Record<string, unknown> }) =>
  Object.fromEntries((body.items as { id: string; state: string }[]).map(({ id, state }) => [id, state]));
const todo = { try: 'todo', shop: 'todo', faq: 'todo', products: 'todo', channel: 'todo', team: 'todo' };

it('marks steps, takes marks back, and puts the list away', async () => {
  expect(states(await call('get /console/start'))).toEqual(todo);
  expect(states(await call('patch /console/start', { step: 'shop' }))).toEqual({ ...todo, shop: 'done' });
  expect(states(await call('patch /console/start', { step: 'products', state: 'skipped' }))).toEqual({ ...todo, shop: 'done', products: 'skipped' });
  expect(states(await call('patch /console/start', { step: 'shop', state: 'todo' }))).toEqual({ ...todo, products: 'skipped' });
  expect((await call('patch /console/start', { left: true })).body).toMatchObject({ left: true });
  expect((await call('patch /console/start', { left: false })).body).toMatchObject({ left: false });
});

it('writes to the bot as a customer of the web chat', async () => {
  const tried = await call('post /console/start/try', { text: 'Where is my order?' });
  expect(tried).toMatchObject({ status: 201, body: { conversation: 'webchat:main:try-mei' } });
  await every.desk.runtime.idle();
  const after = await call('get /console/start');
  expect([states(after).try, after.body.conversation]).toEqual(['done', 'webchat:main:try-mei']);
});

it('reads a FAQ from a text, and says why a page cannot be read', async () => {
  expect((await call('post /faq/read', { text: 'Do you ship abroad?\nYes.' })).body).toEqual({ items: [{ q: 'Do you ship abroad?', a: 'Yes.' }] });
  expect((await call('post /faq/read', { url: 'https://example.com/faq' })).status).toBe(409);
  expect(() => every.routes.find(({ path }) => path === '/faq/read')?.body.parse({})).toThrow();
});
