import { at, ella } from './tea-shop.ts';

const params = { id: ella.conversation } as const;
export const changeTags = { params, body: { add: ['vip'], remove: ['new'] }, answer: { tags: ['green tea', 'vip'] } } as const;
export const exportCustomer = {
  params,
  answer: {
    contact: { id: ella.conversation, name: ella.name, email: ella.email },
    consent: [],
    orders: [],
    conversations: [{ id: ella.conversation, messages: [], notes: [{ at: at('10:06:00'), by: 'Wei', text: 'Asked the carrier' }] }],
    complete: true,
  },
} as const;
