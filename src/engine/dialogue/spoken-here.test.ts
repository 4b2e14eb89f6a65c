import { expect, it } from 'vitest';
import { namesOf } from './spoken-here.ts';

it.each([
  [['zh', 'en'], 'es', 'chino e inglés'],
  [['zh', 'zh-TW', 'en'], 'fr', 'chinois et anglais'],
  [['zh', 'en'], 'ja', '中国語、英語'],
  [['zh', 'en'], 'ar', 'الصينية والإنجليزية'],
  [['en'], 'zh', '英语'],
  [['zh', 'en'], 'en', 'Chinese and English'],
])('a shop that speaks %j says so in %s: %s', (shop, lang, names) => {
  expect(namesOf(shop, lang)).toBe(names);
});
