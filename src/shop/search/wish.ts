/** Wish of a customer, read out of a sentence: "red dress under 50", "300块以内的外套", 有没有1米8的床. */

import { colourSigns, colours, noColour } from './colours.ts';
import { bareKinds, type Kind, type KindTable, kindsIn, kindWord } from './kinds.ts';
import { isHan, plainText } from './letters.ts';
import { type Budget, budgetIn } from './price-range.ts';

export interface Wish extends Budget {
  /** Any of these kinds of goods. */
  kinds: readonly Kind[];
  colour?: string;
  size?: string;
  /** women, men, kids */
  wearer?: string;
  /** Other words of the sentence: they rank, and without a kind at least one of them must be met. */
  words: string[];
  /** Goods without any of the words are no find, even when they are of the kind. */
  strict?: boolean;
  /** Words that say little by themselves, such as "gift": they rank where the catalogue has them. */
  vague: string[];
  /** The word right before the kind ("car" of "car charger"): goods without it are not quite what was wanted. */
  modifier?: string;
  /**
   * Name of the goods where no kind gives it ("cover" of "back cover for iPhone 13"), or the word behind the kind ("cushion" of "chair cushion"):
   * goods without it are not quite what was wanted.
   */
  head?: string;
  /** Words that tell one model from another, as "iphone" and "14" of "screen for iPhone 14": goods without them are not what was wanted. */
  models?: string[];
  /** The least expensive first. */
  cheap: boolean;
  /** Wish in the customer's own words, when these are few. */
  name?: string;
  /** The whole sentence: a product that is called by its name comes before all others. */
  said?: string;
}

const wearers: Record<string, string[]> = {
  kids: ['kid', 'kids', "kids'", 'child', 'children', 'boy', 'girl', 'son', 'daughter', '儿童', '小孩', '孩子', '宝宝', '男童', '女童', '儿子', '女儿'],
  women: [
    'women',
    'womens',
    'woman',
    'lady',
    'ladies',
    'wife',
    'mother',
    'mom',
    'mum',
    'girlfriend',
    '女士',
    '女生',
    '女装',
    '女款',
    '妈妈',
    '我妈',
    '老婆',
    '女朋友',
    '婆婆',
  ],
  men: ['men', 'mens', 'man', 'guys', 'husband', 'father', 'dad', 'boyfriend', '男士', '男生', '男装', '男款', '爸爸', '我爸', '老公', '男朋友', '公公'],
};

const noise = new Set(
  (
    'a an the for in of with to and or my me i im id ill some any looking look find show want wanted need is are am do does you u have has got please pls something anything ' +
    'under like likes love would buy buying can could get what whats which who how good nice best better great on at from this that these those one ones it its they them he she ' +
    'him her his your our we us there here about around between budget price cheap cheaper cheapest affordable much many so also too just only really very not no nah nope yes hi hello hey ' +
    'thanks thank stock available sell selling sold shop store recommend recommendation suggest suggestion should help choose pick options option kind kinds type types sort item ' +
    'items product products thing things stuff else other another more few couple new question piece law size color colour if be will by than then out up see know tell give let when once gets getting notify alert reduced lower possible possibly preferably prefer ideally'
  ).split(' '),
);
const vagueWords = new Set(
  'gift gifts present presents friend friends birthday christmas boss mother father grandma grandpa parents beginner home house room'.split(' '),
);

/** Chinese that carries no goods; longer ones first, so that nothing of them is left over. */
const zhNoise =
  /算了|先问问?下?|问下|对了|话说|的话|太贵了?|有点贵|贵了|有没有|有什么|有哪些|有现货|现货|有货|还有|请问|问一下|顺便|帮我|推荐|介绍|一下|看看|找找|找个|我想要?|想要|想买|想看|需要|我要|适合|可以|能不能|能否|什么样|什么|怎么样|怎么|多少钱|多少|几钱|价格|价位|预算|便宜点?|实惠|性价比高?|左右|以内|你们|咱们|你家|店里|家里|卖吗|在吗|您好|你好|谢谢|那种|这种|那款|这款|那个|这个|哪款|哪个|哪种|好一点|[半一两二三四五几每]斤|不要太贵|别太贵|不用太贵|不想太贵|[一两几](?:件|条|个|双|款|张|只|把|套|盏|台|种|些|瓶|盒)|吧|呢|吗/g;
