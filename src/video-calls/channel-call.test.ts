import { describe, expect, it } from 'vitest';
import type { CallSignal } from '../channel-calls.ts';
import type { CallRow } from '../store/call-rows.ts';
import { endEvent, ending, endNote } from './call-state.ts';
import { afterSignal, channelCallId, unanswered } from './channel-call.ts';

const via = 'whatsapp-cloud:main';
const from = { channel: 'whatsapp-cloud', account: 'main', user: '16505551234' };
const at = 1_800_000_000_000;
type Told = Exclude<CallSignal, { type: 'permission' }>;
const offer = { type: 'offer', call: 'wacid.1', from, at, sdp: 'v=0 phone' } as const;
const over = { type: 'over', call: 'wacid.1', from, out: false, at: at + 5_000 } as const;
const answer = { type: 'answer', call: 'wacid.2', ours: 'call-of-ours', at, sdp: 'v=0 phone' } as const;
const state = (word: 'ringing' | 'accepted' | 'rejected') => ({ type: 'state', call: 'wacid.2', at: at + 1_000, state: word }) as const;
const ours: CallRow = {
  _id: 'call-of-ours',
  v: 1,
  conversation: 'whatsapp-cloud:main:16505551234',
  state: 'ringing',
  at,
  rang: at,
  links: {},
  seats: { shop: { hash: 'h', at } },
  via,
  out: 1,
};

/** The call after these tellings, one after the other, as the store would have it. */
function heard(row: CallRow | null, told: readonly Told[], now = at + 6_000): CallRow | null {
  let is = row;
  for (const one of told) {
    const next = afterSignal(is, one, via, now);
    if (next) is = { v: 1, ...next };
  }
  return is;
}

describe('a call of the customer', () => {
  it('rings, known by the same id however often it is told', () => {
    const once = heard(null, [offer]);
    expect(once).toMatchObject({
      _id: channelCallId(via, 'wacid.1'),
      state: 'ringing',
      rang: at,
      sdp: 'v=0 phone',
      conversation: 'whatsapp-cloud:main:16505551234',
    });
    expect(afterSignal(once, offer, via, at)).toBe(null);
    expect(channelCallId(via, 'wacid.1')).toMatch(/^[\w-]{16}$/);
    expect(channelCallId('whatsapp-cloud:other', 'wacid.1')).not.toBe(once?._id);
  });

  it.each([
    ['hung up before anybody took it', [offer, over], { state: 'missed', gone: 1, untold: 1 }],
    ['told to be over before it was told at all', [over, offer], { state: 'missed', gone: 1, untold: 1 }],
    ['told to be over twice', [offer, over, over], { state: 'missed', gone: 1 }],
  ] as const)('%s is missed', (_name, told, expected) => {
    const row = heard(null, told);
    expect(row).toMatchObject(expected);
    expect(row?.sdp).toBe(undefined);
  });

  it('that is told two minutes late was missed', () => expect(heard(null, [offer], at + 120_000)).toMatchObject({ state: 'missed', untold: 1 }));

  it('that was talked is over with its length, and the provider need not be told', () => {
    const { out: _out, ...incoming } = ours;
    const talked: CallRow = { ...incoming, state: 'talking', talked: at };
    const row = heard(talked, [over]);
    expect(row).toMatchObject({ state: 'ended', gone: 1 });
    expect(endEvent(row as CallRow)).toMatchObject({ name: 'call.ended', data: { call: { seconds: 6 } } });
  });

  it('of another account is not touched', () => expect(afterSignal({ ...ours, via: 'whatsapp-cloud:b' }, over, via, at)).toBe(null));
  it('is not a link call that has the same name', () => {
    const { via: _v, out: _o, ...linked } = ours;
    expect(afterSignal(linked, answer, via, at)).toBe(null);
  });
});

describe('a call of the shop', () => {
  it.each([
    [
      'rings and is taken',
      [answer, state('ringing'), state('accepted')],
      { state: 'talking', talked: at + 1_000, rings: 1, sdp: 'v=0 phone', provider: 'wacid.2' },
    ],
    ['is taken, the ringing told late', [state('accepted'), state('ringing')], { state: 'talking' }],
    ['is answered twice by webhooks', [answer, { ...answer, sdp: 'other' }], { sdp: 'v=0 phone' }],
    ['is rejected', [answer, state('ringing'), state('rejected')], { state: 'ended', gone: 1, untold: 1 }],
    ['is not taken', [answer, state('ringing'), { ...over, call: 'wacid.2', out: true }], { state: 'ended', gone: 1, untold: 1 }],
    ['is told to be taken after its end', [state('rejected'), state('accepted')], { state: 'ended' }],
  ] as const)('%s', (_name, told, expected) => expect(heard(ours, told)).toMatchObject(expected));

  it('that nobody took tells the flows so, and not that the customer missed the shop', () => {
    const row = ending({ ...ours, who: 'Mei' }, at + 30_000) as CallRow;
    expect(endEvent(row).name).toBe('call.unanswered');
    expect(endNote(row, 'en')).toBe('Voice call by Mei, not answered');
    expect(endNote(row, 'zh')).toBe('顾客没有接听Mei的语音来电');
  });

  it('of nobody knows is nobody’s', () => expect(heard(null, [answer, state('accepted'), { ...over, out: true }])).toBe(null));
});

describe('calls in a row that nobody took', () => {
  const no = { out: 1, over: 1 } as const;
  const yes = { out: 1, over: 1, talked: 1 } as const;
  it.each([
    [[], 0],
    [[no, no], 2],
    [[no, yes, no], 1],
    [[yes, no, no], 0],
    [[{ over: 1 }, no], 1],
    [[{ out: 1 }, no], 1],
    [[no, { over: 1, talked: 1 }, no], 1],
  ] as const)('%j are %d', (rows, count) => expect(unanswered(rows)).toBe(count));
});
