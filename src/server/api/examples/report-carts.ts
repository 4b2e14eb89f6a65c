import { at, lin } from './tea-shop.ts';

const range = { from: '2026-11-18', to: '2026-11-24', days: 7, zone: 'Asia/Shanghai' };
const query = { from: range.from, to: range.to };

export const cartFunnel = {
  query,
  answer: {
    range,
    left: 86,
    reminded: 41,
    back: 17,
    ordered: 9,
    alone: 12,
    steps: [
      { step: 'remind', carts: 29, back: 13, ordered: 7 },
      { step: 'offer', carts: 12, back: 4, ordered: 2 },
    ],
    endings: [
      { why: 'late', carts: 30 },
      { why: 'done', carts: 22 },
      { why: 'open', carts: 13 },
    ],
    complete: true,
  },
} as const;
export const cartList = {
  query: { ...query, stage: 'ordered', limit: 50 },
  answer: {
    range,
    total: 9,
    complete: true,
    items: [
      {
        cart: 'cart-7781',
        contact: lin.conversation,
        customer: lin.name,
        stage: 'ordered',
        left: at('09:00'),
        sent: [{ do: 'remind', at: at('10:00') }],
        why: 'ordered',
        order: 'TEA-10022',
        ordered: at('14:30'),
      },
    ],
  },
} as const;
