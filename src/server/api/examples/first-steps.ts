const items = [
  { id: 'try', state: 'done' },
  { id: 'shop', state: 'todo' },
  { id: 'faq', state: 'todo' },
  { id: 'products', state: 'skipped' },
  { id: 'channel', state: 'todo' },
  { id: 'team', state: 'todo' },
] as const;

export const firstSteps = { answer: { items, left: false, conversation: 'webchat:main:try-8d1f7b20' } } as const;
export const changeFirstSteps = {
  body: { step: 'products', state: 'skipped' },
  answer: { items, left: false, conversation: 'webchat:main:try-8d1f7b20' },
} as const;
export const tryAsCustomer = { body: { text: 'Where is my order?' }, status: 201, answer: { conversation: 'webchat:main:try-8d1f7b20' } } as const;
export const readFaqText = {
  body: { text: 'Do you ship abroad?\nYes, to 40 countries.' },
  answer: { items: [{ q: 'Do you ship abroad?', a: 'Yes, to 40 countries.' }] },
} as const;
