import { at } from './tea-shop.ts';

const body = { source: 'spring-fair', name: '春季茶博会海报', channel: 'webchat:main' } as const;
const one = { id: 'webchat:main.spring-fair', ...body, url: 'https://tea.example.com/?chat_source=spring-fair', created: at('09:00:00') } as const;
const params = { id: one.id } as const;

export const listLinks = { query: { limit: 20 }, answer: { items: [one] } } as const;
export const createLink = { body, status: 201, answer: one } as const;
export const oneLink = { params, answer: { ...one, first: 64, last: 71 } } as const;
export const removeLink = { params, answer: {} } as const;
