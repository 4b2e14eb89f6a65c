import { expect, it } from 'vitest';
import { fallbacks, foreignLanguage, shopLanguage } from './language-fallbacks.ts';

it.each([
  ['es', ['zh', 'en', 'es'], ['es', 'en', 'zh']],
  ['es-MX', ['zh', 'es', 'pt'], ['es-MX', 'es', 'en', 'pt', 'zh']],
  ['ar', ['zh', 'fr'], ['ar', 'en', 'fr', 'zh']],
  ['zh', ['en', 'zh'], ['zh', 'en']],
  ['zh-TW', ['zh', 'en'], ['zh-TW', 'zh', 'en']],
  ['zh-HK', ['en', 'zh-TW'], ['zh-HK', 'zh', 'zh-TW', 'en']],
])('a text for %s in a shop of %j is looked for in %j', (lang, shop, expected) => {
  expect(fallbacks(lang, shop)).toEqual(expected);
});

it.each([
  ['en-US', ['zh', 'en'], 'en'],
  ['pt', ['pt-BR', 'en'], 'pt-BR'],
  ['zh-HK', ['zh-TW', 'zh'], 'zh-TW'],
  ['zh-HK', ['zh', 'en'], 'zh'],
  ['zh-CN', ['zh-TW', 'zh'], 'zh'],
  ['zh-CN', ['zh-TW'], 'zh-TW'],
  ['fr', ['zh', 'en'], undefined],
])('%s in a shop of %j is %s', (lang, shop, expected) => {
  expect(shopLanguage(lang, shop)).toBe(expected);
});

it.each([
  [['zh', 'en'], 'en'],
  [['zh', 'es'], 'es'],
  [['zh'], undefined],
])('a stranger in a shop of %j is answered in %s', (shop, expected) => {
  expect(foreignLanguage(shop)).toBe(expected);
});
