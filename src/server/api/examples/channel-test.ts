import { at, ella } from './tea-shop.ts';

const params = { id: 'whatsapp-cloud:main' } as const;
const message = `t:channel:whatsapp-cloud:main:${at('10:00:00')}` as const;

export const previewTest = {
  params,
  body: { to: '+44 7700 900123', lang: 'en' },
  answer: {
    to: ella.conversation,
    name: ella.name,
    text: 'A test message from Tea House: this channel works. No reply is needed.',
    templates: [{ name: 'hello', lang: 'en' }],
    closed: false,
  },
} as const;
export const sendTest = { params, body: { to: ella.conversation, lang: 'en' }, status: 202, answer: { message } } as const;
export const outcomeOfTest = { params: { ...params, message }, answer: { state: 'sent', arrived: true } } as const;
