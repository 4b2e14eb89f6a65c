import { expect, test } from 'vitest';
import type { ProductRow } from '../shop.ts';
import { reasonText, type Why } from './reason.ts';

const product = (zh: string, en: string): ProductRow => ({
  ...{ _id: 'p', v: 1, title: { zh, en }, text: {}, category: 'x', currency: 'CNY', price: 1, image: '', url: '', tags: [], variants: [], sold: 0 },
});
const case15 = product('苹果 iPhone 15 Pro Max 透明手机壳', 'Clear case for iPhone 15 Pro Max');
const long = product('2026新款加厚双面羊绒大衣女中长款秋冬季高端气质毛呢外套', 'Extra long title of a marketplace with everything in it, twice');

test.each<[Why, lang: string, said: string]>([
  [{ why: 'together', of: case15 }, 'zh', '常与“苹果 iPhone 15 Pro Max 透明手机壳”一起买'],
  [{ why: 'together', of: case15 }, 'en', 'often bought with Clear case for iPhone 15 Pro Max'],
  [{ why: 'also', of: case15 }, 'zh', '买过“苹果 iPhone 15 Pro Max 透明手机壳”的顾客也买了它'],
  [{ why: 'alike', of: long }, 'zh', '和“2026新款加厚双面羊绒大衣女中长款秋冬季…”相近'],
  [{ why: 'alike', of: long }, 'en', 'similar to Extra long title of a marketplace with…'],
  [{ why: 'popular' }, 'zh', '近期热卖'],
  [{ why: 'popular' }, 'en', 'popular right now'],
])('%o in %s', (why, lang, said) => expect(reasonText(why, lang)).toBe(said));
