import { at, lin } from './tea-shop.ts';

const params = { id: lin.conversation } as const;
const refused = { contact: lin.conversation, at: at('10:20:00'), purpose: 'marketing', granted: false, words: '退订', source: lin.conversation } as const;
const agreed = {
  contact: lin.conversation,
  at: at('08:30:00'),
  purpose: 'marketing',
  granted: true,
  words: '有新茶和优惠时告诉您，可以吗？ 好的',
  source: lin.conversation,
} as const;

export const consentOfContact = { params, answer: { items: [refused, agreed] } } as const;

export const enterConsent = {
  params,
  body: { purpose: 'marketing', given: true, wording: '愿意收到新茶上市的消息', evidence: '门店登记表 2026-11，第 14 行', by: '小周' },
  status: 201,
  answer: {
    contact: lin.conversation,
    at: at('11:02:00'),
    purpose: 'marketing',
    granted: true,
    words: '愿意收到新茶上市的消息',
    evidence: '门店登记表 2026-11，第 14 行',
    by: '小周',
    source: 'api',
  },
} as const;

export const allConsents = { query: { limit: 50 }, answer: { items: [agreed, refused] } } as const;
