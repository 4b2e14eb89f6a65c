import { at, ella } from './tea-shop.ts';

export const recommendations = {
  query: { contact: ella.conversation, limit: 3 },
  answer: {
    items: [
      {
        id: 'tasting-cups',
        title: { zh: '白瓷品茗杯', en: 'White tasting cups' },
        price: { amount: 6_800, currency: 'CNY' },
        url: 'https://tea.example.com/p/tasting-cups',
        why: 'together',
        of: 'longjing',
        reason: { en: 'often bought with Longjing green tea', zh: '常与“西湖龙井”一起买' },
      },
    ],
    personal: true,
    asOf: at('03:10:00'),
  },
} as const;
