/** The shop's departments, with the words that lead to them. Order is the order of the menu. */
import { isChinese } from '../../understanding/language-fallbacks.ts';
import type { LocalName } from '../shop.ts';

export const categories: { id: string; name: LocalName; words: string[] }[] = [
  { id: 'dresses', name: { zh: '连衣裙', en: 'Dresses' }, words: ['dress', 'gown', 'qipao', 'cheongsam', '连衣裙', '裙子', '旗袍', '长裙'] },
  {
    id: 'tops',
    name: { zh: '上衣', en: 'Tops' },
    words: ['top', 'shirt', 'blouse', 'tee', 't-shirt', 'tshirt', '上衣', '衬衫', '衬衣', 't恤', '短袖'],
  },
  {
    id: 'knitwear',
    name: { zh: '毛衣卫衣', en: 'Knitwear' },
    words: ['knitwear', 'sweater', 'jumper', 'pullover', 'cardigan', 'hoodie', 'sweatshirt', '毛衣', '针织衫', '开衫', '卫衣', '羊绒衫'],
  },
  {
    id: 'outerwear',
    name: { zh: '外套', en: 'Outerwear' },
    words: ['outerwear', 'coat', 'jacket', 'parka', 'puffer', 'trench', 'raincoat', '外套', '大衣', '风衣', '羽绒服', '夹克', '冲锋衣'],
  },
  {
    id: 'trousers',
    name: { zh: '裤装', en: 'Trousers' },
    words: ['trouser', 'pant', 'jean', 'short', 'bottom', '裤子', '裤装', '牛仔裤', '短裤', '阔腿裤', '裤'],
  },
  { id: 'skirts', name: { zh: '半身裙', en: 'Skirts' }, words: ['skirt', '半身裙', '半裙', '裙子', '百褶裙'] },
  { id: 'sleepwear', name: { zh: '家居睡衣', en: 'Sleepwear' }, words: ['sleepwear', 'pyjama', 'pajama', 'nightwear', '睡衣', '家居服'] },
  {
    id: 'accessories',
    name: { zh: '配饰', en: 'Accessories' },
    words: [
      'accessory',
      'accessorie',
      'scarf',
      'scarve',
      'shawl',
      'hat',
      'cap',
      'beanie',
      'bag',
      'tote',
      'belt',
      '配饰',
      '围巾',
      '丝巾',
      '帽子',
      '包',
      '腰带',
      '皮带',
    ],
  },
  { id: 'shoes', name: { zh: '鞋', en: 'Shoes' }, words: ['shoe', 'sneaker', 'trainer', 'boot', '鞋', '鞋子', '球鞋', '运动鞋', '帆布鞋'] },
];

/** Departments of the demo shops that sell no clothes, as their goods name them. */
const inEnglish: Readonly<Record<string, string>> = {
  绿茶: 'Green tea',
  乌龙茶: 'Oolong',
  红茶: 'Black tea',
  普洱茶: "Pu'er",
  白茶: 'White tea',
  花茶: 'Flower tea',
  茶具: 'Tea ware',
  礼盒: 'Gift boxes',
  手机壳: 'Phone cases',
  钢化膜: 'Screen protectors',
  充电器: 'Chargers',
  数据线: 'Cables',
  充电宝: 'Power banks',
  耳机: 'Earphones',
  支架: 'Stands',
  配件: 'Accessories',
};

/** Returns the department's name in a language; the word itself when the merchant's own data brought one that is not in the table. */
export function categoryName(id: string, lang: string): string {
  const found = categories.find((category) => category.id === id);
  return (isChinese(lang) ? found?.name.zh : (found?.name.en ?? inEnglish[id])) ?? id;
}

/** Departments that a word or name stands for; empty when it is none. */
export function categoriesOf(word: string): string[] {
  const wanted = word.normalize('NFKC').trim().toLowerCase();
  const stem = wanted.replace(/(?<=[a-z]{2})e?s$/, '');
  return categories
    .filter(
      ({ id, name, words }) =>
        id === wanted ||
        Object.values(name).some((text) => text.toLowerCase() === wanted) ||
        words.includes(wanted) ||
        words.includes(stem) ||
        words.includes(wanted.replace(/s$/, '')),
    )
    .map((category) => category.id);
}
