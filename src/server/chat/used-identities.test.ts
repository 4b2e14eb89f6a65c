import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChatServer, startChatServer } from '../../../tests/web/chat-server.ts';
import { conversations } from '../../store/collections.ts';
import { identities } from '../../store/identity-rows.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { createUsedIdentities } from './used-identities.ts';

const secret = 'secret of the shop';
const seconds = () => Math.floor(Date.now() / 1_000);
const signed = (user: string, { until = seconds() + 600, nonce = 'abcdefgh12345678', key = secret } = {}) =>
  `${until}.${nonce}.${createHmac('sha256', key).update(`zhanggui:${until}:${nonce}:${user}`).digest('hex')}`;

let folder: string;
let store: Store;
let server: ChatServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-identity-'));
  store = await openSqlite({ file: join(folder, 'x.db'), specs: [conversations, identities], now: Date.now, log: { info() {}, warn() {} } });
  server = await startChatServer({ identitySecret: secret, identities: createUsedIdentities(store) });
});
afterEach(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true });
});

interface Session {
  status: number;
  token: string;
  visitor: string;
  browser: string;
}
const session = async (body: object): Promise<Session> => {
  const reply = await fetch(`${server.url}/chat/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: reply.status, ...((await reply.json()) as Omit<Session, 'status'>) };
};

describe('a customer who is logged in', () => {
  it('is taken in by a signature, with what the visitor said before, and the browser is somebody new', async () => {
    const visitor = await session({});
    await store.collection(conversations).insert({ _id: `webchat:main:${visitor.visitor}`, state: 'open', lastAt: 1, contact: 'c' } as never);
    const customer = await session({ token: visitor.token, user: '42', user_hash: signed('42') });
    expect(customer).toMatchObject({ status: 200, visitor: 'u-42' });
    expect(server.events).toMatchObject([{ type: 'event', from: { user: 'u-42' }, aliases: [visitor.visitor] }]);
    const after = await session({ token: customer.browser });
    expect(after.visitor).toMatch(/^v-/);
    expect(after.visitor).not.toBe(visitor.visitor);
  });

  it('ends the open stream of the visitor who they were', async () => {
    const visitor = await session({});
    await store.collection(conversations).insert({ _id: `webchat:main:${visitor.visitor}`, state: 'open', lastAt: 1, contact: 'c' } as never);
    const stranger = await session({});
    const follow = (token: string) => fetch(`${server.url}/chat/stream`, { headers: { authorization: `Bearer ${token}` } });
    const [theirs, other] = [await follow(visitor.token), await follow(stranger.token)];
    expect(theirs.status).toBe(200);
    expect((await session({ token: visitor.token, user: '42', user_hash: signed('42') })).status).toBe(200);
    // Resolves only when the stream is over.
    expect(await theirs.text()).toContain('retry');
    expect(other.body?.locked).toBe(false);
    await other.body?.cancel();
    expect((await follow(visitor.token)).status).toBe(401);
  });

  it('may use the signature again in the same browser, also in a second tab, and nobody else may', async () => {
    const visitor = await session({});
    const user_hash = signed('42');
    const first = await session({ token: visitor.token, user: '42', user_hash });
    expect((await session({ token: first.browser, user: '42', user_hash })).status).toBe(200);
    expect((await session({ token: visitor.token, user: '42', user_hash })).browser).toBeDefined();
    for (const token of [undefined, (await session({})).token, first.token, 'x'])
      expect((await session({ ...(token && { token }), user: '42', user_hash })).status).toBe(401);
    expect(server.events).toEqual([]);
  });

  it('is used once, however many try at the same moment', async () => {
    const user_hash = signed('42');
    const all = await Promise.all(Array.from({ length: 20 }, () => session({ user: '42', user_hash })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each<[string, string, () => string]>([
    ['has expired', '42', () => signed('42', { until: seconds() - 1 })],
    ['is good for more than a day', '42', () => signed('42', { until: seconds() + 100_000 })],
    ['is of another customer', '43', () => signed('42')],
    ['was made with another secret', '42', () => signed('42', { key: 'another' })],
    ['was made with no secret', '42', () => signed('42', { key: '' })],
    ['was given more time', '42', () => signed('42', { until: seconds() - 5 }).replace(/^\d+/, String(seconds() + 500))],
    ['got another nonce', '42', () => signed('42').replace('abcdefgh', 'abcdefgx')],
    ['has no nonce', '42', () => signed('42').replace(/\..*\./, '.')],
    ['is cut', '42', () => signed('42').slice(0, -1)],
    ['is longer', '42', () => `${signed('42')}0`],
    ['is empty', '42', () => ''],
    ['has milliseconds', '42', () => signed('42', { until: Date.now() + 600_000 })],
    ['is the hash alone', '42', () => signed('42').split('.')[2] ?? ''],
    ['shifts what is signed', '1234:42', () => `${signed('42')}`],
    ['is for a visitor', 'v-1', () => signed('u-1')],
    ['has a line end', '42', () => `${signed('42')}\n`],
  ])('is refused when the signature %s', async (_, user, signature) => {
    const reply = await session({ user, user_hash: signature() });
    expect(reply.status).toBe(401);
    expect(server.events).toEqual([]);
  });

  it('is refused where the shop set no secret', async () => {
    const open = await startChatServer({ identities: createUsedIdentities(store) });
    try {
      const body = JSON.stringify({ user: '42', user_hash: signed('42', { key: '' }) });
      expect((await fetch(`${open.url}/chat/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(401);
    } finally {
      await open.close();
    }
  });
});
