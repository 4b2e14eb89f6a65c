/** What does not fit a route's schemas is refused by the compiler. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { operationId, route, takesBody } from './route.ts';
import { about } from './words.ts';

const base = { path: '/tea/:id', summary: { en: 'Tea', zh: '茶' }, handle: async () => ({ ok: true as const, body: { name: 'Longjing' } }) };
const schemas = { params: z.object({ id: z.string() }), response: z.object({ name: z.string().meta(about('Its name', '名字')) }) };

it('takes an example that fits', () => {
  const tea = route({ method: 'get', ...base, ...schemas, example: { params: { id: '1' }, answer: { name: 'Longjing' } } });
  expect([operationId(tea), takesBody(tea)]).toEqual(['getTeaId', false]);
});

it('does not compile with one that does not', () => {
  // @ts-expect-error the answer is of another shape
  route({ method: 'get', ...base, ...schemas, example: { params: { id: '1' }, answer: { title: 'Longjing' } } });
  // @ts-expect-error a parameter is missing
  route({ method: 'get', ...base, ...schemas, example: { answer: { name: 'Longjing' } } });
  // @ts-expect-error the body is missing
  route({ method: 'post', ...base, ...schemas, body: z.object({ who: z.string() }), example: { params: { id: '1' }, answer: { name: 'Longjing' } } });
  // @ts-expect-error there is no example
  route({ method: 'get', ...base, ...schemas });
  // @ts-expect-error the summary lacks a language
  route({ method: 'get', ...base, ...schemas, summary: { en: 'Tea' }, example: { params: { id: '1' }, answer: { name: 'Longjing' } } });
});
