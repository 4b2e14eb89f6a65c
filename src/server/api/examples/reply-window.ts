import { ella } from './tea-shop.ts';

export const templatesOfConversation = {
  params: { id: ella.conversation },
  answer: { items: [{ name: 'order_update', lang: 'en', params: ['name', 'number'] }] },
} as const;
