import { at, lin } from './tea-shop.ts';

const range = { from: '2026-11-18', to: '2026-11-24', days: 7, zone: 'Asia/Shanghai' };
const query = { from: range.from, to: range.to };

export const couponFigures = {
  query,
  answer: {
    range,
    rows: [
      {
        campaign: 'welcome',
        name: 'welcome',
        issued: 120,
        open: 61,
        voided: 2,
        expired: 23,
        used: 34,
        revenue: [{ amount: 612_000, currency: 'CNY' }],
        cost: { amount: 68_000, currency: 'CNY' },
      },
    ],
    complete: true,
  },
} as const;
export const couponList = {
  query: { ...query, campaign: 'welcome', state: 'used', limit: 50 },
  answer: {
    range,
    items: [
      {
        id: 'TEA-7K2M-9QXD',
        code: 'TEA-7K2M-9QXD',
        campaign: 'welcome',
        name: 'welcome',
        contact: lin.conversation,
        customer: '林小满',
        state: 'used',
        issued: at('09:00'),
        until: at('23:00'),
        used: at('14:30'),
        order: 'TEA-10022',
        money: { amount: 19_900, currency: 'CNY' },
      },
    ],
  },
} as const;
export const moments = {
  query: { ...query, rule: 'product-help', did: 'answered', limit: 50 },
  answer: {
    range,
    items: [
      {
        id: 'v-81f2:3',
        at: at('11:20'),
        rule: 'product-help',
        about: 'tea-longjing',
        held: false,
        opened: at('11:21'),
        answered: at('11:22'),
        conversation: 'webchat:main:v-81f2',
        customer: '林小满',
      },
    ],
  },
} as const;
