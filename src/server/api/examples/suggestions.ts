import { at, lin } from './tea-shop.ts';

const suggestion = {
  id: `${lin.conversation}:4`,
  count: 3,
  people: 2,
  last: at('10:01:45'),
  q: ['茶叶怎么保存', '开封的茶能放多久'],
  a: '阴凉、干燥、避光，开封后半年内喝完。',
  answers: 2,
  lang: 'zh',
} as const;

export const listSuggestions = { query: { limit: 20 }, answer: { items: [suggestion] } } as const;

export const acceptSuggestion = {
  params: { id: suggestion.id },
  body: { faq: 'tea-faq', a: { zh: suggestion.a, en: 'Keep it cool, dry and dark, and drink it within six months of opening.' } },
  status: 201,
  answer: { file: 'faq.yaml', q: ['茶叶怎么保存', '开封的茶能放多久'], dropped: 3 },
} as const;

export const declineSuggestion = { params: { id: suggestion.id }, answer: suggestion } as const;