/** Tells whether a word by itself says no goods: filler, a colour, who it is for. */
export function saysNothing(word: string): boolean {
  return (
    noise.has(word) ||
    vagueWords.has(word) ||
    colourNames.has(word) ||
    (isHan(word) && word.replace(zhNoise, '').replace(zhVague, '').replace(zhEdge, '') === '')
  );
}

const zhEdge =
  /^[的啊呀吗呢吧了要买想有和跟点件条什穿送给个款张把只盏台套几种些能可用喝看找请这那我你您咱卖是在也都还就会没得风样式做放]+|[的啊呀吗呢吧了要买想有和跟点件条什穿送给个款张把只盏台套几种些能可用喝看找请这那我你您咱卖是在也都还就会没得风样式做放]+$/gu;
const zhVague = /生日|礼物|送礼|送人|朋友|长辈|领导|老人|同事|客户|女生|男生|家用|自己/g;
const cheapSaid =
  /便宜|实惠|性价比|划算|(?:不要|别|不用|不能|不想)太贵|不太?贵的|\bnot? (?:too|very|so)? ?(?:expensive|pric[ey]+)\b|\b(?:cheap|cheaper|cheapest|affordable|inexpensive)\b/;

/** Blanks a place of a text, so that all other places stay where they are. */
const without = (text: string, at: number, end: number): string => `${text.slice(0, at)}${' '.repeat(end - at)}${text.slice(end)}`;

const colourWords = Object.entries(colours)
  .flatMap(([code, names]) => [...names.zh, ...names.en].map((word) => ({ code, word })))
  .sort((a, b) => b.word.length - a.word.length);
