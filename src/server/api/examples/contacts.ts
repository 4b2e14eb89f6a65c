import { at, ella, ellaOnTheSite } from './tea-shop.ts';

const whole = {
  id: ella.conversation,
  name: ella.name,
  lang: 'en',
  email: ella.email,
  phone: ella.phone,
  verifiedPhone: ella.phone,
  externalId: '1042',
  tags: ['green tea'],
  vars: { favourite: 'Longjing' },
  consent: { marketing: true },
  addresses: [ella.conversation],
  merged: [],
  createdAt: at('09:57:02'),
  seenAt: at('09:58:40'),
} as const;
const onTheSite = {
  id: ellaOnTheSite,
  lang: 'en',
  tags: [],
  vars: {},
  consent: {},
  addresses: [ellaOnTheSite],
  merged: [],
  createdAt: at('08:20:00'),
  seenAt: at('08:24:31'),
} as const;

export const oneContact = { params: { id: ella.conversation }, answer: whole } as const;

export const eraseContact = {
  params: { id: ella.conversation },
  answer: {
    id: ella.conversation,
    removed: { contacts: 2, conversations: 2, messages: 14, media: 1, carts: 1 },
    kept: [
      {
        collection: 'orders',
        rows: 1,
        name: { en: 'Orders', zh: '订单' },
        why: {
          en: 'Tax law has the shop keep its books: goods, sums and times stay, without name, address, phone or e-mail.',
          zh: '税法要求保存账目：商品、金额和时间留下，姓名、地址、电话、邮箱都去掉。',
        },
      },
    ],
  },
} as const;

export const exportContact = { params: { id: ella.conversation }, query: { lang: 'en' }, answer: 'application/zip' } as const;

const { merged: _merged, verifiedPhone: _phone, ...bare } = whole;
export const previewMerge = {
  params: { id: ellaOnTheSite },
  query: { into: ella.conversation },
  answer: { ...bare, addresses: [ella.conversation, ellaOnTheSite], refused: ['marketing'] },
} as const;
export const mergeContact = {
  params: { id: ellaOnTheSite },
  body: { into: ella.conversation },
  answer: { ...whole, addresses: [ella.conversation, ellaOnTheSite], merged: [ellaOnTheSite] },
} as const;

export const splitContact = { params: { id: ellaOnTheSite }, answer: onTheSite } as const;
