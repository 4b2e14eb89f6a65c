import { afterEach, expect, it } from 'vitest';
import { type ChatServer, type ChatServerOptions, startChatServer } from '../../../tests/web/chat-server.ts';

let server: ChatServer;
afterEach(() => server.close());

interface Page {
  messages: { parts: { text: string }[] }[];
  before?: number;
}

const start = async (options?: ChatServerOptions) => {
  server = await startChatServer(options);
  const ask = (path: string, body?: unknown, token?: string) =>
    fetch(`${server.url}/chat/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    });
  const { token, visitor } = (await (await ask('session', {})).json()) as { token: string; visitor: string };
  return { ask, token, visitor };
};

it('gives what was said before, 50 at a time, and says when there is no more', async () => {
  const { ask, token, visitor } = await start();
  for (let n = 1; n <= 120; n += 1) await server.say(visitor, [{ type: 'text', text: String(n) }]);
  const pages: string[][] = [];
  let before: number | undefined = 121;
  while (before) {
    const answer: Response = await ask(`history?before=${before}`, undefined, token);
    const page = (await answer.json()) as Page;
    pages.push(page.messages.map(({ parts }) => parts[0]?.text ?? ''));
    before = page.before;
  }
  expect(pages.map((page) => [page[0], page.at(-1), page.length])).toEqual([
    ['71', '120', 50],
    ['21', '70', 50],
    ['1', '20', 20],
  ]);
  for (const wrong of ['0', '-1', '1.5', 'x', '1e99']) expect((await ask(`history?before=${wrong}`, undefined, token)).status).toBe(422);
});

it.each<[string, ChatServerOptions['call'], number, object]>([
  ['a link', async () => 'https://chat.example/call/#x', 201, { url: 'https://chat.example/call/#x' }],
  ['too many', async () => null, 429, { error: { code: 'too_many' } }],
  ['no calls at this shop', undefined, 404, { error: { code: 'not_found' } }],
])('answers a wish for a call with %s', async (_, call, status, body) => {
  const { ask, token } = await start(call && { call });
  expect((await ask('call', {})).status).toBe(call ? 401 : 404);
  const answer = await ask('call', {}, token);
  expect([answer.status, await answer.json()]).toMatchObject([status, body]);
  if (!call) return;
  const more = await Promise.all(Array.from({ length: 20 }, () => ask('call', {}, token)));
  expect(more.at(-1)?.status).toBe(429);
});

it.each([
  {},
  { service: 'FCM', token: 'x' },
  { service: 'fcm', token: '' },
  { service: 'fcm', token: 'x'.repeat(5_000) },
  { service: 'fcm', token: 'x', user: 'v-1' },
])('keeps no device like %o', async (device) => {
  const { ask, token } = await start();
  expect((await ask('devices', device, token)).status).toBe(422);
  expect(server.devices.size).toBe(0);
});
