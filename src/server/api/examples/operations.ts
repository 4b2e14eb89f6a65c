import { errorTexts } from '../../../errors.ts';
import { at, ella } from './tea-shop.ts';

const held = {
  id: `${ella.conversation}:9:0`,
  conversation: ella.conversation,
  n: 12,
  at: at('11:30:00'),
  direction: 'out',
  author: 'bot',
  parts: [{ type: 'text', text: 'Your Longjing is back in stock.' }],
  class: 'service',
  status: 'held',
  reason: { code: 'window_closed', en: errorTexts.window_closed.en, zh: errorTexts.window_closed.zh },
} as const;
const warning = {
  file: 'faq.yaml',
  line: 4,
  column: 8,
  severity: 'warning',
  code: 'missing-language',
  message: 'the text has no en',
  hint: 'customers who write en get zh',
} as const;
const faq = { name: 'tea-faq', kind: 'faq', version: '91b7e0d24c6a5f83', file: 'faq.yaml', warnings: 1 } as const;

export const outbox = { query: { status: 'failed,held', limit: 20 }, answer: { items: [held] } } as const;

export const resend = { params: { id: held.id }, status: 202, answer: { id: held.id } } as const;

export const listFlows = {
  answer: { items: [{ name: 'order-status', kind: 'flow', version: '5d0c6b1e9a427f38', file: 'order-status.yaml', warnings: 0 }, faq] },
} as const;

export const flowProblems = { answer: { items: [warning] } } as const;

export const oneFlow = {
  params: { name: 'tea-faq' },
  answer: {
    ...faq,
    source: 'faq: tea-faq\nentries:\n  - q: [how do I store tea, 茶叶怎么保存]\n    a: { zh: 阴凉、干燥、避光。 }\n',
    problems: [warning],
  },
} as const;
