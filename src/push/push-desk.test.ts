/** Notices against a push service on this machine, which reads them as a browser does (RFC 8291), and against the rules of who is told what. */
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../tests/runtime/desk.ts';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { createLive, type Live } from '../console/live.ts';
import { sessions, staffRows } from '../console/rows.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import { newConversation } from '../runtime/rows/conversations.ts';
import { type ConversationRow, contacts, conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { createPushDesk, deviceId, type PushDesk } from './push-desk.ts';
import { pushDevices } from './rows.ts';
import { isPushEndpoint, pushKeys } from './send-push.ts';

const now = Date.UTC(2026, 10, 30, 4);
const id = 'telegram:main:42';

/** A browser: its keys, and what it reads. */
function browser() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const hmac = (key: Buffer, ...data: (Buffer | string)[]) => data.reduce((made, part) => made.update(part), createHmac('sha256', key)).digest();
  /** Decrypts the body of a push message: RFC 8188, with the keys of RFC 8291, 3.4. */
  const read = (body: Buffer): Record<string, unknown> => {
    const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
    const sender = body.subarray(21, 21 + length);
    const shared = keys.computeSecret(sender);
    const ikm = hmac(hmac(auth, shared), 'WebPush: info\0', keys.getPublicKey(), sender, '\x01');
    const prk = hmac(salt, ikm);
    const key = hmac(prk, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
    const nonce = hmac(prk, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
    const sealed = body.subarray(21 + length);
    const open = createDecipheriv('aes-128-gcm', key, nonce);
    open.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString()) as Record<string, unknown>;
  };
  return { p256dh: keys.getPublicKey().toString('base64url'), auth: auth.toString('base64url'), read };
}

let store: Store;
let close: () => Promise<void>;
let service: Server;
let origin: string;
let answers: number[];
let got: { path: string; headers: Record<string, string | string[] | undefined>; body: Buffer }[];
let live: Live;
let push: PushDesk;
let calls: { id: string; conversation: string }[];
const phone = browser();

const person = (name: string, role: 'owner' | 'editor' | 'agent') =>
  store.collection(staffRows).insert({ _id: name, name, login: name, password: '', role, createdAt: 0 });
const device = (staff: string, more: object = {}) =>
  push.add({
    staff,
    session: `s-${staff}`,
    endpoint: `${origin}/${staff}`,
    p256dh: phone.p256dh,
    auth: phone.auth,
    agent: 'Chrome',
    lang: 'en',
    words: false,
    muted: [],
    ...more,
  });
/** The conversation is so now, and pages are told. */
const is = async (more: Partial<ConversationRow>) => {
  const rows = store.collection(conversations);
  const before = await rows.get(id);
  if (before) await rows.replace({ ...before, ...more });
  else await rows.insert({ ...newConversation(id, now), contact: id, preview: 'my card is 4111', ...more });
  live.changed(id);
  await push.idle();
};
const read = () => got.map(({ path, body }) => ({ path, ...phone.read(body) }));

beforeEach(async () => {
  const opened = await openTestStore();
  ({ store, close } = opened);
  [answers, got, calls] = [[], [], []];
  service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(answers.shift() ?? 201).end();
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  live = createLive(() => now);
  push = await createPushDesk({
    store,
    live,
    subject: 'mailto:shop@example.com',
    allow: [new URL(origin).host],
    ringing: async () => calls,
    log: quiet,
    now: () => now,
  });
  push.start();
  for (const [name, role] of [
    ['Mei', 'owner'],
    ['Wei', 'agent'],
    ['Lin', 'editor'],
  ] as const) {
    await person(name, role);
    await store.collection(sessions).insert({ _id: `s-${name}`, staff: name, at: now, seen: now, ip: '', agent: '' });
  }
  await store.collection(contacts).insert({ ...newContact(id, now), name: 'Ann' });
});
afterEach(async () => {
  await push.stop();
  service.close();
  await close();
});

it('tells who has the conversation that the customer waits: once for each wait, without a word of the customer', async () => {
  await device('Mei');
  await device('Wei');
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  await is({ preview: 'and the code is 123' });
  const path = `/console/inbox/${encodeURIComponent(id)}`;
  expect(read()).toEqual([{ title: 'A customer waits for you', body: 'Open the conversation to answer.', path, tag: `reply:${id}`, waiting: 1 }]);
  expect(JSON.stringify(read())).not.toMatch(/Ann|4111|123/);
  await is({ waits: undefined });
  await is({ waits: now + 60_000 });
  expect(got.map(({ path }) => path)).toEqual(['/Mei', '/Mei']);
});

it('shows who wrote and what where the person wants it, in their language', async () => {
  await device('Mei', { words: true, lang: 'zh' });
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect(read()).toMatchObject([{ title: '有顾客在等您回复', body: 'Ann：my card is 4111' }]);
});

it('signs with keys that are made once and kept', async () => {
  const keys = await pushKeys(store);
  expect(await pushKeys(store)).toEqual(keys);
  await device('Mei');
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  const headers = got[0]?.headers ?? {};
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '3600', urgency: 'normal' });
  const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(String(headers.authorization)) ?? [];
  expect(key).toBe(keys.publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud: origin, sub: 'mailto:shop@example.com' });
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const signed = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))).toBe(true);
});

