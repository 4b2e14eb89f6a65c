import { at, ella, ellaOnTheSite, lin } from './tea-shop.ts';

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

export const consentsOfContact = {
  params: { id: lin.conversation },
  answer: {
    items: [
      { contact: lin.conversation, at: at('10:20:00'), purpose: 'marketing', granted: false, words: '退订', source: lin.conversation },
      {
        contact: lin.conversation,
        at: at('08:30:00'),
        purpose: 'marketing',
        granted: true,
        words: '有新茶和优惠时告诉您，可以吗？ 好的',
        source: lin.conversation,
      },
    ],
  },
} as const;

export const consentOfContact = consentsOfContact;

export const giveConsent = {
  params: { id: lin.conversation },
  body: { purpose: 'marketing', given: true, wording: '同意接收新茶和优惠消息', evidence: '门店登记表 2026-11-24 第 3 行' },
  status: 201,
  answer: {
    contact: lin.conversation,
    at: at('10:20:00'),
    purpose: 'marketing',
    granted: true,
    words: '同意接收新茶和优惠消息',
    source: 'api',
    evidence: '门店登记表 2026-11-24 第 3 行',
  },
} as const;

export const eraseContact = { params: { id: ella.conversation }, answer: { id: ella.conversation } } as const;

export const mergeContact = {
  params: { id: ellaOnTheSite },
  body: { into: ella.conversation },
  answer: { ...whole, addresses: [ella.conversation, ellaOnTheSite], merged: [ellaOnTheSite] },
} as const;

export const splitContact = { params: { id: ellaOnTheSite }, answer: onTheSite } as const;
