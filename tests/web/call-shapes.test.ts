import { expect, it } from 'vitest';
import {
  callShown,
  card,
  cardsFound,
  link,
  joined as pageJoined,
  readAs,
  refused,
  ringing,
  signal,
  talkShown,
  voiceJoined,
  voiceShown,
} from '../../call/shapes.ts';

const ice = [{ urls: ['stun:a'] }, { urls: 'turn:b', username: 'u', credential: 'c' }];
const joined = { side: 'shop', call: {}, ice, relay: false, voice: { out: true, rings: false }, recording: false, key: 'k' };
const talk = { state: 'talking', here: { customer: true, shop: true }, who: 'Mei', ask: { id: 'a', what: 'still', of: 'shop' } };
const way = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
const offer = { type: 'offer', sdp: 'v=0' };

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
  ['a seat between pages', pageJoined, joined, { ice, relay: false, recording: false, key: 'k' }],
  ['a seat that does not say whether to record', pageJoined, { ...joined, recording: undefined }, null],
  ['a talk', talkShown, talk, talk],
  ['a talk without its people', talkShown, { state: 'talking' }, null],
  ['a question of another kind', talkShown, { ...talk, ask: { id: 'a', what: 'money' } }, null],
  ['a hello', signal, { type: 'hello', from: 'a', reply: true }, { type: 'hello', from: 'a', reply: true }],
  ['the end of the ways', signal, { type: 'candidate', from: 'a', to: 'b', candidate: null }, { type: 'candidate', from: 'a', to: 'b', candidate: null }],
  ['a way', signal, { type: 'candidate', from: 'a', to: 'b', candidate: way }, { type: 'candidate', from: 'a', to: 'b', candidate: way }],
  ['a description', signal, { type: 'description', from: 'a', to: 'b', description: offer }, { type: 'description', from: 'a', to: 'b', description: offer }],
  ['a description without one', signal, { type: 'description', from: 'a', to: 'b' }, null],
  ['a signal of another kind', signal, { type: 'shout', from: 'a' }, null],
  ['a product', card, { title: 'Tea', text: '$5', link: 'https://a.example/tea' }, { title: 'Tea', text: '$5', link: 'https://a.example/tea' }],
  ['a product whose link runs', card, { title: 'Tea', link: 'javascript:alert(1)' }, { title: 'Tea' }],
  ['a product whose words are none', card, { title: 'Tea', text: 7, link: {} }, { title: 'Tea' }],
  ['a product without a title', card, { text: 'Tea' }, null],
  ['products found', cardsFound, { items: [{ id: 'a', card: { title: 'Tea', link: 'data:text/html,x' } }] }, { items: [{ id: 'a', card: { title: 'Tea' } }] }],
  ['products that are no list', cardsFound, { items: {} }, null],
  ['calls that ring', ringing, [{ id: 'c', conversation: 'w:m:1', since: 5 }], [{ id: 'c', conversation: 'w:m:1' }]],
  ['calls that are no list', ringing, { id: 'c' }, null],
  ['a link', link, { token: 't', expires: 5, voice: true }, { token: 't', voice: true }],
  ['a link without a token', link, { url: 't' }, null],
  ['a refusal', refused, { error: { code: 'busy', message: 'x' } }, { error: { code: 'busy' } }],
  ['a refusal without a code', refused, { error: 'busy' }, null],
] as const)('reads %s', (_what, shape, given, told) => expect(readAs(shape, JSON.stringify(given))).toEqual(told));

it.each(['', '<html>', 'null', '{"state":'])('reads %j as nothing', (text) => expect(readAs(callShown, text)).toBeNull());
