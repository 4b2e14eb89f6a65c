import { at, lin } from './tea-shop.ts';

const group = {
  id: `${lin.conversation}:4`,
  count: 3,
  people: 2,
  first: at('08:12:00'),
  last: at('10:01:45'),
  examples: ['茶叶怎么保存', '开封的茶能放多久'],
  lang: 'zh',
} as const;

export const listUnanswered = { query: { limit: 20 }, answer: { items: [group] } } as const;

export const makeEntry = {
  params: { id: group.id },
  body: {
    faq: 'tea-faq',
    a: { zh: '阴凉、干燥、避光，开封后半年内喝完。', en: 'Keep it cool, dry and dark, and drink it within six months of opening.' },
    q: ['茶叶怎么保存', '开封的茶能放多久', 'how do I store tea'],
  },
  status: 201,
  answer: { file: 'faq.yaml', q: ['茶叶怎么保存', '开封的茶能放多久', 'how do I store tea'], dropped: 3 },
} as const;

export const dropUnanswered = { params: { id: group.id }, answer: group } as const;
