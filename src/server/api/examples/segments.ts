import { at, lin } from './tea-shop.ts';

const id = '0d9c51f2aa31';
const body = { name: '常来的会员', where: 'tags contains "vip" and last_seen < 90d' } as const;
const one = { id, ...body, created: at('09:00:00'), updated: at('09:00:00') } as const;
const params = { id } as const;

export const previewSegment = {
  body: { where: body.where },
  answer: {
    count: 412,
    reachable: 398,
    byChannel: { 'wechat-official': 310, telegram: 88 },
    examples: [{ id: lin.conversation, name: lin.name, channel: 'wechat-official' }],
    asOf: at('09:00:00'),
  },
} as const;
export const listSegments = { query: { limit: 20 }, answer: { items: [one] } } as const;
export const createSegment = { body, status: 201, answer: one } as const;
export const oneSegment = { params, answer: one } as const;
export const peopleOfSegment = {
  params,
  query: { limit: 20 },
  answer: { items: [{ id: lin.conversation, name: lin.name, channel: 'wechat-official' }] },
} as const;
export const changeSegment = { params, body: { name: '老会员' }, answer: { ...one, name: '老会员' } } as const;
export const removeSegment = { params, answer: {} } as const;
