import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../app/open-store.ts';
import { type ConversationRow, conversations, notices } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { lookAtCalls, startCallClock } from './call-clock.ts';
import { type CallRooms, createCallRooms } from './call-rooms.ts';

const conversation = 'webchat:main:ann';
const log = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
let store: Store;
let rooms: CallRooms;
let at: number;
const events: string[] = [];
const lines: string[] = [];

beforeEach(async () => {
  at = 1_000_000;
  events.length = 0;
  lines.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'zhanggui-ring-'));
  store = await openStore({ dataDir: folder, now: () => at, log });
  rooms = createCallRooms({ store, linkMs: 600_000, now: () => at });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const look = async (ms: number): Promise<string[]> => {
  at += ms;
  await lookAtCalls({
    ...{ store, rooms, ringMs: 60_000, lang: 'en', log, now: () => at },
    tellFlows: async (_conversation, _id, { name }) => events.push(name),
    tellPeople: async (_conversation, { text }) => lines.push(text),
  });
  const rows = await store.collection(notices).find({ where: {}, limit: 100 });
  return rows.sort((a, b) => a.at - b.at).map(({ to, at: when }) => `${to} ${(when - 1_000_000) / 1_000}`);
};

const ring = async (owner: string): Promise<string> => {
  await store.collection(conversations).insert({ _id: conversation, owner, contact: conversation } as unknown as ConversationRow);
  const made = await rooms.open(conversation);
  await rooms.redeem(made?.customer.token ?? '');
  return made?.id ?? '';
};

it.each<[string, [number, string[]][]]>([
  [
    'Mei',
    [
      [1_000, ['Mei 1']],
      [18_000, ['Mei 1']],
      [1_000, ['Mei 1', 'team 20']],
      [19_000, ['Mei 1', 'team 20']],
      [1_000, ['Mei 1', 'team 20', 'anyone 40']],
      [19_000, ['Mei 1', 'team 20', 'anyone 40']],
    ],
  ],
  [
    'bot',
    [
      [1_000, ['team 1']],
      [20_000, ['team 1']],
      [19_000, ['team 1', 'anyone 40']],
    ],
  ],
])('rings at the person who has the conversation, then at the team, then at anyone: %s', async (owner, steps) => {
  await ring(owner);
  for (const [ms, told] of steps) expect(await look(ms)).toEqual(told);
  expect(events).toEqual([]);
});

it('is missed after its time, told once', async () => {
  await ring('Mei');
  await look(60_000);
  await look(1_000);
  expect([events, lines]).toEqual([['call.missed'], ['Missed video call, rang for 60 s']]);
});

it('rings at nobody else once it was answered, and takes one answer', async () => {
  const id = await ring('Mei');
  await look(1_000);
  const link = await rooms.answer(id, 'Wei');
  expect(await rooms.redeem(link?.token ?? '')).toMatchObject({ side: 'shop', call: { state: 'talking', who: 'Wei' } });
  expect(await rooms.answer(id, 'Mei')).toBeNull();
  expect(await look(40_000)).toEqual(['Mei 1']);
});

it('gives the link of who answered last to them alone', async () => {
  const id = await ring('bot');
  const first = await rooms.answer(id, 'Mei');
  const second = await rooms.answer(id, 'Wei');
  expect(await rooms.redeem(first?.token ?? '')).toBeNull();
  expect(await rooms.redeem(second?.token ?? '')).toMatchObject({ call: { who: 'Wei' } });
});

it('rings on while the file of a recording is made, which is looked at once at a time', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let looks = 0;
  let made = (): void => {};
  const recordings = {
    async look() {
      looks++;
      await new Promise<void>((resolve) => {
        made = resolve;
      });
    },
  };
  const seen = vi.spyOn(rooms, 'untold');
  const nothing = async () => undefined;
  const clock = startCallClock({ store, rooms, ringMs: 60_000, lang: 'en', recordings, log, now: () => at, tellFlows: nothing, tellPeople: nothing });
  try {
    for (let n = 1; n <= 3; n++) {
      vi.advanceTimersByTime(1_000);
      await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(n), { timeout: 30_000 });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(looks).toBe(1);
  } finally {
    vi.useRealTimers();
    made();
    await clock.stop();
  }
});
