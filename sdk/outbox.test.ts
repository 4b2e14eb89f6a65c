import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Reply, Upload } from './client.ts';
import { createOutbox, type Outbox, type Pending } from './outbox.ts';
import { memoryStorage } from './platform.ts';

const no = (status: number | 'network', waitMs = 0): Reply => ({ ok: false, status, waitMs });
const yes: Reply = { ok: true, body: {} };

let reply: Reply;
let full: boolean;
let asked: string[];
let taken: string[];
let outbox: Outbox;
let shown: Map<string, Pick<Pending, 'state' | 'why'> | 'sent'>;

beforeEach(() => {
  vi.useFakeTimers();
  reply = no('network');
  full = false;
  asked = [];
  taken = [];
  shown = new Map();
  const client = {
    full: () => full,
    post: async (path: string, body: { id?: string }) => {
      asked.push(body.id ?? path);
      if (reply.ok) taken.push(body.id ?? path);
      return reply;
    },
    upload: async () => {
      asked.push('media');
      if (reply.ok) taken.push('media');
      return reply;
    },
  };
  outbox = createOutbox({
    client,
    platform: { onWake: () => () => {} },
    storage: memoryStorage(),
    key: 'zhanggui.pending',
    onChange: ({ id, state, why }, sent) => shown.set(id, sent ? 'sent' : { state, why }),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const write = (id: string, file?: Upload) => outbox.add({ id, text: id, at: 0, post: {}, file });
const picture = (): Upload => ({ name: 'x.png', body: 'x' });
const aMinute = () => vi.advanceTimersByTimeAsync(60_000);
const said = (id: string) => shown.get(id);

it.each([['network'], [503], [502], [429], [404]] as const)('sends by itself what %s held up, oldest first, once the shop is heard again', async (status) => {
  reply = no(status);
  write('a');
  write('b');
  await aMinute();
  expect([said('a'), said('b')]).toEqual([{ state: 'later' }, { state: 'later' }]);
  outbox.connected(false);
  reply = yes;
  outbox.connected(true);
  outbox.connected(true);
  await aMinute();
  expect([said('a'), said('b')]).toEqual(['sent', 'sent']);
  expect(taken).toEqual(['a', 'b']);
});

it('does not send a new line before what waits, and asks once for each sign of life', async () => {
  write('a');
  await aMinute();
  const before = asked.length;
  outbox.connected(true);
  await aMinute();
  expect(asked.slice(before)).toEqual(['a']);
  reply = yes;
  write('b');
  await aMinute();
  expect(taken).toEqual(['a', 'b']);
});

it('does not ask earlier than the server wished, unless the customer does', async () => {
  reply = no(429, 50_000);
  write('a');
  await vi.advanceTimersByTimeAsync(300_000);
  expect(said('a')).toEqual({ state: 'later' });
  outbox.connected(true);
  await vi.advanceTimersByTimeAsync(10_000);
  const before = asked.length;
  outbox.connected(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.length).toBe(before);
  reply = yes;
  outbox.retry('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(said('a')).toBe('sent');
});

it.each([
  [400, 'refused'],
  [413, 'tooLarge'],
  [415, 'badType'],
  [422, 'refused'],
] as const)('leaves to the customer what was refused for good with %i, and goes on with the next', async (status, why) => {
  reply = no(status);
  write('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(said('a')).toEqual({ state: 'failed', why });
  reply = yes;
  outbox.connected(false);
  outbox.connected(true);
  write('b');
  await aMinute();
  expect([said('a'), said('b'), taken]).toEqual([{ state: 'failed', why }, 'sent', ['b']]);
});

it('waits at once, without asking again and again, while the shop takes nobody new', async () => {
  reply = no(507, 60_000);
  full = true;
  write('a');
  write('f', picture());
  await aMinute();
  expect([said('a'), said('f'), asked]).toEqual([{ state: 'later' }, { state: 'later' }, ['a', 'media']]);
  full = false;
  reply = yes;
  outbox.connected(true);
  await aMinute();
  expect([said('a'), said('f')]).toEqual(['sent', 'sent']);
});

it('says of a file that broke off on a good connection that it was not sent, and sends it when a lost one is back', async () => {
  outbox.connected(true);
  write('f', picture());
  await aMinute();
  expect(said('f')).toEqual({ state: 'failed' });
  const before = asked.length;
  outbox.connected(true);
  await aMinute();
  expect(asked.length).toBe(before);
  outbox.connected(false);
  expect(said('f')).toEqual({ state: 'later' });
  reply = yes;
  outbox.connected(true);
  await aMinute();
  expect([said('f'), taken]).toEqual(['sent', ['media', 'f']]);
});

it('leaves a file to the customer when the shop has no room for files', async () => {
  reply = no(507, 60_000);
  write('f', picture());
  await vi.advanceTimersByTimeAsync(0);
  outbox.connected(false);
  outbox.connected(true);
  await aMinute();
  expect([said('f'), asked]).toEqual([{ state: 'failed', why: 'full' }, ['media']]);
});
