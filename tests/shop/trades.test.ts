import { describe, expect, test } from 'vitest';
import { atOnce } from '../../src/event-loop/slices.ts';
import { find } from '../../src/shop/search/finding.ts';
import { readKinds } from '../../src/shop/search/kinds.ts';
import { searching } from '../../src/shop/search/search.ts';
import { wishOf } from '../../src/shop/search/wish.ts';
import { trades } from './trades.ts';

/** What is found, in order; what is missing before it. */
function found(trade: keyof typeof trades, text: string): string {
  const rows = trades[trade];
  const { products, near } = atOnce(searching(rows, wishOf(text, 'CNY', atOnce(readKinds(rows))), 5));
  return [...(near ? [`(${near})`] : []), ...products.map(({ _id }) => _id)].join(' ');
}

const tea: [text: string, found: string][] = [
  ['有红茶吗', 'dianhong'],
  ['看看红茶', 'dianhong'],
  ['有什么绿茶', 'longjing biluochun'],
  ['100块以内的绿茶', 'longjing biluochun'],
  ['show me green tea', 'longjing biluochun'],
  ['do you have white tea', 'white-silver-needle'],
  ['black tea', 'dianhong'],
  ['白毫银针', 'white-silver-needle'],
  ['大红袍有吗', 'dahongpao'],
  ['滇红', 'dianhong'],
  ['紫砂壶', 'yixing-teapot'],
  ['有没有紫砂壶', 'yixing-teapot'],
  ['有什么茶壶', 'yixing-teapot glass-teapot'],
  ['do you have teapots', 'yixing-teapot glass-teapot'],
  ['白色的盖碗', 'gaiwan'],
  ['盖碗一百五十毫升的还有货吗', 'gaiwan'],
  ['do u have puerh cake from 2018', 'puer-ripe'],
  ['pu-erh', 'puer-ripe puer-raw'],
  ['puerh', 'puer-ripe puer-raw'],
  ["pu'er", 'puer-ripe puer-raw'],
  ['olong', 'tieguanyin dahongpao'],
  ['oolong', 'tieguanyin dahongpao'],
  ['Looking for a gift for my mother in law, she likes jasmine tea, budget around $40', '(price) gift-four jasmine-pearls'],
  ['jasmine tea around 30', 'jasmine-pearls'],
  ['推荐礼盒', 'gift-four gift-tea-ware'],
  ['tea gift box', 'gift-four gift-tea-ware'],
  ['都不喜欢,有没有花茶', 'jasmine-pearls'],
  ['有没有小青柑', ''],
  ['do you sell coffee machines', ''],
  ['红色的盖碗', '(colour) gaiwan'],
  ['有龙井吗', 'longjing'],
  ['龙井多少钱', 'longjing'],
];

const phones: typeof tea = [
  ['蓝牙耳机', 'buds-anc buds-sport'],
  ['earphones', 'buds-anc buds-sport'],
  ['蓝色的蓝牙耳机', 'buds-sport'],
  ['有没有红米note13的钢化膜', 'glass-film'],
  ['红米', 'redmi-note-13'],
  ['有没有粉色的手机壳 小米14的', 'case-xiaomi-14'],
  ['手机', 'iphone-16 xiaomi-14 redmi-note-13'],
  ['phones', 'iphone-16 xiaomi-14 redmi-note-13'],
  ['充电宝', 'power-10000 power-20000'],
  ['你们充电宝多少钱', 'power-10000 power-20000'],
  ['power bank', 'power-10000 power-20000'],
  ['想要个便宜点的充电宝 100以内', 'power-20000'],
  ['哪款充电宝能带上飞机', 'power-10000 power-20000'],
  ['充电器', 'charger-65w charger-20w'],
  ['charger', 'charger-20w charger-65w'],
  ['do you also sell car chargers?', '(words) charger-20w charger-65w'],
  ['a charger for my phone', 'charger-65w charger-20w'],
  ['looking for noise cancelling earphones under 50 dollars', 'buds-anc'],
  ['phone case', 'case-iphone-15 case-iphone-16 case-xiaomi-14 case-galaxy'],
  ['iPhone 16 手机壳', 'case-iphone-16'],
  ['iphone 16', 'iphone-16'],
  ['do u have magsafe case for iphone 15 pro max', 'case-iphone-15'],
  ['手机 1000以内', '(price) redmi-note-13 xiaomi-14 iphone-16'],
  ['whats better for long trips the 10000 or the 20000 powerbank', 'power-10000 power-20000'],
  ['洗衣机', ''],
  ['袜子', ''],
  ['有键盘吗', ''],
];

