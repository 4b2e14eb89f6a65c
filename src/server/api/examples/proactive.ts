import { at } from './tea-shop.ts';

export const proactiveFigures = {
  query: { from: at('00:00') - 30 * 86_400_000, to: at('00:00') },
  answer: {
    rules: [
      {
        rule: 'product-help',
        shown: { moments: 1_840, opened: 221, dismissed: 310, answered: 167, ordered: 96, revenue: { CNY: 1_245_600 } },
        held: { moments: 204, opened: 0, dismissed: 0, answered: 6, ordered: 7, revenue: { CNY: 88_200 } },
      },
    ],
    complete: true,
  },
};
