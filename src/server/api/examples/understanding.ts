export const tryMessage = {
  body: { text: '你好，茶叶怎么保存', state: 'idle' },
  answer: {
    language: 'zh',
    courtesies: ['greeting'],
    clauses: [{ text: '茶叶怎么保存', candidates: [{ kind: 'faq', id: 'tea-faq:0', title: 'how do I store tea', score: 1 }] }],
    optsOut: false,
    wantsPerson: false,
    command: null,
    sure: 0.6,
    maybe: 0.2,
    rule: 'an entry or a flow',
    would: [{ say: '阴凉、干燥、避光。' }],
    notes: ['faq:tea-faq:0'],
  },
} as const;
