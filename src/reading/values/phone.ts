/** Phone numbers: 138 0013 8000, +44 (0)20 7946 0958, 一三八…, four one five …. The value is digits, with `+` in front where the country code is known. */
import { plainDigits } from '../../numbers/plain-digits.ts';
import { accounted } from './accounted.ts';
import { type Reader, without } from './answer.ts';

const hanDigits = '零一二三四五六七八九';
const otherHan: Record<string, string> = {
  〇: '0',
  幺: '1',
  么: '1',
  两: '2',
  壹: '1',
  贰: '2',
  叁: '3',
  肆: '4',
  伍: '5',
  陆: '6',
  柒: '7',
  捌: '8',
  玖: '9',
};
const english = ['zero|oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const hanRun = /[零〇一二三四五六七八九幺么两壹贰叁肆伍陆柒捌玖](?:\s?[零〇一二三四五六七八九幺么两壹贰叁肆伍陆柒捌玖]){3,14}/g;
const englishRun = new RegExp(`(?<![a-z])(?:${english.join('|')})(?:[\\s,-]{1,2}(?:${english.join('|')})){3,14}(?![a-z])`, 'g');

/** Returns the text with dashes of all kinds as `-`, and digits of other scripts, and those that are spelled out, at least four in a row, as digits. */
export function digitsPlain(text: string): string {
  return plainDigits(text)
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, '-')
    .replace(hanRun, (run) => run.replace(/\S/g, (char) => otherHan[char] ?? String(hanDigits.indexOf(char))))
    .replace(englishRun, (run) => run.split(/[\s,-]+/).reduce((all, word) => all + english.findIndex((names) => names.split('|').includes(word)), ''));
}

/** In one piece, not inside of a code, an e-mail address or an amount. */
const written = /(?<![a-z\d$€£¥￥#@_*]|[a-z][-.]|\d[.,:-])(?:\+\s?|\(\s?\+?)?\d(?:[\s().\-/]{0,3}\d){6,24}(?![\da-z@*])(?!-[a-z\d])/gu;
const date = /^\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/;
const chineseMobile = /^1[3-9]\d{9}$/;
const northAmerican = /^[2-9]\d{2}[2-9]\d{6}$/;

/** Forms of numbers by country code, digits with it; others have 8 to 15. */
const lengths: readonly [string, RegExp][] = [
  ['1', /^1[2-9]\d{2}[2-9]\d{6}$/],
  ['86', /^86(?:1[3-9]\d{9}|[2-9]\d{8,10})$/],
  ['852', /^852\d{8}$/],
  ['853', /^853\d{8}$/],
  ['886', /^886\d{8,9}$/],
  ['65', /^65\d{8}$/],
  ['44', /^44\d{9,10}$/],
  ['33', /^33\d{9}$/],
];

/** A country code with the 0 behind it that is dialled at home only; Italy and some of Africa have it in the number itself. */
const dialledAtHome =
  /^(7|2[07]|3[0-46]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?!225|241|242|378|379)(?:2[1-689]\d|3[578]\d|42\d|5[09]\d|6[7-9]\d|8[05789]\d|9[679]\d))0(?=\d{6})/;

/** Returns the shop's country, as far as its own numbers need it. */
function countryOf(zone: string): 'cn' | 'us' | 'eight' | 'other' {
  if (/^Asia\/(?:Shanghai|Chongqing|Urumqi|Harbin)$/.test(zone)) return 'cn';
  if (/^Asia\/(?:Hong_Kong|Macau|Singapore)$/.test(zone)) return 'eight';
  return /^(?:US\/|Canada\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Indiana\/|Kentucky\/|Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Regina|Puerto_Rico)|Pacific\/Honolulu)/.test(
    zone,
  )
    ? 'us'
    : 'other';
}

/** Returns the number as it is kept; null when no phone has such a number. `zone` tells the shop's country. */
export function phoneNumber(text: string, zone: string): string | null {
  if (date.test(text.trim())) return null;
  const country = countryOf(zone);
  let digits = text.replace(/\(\s?0\s?\)/, (zero) => (/^\s*[(+]|^\s*00/.test(text) ? '' : zero)).replace(/\D/g, '');
  let international = /^[(\s]*\+/.test(text);
  if (!international && /^(?:00[1-9]\d{8,13}|011[1-9]\d{9,12})$/.test(digits) && (digits.startsWith('00') || country === 'us')) {
    international = true;
    digits = digits.replace(/^(?:011|00)/, '');
  }
  if (international) {
    digits = digits.replace(dialledAtHome, '$1');
    const known = lengths.find(([code]) => digits.startsWith(code));
    return (known ? known[1].test(digits) : /^[1-9]\d{7,14}$/.test(digits)) ? `+${digits}` : null;
  }
  if (/^86/.test(digits) && chineseMobile.test(digits.slice(2))) return `+${digits}`;
  if (digits.length === 11 && digits.startsWith('1') && country === 'us' && northAmerican.test(digits.slice(1))) return `+${digits}`;
  if (chineseMobile.test(digits) || /^0[1-9]\d{7,10}$/.test(digits) || /^[48]00\d{7}$/.test(digits)) return digits;
  if (country === 'us') return northAmerican.test(digits) ? digits : null;
  if (country === 'cn') return null;
  return (country === 'eight' ? /^[2-9]\d{7}$/ : /^\d{7,12}$/).test(digits) ? digits : null;
}

/** Returns the phone numbers in a folded text as they are kept, each once, and the text without them. */
export function phonesIn(text: string, zone: string): { numbers: string[]; rest: string } {
  const numbers = new Set<string>();
  const rest = digitsPlain(text).replace(written, (match) => {
    const number = phoneNumber(match, zone);
    if (number) numbers.add(number);
    return number ? ' ' : match;
  });
  return { numbers: [...numbers], rest };
}

/** Reads one number; two, a number that was, or more digits beside it are asked about. */
export const readPhone: Reader = (text, _raw, { parts, zone, passing }) => {
  for (const part of parts) if (part.type === 'person' && part.phone) return { value: part.phone.replace(/[^\d+]/g, '').replace(/^00/, '+'), rest: '' };
  const { numbers, rest } = phonesIn(text, zone);
  const [number, other] = numbers;
  if (!number || other) return null;
  const beside = without(rest, 0, 0);
  return accounted(beside, { numbers: passing ? 'any' : 'words' }) ? { value: number, rest: beside } : null;
};
