import { afterEach, expect, it } from 'vitest';
import { type ChatServer, startChatServer } from '../../../tests/web/chat-server.ts';
import { isLanguageTag, type MailTranscript } from './transcript-route.ts';

let server: ChatServer;
afterEach(() => server.close());

const start = async (transcript?: MailTranscript) => {
  server = await startChatServer(transcript && { transcript });
  const ask = (path: string, body: unknown, token?: string) =>
    fetch(`${server.url}/chat/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    });
  return { ask, ...((await (await ask('session', {})).json()) as { token: string; visitor: string }) };
};

it.each([
  ['sent', 202, { result: 'sent' }],
  ['code_sent', 202, { result: 'code_sent' }],
  ['wrong_code', 403, { error: { code: 'wrong_code' } }],
  ['too_many', 429, { error: { code: 'too_many' } }],
  ['nothing', 409, { error: { code: 'nothing' } }],
  ['unavailable', 503, { error: { code: 'unavailable' } }],
] as const)('answers %s with %d', async (result, status, body) => {
  const { ask, token, visitor } = await start(async ({ user, email }) => (user === visitor && email === 'ann@example.com' ? result : 'nothing'));
  const answer = await ask('transcript', { email: 'ann@example.com', lang: 'zh-CN', code: '123 456' }, token);
  expect([answer.status, await answer.json()]).toMatchObject([status, body]);
});

it('refuses what is no address, no code or no language, and who has no token', async () => {
  const { ask, token } = await start(async () => 'sent');
  const wrong = ['', 'ann', 'ann@example.com, eve@example.com', 'ann@example.com\nbcc: eve@example.com', `${'a'.repeat(250)}@example.com`, null];
  const bodies = [...wrong.map((email) => ({ email })), { email: 'a@b.co', code: '12' }, { email: 'a@b.co', lang: 'en-a1' }, { email: 'a@b.co', to: 'eve' }];
  for (const body of bodies) expect([body, (await ask('transcript', body, token)).status]).toEqual([body, 422]);
  expect((await ask('transcript', { email: 'a@b.co' })).status).toBe(401);
});

it('is not there without a mail server, and slow for an address that asks for many', async () => {
  const none = await start();
  expect((await none.ask('transcript', { email: 'a@b.co' }, none.token)).status).toBe(404);
  await server.close();
  const { ask, token } = await start(async () => 'sent');
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('transcript', { email: 'a@b.co' }, token)));
  expect(answers.map(({ status }) => status).filter((status) => status === 429).length).toBeGreaterThanOrEqual(1);
});

it.each([
  ['en', true],
  ['zh-Hant-TW', true],
  ['en-a1', false],
  ['en_US', false],
  ['<script>', false],
  ['', false],
])('%j is a language tag: %s', (tag, is) => expect(isLanguageTag(tag)).toBe(is));
