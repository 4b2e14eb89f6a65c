import { expect, it } from 'vitest';
import { spelledThing } from './things-as-emoji.ts';

it.each([
  ['🛋️?', 'en', 'sofa?'],
  ['🛋️？', 'zh', '沙发？'],
  ['🛋️🛋️', 'zh', '沙发'],
  ['📦', 'en', 'where is my parcel'],
  ['☎️', 'zh', '人工'],
  ['👗', 'zh-TW', '裙子'],
  ['👍', 'en', '👍'],
  ['❤️', 'zh', '❤️'],
  ['😂', 'en', '😂'],
  ['🛋️🛏️', 'en', '🛋️🛏️'],
  ['🛋️ in grey', 'en', '🛋️ in grey'],
  ['', 'en', ''],
])('%j to a customer of %s is %j', (text, lang, expected) => {
  expect(spelledThing(text, lang)).toBe(expected);
});