const colourNames: ReadonlySet<string> = new Set(colourWords.flatMap(({ word }) => [word, word.replace(/色$/, '')]));
const signs = new Set(colourSigns.map(([sign]) => sign));
const wearerWords = Object.entries(wearers)
  .flatMap(([who, words]) => words.map((word) => ({ code: who, word: word.replace(/'/g, '') })))
  .sort((a, b) => b.word.length - a.word.length);

function places(text: string, word: string): number[] {
  if (isHan(word)) return [...text.matchAll(new RegExp(word, 'gu'))].map(({ index }) => index);
  return [...text.matchAll(new RegExp(`(?<![a-z])${word}(?:e?s)?(?![a-z])`, 'gu'))].map(({ index }) => index);
}

/** Tells whether the colour there is a part of a word of the catalogue that is more often not of that colour, as 红 in 红茶. */
function inName(text: string, word: string, at: number, table: KindTable | undefined): boolean {
  if (!table || !signs.has(word)) return false;
  const around = isHan(word) ? [text.slice(at - 1, at + 1), text.slice(at, at + 2)] : (/^[a-z]+ [a-z]+/.exec(text.slice(at)) ?? []);
  return around.some((pair) => {
    const count = table.coloured.get(pair);
    return count !== undefined && count.are * 2 <= count.named;
  });
}

interface Said {
  code: string;
  at: number;
  end: number;
}

/** The longest colour that is meant; so that 天蓝 wins over 蓝. */
function colourIn(text: string, table: KindTable | undefined): Said | undefined {
  const clear = text.replace(noColour, (word) => '～'.repeat(word.length));
  for (const { code, word } of colourWords) {
    const at = places(clear, word).find((at) => !inName(clear, word, at, table));
    if (at !== undefined) return { code, at, end: at + word.length };
  }
  return undefined;
}

function wearerIn(text: string): Said | undefined {
  for (const { code, word } of wearerWords) {
    const [at] = places(text, word);
    if (at !== undefined) return { code, at, end: at + /^[\p{Script=Han}]+|^[a-z]+/u.exec(text.slice(at))![0].length };
  }
  return undefined;
}

const sizes = /(?:size\s*|尺码|码数?)?\b(xxl|xl|xs|[sml])\b(?!\s*\d)(?:\s*码)?|(?:size\s*)(\d{2,3})|(\d{2,3})\s*码/;

/** Latin words and numbers with their unit, then Chinese runs without filler, with the place of each. */
function wordsOf(text: string, ends: ReadonlySet<string>): { word: string; at: number }[] {
  const latin = [...text.matchAll(/[a-z][a-z0-9-]*[a-z0-9]|\d+(?:\.\d+)?[a-z]+|\d{2,}/g)].map(({ 0: word, index }) => ({ word, at: index }));
  const blank = text.replace(zhNoise, (word) => ' '.repeat(word.length)).replaceAll('的', ' ');
  const han = [...blank.matchAll(/\p{Script=Han}+/gu)].flatMap(({ 0: run, index }) => {
    const word = run.replace(zhEdge, '');
    return word.length > 1 || ends.has(word) ? [{ word, at: index + run.indexOf(word) }] : [];
  });
  return [...latin.filter(({ word }) => !noise.has(word)), ...han];
}

/** Reads a wish out of a sentence. `currency` is the shop's: a budget without a currency is in it. `table`: the kinds of its catalogue. */
export function wishOf(sentence: string, currency: string, table?: KindTable): Wish {
  const { from, to, other, rest } = budgetIn(sentence.slice(0, 500).toLowerCase(), currency);
  const plain = plainText(rest);
  const said = kindsIn(plain, table);
  let left = said.reduce((text, { at, end }) => without(text, at, end), plain);
  const colour = colourIn(plain, table);
  if (colour && !said.some(({ at, end }) => colour.at >= at && colour.at < end)) left = without(left, colour.at, colour.end);
  const wearer = wearerIn(left);
  if (wearer) left = without(left, wearer.at, wearer.end);
  const size = sizes.exec(left);
  if (size) left = without(left, size.index, size.index + size[0].length);
  const vagueHan = left.match(zhVague) ?? [];
  const words = wordsOf(
    left.replace(zhVague, (word) => ' '.repeat(word.length)),
    (table ?? bareKinds).ends,
  );
  const firm = words.filter(({ word }) => !vagueWords.has(word));
  const kindAt = said[0]?.at;
  const modifier = firm.find(({ word, at }) => !/^\d/.test(word) && kindAt !== undefined && /^\s?$/.test(plain.slice(at + word.length, kindAt)) && at < kindAt);
  return {
    said: sentence.slice(0, 500),
    from,
    to,
    other,
    colour: colour && !said.some(({ at, end }) => colour.at >= at && colour.at < end) ? colour.code : undefined,
    wearer: wearer?.code,
    size: (size?.[1] ?? size?.[2] ?? size?.[3])?.toUpperCase(),
    kinds: [...new Set(said.flatMap(({ kinds }) => kinds))],
    words: firm.map(({ word }) => word),
    vague: [...words.filter(({ word }) => vagueWords.has(word)).map(({ word }) => word), ...vagueHan],
    modifier: modifier?.word,
    head: headOf(plain, said, firm),
    models: modelsIn(left, firm),
    cheap: cheapSaid.test(plain),
    name: nameOf(plain, said, firm),
  };
}

const downTo = /(?<![a-z])(?:for|with|without|of|from|in|on|to|by|under|that|which|like|about)(?![a-z])/;
/** Signs that make another thing of what stands before them: 沙发套 is no sofa. */
const belonging = /^[套罩垫膜盖袋壳贴扣绳]/u;

/** What a thing does, said behind its name: "will this charger work with ...". */
const whatItDoes =
  /^(?:works?|working|fits?|come|comes|charges?|hold|holds|last|lasts|support|supports|compatible|connects?|include|includes|look|looks|smell|smells|taste|tastes|feel|feels|contain|contains|made|safe)$/;

/** The last word of the goods' name, which says what they are; none where a kind does, unless a word stands right behind it. */
function headOf(plain: string, said: readonly { at: number; end: number }[], firm: readonly { word: string; at: number }[]): string | undefined {
  const kind = said.at(-1);
  if (kind) {
    const belongs = belonging.exec(plain.slice(kind.end))?.[0];
    if (belongs) return plain.slice(kind.at, kind.end) + belongs;
    return firm.find(({ word, at }) => at >= kind.end && /^ $/.test(plain.slice(kind.end, at)) && /^[a-z]{4,}$/.test(word) && !whatItDoes.test(word))?.word;
  }
  const words = [...firm].sort((a, b) => a.at - b.at).filter(({ word }) => !/\d/.test(word));
  const first = words[0];
  const cut = first ? downTo.exec(plain.slice(first.at)) : null;
  const end = first && cut ? first.at + cut.index : plain.length;
  return words.filter(({ at }) => at < end).at(-1)?.word;
}

/** Digits that count something, or measure it. */
const countedBy =
  /^\s?(?:[个件条份盒箱套张把台瓶包袋人岁年月天周号]|pcs|pieces?|people|persons?|guests|units?|boxes|bags|years?|months?|weeks?|days?|or more|and up)/;
const measured = /^\d+(?:\.\d+)?(?:ml|l|g|kg|cm|mm|m|w|v|mah|gb|tb|inch|oz|k)$/;

/** Words with digits, each with the word that stands right before it; digits alone count something. */
function modelsIn(text: string, said: readonly { word: string; at: number }[]): string[] {
  const words = [...said].sort((a, b) => a.at - b.at);
  const found = words.flatMap(({ word, at }, n) => {
    if (!/\d/.test(word) || measured.test(word) || countedBy.test(text.slice(at + word.length))) return [];
    const before = words[n - 1];
    const isBeside = before !== undefined && /^[a-z]|^\p{Script=Han}/u.test(before.word) && /^[\s-]?$/.test(text.slice(before.at + before.word.length, at));
    return isBeside ? [before.word, word] : /^\d+$/.test(word) ? [] : [word];
  });
  return [...new Set(found)];
}

/** The goods in the customer's words, when they are few enough to be a name. */
function nameOf(plain: string, said: readonly { at: number; end: number }[], words: readonly { word: string; at: number }[]): string | undefined {
  const parts = [...said, ...words.map(({ word, at }) => ({ at, end: at + word.length }))].sort((a, b) => a.at - b.at);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return undefined;
  const name = plain.slice(first.at, last.end).trim();
  const short = isHan(name) ? name.length <= 8 && !/[\s，,。的了]/.test(name) : name.split(/\s+/).length <= 3 && /^[a-z0-9 .-]+$/.test(name);
  return short ? name : undefined;
}

/** Tells whether the sentence says anything to look for. */
export function says(wish: Wish): boolean {
  const { kinds, words, colour, wearer, size, from, to, vague } = wish;
  return kinds.length > 0 || words.length > 0 || vague.length > 0 || [colour, wearer, size, from, to].some((one) => one !== undefined);
}

/**
 * Returns the wish that is meant when only something about it is said next: "in blue?", "under 50" after teapots. Undefined when a new one begins, or
 * nothing went before.
 */
export function continued(before: Wish, now: Wish): Wish | undefined {
  if (now.kinds.length > 0 || (before.kinds.length === 0 && before.words.length === 0)) return undefined;
  return {
    ...now,
    kinds: before.kinds,
    // Without a kind the words are the wish; beside one they gave way to what is said now.
    strict: now.words.length > 0,
    words: before.kinds.length > 0 || now.words.length > 0 ? now.words : before.words,
    head: before.kinds.length > 0 ? undefined : now.head,
    vague: before.kinds.length > 0 ? [...before.words, ...now.vague] : now.vague,
    colour: now.colour ?? before.colour,
    size: now.size ?? before.size,
    wearer: now.wearer ?? before.wearer,
    ...(now.from === undefined && now.to === undefined ? { from: before.from, to: before.to } : {}),
    name: before.name,
  };
}

/** Returns the wish for a department that is named as one. */
export function kindsNamed(name: string, table: KindTable): readonly Kind[] {
  return table.byWord.get(kindWord(name)) ?? [];
}
