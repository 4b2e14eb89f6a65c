/** Notices against a push service on this machine, which reads them as a browser does (RFC 8291), and against the rules of who is told what. */
import { createPublicKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type PushService, pushBrowser, startPushService } from '../../tests/push/push-service.ts';
import { quiet } from '../../tests/runtime/desk.ts';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { createLive, type Live } from '../console/live.ts';
import { sessions, staffRows } from '../console/rows.ts';
import { createStaff, type Staff } from '../console/staff.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import { newConversation } from '../runtime/rows/conversations.ts';
import { type ConversationRow, contacts, conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { createPushDesk, deviceId, type PushDesk } from './push-desk.ts';
import { pushDevices, pushTold } from './rows.ts';
import { pushKeys } from './send-push.ts';

const now = Date.UTC(2026, 10, 30, 4);
const id = 'telegram:main:42';

let store: Store;
let close: () => Promise<void>;
let service: PushService;
let origin: string;
let got: PushService['got'];
let live: Live;
let staff: Staff;
let push: PushDesk;
const phone = pushBrowser();
/** Tries that wait, each with its ms. */
let waiting: { ms: number; run: () => void }[];
let clock: number;
/** Push services that may be at a private address. */
let allowed: string[];
let calls: { id: string; conversation: string }[];

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
  calls = [];
  waiting = [];
  clock = now;
  service = await startPushService();
  ({ got, origin } = service);
  allowed = [new URL(origin).host];
  live = createLive(() => now);
  staff = createStaff(store, () => now);
  push = await createPushDesk({
    store,
    live,
    staff,
    subject: 'mailto:shop@example.com',
    allow: allowed,
    ringing: async () => calls,
    log: quiet,
    now: () => clock,
    later(run, ms) {
      const one = { run, ms };
      waiting.push(one);
      return () => void waiting.splice(waiting.indexOf(one), 1);
    },
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
  await service.close();
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

/** A push service of another kind on this machine, which may be asked. */
async function allowedServer(server: Server): Promise<{ port: number; shut(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  allowed.push(`127.0.0.1:${port}`);
  return { port, shut: async () => void server.close().closeAllConnections() };
}

it('rings at others while the push service of one keeps silent', async () => {
  let givenUp = 0;
  const { port, shut } = await allowedServer(createServer((request) => request.on('close', () => givenUp++)));
  for (let n = 0; n < 3; n++) await device('Mei', { endpoint: `http://127.0.0.1:${port}/${n}` });
  await device('Wei');
  calls = ['c1', 'c2'].map((one) => ({ id: one, conversation: id }));
  await store.collection(conversations).insert({ ...newConversation(id, now), contact: id });
  live.changed(id);
  await expect.poll(() => got.map(({ path }) => path)).toEqual(['/Wei', '/Wei']);
  // None of the silent ones was given up before.
  expect(givenUp).toBe(0);
  await shut();
});

it.each<[what: string, told: number, meanwhile: () => unknown]>([
  ['is told once it can be', 2, () => undefined],
  ['is not told when the person has signed out', 1, () => store.collection(sessions).delete('s-Wei')],
  ['is not told when the program ends', 1, () => void push.stop()],
])('a notice that waits behind a silent one %s', async (_what, told, meanwhile) => {
  const asked: { end(): void }[] = [];
  const slow = createServer((_request, response) => void asked.push({ end: () => response.writeHead(201).end() }));
  const { port, shut } = await allowedServer(slow);
  await device('Wei', { endpoint: `http://127.0.0.1:${port}/` });
  calls = ['c1', 'c2'].map((one) => ({ id: one, conversation: id }));
  await store.collection(conversations).insert({ ...newConversation(id, now), contact: id });
  live.changed(id);
  await expect.poll(() => asked.length).toBe(1);
  await expect.poll(() => store.collection(pushTold).find({ limit: 9 })).toHaveLength(2);
  await meanwhile();
  asked[0]?.end();
  if (told === 2) await expect.poll(() => asked.length).toBe(2);
  asked[1]?.end();
  await push.idle();
  expect(asked).toHaveLength(told);
  await shut();
});

it.each([404, 410, 429, 500, 403])('forgets a browser only when the push service says that it is gone: %d', async (status) => {
  const device_ = await device('Mei');
  service.answer(status);
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect((await store.collection(pushDevices).get(device_)) === null).toBe(status === 404 || status === 410);
});

/** The next try's time has come. */
const again = async () => {
  const [one] = waiting.splice(0, 1);
  if (!one) throw new Error('no try waits');
  clock += one.ms;
  one.run();
};

it('gives a notice again after what the push service asks for, and once', async () => {
  await device('Mei');
  service.answer(429, { 'retry-after': '30' });
  service.answer(503);
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect([got.length, waiting.map(({ ms }) => ms)]).toEqual([1, [30_000]]);
  await again();
  await expect.poll(() => waiting.map(({ ms }) => ms)).toEqual([15_000]);
  await again();
  await expect.poll(() => got.length).toBe(3);
  expect(read().map((one) => ('tag' in one ? one.tag : ''))).toEqual([`reply:${id}`, `reply:${id}`, `reply:${id}`]);
  expect(got.map(({ headers }) => headers.ttl)).toEqual(['3600', '3570', '3555']);
  await push.idle();
  expect(waiting).toEqual([]);
});

it('gives up after three further tries, at once where too long a rest is asked for or it would come too late', async () => {
  await device('Mei');
  for (let n = 0; n < 4; n++) service.answer(500);
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  for (let n = 0; n < 3; n++) {
    await expect.poll(() => waiting.length).toBe(1);
    await again();
  }
  await expect.poll(() => got.length).toBe(4);
  service.answer(429, { 'retry-after': '3600' });
  await is({ waits: now + 1 });
  expect([got.length, waiting.length]).toEqual([5, 0]);
  calls = [{ id: 'c1', conversation: id }];
  service.answer(429, { 'retry-after': '90' });
  await is({ preview: 'rings' });
  expect([got.length, waiting.length]).toEqual([6, 0]);
});

it('keeps the tries of one person few, and leaves those of others alone', async () => {
  await device('Mei');
  await device('Wei');
  for (let n = 0; n < 50; n++) {
    service.answer(503);
    await is({ state: 'handoff', owner: 'Mei', waits: now + n });
  }
  expect([got.length, waiting.length]).toEqual([50, 40]);
  service.answer(503);
  await is({ owner: 'Wei', waits: now + 99 });
  expect(waiting.length).toBeGreaterThan(40);
});

it.each([
  ['was answered', { waits: undefined }],
  ['has another owner', { owner: 'Wei' }],
])('does not give it again for a conversation that %s meanwhile', async (_what, more) => {
  await device('Mei');
  service.answer(503);
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  await is(more);
  await again();
  await push.idle();
  expect(got).toHaveLength(1);
});

it('does not give it again to a browser that was switched off, and forgets one that is gone by then', async () => {
  const mine = await device('Mei');
  service.answer(503);
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  await push.remove('Mei', mine);
  await again();
  await push.idle();
  expect(got).toHaveLength(1);
  await device('Mei');
  service.answer(503);
  service.answer(410);
  await is({ waits: now + 1 });
  await again();
  await expect.poll(() => store.collection(pushDevices).get(mine)).toBeNull();
});

it('tells of a customer whom nobody has those alone who want it, once for each wait', async () => {
  await device('Mei', { unassigned: true });
  await device('Wei');
  await device('Lin', { unassigned: true });
  await is({ state: 'handoff', owner: 'bot', waits: now });
  await is({ preview: 'hello?' });
  expect(got.map(({ path }) => path)).toEqual(['/Mei']);
  expect(read()).toMatchObject([{ title: 'A customer waits and nobody has them', tag: `unassigned:${id}` }]);
  await is({ state: 'open', owner: 'bot', waits: undefined });
  expect(got).toHaveLength(1);
});

it('takes the place of what the browser was before', async () => {
  const before = await device('Mei');
  const theirs = await device('Wei');
  const next = {
    staff: 'Mei',
    session: 's-Mei',
    p256dh: phone.p256dh,
    auth: phone.auth,
    agent: 'Chrome',
    lang: 'en',
    words: true,
    muted: [],
    unassigned: true,
  } as const;
  await push.add({ ...next, muted: [], endpoint: `${origin}/new` }, before);
  await push.add({ ...next, muted: [], endpoint: `${origin}/newer` }, theirs);
  expect((await push.devicesOf('Mei')).map(({ endpoint }) => endpoint.slice(origin.length)).sort()).toEqual(['/new', '/newer']);
  expect(await push.devicesOf('Wei')).toHaveLength(1);
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

it('goes on over night, without a word of the customer until its person signed in again', async () => {
  await device('Mei', { words: true });
  const rows = store.collection(sessions);
  const row = await rows.get('s-Mei');
  if (row) await rows.replace({ ...row, seen: now - 13 * 3_600_000, at: now - 14 * 3_600_000 });
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect(read()).toMatchObject([{ title: 'A customer waits for you', body: 'Open the conversation to answer.' }]);
  expect(JSON.stringify(read())).not.toMatch(/Ann|4111/);
});

it('leaves out and forgets a browser whose session is over', async () => {
  await device('Mei');
  const rows = store.collection(sessions);
  const row = await rows.get('s-Mei');
  if (row) await rows.replace({ ...row, at: now - 31 * 86_400_000 });
  expect(await push.test('Mei', deviceId(`${origin}/Mei`))).toBeNull();
  await device('Mei');
  expect(await push.devicesOf('Mei')).toEqual([]);
  await device('Mei');
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect([got.length, await store.collection(pushDevices).count({})]).toEqual([0, 0]);
});

it('tells nothing to a person who lacks the second factor that the owner demands, and keeps the browser', async () => {
  const one = await device('Mei');
  await staff.second.demand(true);
  await is({ state: 'handoff', owner: 'Mei', waits: now });
  expect([await push.test('Mei', one), got.length, (await push.devicesOf('Mei')).length]).toEqual([null, 0, 1]);
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

it('never asks a private address', async () => {
  const shut = await createPushDesk({ store, live, staff, subject: 'mailto:shop@example.com', allow: [], log: quiet, now: () => now });
  const own = await device('Mei', { endpoint: origin.replace('http:', 'https:') });
  expect(await shut.test('Mei', own)).toBe(false);
  expect(got).toHaveLength(0);
});
