/** The list of conversations as the API pages it, queue by queue, and how a conversation is found. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { saidBy } from '../../../tests/runtime/scripted-engine.ts';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { createLive } from '../../console/live.ts';
import { contacts } from '../../store/collections.ts';
import { conversationRoutes } from './conversations.ts';
import type { Caller } from './route.ts';

const mei: Caller = { kind: 'staff', ip: '', agent: '', person: { id: 'm', name: 'Mei', role: 'agent', session: 's' } };
let desk: Desk;
let closeStore: () => Promise<void>;
let list: (query: Record<string, string | number>) => Promise<{ items: { id: string; waits?: number }[]; next?: string }>;
const names = (items: { id: string }[]) => items.map(({ id }) => id.split(':')[2]).join(' ');

beforeAll(async () => {
  const shop = await openTestStore();
  closeStore = shop.close;
  desk = await openDesk({
    store: shop.store,
    script: (event, session, facts) => {
      if (event.type === 'agent')
        return { steps: [], session: { handoff: event.action === 'took' ? { since: facts.now, until: facts.now + 3_600_000 } : undefined } };
      return { steps: saidBy(event) === undefined || session.handoff ? [] : ['ok'] };
    },
  });
  const { store, runtime, clock } = desk;
  const flows = { set: () => ({ live: new Map(), faqs: new Map() }), problems: () => [] };
  const [route] = conversationRoutes({ store, runtime, flows, channels: new Map(), country: 'CN', live: createLive(clock.now), now: clock.now });
  list = async (query) => {
    const answer = await route?.handle({ params: {}, query: route.query.parse(query), body: undefined, by: mei });
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    return answer.body as Awaited<ReturnType<typeof list>>;
  };
  // Five customers wait, the first for longest; two have been answered; the bot has two.
  for (const user of ['w1', 'w2', 'w3', 'w4', 'w5', 'a1', 'a2', 'b1', 'b2']) {
    await desk.write(user, `I am ${user}`);
    await desk.pass(1_000);
  }
  for (const user of ['w1', 'w2', 'w3', 'w4', 'w5']) {
    await runtime.takeOver(`test:main:${user}`, user === 'w2' ? 'Mei' : 'Wei');
    await runtime.idle();
    await desk.write(user, 'anybody?');
    await runtime.idle();
    await desk.pass(1_000);
  }
  for (const user of ['a1', 'a2']) await runtime.say(`test:main:${user}`, 'Mei', [{ type: 'text', text: 'done' }]);
  await runtime.idle();
  await store.write([{ op: 'patch', in: contacts.name, id: 'test:main:b1', set: { phone: '+8613800138000', name: 'Lin' } }]);
});
afterAll(async () => {
  await desk.runtime.stop(0);
  await closeStore();
});

it('gives who waits longest first, page by page', async () => {
  const first = await list({ queue: 'needs_reply', limit: 2 });
  const second = await list({ queue: 'needs_reply', limit: 2, cursor: first.next ?? '' });
  const third = await list({ queue: 'needs_reply', limit: 2, cursor: second.next ?? '' });
  expect([names(first.items), names(second.items), names(third.items), third.next]).toEqual(['w1 w2', 'w3 w4', 'w5', undefined]);
  expect(first.items.every(({ waits }) => waits !== undefined)).toBe(true);
});

it.each([
  ['mine', 'a1 a2 w2'],
  ['unassigned', ''],
  ['bot', 'b1 b2'],
  ['all', 'a1 a2 b1 b2 w1 w2 w3 w4 w5'],
])('gives the queue %s: %s', async (queue, expected) => {
  expect(
    names((await list({ queue })).items)
      .split(' ')
      .sort()
      .join(' '),
  ).toBe(expected);
});

it('goes through mine page by page, each once', async () => {
  const seen: string[] = [];
  let cursor = '';
  for (let pages = 0; pages < 10; pages++) {
    const got = await list({ queue: 'mine', limit: 1, ...(cursor && { cursor }) });
    seen.push(...got.items.map(({ id }) => id));
    if (!got.next) break;
    cursor = got.next;
  }
  expect(names(seen.map((id) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1)))).toBe('a1 a2 w2');
});

it.each([
  ['+86 138 0013 8000', 'b1'],
  ['lin', 'b1'],
  ['b2', 'b2'],
  ['nothing of that', ''],
])('finds by %s: %s', async (q, expected) => expect(names((await list({ q })).items)).toBe(expected));
