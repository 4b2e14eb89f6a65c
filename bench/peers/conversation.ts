/** The conversation that all of them play: six turns, one reply each, so that a framework that answers with one bubble is not at a disadvantage. */
import type { Line } from '../turns.ts';

export interface PeerState {
  step: 'menu' | 'number' | 'more';
  number?: string;
}

export const peerLines: readonly Line[] = [
  { text: 'hello', ends: 'What can I do for you?' },
  { text: 'track', ends: 'order number' },
  { text: 'SO-10001', ends: 'is on its way' },
  { text: 'how long does shipping take', ends: 'days abroad' },
  { text: 'thank you', ends: 'welcome' },
  { text: 'blorp zxcvb qwert.', ends: '' },
];

/** What is said to a text, and the state after it; flows/ says the same. */
export function saidBy(text: string, state: PeerState | undefined): { state: PeerState; said: [text: string, choices?: string[]][] } {
  if (!state) return { state: { step: 'menu' }, said: [['What can I do for you?', ['Track my order', 'Talk to a person']]] };
  if (/shipping|delivery/i.test(text)) return { state, said: [['2 to 3 days within the country and 6 to 10 days abroad.']] };
  if (/thank/i.test(text)) return { state, said: [['You are welcome!']] };
  if (state.step === 'menu' && /track/i.test(text)) return { state: { step: 'number' }, said: [['Your order number, please.']] };
  if (state.step === 'number' && /^SO-\d+$/i.test(text)) return { state: { step: 'more', number: text }, said: [[`${text} is on its way.`]] };
  return { state, said: [['Please say it in other words.']] };
}
