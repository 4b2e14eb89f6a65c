import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { conversations, messages } from '../../store/collections.ts';
import { devices } from '../../store/device-rows.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { deviceRoutes } from './devices.ts';

const noon = 1_900_000_000_000;
let now: number;
let store: Store;
let folder: string;
beforeEach(async () => {
  now = noon;
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-devices-'));
  store = await openSqlite({ file: join(folder, 'x.db'), specs: [conversations, messages, devices], now: () => now, log: { info() {}, warn() {} } });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const ask = async (query: Record<string, string> = {}) => {
  const [route] = deviceRoutes(store, () => now);
  if (!route) throw new Error('there is no route');
  const answer = await route.handle({ query: route.query.parse(query), params: {}, body: undefined });
  if (!answer.ok) throw new Error('refused');
  return answer.body as { items: { id: string; token: string; text: string; unseen: number }[]; after: number };
};
/** A conversation whose messages came some seconds ago, newest last. */
const talk = async (user: string, said: { ago: number; by?: 'in' | 'out'; status?: string }[], channel = 'webchat') => {
  const id = `${channel}:main:${user}`;
  const lastAt = noon - 1_000 * (said.at(-1)?.ago ?? 0);
  await store.collection(conversations).insert({ _id: id, address: { channel, account: 'main', user }, contact: id, state: 'open', lastAt } as never);
  for (const [n, { ago, by = 'out', status = 'sent' }] of said.entries())
    await store.collection(messages).insert({
      _id: `${id}:${n}`,
      conversation: id,
      n,
      at: noon - 1_000 * ago,
      direction: by,
      author: 'bot',
      status,
      parts: [{ type: 'text', text: `said ${ago} s ago` }],
    } as never);
  await store.collection(devices).insert({ _id: `d-${user}`, conversation: id, service: 'fcm', token: `token-${user}`, at: noon });
};

it.each<[string, Parameters<typeof talk>[1], number]>([
  ['one that did not arrive', [{ ago: 20 }], 1],
  ['two of them', [{ ago: 25 }, { ago: 20 }], 2],
  ['one of which the older arrived', [{ ago: 25, status: 'delivered' }, { ago: 20 }], 1],
  ['one that is too young', [{ ago: 5 }], 0],
  ['one that arrived', [{ ago: 20, status: 'delivered' }], 0],
  ['one that was read', [{ ago: 20, status: 'read' }], 0],
  ['one that waits to be sent', [{ ago: 20, status: 'queued' }], 0],
  ['one that the customer answered', [{ ago: 25 }, { ago: 20, by: 'in', status: 'received' }], 0],
  ['one of before the question', [{ ago: 90 }], 0],
])('%s', async (_, said, unseen) => {
  await talk('v-1', said);
  const { items } = await ask();
  expect(items.map((item) => [item.token, item.text, item.unseen])).toEqual(unseen ? [['token-v-1', 'said 20 s ago', unseen]] : []);
});

it('tells each once when it is asked again and again, page by page, in order', async () => {
  for (let n = 0; n < 7; n += 1) await talk(`v-${n}`, [{ ago: 50 - n }]);
  await talk('other', [{ ago: 20 }], 'telegram');
  const seen: string[] = [];
  let after: number | undefined;
  for (let n = 0; n < 6; n += 1) {
    const answer = await ask({ limit: '3', ...(after && { after: String(after) }) });
    seen.push(...answer.items.map(({ token }) => token));
    after = answer.after;
  }
  expect(seen).toEqual(Array.from({ length: 7 }, (_, n) => `token-v-${n}`));
  now += 20_000;
  expect((await ask({ after: String(after) })).items).toEqual([]);
});
