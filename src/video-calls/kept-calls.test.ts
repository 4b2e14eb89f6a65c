import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../app/open-store.ts';
import type { Part } from '../message.ts';
import { callRecordingParts, callRecordings } from '../store/call-recordings.ts';
import { media as mediaRows } from '../store/collections.ts';
import { mediaInFolder } from '../store/media-bytes.ts';
import { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import { asksMost } from './call-consent.ts';
import { type CallRecorder, createCallRecorder } from './call-recorder.ts';
import { type CallRooms, createCallRooms, type Seat } from './call-rooms.ts';
import { eraseCalls } from './erase-calls.ts';
import { createStills, type Stills } from './kept-stills.ts';

const conversation = 'webchat:main:ann';
const jpeg = Buffer.from('\xff\xd8\xff\xe0 a face', 'latin1');
const webm = (text: string) => Buffer.from(`\x1a\x45\xdf\xa3${text}`, 'latin1');

let folder: string;
let store: Store;
let media: MediaStore;
let rooms: CallRooms;
let stills: Stills;
let recorder: CallRecorder;
let at: number;
let shop: Seat;
let customer: Seat;
const said: { who: string; parts: Part[]; id: string }[] = [];
const told: string[] = [];
const dropped: string[] = [];
let onKept: () => Promise<unknown>;

const recorderOf = (on: boolean, mostBytes = 1_000) =>
  createCallRecorder({
    store,
    rooms,
    media,
    on,
    longestMs: 600_000,
    mostBytes,
    kept: async ({ stored }) => {
      told.push(stored);
      await onKept();
    },
    dropped: async ({ stored }) => dropped.push(stored),
    now: () => at,
  });
/** The seat as the next request of the page has it. */
const again = async ({ call, side }: Seat): Promise<Seat> => {
  const row = await rooms.get(call._id);
  if (!row) throw new Error('no call');
  return { call: row, side };
};

beforeEach(async () => {
  at = 1_000_000;
  said.length = 0;
  told.length = 0;
  dropped.length = 0;
  onKept = async () => undefined;
  folder = mkdtempSync(join(tmpdir(), 'zhanggui-kept-'));
  store = await openStore({ dataDir: folder, now: () => at, log: { info() {}, warn() {} } });
  media = new MediaStore({ store, bytes: mediaInFolder(join(folder, 'media')), maxBytes: 1_000_000, now: () => at });
  rooms = createCallRooms({ store, linkMs: 60_000, now: () => at });
  const say = async (_: string, who: string, parts: Part[], id: string) => said.push({ who, parts, id });
  stills = createStills({ rooms, media, say, langOf: async () => 'en', now: () => at });
  recorder = recorderOf(true);
  const made = await rooms.open(conversation);
  const first = await rooms.redeem(made?.customer.token ?? '');
  const second = await rooms.redeem(made?.shop.token ?? '');
  if (!first || !second) throw new Error('no seats');
  [customer, shop] = [await again(first), await again(second)];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a still', () => {
  const asked = async () => (await again(customer)).call.ask?.id ?? '';

  it('comes into the conversation after it was asked for, once', async () => {
    expect(await stills.ask(shop, 'customer')).toBe(true);
    const ask = await asked();
    expect(await stills.keep(await again(customer), ask, jpeg)).toBe('kept');
    expect(said).toMatchObject([
      { id: ask, parts: [{ type: 'image', media: { mime: 'image/jpeg' }, caption: 'Picture from our call, kept with your consent' }] },
    ]);
    expect((await again(shop)).call).toMatchObject({ stills: [expect.stringMatching(/^[0-9a-f]{64}$/)], answered: { what: 'still', yes: true } });
    expect(await stills.keep(await again(customer), ask, jpeg)).toBe('not_asked');
  });

  it.each([
    ['nobody asked', async () => {}, 'not_asked'],
    [
      'the customer said no',
      async () => {
        await stills.ask(shop, 'customer');
        const ask = await asked();
        expect(await recorder.answer(await again(customer), ask, false)).toBe(true);
      },
      'not_asked',
    ],
    [
      'the question is a minute old',
      async () => {
        await stills.ask(shop, 'customer');
        at += 60_000;
      },
      'not_asked',
    ],
    [
      'a recording was asked for',
      async () => {
        await recorder.ask(shop);
      },
      'not_asked',
    ],
    [
      'the call is over',
      async () => {
        await stills.ask(shop, 'customer');
        await rooms.end(shop.call._id);
      },
      'not_asked',
    ],
  ])('is not kept when %s', async (_, before, expected) => {
    await before();
    expect(await stills.keep(await again(customer), (await asked()) || 'x', jpeg)).toBe(expected);
    expect(said).toEqual([]);
  });

  it('is a JPEG, and the question stands until one comes', async () => {
    await stills.ask(shop, 'shop');
    expect(await stills.keep(await again(customer), await asked(), Buffer.from('<svg onload=alert(1)>'))).toBe('no_jpeg');
    expect(await stills.ask(shop, 'customer')).toBe(false);
    expect(await stills.keep(await again(customer), await asked(), jpeg)).toBe('kept');
  });

  it('that could not be had is no no', async () => {
    await stills.ask(shop, 'customer');
    await recorder.answer(await again(customer), await asked(), false, true);
    expect((await again(shop)).call.answered).toMatchObject({ what: 'still', yes: false, failed: 1 });
  });

  it.each([
    ['a picture that could not be drawn anew is not shown', async () => null, 'no_jpeg', 0],
    [
      'the call is over while it is drawn',
      async (bytes: Uint8Array) => {
        await rooms.end(shop.call._id);
        return bytes;
      },
      'not_asked',
      0,
    ],
    ['it is as it should be', async (bytes: Uint8Array) => bytes, 'kept', 1],
  ])('leaves no file behind: %s', async (_, repack, expected, files) => {
    media = new MediaStore({ store, bytes: mediaInFolder(join(folder, 'media')), maxBytes: 1_000_000, repack, now: () => at });
    stills = createStills({ rooms, media, say: async () => undefined, langOf: async () => 'en', now: () => at });
    await stills.ask(shop, 'customer');
    expect(await stills.keep(await again(customer), await asked(), jpeg)).toBe(expected);
    expect(await store.collection(mediaRows).count({})).toBe(files);
  });

  it('that came is kept with whoever sent the same file before', async () => {
    await media.put(jpeg);
    at += 1_000;
    await stills.ask(shop, 'customer');
    const [seat, ask] = [await again(customer), await asked()];
    await rooms.end(shop.call._id);
    expect(await stills.keep(seat, ask, jpeg)).toBe('not_asked');
    expect(await store.collection(mediaRows).count({})).toBe(1);
  });

  it(`is asked for ${asksMost} times in a call at most`, async () => {
    for (let n = 0; n < asksMost; n++) {
      expect(await stills.ask(shop, 'customer')).toBe(true);
      await recorder.answer(await again(customer), await asked(), false);
    }
    expect(await stills.ask(shop, 'customer')).toBe(false);
  });
});

describe('a recording', () => {
  const begin = async (): Promise<string> => {
    expect(await recorder.ask(shop)).toBe(true);
    const { call } = await again(customer);
    expect(call.recording).toBeUndefined();
    expect(await recorder.answer(await again(customer), call.ask?.id ?? '', true)).toBe(true);
    const id = (await again(shop)).call.recording?.id;
    if (!id) throw new Error('it does not run');
    return id;
  };
  const row = (id: string) => store.collection(callRecordings).get(id);
  const look = async (ms: number) => {
    at += ms;
    await recorder.look();
  };

  it('is off unless the shop switched it on', async () => {
    recorder = recorderOf(false);
    expect(await recorder.ask(shop)).toBe(false);
  });

  it('begins with the customer’s yes alone, and nothing is taken before', async () => {
    await recorder.ask(shop);
    const ask = (await again(customer)).call.ask?.id ?? '';
    expect(await recorder.part(shop, ask, 0, webm('a'))).toBe('refused');
    await recorder.answer(await again(customer), ask, false);
    expect((await again(shop)).call.recording).toBeUndefined();
    expect(await store.collection(callRecordings).count({})).toBe(0);
  });

  it('becomes one file when it was stopped and all parts came, and is told once', async () => {
    const id = await begin();
    expect(await recorder.part(shop, id, 0, webm('one '))).toBe('taken');
    expect(await recorder.part(shop, id, 0, webm('one '))).toBe('taken');
    expect(await recorder.part(shop, id, 2, Buffer.from('three'))).toBe('refused');
    at += 2_000;
    expect(await recorder.stop(customer.call._id)).toBe(true);
    expect(await recorder.stop(customer.call._id)).toBe(false);
    expect((await again(customer)).call.recording).toBeUndefined();
    expect(await recorder.part(shop, id, 1, Buffer.from('two'))).toBe('taken');
    await look(1_000);
    expect(told).toEqual([]);
    await look(20_000);
    await look(1_000);
    expect(told).toHaveLength(1);
    expect((await media.get(told[0] ?? ''))?.bytes.toString('latin1')).toBe('\x1a\x45\xdf\xa3one two');
    expect(await row(id)).toMatchObject({ state: 'kept', agreed: { shop: 1_000_000, customer: 1_000_000 } });
    expect(await store.collection(callRecordingParts).count({})).toBe(0);
    expect(await recorder.part(shop, id, 2, Buffer.from('late'))).toBe('refused');
  });

  it.each([
    ['the call ends', async () => void (await rooms.end(shop.call._id)), 1_000],
    ['its page is gone', async () => {}, 60_000],
    [
      'it is as long as it may be',
      async () => {
        at += 599_000;
      },
      1_000,
    ],
  ])('is over when %s', async (_, after, ms) => {
    const id = await begin();
    await recorder.part(shop, id, 0, webm('x'));
    await after();
    await look(ms);
    expect(await row(id)).toMatchObject({ state: 'over' });
    await look(20_000);
    expect(told).toHaveLength(1);
  });

  it('goes on while parts come', async () => {
    const id = await begin();
    for (let n = 0; n < 4; n++) {
      await recorder.part(shop, id, n, webm('x'));
      await look(50_000);
    }
    expect(await row(id)).toMatchObject({ state: 'on', parts: 4 });
  });

  it('ends when it is as large as it may be', async () => {
    const id = await begin();
    expect(await recorder.part(shop, id, 0, Buffer.alloc(900))).toBe('taken');
    expect(await recorder.part(shop, id, 1, Buffer.alloc(101))).toBe('full');
    expect((await again(shop)).call.recording).toBeUndefined();
  });

  it('leaves no file without a part', async () => {
    const id = await begin();
    await recorder.stop(shop.call._id);
    await look(20_000);
    expect(await row(id)).toMatchObject({ state: 'empty' });
    expect(told).toEqual([]);
  });

  it.each([
    ['before it is told', true],
    ['after it was told', false],
  ])('goes with a customer who is erased while it is made: %s', async (_, before) => {
    const id = await begin();
    await recorder.part(shop, id, 0, webm('x'));
    await recorder.stop(shop.call._id);
    const erase = () => eraseCalls(store, [conversation], async () => undefined);
    const put = media.put.bind(media);
    if (before)
      media.put = async (...given) => {
        const file = await put(...given);
        await erase();
        return file;
      };
    else onKept = erase;
    await look(20_000);
    expect([told.length, dropped.length, await row(id)]).toEqual([before ? 0 : 1, 1, null]);
  });

  it('takes no part for another call', async () => {
    const id = await begin();
    const stranger = { ...shop, call: { ...shop.call, _id: 'another' } };
    expect(await recorder.part(stranger, id, 0, webm('x'))).toBe('refused');
  });

  it('goes with the customer: file, parts and row', async () => {
    const id = await begin();
    await recorder.part(shop, id, 0, webm('x'));
    await recorder.stop(shop.call._id);
    await look(20_000);
    const second = await begin();
    await recorder.part(shop, second, 0, webm('y'));
    const removed: string[] = [];
    await eraseCalls(store, [conversation], async (file) => removed.push(file));
    expect(removed).toEqual(told);
    expect(await store.collection(callRecordings).count({})).toBe(0);
    expect(await store.collection(callRecordingParts).count({})).toBe(0);
  });
});
