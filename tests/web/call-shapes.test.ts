import { expect, it } from 'vitest';
import { callShown, readAs, refused, voiceJoined, voiceShown } from '../../call/shapes.ts';

const ice = [{ urls: ['stun:a'] }, { urls: 'turn:b', username: 'u', credential: 'c' }];
const joined = { side: 'shop', call: {}, ice, relay: false, voice: { out: true, rings: false }, recording: false, key: 'k' };

it.each([
  ['a seat in a call of a phone', voiceJoined, joined, { ice, relay: false, voice: { out: true, rings: false }, key: 'k' }],
  ['a seat without a key', voiceJoined, { ...joined, key: undefined }, { ice, relay: false, voice: { out: true, rings: false }, key: '' }],
  ['a call between pages', voiceJoined, { ...joined, voice: null }, { ice, relay: false, voice: null, key: 'k' }],
  ['ways of the network that are none', voiceJoined, { ...joined, ice: [{ url: 'stun:a' }] }, null],
  ['no voice at all', voiceJoined, { ...joined, voice: undefined }, null],
  ['a list', voiceJoined, [], null],
  ['a call that rings', callShown, { state: 'ringing', here: {} }, { state: 'ringing' }],
  ['a call that is over', callShown, { state: 'ended', over: 5, talked: 3 }, { state: 'ended', over: 5, talked: 3 }],
  ['a state that nobody knows', callShown, { state: 'dancing' }, null],
  ['a time as text', callShown, { state: 'ended', over: '5' }, null],
  ['an answer of the phone', voiceShown, { out: true, sdp: 'v=0', rings: true }, { out: true, sdp: 'v=0', rings: true }],
  ['a description that is no text', voiceShown, { out: true, sdp: 7, rings: true }, null],
  ['a refusal', refused, { error: { code: 'busy', message: 'x' } }, { error: { code: 'busy' } }],
  ['a refusal without a code', refused, { error: 'busy' }, null],
] as const)('reads %s', (_what, shape, given, told) => expect(readAs(shape, JSON.stringify(given))).toEqual(told));

it.each(['', '<html>', 'null', '{"state":'])('reads %j as nothing', (text) => expect(readAs(callShown, text)).toBeNull());