const furniture: typeof tea = [
  ['这个床1米8的有现货吗', 'bed-oak bed-storage'],
  ['有没有1米8的床', 'bed-oak bed-storage'],
  ['看看床', 'bed-oak bed-storage sofa-bed'],
  ['推荐几款灯', 'lamp-desk lamp-floor'],
  ['不是这种 我要落地灯', 'lamp-floor'],
  ['有没有台灯 要能调光的', 'lamp-desk'],
  ['sofa bed', 'sofa-bed'],
  ['沙发床', 'sofa-bed'],
  ['do you have desks', ''],
  ['desk lamp', 'lamp-desk'],
  ['想买个布艺沙发 三人位的 预算3000左右', 'sofa-cloud'],
  ['hi im looking for a small sofa for a studio, something under 400', '(price) sofa-mini'],
  ['short table', '(words) table-oak table-walnut table-coffee'],
  ['我想买个床 包安装的', 'bed-oak bed-storage sofa-bed'],
  ['包邮的沙发有吗', 'sofa-cloud sofa-mini sofa-leather sofa-bed'],
  ['有什么沙发', 'sofa-cloud sofa-mini sofa-leather sofa-bed'],
  ['show me chairs', 'chair-dining chair-office'],
  ['有椅子吗', 'chair-dining chair-office'],
  ['餐椅', 'chair-dining'],
  ['办公椅', 'chair-office'],
  ['北欧风的餐桌 四个人用 推荐一下', 'table-oak'],
  ['有餐桌吗', 'table-oak table-walnut'],
  ['茶几', 'table-coffee'],
  ['do you have king size beds with storage', 'bed-storage'],
  ['灰色沙发', 'sofa-cloud'],
  ['蓝色沙发', '(colour) sofa-cloud sofa-mini sofa-leather sofa-bed'],
  ['something for the office', 'chair-office'],
  ['mattress', 'mattress-latex'],
  ['床垫', 'mattress-latex'],
  ['500左右的茶几', 'table-coffee'],
  ['书桌有吗', ''],
];

describe('finds in any trade', () => {
  test.each(tea)('tea: %s', (text, ids) => expect(found('tea', text)).toBe(ids));
  test.each(phones)('phones: %s', (text, ids) => expect(found('phones', text)).toBe(ids));
  test.each(furniture)('furniture: %s', (text, ids) => expect(found('furniture', text)).toBe(ids));
});

describe('goes on from what was looked for', () => {
  async function next(trade: keyof typeof trades, before: string, text: string, more: { besides?: string[]; cheaperThan?: string[] } = {}) {
    const rows = trades[trade];
    const table = atOnce(readKinds(rows));
    const found = await find(rows, wishOf(text, 'CNY', table), { before: wishOf(before, 'CNY', table), besides: [], cheaperThan: [], ...more }, 5);
    return found && [...(found.near ? [`(${found.near})`] : []), ...found.products.map(({ _id }) => _id)].join(' ');
  }
  test.each<[keyof typeof trades, string, string, string | undefined]>([
    ['tea', 'do you have teapots', 'anything under 50 dollars', 'yixing-teapot glass-teapot'],
    ['tea', 'do you have teapots', 'anything under 50', 'glass-teapot'],
    ['phones', 'phone case', 'got it in blue?', 'case-iphone-16'],
    ['phones', '蓝牙耳机', '有白色的吗', 'buds-anc'],
    ['phones', '蓝牙耳机', '送人的话要哪款 女生用', 'buds-anc buds-sport'],
    ['phones', '手机', '红米的', 'redmi-note-13'],
    ['phones', '手机', '有充电宝吗', 'power-10000 power-20000'],
    ['tea', 'recommend a tea', 'something stronger', 'dahongpao'],
    ['tea', '有什么茶壶', '龙井', 'longjing'],
    ['furniture', 'show me chairs', 'nah not what i want. something for the office', 'chair-office'],
    ['furniture', 'show me chairs', 'recommend something', undefined],
    ['furniture', '', 'anything cheaper', undefined],
    ['furniture', 'show me chairs', 'asdf qwer', ''],
  ])('%s: %s, %s', async (trade, before, text, ids) => expect(await next(trade, before, text)).toBe(ids));

  test('cheaper ones and other ones of the kind', async () => {
    expect(await next('tea', '推荐礼盒', '太贵了 有没有便宜点的', { cheaperThan: ['gift-tea-ware'] })).toBe('gift-four');
    expect(await next('tea', '推荐礼盒', '有没有便宜点的', { cheaperThan: ['gift-tea-ware', 'gift-four'] })).toBe('');
    expect(await next('phones', '手机壳', '还有别的吗', { besides: ['case-iphone-15', 'case-iphone-16'] })).toBe('case-xiaomi-14 case-galaxy');
    expect(await next('phones', '', '还有别的吗', { besides: ['case-iphone-15'] })).toBeUndefined();
  });
});
