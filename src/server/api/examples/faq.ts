const entry = { n: 0, line: 3, q: ['茶叶怎么保存', 'how do I store tea'], a: { zh: '阴凉、干燥、避光。', en: 'Keep it cool, dry and dark.' } } as const;
const file = { faq: 'tea-faq', file: 'faq.yaml', entries: [entry] } as const;

export const listFaq = { answer: { items: [file] } } as const;
export const addEntry = { params: { name: 'tea-faq' }, body: { q: entry.q, a: entry.a }, status: 201, answer: file } as const;
export const changeEntry = { params: { name: 'tea-faq', n: 0 }, body: { was: entry.q, a: { en: 'Keep it cool, dry and dark.' } }, answer: file } as const;
