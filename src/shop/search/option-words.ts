/** Values of options in words of the customer's language: colours, measures and what goods are made of. */
import { colourName } from './colours.ts';

/** Finishes that shops name in Chinese and that are no colours to search by. */
const finishes: Readonly<Record<string, string>> = {
  透明: 'clear',
  原木色: 'natural wood',
  胡桃色: 'walnut',
  胡桃木色: 'walnut',
  深灰色: 'dark grey',
  浅灰色: 'light grey',
  深棕色: 'dark brown',
  浅棕色: 'light brown',
  深蓝色: 'navy',
  浅蓝色: 'light blue',
  深绿色: 'dark green',
  浅绿色: 'light green',
  橙色: 'orange',
};

/** Words of values that shops write in one language and customers say in the other. */
const tongues: readonly (readonly [en: string, zh: readonly string[]])[] = [
  ['original', ['原装', '原厂', '原版']],
  ['genuine', ['原装', '正品', '原厂']],
  ['pulled', ['拆机']],
  ['refurbished', ['翻新', '二手']],
  ['aftermarket', ['组装', '副厂', '国产']],
  ['copy', ['组装', '高仿']],
  ['soft', ['软']],
  ['hard', ['硬']],
  ['high capacity', ['大容量', '高容量', '加大', '增强']],
  ['standard', ['标准', '普通', '标配']],
  ['basic', ['基础', '入门']],
  ['premium', ['高级', '高端', '尊享']],
  ['matte', ['磨砂', '哑光']],
  ['glossy', ['亮面', '光面']],
  ['clear', ['透明']],
  ['wood', ['木']],
  ['glass', ['玻璃']],
  ['metal', ['金属']],
  ['steel', ['钢', '不锈钢']],
  ['leather', ['皮', '真皮']],
  ['cotton', ['棉', '纯棉']],
  ['single', ['单']],
  ['double', ['双']],
  ['round', ['圆']],
  ['square', ['方']],
  ['light', ['清香', '浅']],
  ['strong', ['浓香', '浓']],
  ['ripe', ['熟']],
  ['raw', ['生']],
  ['loose', ['散装', '散']],
  ['gift box', ['礼盒', '礼盒装']],
  ['bag', ['袋装']],
  ['can', ['罐装', '罐']],
  ['bottle', ['瓶装']],
];

/** Returns the words for it in the other language; none when they are not known. */
export function tonguesOf(word: string): string[] {
  const stands = (one: string) => word === one || word.startsWith(`${one} `) || word.endsWith(` ${one}`);
  return tongues.flatMap(([en, zh]) => (stands(en) ? [...zh] : zh.includes(word) ? [en] : []));
}

const measures: readonly [RegExp, string][] = [
  [/^(\d+(?:\.\d+)?)\s*米$/, '$1 m'],
  [/^(\d+(?:\.\d+)?)\s*厘米$/, '$1 cm'],
  [/^(\d+(?:\.\d+)?)\s*毫米$/, '$1 mm'],
  [/^(\d+(?:\.\d+)?)\s*克$/, '$1 g'],
  [/^(\d+(?:\.\d+)?)\s*(?:千克|公斤)$/, '$1 kg'],
  [/^(\d+(?:\.\d+)?)\s*毫升$/, '$1 ml'],
  [/^(\d+(?:\.\d+)?)\s*升$/, '$1 l'],
  [/^(\d+)\s*码$/, '$1'],
];

const seats = ['单', '双', '三', '四', '五', '六', '七', '八'];

function inEnglish(value: string): string {
  const seat = seats.indexOf(/^(.)人位?$/.exec(value)?.[1] ?? '');
  if (seat >= 0) return `${seat + 1}-seater`;
  const measure = measures.find(([pattern]) => pattern.test(value));
  return measure ? value.replace(...measure) : (finishes[value] ?? value);
}

/** Tells whether readers of this language can read the text. Chinese says nothing to most others. */
export function isReadable(text: string, lang: string): boolean {
  return lang.startsWith('zh') || lang.startsWith('ja') || !/\p{Script=Han}/u.test(text);
}

/** Returns the value of an option in this customer's words; as the shop wrote it where we have no words of theirs. */
export function optionWord(name: string, value: string, lang: string): string {
  const word = name === 'colour' ? colourName(value, lang) : value;
  return isReadable(word, lang) ? word : inEnglish(word);
}
