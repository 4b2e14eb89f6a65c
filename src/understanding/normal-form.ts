import { simplified } from './simplified.ts';

/** Only this much of a message is looked at: a longer text is a story, and its subject stands at the start. */
export const longest = 400;

const marks = /\p{M}|[\u200b-\u200d\u200e\u200f\u2060]/gu;
const between = /[^\p{L}\p{N}]+/gu;
const apostrophes = /(?<=[a-z])['’‘`](?=[a-z])/g;
const plain = /^[a-z0-9 ]*$/;
const han = /\p{Script=Han}/u;

/** Words as people write them in a hurry; alone, such as an answer "U", they stay as they are. */
const shortSpellings: ReadonlyMap<string, string> = new Map([
  ['u', 'you'],
  ['r', 'are'],
  ['ur', 'your'],
  ['plz', 'please'],
  ['pls', 'please'],
  ['thx', 'thanks'],
  ['tmr', 'tomorrow'],
]);
const longestShort = 3;

/** Returns the word in full, where it is one of these. */
export function spelledOut(word: string): string {
  return word.length <= longestShort ? (shortSpellings.get(word) ?? word) : word;
}

/** Words of written Cantonese, each before what it is in written Mandarin. */
const cantonese: readonly (readonly [RegExp, string])[] = [
  [/唔好|咪再|唔使|唔洗/g, '不要'],
  [/唔该/g, '谢谢'],
  [/唔/g, '不'],
  [/冇/g, '没有'],
  [/[搵揾]/g, '找'],
  [/俾|畀/g, '给'],
  [/呢个|呢啲/g, '这个'],
  [/嗰个|嗰啲/g, '那个'],
  [/嘅/g, '的'],
  [/咗/g, '了'],
  [/係咪/g, '是不是'],
  [/係/g, '是'],
  [/乜嘢|咩/g, '什么'],
  [/几时/g, '什么时候'],
  [/边度/g, '哪里'],
  [/点解/g, '为什么'],
  [/点样/g, '怎么'],
  [/倾偈|倾/g, '聊'],
  [/佢/g, '他'],
  [/哋/g, '们'],
  [/睇/g, '看'],
  [/饮/g, '喝'],
  [/(?<=[\u4e00-\u9fff])(?:呀|喎|啵|㗎|嘞)$/g, ''],
  [/讯息/g, '信息'],
];

/** Signs that a text is Cantonese. */
const cantoneseSigns = /[唔冇搵揾俾畀呢嗰嘅咗係乜咩几边点倾佢哋睇讯]/;

/** Returns a text in simplified characters with its Cantonese words in Mandarin; any other text as it is. */
export function inMandarin(text: string): string {
  return cantoneseSigns.test(text) ? cantonese.reduce((plain, [from, to]) => plain.replace(from, to), text) : text;
}

/**
 * Returns one spelling for what customers write in many: NFKC, lower case, no accents, simplified characters, letters and digits apart from each other
 * by single spaces. "don’t" becomes "dont".
 */
export function normalForm(text: string): string {
  let t = text.slice(0, longest).toLowerCase();
  if (plain.test(t)) return inFull(t.replace(/ +/g, ' ').trim());
  t = t.normalize('NFKD').replace(marks, '').normalize('NFKC').toLowerCase().replace(apostrophes, '').replace(between, ' ').trim();
  return han.test(t) ? inMandarin(simplified(t)) : inFull(t);
}

/** Returns a text of several words with each short spelling written in full. */
function inFull(text: string): string {
  return text.includes(' ') ? text.split(' ').map(spelledOut).join(' ') : text;
}

/** Tells whether a character is of a script that writes words without spaces: Han, Kana, Hangul, Thai and others. */
export function isUnspaced(code: number): boolean {
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0x0e00 && code <= 0x0eff) || (code >= 0xac00 && code <= 0xd7af);
}
