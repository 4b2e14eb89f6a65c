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
const signs = /[唔冇搵揾俾畀呢嗰嘅咗係乜咩几边点倾佢哋睇讯]/;

/** A text in simplified characters with its Cantonese words in Mandarin; any other text as it is. */
export function inMandarin(text: string): string {
  return signs.test(text) ? cantonese.reduce((plain, [from, to]) => plain.replace(from, to), text) : text;
}
