/** Numbers as people write them: 2, 2.5, 2,500.00, ２, 三件, 两百五十, 一万二, twelve, a dozen. */
import { type Found, type Reader, without } from './answer.ts';

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const units: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const groups: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };
const english = new Map(
  Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  }),
);
const englishScale = new Map(Object.entries({ dozen: 12, hundred: 100, thousand: 1000, million: 1_000_000 }));

/** A number in Chinese characters; null when it is none. Digit by digit (二〇二六) and with units (两千零五) both work, 一万二 is 12,000. */
export function chineseNumber(text: string): number | null {
  if (!/^[零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]+$/.test(text)) return null;
  const chars = [...text];
  if (chars.every((char) => digits[char] !== undefined)) return Number(chars.map((char) => digits[char]).join(''));
  let total = 0;
  let group = 0;
  let digit = -1;
  let lastUnit = 1;
  for (const char of chars) {
    const value = digits[char];
    const unit = units[char];
    const big = groups[char];
    if (value !== undefined) {
      digit = value;
      if (value === 0) lastUnit = 10;
    } else if (unit !== undefined) {
      group += (digit < 0 ? 1 : digit) * unit;
      digit = -1;
      lastUnit = unit;
    } else if (big !== undefined) {
      const below = group + Math.max(digit, 0);
      // 一亿二千万: what stands before a smaller group is only added; 一万亿: before a larger one it counts that.
      if (total >= big) total += (below || 1) * big;
      else total = (total + below || 1) * big;
      group = 0;
      digit = -1;
      lastUnit = big;
    }
  }
  return total + group + (digit < 0 ? 0 : digit * (lastUnit > 10 ? lastUnit / 10 : 1));
}

/** Not inside of a code such as SO-123; right behind a Chinese word, a comma or the name of a currency. */
const ascii =
  /(?:(?<=(?:^|[^a-z])(?:rmb|cny|usd|eur|gbp|hkd))|(?<![\p{Script=Latin}\d-]|\d[.,]|(?:^|\s)\.))(?:(?<![\p{L}\d])-)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s*(k|dozen|hundred|thousand|million|百万|千万|百|千|万|亿)(?![a-z]))?(?!\d)/u;
/** 一般, 一下, 万一, 十分满意 ... hold a digit and no number. */
const chinese = /(?<![统唯万])(?!一[般些下直样起定切旦向点]|万一|十分(?=[满好不感喜]))[零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]+/;
const chineseDecimals = /^点([零〇一二两三四五六七八九]+)(?![十分刻])/;
const scales: Record<string, number> = {
  k: 1000,
  dozen: 12,
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  百: 100,
  千: 1000,
  万: 10_000,
  百万: 1_000_000,
  千万: 10_000_000,
  亿: 100_000_000,
};
const counted = /^(?:个|件|条|双|套|只|份|张|位|人|盒|箱|包|瓶|斤|公斤|岁|天|次|块|元|本|支|枚|对|pcs?|pieces?|items?|pairs?|people|persons?|kg|times|days?)/;

/** The first number in a folded text and the span that it fills, its counter word included. */
export function findNumber(text: string): { value: number; start: number; end: number } | null {
  const spelled = englishNumber(text);
  const match = ascii.exec(text);
  const han = chinese.exec(text);
  let best: { value: number; start: number; end: number } | null = spelled;
  if (match && (!best || match.index < best.start)) {
    const plain = Number(match[0].replace(match[1] ?? '', '').replace(/[,\s]/g, ''));
    best = { value: Number((plain * (scales[match[1] ?? ''] ?? 1)).toPrecision(15)), start: match.index, end: match.index + match[0].length };
  }
  if (han && (!best || han.index < best.start)) {
    const value = chineseNumber(han[0]);
    const point = chineseDecimals.exec(text.slice(han.index + han[0].length));
    const decimals = point ? [...point[1]!].map((char) => digits[char]).join('') : '';
    if (value !== null) best = { value: Number(`${value}.${decimals}`), start: han.index, end: han.index + han[0].length + (point?.[0].length ?? 0) };
  }
  if (!best || !Number.isFinite(best.value)) return null;
  const after = text.slice(best.end);
  const space = /^\s*/.exec(after)?.[0].length ?? 0;
  const counter = counted.exec(after.slice(space));
  if (counter) best.end += space + counter[0].length;
  if (/^半/.test(text.slice(best.end)) && counter) return { ...best, value: best.value + 0.5, end: best.end + 1 };
  return best;
}

/** "twenty-one", "two hundred and fifty", "one thousand five hundred"; "one two" is 1. */
function englishNumber(text: string): { value: number; start: number; end: number } | null {
  let total = 0;
  let group = -1;
  let start = -1;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/[a-z]+/g)) {
    const plain = english.get(word);
    const scale = englishScale.get(word);
    if (plain === undefined && scale === undefined) {
      if (start < 0 || (word === 'and' && group % 100 <= 0)) continue;
      break;
    }
    if (scale === undefined) {
      const room = group < 0 || group % 100 === 0 ? 100 : group % 10 === 0 ? 10 : 0;
      if (plain! >= room && group !== -1) break;
      group = Math.max(group, 0) + plain!;
    } else if (scale < 1000) group = (group <= 0 ? 1 : group) * scale;
    else {
      total += (group <= 0 ? 1 : group) * scale;
      group = 0;
    }
    if (start < 0) start = index;
    end = index + word.length;
  }
  return start < 0 ? null : { value: total + Math.max(group, 0), start, end };
}

export const readNumber: Reader = (text): Found | null => {
  const number = findNumber(text);
  if (!number) return null;
  return { value: number.value, rest: without(text, number.start, number.end) };
};