it('tells who gets a conversation from another, and not who takes it and looks at it', async () => {
  await device('Wei');
  await is({ state: 'handoff', owner: 'Mei' });
  await is({ owner: 'Wei' });
  expect(read()).toMatchObject([{ title: 'A conversation was assigned to you' }]);
  await is({ owner: 'Mei' });
  live.present('page', 'Wei', id, false);
  await is({ owner: 'Wei', waits: now });
  expect(got).toHaveLength(1);
});

it('rings at who has the conversation, or at everybody with an inbox, urgently', async () => {
  for (const name of ['Mei', 'Wei', 'Lin']) await device(name);
  calls = [{ id: 'c1', conversation: id }];
  await is({ state: 'open', owner: 'bot' });
  expect(got.map(({ path, headers }) => [path, headers.urgency, headers.ttl]).sort()).toEqual([
    ['/Mei', 'high', '60'],
    ['/Wei', 'high', '60'],
  ]);
  calls = [{ id: 'c2', conversation: id }];
  await is({ state: 'handoff', owner: 'Wei' });
  expect(
    got
      .filter(({ headers }) => headers.urgency === 'high')
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['/Mei', '/Wei', '/Wei']);
});

it.each([404, 410])('forgets a browser of which the push service says %d', async (status) => {
  const device_ = await device('Mei');
  answers = [status];
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect(await store.collection(pushDevices).get(device_)).toBeNull();
});

it.each([429, 500, 403])('keeps a browser of which the push service says %d', async (status) => {
  const device_ = await device('Mei');
  answers = [status];
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect(await store.collection(pushDevices).get(device_)).not.toBeNull();
});

it('tells nobody who is signed out, is off, or muted the channel', async () => {
  await device('Mei');
  await store.collection(sessions).delete('s-Mei');
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect([got.length, await store.collection(pushDevices).count({})]).toEqual([0, 0]);
  await device('Wei', { muted: ['telegram'] });
  await is({ owner: 'Wei', waits: now + 1 });
  expect(got).toHaveLength(0);
});

it('keeps one row for a browser, and tries it out for its own person alone', async () => {
  const one = await device('Mei');
  expect(await device('Mei', { words: true })).toBe(one);
  expect(one).toBe(deviceId(`${origin}/Mei`));
  expect(await push.devicesOf('Mei')).toHaveLength(1);
  expect([await push.test('Wei', one), await push.remove('Wei', one)]).toEqual([null, false]);
  expect([await push.test('Mei', one), await push.remove('Mei', one)]).toEqual([true, true]);
  expect(read()).toMatchObject([{ title: 'Notices work on this device', path: '/console/' }]);
});

it.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['http://fcm.googleapis.com/fcm/send/x', false],
  ['https://user:pass@fcm.googleapis.com/x', false],
  ['ftp://fcm.googleapis.com/x', false],
  ['nonsense', false],
])('%s: may be a push service: %s', (endpoint, may) => expect(isPushEndpoint(endpoint, [])).toBe(may));

it('never asks a private address', async () => {
  const shut = await createPushDesk({ store, live, subject: 'mailto:shop@example.com', allow: [], log: quiet, now: () => now });
  const own = await device('Mei', { endpoint: origin.replace('http:', 'https:') });
  expect(await shut.test('Mei', own)).toBe(false);
  expect(got).toHaveLength(0);
});
