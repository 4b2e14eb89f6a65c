import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { allCollections, openStore } from '../app/open-store.ts';
import { attemptsKept, beginTry } from '../shop/proof/attempt-count.ts';
import { orderRule } from '../shop/proof/attempt-limiter.ts';
import { lookupGuards } from '../shop/shop.ts';
import { mediaInFolder } from './media-bytes.ts';
import { MediaStore } from './media-store.ts';
import { applyRetention, startRetention } from './retention.ts';
import type { Row, Store } from './store.ts';

const day = 86_400_000;
let now = 1_000 * day;
let dataDir: string;
let store: Store;
let media: MediaStore;
const log = { info: vi.fn(), warn: vi.fn() };
const times = { messages: 365 * day, traces: 7 * day, inbox: 14 * day, media: 90 * day };

beforeEach(async () => {
  now = 1_000 * day;
  dataDir = mkdtempSync(join(tmpdir(), 'zhanggui-retention-'));
  store = await openStore({ dataDir, now: () => now, log });
  media = new MediaStore({ store, bytes: mediaInFolder(join(dataDir, 'media')), maxBytes: 1_000, now: () => now });
});
afterEach(() => store.close());

const aged = (count: number, days: number, rest: object = {}) =>
  Array.from({ length: count }, (_, n): Row => ({ _id: `${days} days ${n}`, v: 1, at: now - days * day, ...rest }) as Row);
const pause = () => Promise.resolve();
const png = (text: string) => Buffer.from(`\x89PNG\r\n\x1a\n${text}`, 'latin1');
const files = () => readdirSync(join(dataDir, 'media'));

it('removes what is too old and nothing else', async () => {
  await store.insertNew('messages', [...aged(450, 366), ...aged(3, 364)]);
  await store.insertNew('traces', [...aged(2, 8), ...aged(1, 6)]);
  await store.insertNew('inbox', [...aged(5, 15), ...aged(1, 20, { pending: 'telegram:main:1' }), ...aged(1, 13)]);
  await store.insertNew('consents', aged(2, 5_000));
  const gone = await applyRetention({ specs: allCollections, store, media, times, now: () => now, log, pause });
  expect(gone).toEqual({ messages: 450, traces: 2, inbox: 5 });
  expect(await store.collection({ name: 'inbox', indexes: [] }).count({})).toBe(2);
  expect(await store.collection({ name: 'messages', indexes: [] }).count({})).toBe(3);
  expect(await store.collection({ name: 'consents', indexes: [] }).count({})).toBe(2);
});

it('removes the marks of guesses by their last try, not by their first', async () => {
  await store.insertNew(lookupGuards.name, [
    { _id: 'order:SO-1', v: 1, failures: 1, until: 0, at: now - 3 * day } as Row,
    { _id: 'order:SO-2', v: 1, failures: 1, until: 0, at: now - 3 * day } as Row,
  ]);
  expect(await beginTry(store, 'order:SO-2', orderRule, now)).toBe(0);
  await applyRetention({ specs: allCollections, store, media, times: { [lookupGuards.name]: attemptsKept }, now: () => now, log, pause });
  expect((await store.collection(lookupGuards).find({})).map(({ _id }) => _id)).toEqual(['order:SO-2']);
});

it('removes media files with their rows, unless the same picture came again', async () => {
  const old = await media.put(png('old'));
  const again = await media.put(png('again'));
  if (typeof old === 'string' || typeof again === 'string') throw new Error('not stored');
  now += 91 * day;
  await media.put(png('again'));
  expect(files()).toHaveLength(2);
  expect(await applyRetention({ specs: allCollections, store, media, times, now: () => now, log, pause })).toEqual({ media: 1 });
  expect(files()).toEqual([again.file]);
  expect(await media.get(old._id)).toBeNull();
  expect((await media.get(again._id))?.bytes).toEqual(png('again'));
});

it('stops between two slices', async () => {
  await store.insertNew('messages', aged(1_000, 400));
  let slices = 0;
  await applyRetention(
    { specs: allCollections, store, media, times: { messages: 365 * day }, now: () => now, log, pause: async () => void slices++ },
    () => slices === 2,
  );
  expect(await store.collection({ name: 'messages', indexes: [] }).count({})).toBe(600);
});

it('works by itself once an hour until it is stopped, through a failure', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const expire = vi.spyOn(store, 'expire').mockRejectedValueOnce(new Error('disk full'));
    const retention = startRetention({ specs: allCollections, store, media, times: { messages: day }, now: () => now, log, pause });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log.warn).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(10);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(expire).toHaveBeenCalledTimes(2);
    await retention.stop();
    await vi.advanceTimersByTimeAsync(36_000_000);
    expect(expire).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

const hour = 3_600_000;
it.each([2 * day, 20 * 365 * day])('removes nothing while the clock is %i ms ahead, nor when it is set back', async (jump) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let run = 0;
  const pass = async (ms: number) => {
    now += ms;
    run += ms;
    await vi.advanceTimersByTimeAsync(ms);
  };
  try {
    log.warn.mockClear();
    await store.insertNew('messages', aged(3, 0));
    const expire = vi.spyOn(store, 'expire');
    const left = () => store.collection({ name: 'messages', indexes: [] }).count({});
    const retention = startRetention({ specs: allCollections, store, media, times: { messages: day }, now: () => now, monotonic: () => run, log, pause });
    now += jump;
    await pass(60_000);
    expect(expire).not.toHaveBeenCalled();
    expect(log.warn).toHaveBeenCalledExactlyOnceWith({ byMs: jump }, expect.stringContaining('nothing old is removed'));
    now -= jump;
    await pass(hour);
    expect(expire).not.toHaveBeenCalled();
    expect(log.warn).toHaveBeenCalledTimes(2);
    await pass(hour);
    expect(expire).toHaveBeenCalledOnce();
    expect(await left()).toBe(3);
    await retention.stop();
  } finally {
    vi.useRealTimers();
  }
});

it('stops in the midst of a round when the clock jumps', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    log.info.mockClear();
    await store.insertNew('messages', aged(1_000, 400));
    await store.insertNew('traces', aged(5, 0));
    const expire = vi.spyOn(store, 'expire');
    const retention = startRetention({
      specs: allCollections,
      store,
      media,
      times,
      now: () => now,
      monotonic: () => 0,
      log,
      pause: async () => {
        if (expire.mock.calls.some(([name]) => name === 'messages')) now = 9_000 * day;
      },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(() => expect(log.info).toHaveBeenCalledOnce(), { timeout: 30_000 });
    await retention.stop();
    expect(await store.collection({ name: 'messages', indexes: [] }).count({})).toBe(800);
    expect(await store.collection({ name: 'traces', indexes: [] }).count({})).toBe(5);
  } finally {
    vi.useRealTimers();
  }
});
