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

export const eraseContact = { params: { id: ella.conversation }, answer: { id: ella.conversation } } as const;

export const mergeContact = {
  params: { id: ellaOnTheSite },
  body: { into: ella.conversation },
  answer: { ...whole, addresses: [ella.conversation, ellaOnTheSite], merged: [ellaOnTheSite] },
} as const;

export const splitContact = { params: { id: ellaOnTheSite }, answer: onTheSite } as const;
