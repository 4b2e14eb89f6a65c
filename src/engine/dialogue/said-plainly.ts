/** The one form in which the tables of the dialogue compare what customers write. */
import { folded } from '../wording.ts';

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
  [/讯息/g, '信息'],
];

/** NFKC, lower case, simplified characters, Cantonese words in Mandarin, apostrophes gone ("don’t" is "dont"), any white space one space. */
export function plainly(text: string): string {
  const plain = folded(text)
    .replace(/['’‘`´]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[唔冇搵揾俾畀呢嗰嘅咗係乜咩几边点倾佢哋睇讯]/.test(plain) ? cantonese.reduce((text, [from, to]) => text.replace(from, to), plain) : plain;
}

/** The sentences of a message: what stands between full stops, question marks, commas and line ends, and between two runs of Chinese with a blank. */
export function sentences(plain: string): string[] {
  return plain
    .split(/[。！!？?；;,，、\n…]+|(?<=\p{Script=Han}{2}) (?=\p{Script=Han}{2})|\.(?=\s|$)|\s+(?:and|but|also|then)\s+|(?:还有|另外|顺便|而且|但是?|不过)/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
