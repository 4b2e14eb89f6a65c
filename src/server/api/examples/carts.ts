import { at, ella } from './tea-shop.ts';

export const listCarts = {
  query: { limit: 20 },
  answer: {
    items: [
      {
        id: 'ladder:cart-88:1f0c5d2ab3e4',
        cart: 'cart-88',
        contact: ella.conversation,
        state: 'ended',
        why: 'ordered',
        started: at('08:00:00'),
        sent: [
          { do: 'help', at: at('08:30:00') },
          { do: 'remind', at: at('12:00:00') },
        ],
        ended: at('12:20:00'),
      },
    ],
  },
} as const;
