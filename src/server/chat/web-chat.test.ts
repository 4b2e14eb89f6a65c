import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChatServer, type ChatServerOptions, startChatServer } from '../../../tests/web/chat-server.ts';
import type { Part } from '../../message.ts';

let server: ChatServer | undefined;
afterEach(() => server?.close());

const start = async (options?: ChatServerOptions) => {
  server = await startChatServer(options);
  const { url } = server;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/chat/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const session = async (body: unknown = {}) => (await (await post('session', body)).json()) as { token: string; visitor: string };
  const { token, visitor } = await session();
  const auth = { authorization: `Bearer ${token}` };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}/chat/${path}`, { headers: { ...auth, ...headers } });
  return { server, url, post, get, session, token, visitor, auth };
};

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);

/** Reads a stream until `enough` says so; answers the text so far. */
async function readUntil(response: Response, enough: (text: string) => boolean): Promise<string> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    if (enough(text)) break;
  }
  return text;
}

describe('web chat routes', () => {
  it('keeps a visitor, and makes a new one for a forged or changed token', async () => {
    const { session, token, visitor } = await start();
    expect((await session({ token })).visitor).toBe(visitor);
    expect((await session({ token: `${token.slice(0, -2)}AA` })).visitor).not.toBe(visitor);
    const [user = '', ...rest] = token.split('.');
    expect((await session({ token: [Buffer.from('u-boss').toString('base64url'), ...rest].join('.') })).visitor).not.toBe('u-boss');
    expect(user).not.toBe('');
  });

  it('takes a customer of the shop only with the right signature', async () => {
    const { session, post } = await start({ identitySecret: 'shop secret' });
    const hash = createHmac('sha256', 'shop secret').update('c-42').digest('hex');
    const signed = await session({ user: 'c-42', user_hash: hash });
    expect(signed.visitor).toBe('u-c-42');
    expect((await session({ token: signed.token })).visitor).toMatch(/^v-/);
    expect((await post('session', { user: 'c-43', user_hash: hash })).status).toBe(401);
    expect((await post('session', { user: 'c-42' })).status).toBe(401);
  });

  it('lets in whoever it knows, however many strangers come from the same address', async () => {
    const { post, token } = await start({ identitySecret: 'shop secret' });
    const user_hash = createHmac('sha256', 'shop secret').update('c-42').digest('hex');
    const tried = async (body: unknown) => {
      const codes = new Set<number>();
      for (let n = 0; n < 40; n += 1) codes.add((await post('session', body)).status);
      return [...codes].sort();
    };
    expect(await tried({})).toEqual([200, 429]);
    expect((await post('session', { user: 'c-43', user_hash })).status).toBe(429);
    expect(await tried({ token })).toEqual([200]);
    expect(await tried({ user: 'c-42', user_hash })).toEqual([200]);
  });

  it('refuses signed customers when no secret is set', async () => {
    const { post } = await start();
    const hash = createHmac('sha256', '').update('c-42').digest('hex');
    expect((await post('session', { user: 'c-42', user_hash: hash })).status).toBe(401);
  });

  it('stores a message once, though it is posted twice', async () => {
    const { server, post, auth, visitor } = await start();
    for (let i = 0; i < 2; i += 1) expect((await post('messages', { type: 'message', id: 'c1', text: 'hi' }, auth)).status).toBe(202);
    expect(server.events).toMatchObject([{ type: 'message', id: `${visitor}.c1`, parts: [{ type: 'text', text: 'hi' }] }]);
  });

  it('streams history and new messages, resumes after the last event id, and says how to pass proxies', async () => {
    const { server, get, visitor } = await start();
    await server.say(visitor, [{ type: 'text', text: 'one' }]);
    const first = await get('stream');
    expect(first.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(first.headers.get('x-accel-buffering')).toBe('no');
    const seen = readUntil(first, (text) => text.includes('"two"'));
    await server.say(visitor, [{ type: 'text', text: 'two' }]);
    const id = /.*^id: (\S+)$/ms.exec(await seen)?.[1] ?? '';
    await server.say(visitor, [{ type: 'text', text: 'three' }]);
    const second = await readUntil(await get('stream', { 'last-event-id': id }), (text) => text.includes('"three"'));
    expect(second).not.toMatch(/"one"|"two"/);
  });

  it('gives a long history to a browser that reads, and cuts one that does not while messages keep coming', async () => {
    const { server, get, visitor, url, auth } = await start();
    const long = (text: string): Part[] => [{ type: 'text', text: text.padEnd(4_000, '长') }];
    for (let n = 0; n < 50; n++) await server.say(visitor, long(`${n}:`));
    expect(await readUntil(await get('stream'), (text) => text.includes('49:'))).toMatch(/ "?.*"0:长/);
    await expect.poll(() => server.channel.hub.size()).toBe(0);

    const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
    const cut = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    socket.write(`GET /chat/stream HTTP/1.1\r\nhost: x\r\nauthorization: ${auth.authorization}\r\n\r\n`);
    await expect.poll(() => server.channel.hub.size()).toBe(1);
    // What the system takes, some MB, and then 256 KB.
    for (let n = 0; n < 2_000 && server.channel.hub.size() > 0; n++) {
      await server.say(visitor, long(`more ${n}:`));
      if (n % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.channel.hub.size()).toBe(0);
    socket.resume();
    await cut;
  });

  it('sends a heartbeat', async () => {
    const { get } = await start({ limits: { heartbeatMs: 20 } });
    expect(await readUntil(await get('stream'), (text) => text.includes(': still here'))).toContain(': still here');
  });

  it('answers a poll at once with history, and later with what comes', async () => {
    const { server, get, visitor } = await start();
    await server.say(visitor, [{ type: 'text', text: 'one' }]);
    const first = (await (await get('poll')).json()) as { messages: unknown[]; cursor: string };
    expect(first.messages).toMatchObject([{ parts: [{ text: 'one' }] }]);
    const waiting = get(`poll?after=${encodeURIComponent(first.cursor)}`);
    await server.say(visitor, [{ type: 'text', text: 'two' }]);
    expect(await (await waiting).json()).toMatchObject({ messages: [{ parts: [{ text: 'two' }] }] });
  });

  it('shows nothing of one visitor to another', async () => {
    const { server, session, url, visitor } = await start();
    await server.say(visitor, [{ type: 'text', text: 'secret' }]);
    const other = await session();
    const page = await fetch(`${url}/chat/poll`, { headers: { authorization: `Bearer ${other.token}` } });
    expect(await page.json()).toMatchObject({ messages: [] });
  });

  it('refuses foreign origins without a CORS header, and lets listed ones in', async () => {
    const { post, url } = await start({ origins: ['https://shop.example'] });
    const foreign = await post('session', {}, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect((await post('session', {}, { origin: 'null' })).status).toBe(403);
    expect((await post('session', {}, { origin: url })).status).toBe(200);
    expect((await post('session', {}, { origin: 'https://shop.example' })).headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const preflight = await fetch(`${url}/chat/messages`, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const refused = await fetch(`${url}/chat/messages`, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
    expect(refused.status).toBe(403);
  });

  it('says what is wrong with a request', async () => {
    const { post, auth, url } = await start();
    const cases: [unknown, number, string | undefined][] = [
      [{ type: 'message', id: 'c1', text: '' }, 422, 'text'],
      [{ type: 'message', id: 'c 1', text: 'hi' }, 422, 'id'],
      [{ type: 'message', id: 'c1', text: 'x'.repeat(4_001) }, 413, 'text'],
      [{ type: 'pressed', id: 'c1', token: 'NO' }, 422, 'token'],
      [{ type: 'message', id: 'c1', text: 'hi', user: 'u-boss' }, 422, 'user'],
      [[], 422, undefined],
      [{ type: 'message', id: 'c1', text: 'x'.repeat(1_000_000) }, 413, undefined],
    ];
    for (const [body, status, field] of cases) {
      const response = await post('messages', body, auth);
      const { error } = (await response.json()) as { error: { code: string; message: string; field?: string } };
      expect([response.status, error.field || undefined]).toEqual([status, field]);
      expect(error.message).not.toBe('');
    }
    expect((await post('messages', { type: 'message', id: 'c1', text: 'hi' })).status).toBe(401);
    expect((await fetch(`${url}/chat/messages`, { method: 'POST', headers: { ...auth, 'content-type': 'application/json' }, body: '{' })).status).toBe(400);
    expect((await fetch(`${url}/chat/nothing`, { headers: auth })).status).toBe(404);
  });

  it('slows down a visitor who sends too much, and only that visitor', async () => {
    const { post, session, auth } = await start({ limits: { perMinute: 10 } });
    const codes: number[] = [];
    for (let i = 0; i < 8; i += 1) codes.push((await post('messages', { type: 'message', id: `c${i}`, text: 'hi' }, auth)).status);
    expect(codes).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
    const limited = await post('messages', { type: 'message', id: 'c9', text: 'hi' }, auth);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await session();
    expect((await post('messages', { type: 'message', id: 'c1', text: 'hi' }, { authorization: `Bearer ${other.token}` })).status).toBe(202);
  });

  it('takes a picture by what its bytes are, and nothing that a browser would run', async () => {
    const { server, url, auth, post } = await start({ limits: { uploadBytes: 1_000 } });
    const upload = (body: Buffer | string, type = 'text/plain') =>
      fetch(`${url}/chat/media`, { method: 'POST', headers: { ...auth, 'content-type': type, 'x-file-name': encodeURIComponent('../照片.png') }, body });
    const done = await upload(png);
    const media = (await done.json()) as { stored: string };
    expect(media).toMatchObject({ mime: 'image/png', bytes: png.length, name: '照片.png' });
    expect((await upload('<svg onload=alert(1)>', 'image/png')).status).toBe(415);
    expect((await upload('<!doctype html><script>', 'image/png')).status).toBe(415);
    expect((await upload(Buffer.alloc(0))).status).toBe(422);
    expect((await upload(Buffer.concat([png, Buffer.alloc(2_000)]))).status).toBe(413);
    expect(server.media.size).toBe(1);
    expect((await post('messages', { type: 'message', id: 'c1', media: [media] }, auth)).status).toBe(202);
    expect(server.events).toMatchObject([{ parts: [{ type: 'image', media: { stored: 'm1.png', mime: 'image/png' } }] }]);
  });

  it('says when to come again while too many pictures wait to be kept', async () => {
    const { url, auth } = await start({ busy: true });
    const answer = await fetch(`${url}/chat/media`, { method: 'POST', headers: auth, body: png });
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([503, 5]);
  });

  it('leaves room for others when one address takes all the streams and polls that it can', async () => {
    const { url, session, get } = await start({ limits: { streams: 20 } });
    const others = await Promise.all([session(), session(), session()]);
    const opened = others.map(({ token }) => fetch(`${url}/chat/stream`, { headers: { authorization: `Bearer ${token}` } }));
    const streams = (await Promise.all(opened)).map(({ status }) => status);
    expect(streams.sort()).toEqual([200, 200, 503]);
    expect((await get('poll')).status).toBe(503);
  });

  /** Announces 1 MB, sends `bytes` of it and no more. Resolves when the server reads, or when it answered already. */
  const trickle = (url: string, token: string, bytes = 1): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write(`POST /chat/media HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 1000000\r\nexpect: 100-continue\r\n\r\n`);
      });
      socket.once('data', () => {
        socket.write(Buffer.alloc(bytes));
        resolve(socket);
      });
    });
  const uploadAs = (url: string, token: string) => fetch(`${url}/chat/media`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: png });

  it('takes uploads of others at the same address while two of them trickle, and of that visitor when one is over', async () => {
    const { url, session, token } = await start();
    const held = await Promise.all([trickle(url, token), trickle(url, token)]);
    expect((await uploadAs(url, (await session()).token)).status).toBe(201);
    const refused = await uploadAs(url, token);
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'busy' } }]);
    for (const socket of held) socket.destroy();
    await expect.poll(async () => (await uploadAs(url, token)).status).toBe(201);
  });

  it('lets a fifth address upload while four trickle on every place', async () => {
    const { url, session } = await start({ limits: { uploads: { places: 8, perVisitor: 2, bytes: 1_000_000 } }, proxies: 1 });
    const from = (n: number, headers: Record<string, string>) => ({ ...headers, 'x-forwarded-for': `192.0.2.${n}` });
    const held: Socket[] = [];
    for (const n of [1, 2, 3, 4, 1, 2, 3, 4]) {
      const { token } = await session();
      held.push(await trickle(url, `${token}\r\nx-forwarded-for: 192.0.2.${n}`));
    }
    const answer = await fetch(`${url}/chat/media`, { method: 'POST', headers: from(5, { authorization: `Bearer ${(await session()).token}` }), body: png });
    expect(answer.status).toBe(201);
    for (const socket of held) socket.destroy();
  });

  it('refuses the upload that goes over the memory for all, and counts what came in, not what was announced', async () => {
    const { url, session, token } = await start({ limits: { uploads: { places: 8, perVisitor: 2, bytes: 4_000 } } });
    const socket = await trickle(url, token, 1_950);
    await expect.poll(async () => (await uploadAs(url, (await session()).token)).status).toBe(503);
    socket.destroy();
    await expect.poll(async () => (await uploadAs(url, (await session()).token)).status).toBe(201);
    const other = await trickle(url, token, 1);
    expect((await uploadAs(url, (await session()).token)).status).toBe(201);
    other.destroy();
  });

  it('lets one address fill the disk only slowly, however many visitors it makes', async () => {
    const { url, server, session } = await start({ limits: { uploadBytes: 1_000, uploadedBytes: 1_000 } });
    const upload = async (byte: number) => {
      const headers = { authorization: `Bearer ${(await session()).token}` };
      return fetch(`${url}/chat/media`, { method: 'POST', headers, body: Buffer.concat([png, Buffer.alloc(300, byte)]) });
    };
    expect([(await upload(1)).status, (await upload(2)).status]).toEqual([201, 201]);
    const refused = await upload(3);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(server.media.size).toBe(2);
  });

  it('counts what an address sends in a day, texts and files, whoever it says it is; IPv6 by network, and no other address waits', async () => {
    const limits = { textBytesADay: 3_000, mediaBytesADay: 250 };
    const { url, session } = await start({ limits, proxies: 1 });
    const from = async (address: string) => ({ authorization: `Bearer ${(await session()).token}`, 'x-forwarded-for': address });
    const say = async (address: string) => {
      const headers = { ...(await from(address)), 'content-type': 'application/json' };
      return fetch(`${url}/chat/messages`, { method: 'POST', headers, body: JSON.stringify({ type: 'message', id: 'c1', text: 'x'.repeat(1_000) }) });
    };
    const upload = async (address: string) => fetch(`${url}/chat/media`, { method: 'POST', headers: await from(address), body: png });
    expect([(await say('192.0.2.1')).status, (await say('192.0.2.1')).status, (await say('192.0.2.2')).status]).toEqual([202, 429, 202]);
    expect([(await upload('192.0.2.1')).status, (await upload('192.0.2.1')).status, (await upload('192.0.2.1')).status]).toEqual([201, 201, 429]);
    const sixth = [];
    for (let n = 0; n < 20; n += 1) sixth.push((await say(`2001:db8:7:${n.toString(16)}::1`)).status);
    expect(sixth.filter((status) => status === 202)).toHaveLength(15);
    expect((await say('2001:db8:8::1')).status).toBe(202);
    expect(Number((await say('192.0.2.1')).headers.get('retry-after'))).toBeLessThanOrEqual(3_600);
  });

  it('takes no new visitor and no file of a stranger when the disk is full, and the texts of all who are there', async () => {
    const { server, url, session, post, auth, token } = await start({ identitySecret: 'shop secret' });
    const user_hash = createHmac('sha256', 'shop secret').update('c-42').digest('hex');
    server.diskFull = true;
    const refused = await post('session', {});
    expect([refused.status, await refused.json()]).toMatchObject([507, { error: { code: 'disk_full' } }]);
    expect((await uploadAs(url, token)).status).toBe(507);
    expect((await post('session', { token })).status).toBe(200);
    expect((await post('messages', { type: 'message', id: 'c1', text: 'hi' }, auth)).status).toBe(202);
    const customer = await session({ user: 'c-42', user_hash });
    expect((await uploadAs(url, customer.token)).status).toBe(201);
    server.diskFull = false;
    expect((await uploadAs(url, token)).status).toBe(201);
  });

  it('says that a body is not compressed as it claims', async () => {
    const { url, auth } = await start();
    const packed = { method: 'POST', headers: { ...auth, 'content-encoding': 'gzip', 'content-type': 'application/json' }, body: 'abcd' };
    expect((await fetch(`${url}/chat/media`, packed)).status).toBe(400);
    expect((await fetch(`${url}/chat/messages`, packed)).status).toBe(400);
  });

  it('passes receipts on for what the visitor got, and stores nothing of what is invented', async () => {
    const { server, post, auth, visitor, session } = await start();
    const other = await session();
    for (const user of [visitor, visitor, other.visitor]) await server.say(user, [{ type: 'text', text: 'hi' }]);
    const [k1, k2] = [1, 2].map((n) => `webchat:main:${visitor}:${n}:1`);
    const invented = Array.from({ length: 90 }, (_, n) => `${n}`.padEnd(512, 'x'));
    const body = { delivered: [k1, ...invented], read: [k1, k2, `webchat:main:${other.visitor}:1:1`, ...invented] };
    expect((await post('receipts', body, auth)).status).toBe(413);
    for (const list of [invented.slice(0, 40), [k1, k1]]) expect((await post('receipts', { delivered: list, read: [] }, auth)).status).toBe(202);
    expect((await post('receipts', { delivered: [], read: [k1, k2, `webchat:main:${other.visitor}:1:1`] }, auth)).status).toBe(202);
    expect(server.events.map((event) => event.type === 'receipt' && [event.ref, event.status, event.from.user])).toEqual([
      [k1, 'delivered', visitor],
      [k1, 'read', visitor],
      [k2, 'read', visitor],
    ]);
  });

  it('counts receipts, typing, polls and streams by address too, however many visitors it makes', async () => {
    const { session, post } = await start({ limits: { perMinute: 1 } });
    const codes = new Set<number>();
    for (let visitor = 0; visitor < 3; visitor += 1) {
      const headers = { authorization: `Bearer ${(await session()).token}` };
      for (let n = 0; n < 20; n += 1) codes.add((await post('receipts', { delivered: ['x'] }, headers)).status);
    }
    expect([...codes].sort()).toEqual([202, 429]);
  });

  it('shows a message of one tab in the other', async () => {
    const { get, post, auth } = await start();
    const first = (await (await get('poll')).json()) as { cursor: string };
    const waiting = get(`poll?after=${encodeURIComponent(first.cursor)}`);
    await post('messages', { type: 'message', id: 'c1', text: 'from the other tab' }, auth);
    expect(await (await waiting).json()).toMatchObject({ messages: [{ from: 'me', parts: [{ text: 'from the other tab' }] }] });
  });
});
