import { at, lin } from './tea-shop.ts';

const id = '9c41d07be2aa';
const where = 'tags contains "vip" and spent > 300 and last_seen < 90d';
const one = { id, name: '常来的会员', where, created: at('09:00:00'), updated: at('09:00:00') } as const;
const params = { id } as const;

export const previewSegment = {
  body: { where },
  answer: {
    count: 412,
    reachable: 398,
    byChannel: { 'wechat-official': 310, telegram: 88 },
    examples: [{ id: lin.conversation, name: lin.name, channel: 'wechat-official' }],
  },
} as const;
export const listSegments = { query: { limit: 50 }, answer: { items: [one] } } as const;
export const createSegment = { body: { name: one.name, where }, status: 201, answer: one } as const;
export const oneSegment = { params, answer: one } as const;
export const changeSegment = { params, body: { name: '老会员' }, answer: { ...one, name: '老会员', updated: at('09:30:00') } } as const;
export const removeSegment = { params, answer: { id } } as const;
