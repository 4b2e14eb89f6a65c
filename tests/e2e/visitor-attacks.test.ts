/** What a visitor of the web chat may try against another one, against the real program: nothing of anybody reaches anybody else, nobody writes as another. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freshFolder, type Program, startProgram } from './program.ts';

const identitySecret = 'identity-secret-of-the-shop';
const folder = freshFolder();
const hidden = 'hidden-words-of-a-customer';
let program: Program;

interface Session {
  token: string;
  visitor: string;
}
/** A visitor, a customer by a lasting signature, and one by a signature that was used; each has said the hidden words. */
let victim: Session;
let customer: Session;
let once: Session & { signature: string };
/** Somebody with a token of their own. */
let mallory: Session;
let stored: string;

const ask = (path: string, { token, body, headers = {}, method }: { token?: string; body?: unknown; headers?: Record<string, string>; method?: string } = {}) =>
  fetch(`${program.url}/chat/${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
const enter = async (body: unknown = {}): Promise<Session> => (await (await ask('session', { body })).json()) as Session;
const say = (token: string, text: string, id: string = randomUUID()) => ask('messages', { token, body: { type: 'message', id, text } });
const hmac = (text: string, secret = identitySecret) => createHmac('sha256', secret).update(text).digest('hex');
const expiring = (user: string, { until = Math.floor(Date.now() / 1_000) + 600, nonce = randomBytes(12).toString('hex'), secret = identitySecret } = {}) =>
  `${until}.${nonce}.${hmac(`zhanggui:${until}:${nonce}:${user}`, secret)}`;
const encoded = (user: string) => Buffer.from(user).toString('base64url');
const parts = (token: string) => token.split('.');
/** All that somebody with this token can read. */
const heard = async (token: string): Promise<string> => {
  const texts = await Promise.all([ask('poll', { token }), ask('history', { token })].map(async (one) => (await one).text()));
  return texts.join('\n');
};
/** The first bytes of a stream. */
const streamed = async (token: string, headers: Record<string, string> = {}): Promise<Response> => {
  const ended = new AbortController();
  const response = await fetch(`${program.url}/chat/stream`, { headers: { authorization: `Bearer ${token}`, ...headers }, signal: ended.signal });
  if (!response.ok) return response;
  let text = '';
  const timer = setTimeout(() => ended.abort(), 400);
  try {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
  } catch {}
  clearTimeout(timer);
  return new Response(text);
};

beforeAll(async () => {
  const flows = join(folder.path, 'flows');
  mkdirSync(flows);
  writeFileSync(
    join(flows, 'hello.yaml'),
    'flow: hello\nstart:\n  - fallback: true\nsteps:\n  - say: { en: "Heard {{ message.text }}", zh: "听到 {{ message.text }}" }\n',
  );
  program = await startProgram(join(folder.path, 'data'), { FLOWS_DIR: flows, WEBCHAT_IDENTITY_SECRET: identitySecret });
  [victim, mallory] = [await enter(), await enter()];
  customer = await enter({ user: '42', user_hash: hmac('42') });
  const signature = expiring('77');
  once = { ...(await enter({ user: '77', user_hash: signature })), signature };
  for (const { token } of [victim, customer, once]) expect((await say(token, hidden)).status).toBe(202);
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64)]);
  const kept = await ask('media', { token: victim.token, body: png, headers: { 'content-type': 'application/octet-stream' } });
  ({ stored } = (await kept.json()) as { stored: string });
  const all = async () => await Promise.all([victim, customer, once].map(({ token }) => heard(token)));
  await vi.waitFor(async () => expect((await all()).every((text) => text.includes(`Heard ${hidden}`))).toBe(true), { timeout: 30_000 });
});
afterAll(async () => {
  await program?.end('SIGKILL');
  folder.clean();
});

const refused = [400, 401, 403, 404, 413, 415, 422, 429];

/** Each is refused, or gets an answer without a word of the others. `says`: what it tries to write as somebody else. */
const attacks: [name: string, attack: () => Promise<Response>][] = [
  ['no token', () => ask('poll')],
  ['an empty token', () => ask('poll', { token: '' })],
  ['the id of another as a token', () => ask('poll', { token: victim.visitor })],
  ['the id of another, unsigned', () => ask('poll', { token: `${encoded(victim.visitor)}.${Date.now().toString(36)}.${'A'.repeat(43)}` })],
  ['the id of another under an own signature', () => ask('poll', { token: [encoded(victim.visitor), ...parts(mallory.token).slice(1)].join('.') })],
  ['a customer under an own signature', () => ask('poll', { token: [encoded('u-42'), ...parts(mallory.token).slice(1)].join('.') })],
  ['a token of an other time', () => ask('poll', { token: [parts(victim.token)[0], (Date.now() + 5).toString(36), parts(victim.token)[2]].join('.') })],
  ['a token that lost its last sign', () => ask('poll', { token: victim.token.slice(0, -1) })],
  ['a token with a sign more', () => ask('poll', { token: `${victim.token}A` })],
  ['a token with its signature in other letters', () => ask('poll', { token: victim.token.replace(/[^.]+$/, (mac) => mac.toLowerCase()) })],
  ['two tokens in one', () => ask('poll', { token: `${mallory.token},${victim.token.slice(0, -2)}AA` })],
  [
    'a token signed with the key of all zeros',
    () => {
      const payload = `${encoded(victim.visitor)}.${Date.now().toString(36)}`;
      return ask('poll', { token: `${payload}.${createHmac('sha256', Buffer.alloc(32)).update(`zhanggui-chat:${payload}`).digest('base64url')}` });
    },
  ],
  [
    'a token signed with the identity secret',
    () => {
      const payload = `${encoded('u-42')}.${Date.now().toString(36)}`;
      return ask('poll', { token: `${payload}.${createHmac('sha256', identitySecret).update(`zhanggui-chat:${payload}`).digest('base64url')}` });
    },
  ],
  ['the visitor in the query', () => ask(`poll?user=${victim.visitor}&visitor=${victim.visitor}`, { token: mallory.token })],
  [
    'the visitor in a header',
    () => ask('history', { token: mallory.token, headers: { 'x-user': victim.visitor, 'x-forwarded-user': 'u-42', cookie: `token=${victim.token}x` } }),
  ],
  ['the cursor of another', () => streamed(mallory.token, { 'last-event-id': '1.0@abc.0' })],
  ['a cursor that points below zero', () => streamed(mallory.token, { 'last-event-id': '0.-1' })],
  ['a cursor with the conversation of another', () => streamed(mallory.token, { 'last-event-id': `webchat:main:${victim.visitor}:1` })],
  ['history before a number of another', () => ask('history?before=999999', { token: mallory.token })],
  ['history with the conversation of another', () => ask(`history?before=5&conversation=webchat:main:${victim.visitor}`, { token: mallory.token })],
  ['history before what is no number', () => ask('history?before[$gt]=0', { token: mallory.token })],
  [
    'a message in the name of another',
    () => ask('messages', { token: mallory.token, body: { type: 'message', id: randomUUID(), text: 'forged', user: victim.visitor } }),
  ],
  ['a message with an id that leads into another conversation', () => say(mallory.token, 'forged', `${victim.visitor}.x`)],
  [
    'a receipt for a message of another',
    () => ask('receipts', { token: mallory.token, body: { delivered: [], read: [`webchat:main:${victim.visitor}:1:1`] } }),
  ],
  ['a customer without a signature', () => ask('session', { body: { user: '42' } })],
  ['a customer with the signature of another', () => ask('session', { body: { user: '42', user_hash: hmac('43') } })],
  ['a customer with a signature by another secret', () => ask('session', { body: { user: '42', user_hash: hmac('42', 'guessed') } })],
  ['a signature that has expired', () => ask('session', { body: { user: '42', user_hash: expiring('42', { until: Math.floor(Date.now() / 1_000) - 1 }) } })],
  [
    'a signature good for a year',
    () => ask('session', { body: { user: '42', user_hash: expiring('42', { until: Math.floor(Date.now() / 1_000) + 31_536_000 }) } }),
  ],
  ['a signature used by another browser', () => ask('session', { body: { token: mallory.token, user: '77', user_hash: once.signature } })],
  ['the same signature in capital letters', () => ask('session', { body: { user: '77', user_hash: once.signature.toUpperCase() } })],
  [
    'an expiring signature with its time moved',
    () => ask('session', { body: { user: '77', user_hash: once.signature.replace(/^\d+/, (until) => String(Number(until) + 60)) } }),
  ],
  ['an expiring signature as a lasting one', () => ask('session', { body: { user: '77', user_hash: once.signature.split('.')[2] } })],
  [
    'a customer whose id holds the text that is signed',
    () => ask('session', { body: { user: `zhanggui:9999999999:abcdefgh:42`, user_hash: hmac('zhanggui:9999999999:abcdefgh:4') } }),
  ],
  ['the token of a customer to become them again', () => ask('session', { body: { token: customer.token } })],
  ['a user of another kind', () => ask('session', { body: { user: { $ne: null }, user_hash: hmac('42') } })],
  ['a session with a customer in the place of the token', () => ask('session', { body: { token: 'u-42' } })],
  ['a device of another forgotten', () => ask('devices/forget', { token: mallory.token, body: { service: 'fcm', token: 'of-the-victim' } })],
  ['a page of another site', () => ask('poll', { token: victim.token, headers: { origin: 'https://evil.example' } })],
  ['the admin’s routes with a visitor’s token', () => fetch(`${program.url}/api/conversations`, { headers: { authorization: `Bearer ${victim.token}` } })],
];

it('are thirty and more', () => expect(attacks.length).toBeGreaterThanOrEqual(30));

it.each(attacks)('gets nothing by %s', async (_name, attack) => {
  const response = await attack();
  const text = await response.text();
  expect(text).not.toContain(hidden);
  if (response.status >= 400) expect(refused).toContain(response.status);
  // A session that was given is that of nobody known.
  const got = /"token":"([^"]+)"/.exec(text)?.[1];
  if (!got) return;
  const mine = await heard(got);
  expect(mine).not.toContain(hidden);
  expect(Buffer.from(parts(got)[0] ?? '', 'base64url').toString()).toMatch(/^v-/);
});

it('leaves the others as they were: nothing was said in their name, nothing of them came to the attacker', async () => {
  expect(await heard(mallory.token)).not.toContain(hidden);
  for (const { token } of [victim, customer, once]) expect(await heard(token)).not.toContain('forged');
  const { body } = await program.api('/conversations?limit=100');
  const { items } = body as { items: { id: string }[] };
  const known = [victim, customer, once, mallory].map(({ visitor }) => `webchat:main:${visitor}`);
  expect(items.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
  const seen = (await program.api(`/conversations/${encodeURIComponent(`webchat:main:${victim.visitor}`)}/messages`)).body as { items: { status: string }[] };
  expect(seen.items.some(({ status }) => status === 'read')).toBe(false);
});

it('does not let a message be repeated, nor sent again by another as theirs', async () => {
  const id = randomUUID();
  for (let n = 0; n < 3; n += 1) expect((await say(victim.token, 'said once', id)).status).toBe(202);
  expect((await say(mallory.token, 'said once', id)).status).toBe(202);
  await expect.poll(async () => (await heard(victim.token)).split('"text":"said once"').length - 1).toBe(2);
  await expect.poll(async () => (await heard(mallory.token)).split('"text":"said once"').length - 1).toBe(2);
  expect((await heard(victim.token)).split('Heard said once').length - 1).toBe(2);
});

it('gives nobody the file of another by a guess', async () => {
  expect(stored.length).toBeGreaterThan(20);
  expect((await fetch(`${program.url}/media/${stored.slice(0, -5)}x.png`)).status).toBe(404);
});

it('ends a visitor’s token when they become a customer: who kept it reads and writes nothing more', async () => {
  const before = await enter();
  expect((await say(before.token, 'as a visitor')).status).toBe(202);
  const open = ask('poll', { token: before.token });
  await (await open).text();
  const after = await enter({ token: before.token, user: '99', user_hash: expiring('99') });
  expect(after.visitor).toBe('u-99');
  expect((await say(after.token, hidden)).status).toBe(202);
  for (const response of [
    await ask('poll', { token: before.token }),
    await ask('history', { token: before.token }),
    await streamed(before.token),
    await say(before.token, 'forged'),
  ])
    expect(response.status).toBe(401);
  expect((await enter({ token: before.token })).visitor).not.toBe(before.visitor);
});
