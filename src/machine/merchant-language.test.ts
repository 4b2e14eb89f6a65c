import { expect, it } from 'vitest';
import { merchantLanguage } from './merchant-language.ts';

it.each([
  [['zh', 'en'], 'zh'],
  [['en', 'zh'], 'en'],
  [['zh-TW'], 'zh'],
  [['es', 'zh'], 'zh'],
  [['pt-BR', 'es'], 'en'],
  [[], 'en'],
])('a shop in %j is told in %s', (langs, lang) => {
  expect(merchantLanguage(langs)).toBe(lang);
});
