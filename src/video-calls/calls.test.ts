import { describe, expect, it } from 'vitest';
import type { CallRow } from '../store/call-rows.ts';
import { fitsHash, newCallId, newCallKey, readCallKey } from './call-keys.ts';
import { endEvent, ending, endNote, overAt, ringsAt } from './call-state.ts';
import { iceServers } from './turn-credentials.ts';

const call = (set: Partial<CallRow>): CallRow => ({ _id: 'c', v: 1, conversation: 'webchat:main:v', state: 'ringing', at: 0, links: {}, seats: {}, ...set });

describe('keys of calls', () => {
  it('are read back, and fit their own hash alone', () => {
    const id = newCallId();
    const key = newCallKey(id, 'shop');
    const read = readCallKey(key.text);
    expect(read).toMatchObject({ call: id, side: 'shop' });
    expect(fitsHash(read?.secret ?? '', key.hash)).toBe(true);
    expect(fitsHash(read?.secret ?? '', newCallKey(id, 'shop').hash)).toBe(false);
    expect(key.hash).not.toContain(read?.secret);
  });

  const id = 'A'.repeat(16);
  const secret = 'b'.repeat(32);
  it.each([
    '',
    id,
    `${id}.shop`,
    `${id}.owner.${secret}`,
    `${id}.constructor.${secret}`,
    `${id}.__proto__.${secret}`,
    `${id}.shop.${secret}x`,
    `${id}x.shop.${secret}`,
    ` ${id}.shop.${secret}`,
    `${id}.shop.${secret}\n`,
    `${id}.shop.${'<'.repeat(32)}`,
    `$ne.shop.${secret}`,
  ])('are not read from %j', (text) => expect(readCallKey(text)).toBe(null));
});

describe('a call', () => {
  it.each([
    ['open', 'ended', undefined],
    ['ringing', 'missed', 1],
    ['talking', 'ended', 1],
  ] as const)('that is %s becomes %s', (state, after, untold) => expect(ending(call({ state }), 9)).toEqual(call({ state: after, over: 9, untold })));
  it.each(['ended', 'missed'] as const)('that is %s stays so', (state) => expect(ending(call({ state }), 9)).toBe(null));

  it.each([
    [{ state: 'ringing', rang: 0 }, 59_999, null],
    [{ state: 'ringing', rang: 0 }, 60_000, 60_000],
    [{ state: 'talking', rang: 0, seen: 5_000 }, 64_999, null],
    [{ state: 'talking', rang: 0, seen: 5_000 }, 65_000, 5_000],
    [{ state: 'open' }, 1e9, null],
  ] as const)('%j at %d is over at %s', (set, now, expected) => expect(overAt(call(set), 60_000, now)).toBe(expected));

  it.each([
    ['bot', 0, ['team']],
    ['Mei', 0, ['Mei']],
    ['Mei', 20_000, ['Mei', 'team']],
    ['Mei', 40_000, ['Mei', 'team', 'anyone']],
  ] as const)('of %s after %d ms rings at %j', (owner, now, whom) => expect(ringsAt(call({ rang: 0 }), owner, 60_000, now)).toEqual(whom));

  it('tells flows how it ended', () => {
    expect(endEvent(call({ state: 'missed', rang: 7 }))).toMatchObject({ name: 'call.missed', data: { call: { at: 7, seconds: 0 } } });
    expect(endEvent(call({ state: 'ended', talked: 1_000, over: 66_400, who: 'Mei' }))).toMatchObject({
      name: 'call.ended',
      data: { call: { who: 'Mei', seconds: 65, length: '1:05' } },
    });
  });

  it.each([
    [{ state: 'missed', rang: 1_000, over: 61_000 }, '未接的视频来电，响了 60 秒', 'Missed video call, rang for 60 s'],
    [{ state: 'ended', talked: 1_000, over: 66_400, who: 'Mei' }, '视频通话 1:05，接听：Mei', 'Video call, 1:05, answered by Mei'],
    [{ state: 'ended', talked: 0, over: 3_000 }, '视频通话 0:03', 'Video call, 0:03'],
  ] as const)('%j is told to people as %s', (set, zh, en) => expect([endNote(call(set), 'zh-CN'), endNote(call(set), 'en')]).toEqual([zh, en]));
});

it('mints TURN credentials as coturn checks them, and none without a server', () => {
  // Computed by `printf '1700007200:c-shop' | openssl dgst -sha1 -hmac north -binary | base64`.
  expect(iceServers({ url: 'turn:a:1, turn:b:2', secret: 'north' }, 'c-shop', 1_700_000_000_000)).toEqual([
    { urls: ['turn:a:1', 'turn:b:2'], username: '1700007200:c-shop', credential: 'KmyRSzZmPgIyRbGfxKlr+8xEtbc=' },
  ]);
  expect(iceServers({ url: 'turn:a:1' }, 'c', 0)).toEqual([]);
});
