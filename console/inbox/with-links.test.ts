import { expect, it } from 'vitest';
import { withLinks } from './with-links.ts';

it.each([
  ['no link', []],
  ['https://a.cn，谢谢', ['https://a.cn']],
  ['见（https://a.cn/b?c=1）。', ['https://a.cn/b?c=1']],
  ['看 https://a.cn/订单/1；好', ['https://a.cn/订单/1']],
  ['See https://a.example/x, please.', ['https://a.example/x']],
  ['It is at http://a.example/x.', ['http://a.example/x']],
  ['https://a.cn https://a.cn', ['https://a.cn', 'https://a.cn']],
  ['<javascript:alert(1)>', []],
])('%s', (text, links) => {
  const pieces = withLinks(text);
  expect(pieces.filter((_, n) => n % 2 === 1)).toEqual(links);
  expect(pieces.join('')).toBe(text);
});
