/** Colours as customers say them. The first word of a language is the one that is shown. */
import { bilingual } from '../../understanding/language-fallbacks.ts';

export const colours: Record<string, { zh: string[]; en: string[] }> = {
  black: { zh: ['黑色', '黑'], en: ['black'] },
  white: { zh: ['白色', '白'], en: ['white', 'ivory'] },
  cream: { zh: ['米白色', '米白', '奶油'], en: ['cream', 'off-white'] },
  beige: { zh: ['米色', '卡其', '杏色'], en: ['beige', 'khaki'] },
  camel: { zh: ['驼色', '驼'], en: ['camel', 'tan'] },
  brown: { zh: ['棕色', '咖啡色', '褐色'], en: ['brown'] },
  grey: { zh: ['灰色', '灰'], en: ['grey', 'gray'] },
  navy: { zh: ['藏青色', '藏青', '藏蓝', '深蓝'], en: ['navy'] },
  blue: { zh: ['蓝色', '蓝'], en: ['blue'] },
  sky: { zh: ['天蓝色', '浅蓝', '天蓝'], en: ['sky blue', 'light blue'] },
  green: { zh: ['绿色', '墨绿', '绿'], en: ['green'] },
  olive: { zh: ['橄榄绿', '军绿'], en: ['olive'] },
  red: { zh: ['红色', '大红', '正红', '红'], en: ['red'] },
  wine: { zh: ['酒红色', '酒红', '枣红'], en: ['wine', 'burgundy'] },
  pink: { zh: ['粉色', '粉红', '粉'], en: ['pink', 'rose'] },
  purple: { zh: ['紫色', '紫'], en: ['purple', 'violet'] },
  yellow: { zh: ['黄色', '黄'], en: ['yellow', 'mustard'] },
  silver: { zh: ['银色', '银白色'], en: ['silver'] },
  gold: { zh: ['金色'], en: ['gold', 'golden'] },
};

/** A wish for one colour is also met by its neighbours: who asks for blue likes navy. */
export const nearColours: Record<string, string[]> = {
  blue: ['navy', 'sky'],
  red: ['wine'],
  green: ['olive'],
  white: ['cream'],
  brown: ['camel'],
};

/** Returns the colour's name in a language; the code itself when it is not one of ours. */
export function colourName(code: string, lang: string): string {
  const names = colours[code];
  return (names && bilingual(names, lang)[0]) ?? code;
}

/** Words of one sign or one Latin word that are colours, each with its code. */
export const colourSigns: readonly (readonly [sign: string, code: string])[] = Object.entries(colours).flatMap(([code, { zh, en }]) => [
  ...zh.filter((word) => word.length === 1).map((word) => [word, code] as const),
  ...en.filter((word) => !word.includes(' ')).map((word) => [word, code] as const),
]);

/** Words that hold the name of a colour and speak of none. */
export const noColour = new RegExp(
  [
    '[发变泛][黄白黑红绿灰]|蓝[牙莓光]|红[米茶酒枣薯豆木包外]|大红袍|绿[茶豆植]|白[茶酒板领]|白兰地|黑[茶莓糖]|黑科技|黑胡桃|黑芝麻|黑枸杞|黄[茶酒金油]|黄花梨|紫[砂菜薯外]|粉[底饼丝末]|[面奶]粉|蛋白粉?|灰尘|棕榈',
    '\\b(?:white|green|black|red|yellow|rose) teas?\\b|\\b(?:red|white) wines?\\b|\\bwhite noise\\b|\\bwine (?:glass|rack|cooler|opener)|\\bface cream\\b|\\brose gold\\b|\\bsilver (?:needle|ware|plated|jewell?ery)|\\bgold(?:en)? (?:bud|plated|card|member|jewell?ery)|\\b(?:turn|turns|turning|go|goes|gone) (?:yellow|black|brown|green|white|grey)\\b',
  ].join('|'),
  'gu',
);
