import { lin } from './tea-shop.ts';

export const state = { answer: { on: true, assists: true } } as const;
const total = { calls: 42, in: 31_800, out: 1_260, cost: 2 } as const;
export const usage = {
  query: { days: 1 },
  answer: {
    on: true,
    currency: 'EUR',
    today: '2026-11-30',
    days: [{ day: '2026-11-30', total, tasks: { choice: total } }],
    caps: { conversation: 20, day: 1_000 },
    capped: false,
  },
} as const;
export const draft = {
  params: { id: lin.conversation },
  answer: { text: '您好，退回的茶叶我们收到后 3 天内退款。', entries: [{ id: 'returns:2', title: '退款多久到账' }] },
} as const;
