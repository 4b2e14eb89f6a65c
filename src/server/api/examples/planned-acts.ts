import { at, ella } from './tea-shop.ts';

const ofElla = {
  id: ella.conversation,
  channel: 'whatsapp-cloud',
  account: 'main',
  user: ella.user,
  contact: { id: ella.conversation, name: ella.name, lang: 'en', tags: [] },
  state: 'handoff',
  owner: 'Wei',
  lastAt: at('09:58:40'),
  preview: 'Which order is it? Send me its number.',
  reachable: true,
  messages: 4,
} as const;
const params = { id: ella.conversation } as const;

export const undo = { params: { ...params, act: '5b1f7c2a' }, answer: { ...ofElla, waits: at('09:58:40') } } as const;
export const doNow = { params: { ...params, act: '5b1f7c2a' }, answer: ofElla } as const;
export const snooze = { params, body: { until: at('18:00:00') }, answer: { ...ofElla, later: at('18:00:00') } } as const;
export const unsnooze = { params, answer: { ...ofElla, waits: at('09:58:40') } } as const;
