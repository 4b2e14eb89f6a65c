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
  银色: 'silver',
  金色: 'gold',
  橙色: 'orange',
};

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

/** Can who reads this language read it? Chinese says nothing to most others. */
export function isReadable(text: string, lang: string): boolean {
  return lang.startsWith('zh') || lang.startsWith('ja') || !/\p{Script=Han}/u.test(text);
}

/** The value of an option as this customer is told it; as the shop wrote it where we have no words of theirs. */
export function optionWord(name: string, value: string, lang: string): string {
  const word = name === 'colour' ? colourName(value, lang) : value;
  return isReadable(word, lang) ? word : inEnglish(word);
}
