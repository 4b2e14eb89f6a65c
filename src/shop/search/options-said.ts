/** Options of a product that a sentence names: "soft oled", 白色一米, "the bigger one", in either language, and what it says besides. */

import type { ProductRow } from '../shop.ts';
import { colourName, colours } from './colours.ts';
import { isHan, plainText } from './letters.ts';
import { tonguesOf } from './option-words.ts';
import { formsOf, has, searchedOf } from './searched-text.ts';
import { saysNothing } from './wish.ts';

export interface OptionsSaid {
  /** The values that were named, by option. */
  picks: ReadonlyMap<string, readonly string[]>;
  /** A colour or a measure that no variant has. */
  unknown: ReadonlyMap<string, string>;
  /** Words that say something else. */
  rest: readonly string[];
}

const oneSize = 'one size';
const numerals: Readonly<Record<string, string>> = {
  半: '0.5',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};

/** The sentence as options are compared with it: 两米 and "2 metres" are "2m". */
function measured(text: string): string {
  const spelled = text
    .normalize('NFKC')
    .replace(
      /(?<![\d十百千零半一二两三四五六七八九])[半一二两三四五六七八九十](?=\s*(?:厘米|公分|毫米|米|毫升|升|公斤|千克|斤|克|毫安|寸|码))/gu,
      (sign) => numerals[sign] ?? sign,
    )
    .replace(/(?<=\d)\s*-?(?:meters?|metres?)\b/gi, 'm')
    .replace(/(?<=\d)\s*-?(?:millilit(?:er|re)s?)\b/gi, 'ml')
    .replace(/(?<=\d)\s*-?(?:grams?|gr)\b/gi, 'g')
    .replace(/(?<=\d)\s*-?(?:inch(?:es)?|英?寸)/gi, 'inch');
  return plainText(spelled);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const standing = (word: string): RegExp =>
  isHan(word) ? new RegExp(escaped(word), 'gu') : new RegExp(`(?<![a-z0-9.])${escaped(word)}(?![a-z0-9]|\\.\\d)`, 'g');
const measureOf = /^(\d+(?:\.\d+)?)([a-z]+)$/;

/** The words of a value, and of its like in the other language; a number also without its unit. */
function wordsOf(name: string, value: string): { whole: string[]; parts: string[] } {
  if (name === 'colour') {
    const known = colours[value];
    const said = known ? [...known.zh, ...known.en] : [value, colourName(value, 'zh')];
    return { whole: said.map(plainText), parts: [] };
  }
  const plain = plainText(value);
  const parts = plain.match(/[a-z0-9.]+|\p{Script=Han}+/gu) ?? [];
  const bare = parts.flatMap((part) => measureOf.exec(part)?.slice(1, 2) ?? []).filter((number) => number.length > 1);
  const tongues = [plain, ...parts].flatMap(tonguesOf);
  return { whole: [plain], parts: [...parts.filter((part) => part.length > 1), ...bare, ...tongues] };
}

interface Axis {
  name: string;
  values: string[];
}

function axesOf({ variants }: ProductRow): Axis[] {
  const names = [...new Set(variants.flatMap(({ options }) => Object.keys(options)))];
  return names
    .map((name) => ({ name, values: [...new Set(variants.flatMap(({ options }) => options[name] ?? []))].filter((value) => value.toLowerCase() !== oneSize) }))
    .filter(({ values }) => values.length > 0);
}

/** Words that point to a value by how large it is. */
const larger =
  /(?<!多)(?:更?大一?[点些号]?(?=的|瓶|包|盒|罐|袋|号|$)|大[瓶包盒罐袋号]|长一?[点些]?的|多一?[点些]的)|(?<!how )\b(?:big(?:ger|gest)?|large[rs]?t?|long(?:er|est)?)\b/u;
const smaller =
  /(?<!多)(?:更?小一?[点些号]?(?=的|瓶|包|盒|罐|袋|号|$)|小[瓶包盒罐袋号]|短一?[点些]?的|少一?[点些]的)|(?<!how )\b(?:small(?:er|est)?|short(?:er|est)?)\b/u;
const unitIn = (value: string): string | undefined => measureOf.exec(plainText(value))?.[2];

/** Words that ask for an option or point to it and are no words of goods. */
const asking =
  /品质|质量|版本|款式|规格|型号|尺寸|尺码|长度|容量|重量|颜色|等级|种类|类型|选项|一共|总共|哪几?[种些个款]|[几多][种个款长大重]|[瓶包盒罐袋号版装款色号支根条块]|分别|各是?|都|目前|现在|今天|库存|什么时候|还剩|剩|价|货|卖|[毫千]?[升米克]/gu;
const askingWords = new Set(
  (
    'quality qualities version versions option options variant variants length lengths capacity capacities grade grades weight weights model models left one ones piece pieces ' +
    'whats cost costs pricing worth colour colours color colors size sizes currently today now still more in-stock long how many each per ea different available both way ways when back again soon'
  ).split(' '),
);

/** Returns the words of a sentence that neither ask, nor point, nor stand in the product's names. */
export function restOf(text: string, product: ProductRow): string[] {
  const { title, tags } = searchedOf(product);
  const named = `${title} ${tags}`;
  const latin = (text.match(/[a-z][a-z0-9'-]*|\d+(?:\.\d+)?[a-z]+|\d{2,}/g) ?? []).filter(
    (word) => !saysNothing(word) && !askingWords.has(word) && !has(named, formsOf(word)),
  );
  const han = (text.replace(asking, ' ').match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => {
    const left = saysNothing(run) ? '' : [...run].filter((sign) => !named.includes(sign)).join('');
    return left !== '' && !saysNothing(left) ? [left] : [];
  });
  return [...latin, ...han];
}

/** Reads the sentence by the product's options. */
export function optionsSaid(product: ProductRow, text: string): OptionsSaid {
  const plain = measured(text);
  let left = plain;
  const take = (word: string): boolean => {
    const pattern = standing(word);
    if (left.search(pattern) < 0) return false;
    left = left.replace(pattern, (found) => ' '.repeat(found.length));
    return true;
  };
  const title = plainText(Object.values(product.title).join(' '));
  const picks = new Map<string, string[]>();
  const unknown = new Map<string, string>();
  for (const { name, values } of axesOf(product)) {
    const words = values.map((value) => ({ value, ...wordsOf(name, value) }));
    // A word of the name itself, as red in "red midi dress", picks no variant; nor does one that several values have.
    const isOwn = (word: string) =>
      !standing(word).test(title) && words.filter(({ whole, parts }) => whole.includes(word) || parts.includes(word)).length === 1;
    const isSaid = (one: { whole: string[] }) => one.whole.some((word) => !standing(word).test(title) && standing(word).test(plain));
    const whole = words.filter(isSaid);
    // 白 of 米白色 is no white.
    const inside = (a: string, b: string) => a !== b && a.includes(b);
    const saidOf = (one: { whole: string[] }) => one.whole.filter((word) => standing(word).test(plain));
    const longest = whole.filter((one) => !whole.some((other) => other !== one && saidOf(other).some((a) => saidOf(one).every((b) => inside(a, b)))));
    for (const word of longest.flatMap(saidOf).sort((x, y) => y.length - x.length)) take(word);
    const found = words.filter((one) => longest.includes(one) || (!whole.includes(one) && one.parts.filter(isOwn).filter(take).length > 0));
    if (found.length > 0)
      picks.set(
        name,
        found.map(({ value }) => value),
      );
    else {
      const other = name === 'colour' ? colourSaid(left) : measureSaid(left, values);
      const bySize = name === 'colour' ? undefined : sized(left, values);
      if (other) {
        unknown.set(name, other.code);
        left = left.replace(other.said, ' ');
      } else if (bySize) {
        picks.set(name, [bySize.value]);
        left = left.replace(bySize.said, ' ');
      }
    }
  }
  return { picks, unknown, rest: restOf(left, product) };
}

const colourWords = Object.entries(colours)
  .flatMap(([code, { zh, en }]) => [...zh, ...en].map((word) => ({ code, word })))
  .filter(({ word }) => word.length > 1)
  .sort((a, b) => b.word.length - a.word.length);

function colourSaid(text: string): { code: string; said: string } | undefined {
  const found = colourWords.find(({ word }) => standing(word).test(text));
  return found && { code: found.code, said: found.word };
}

/** A measure in the unit of the values that is none of them. */
function measureSaid(text: string, values: readonly string[]): { code: string; said: string } | undefined {
  const units = new Set(values.flatMap((value) => unitIn(value) ?? []));
  const said = [...text.matchAll(/(?<![a-z0-9.])\d+(?:\.\d+)?([a-z]+)(?![a-z])/g)].find(({ 1: unit }) => unit !== undefined && units.has(unit))?.[0];
  return said === undefined ? undefined : { code: said, said };
}

/** The largest or the smallest of values that are all measures of one kind. */
function sized(text: string, values: readonly string[]): { value: string; said: string } | undefined {
  const units = new Set(values.map(unitIn));
  if (values.length < 2 || units.size !== 1 || units.has(undefined)) return undefined;
  const [big, small] = [larger.exec(text), smaller.exec(text)];
  const said = big ?? small;
  if (!said || (big && small)) return undefined;
  const sorted = [...values].sort((a, b) => Number.parseFloat(plainText(a)) - Number.parseFloat(plainText(b)));
  const value = big ? sorted.at(-1) : sorted[0];
  return value === undefined ? undefined : { value, said: said[0] };
}
