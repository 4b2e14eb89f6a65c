/** The rest of a wish for goods beside the goods: nothing, when it only wants, points, counts, prices or colours. */

import { plainly } from '../said-plainly.ts';
import { words } from '../wording.ts';

/** Asking for goods, whether there are any, what they cost; greeting and pointing. Longer words first. */
const zh =
  /有没有|有木有|能不能|可不可以|推荐一?下?|介绍一?下?|帮我|给我|想要|想买|我要|需要|看一?看|看一?下|找一?找|多少钱|多少|什么价位?|价格|价钱|怎么卖|几块钱?|便宜|预算|左右|以内|以下|以上|之内|现货|有货|还有|在售|好看|好用|适合|女士|男士|女款|男款|新款|爆款|热卖|颜色|尺码|尺寸|码数?|规格|型号|包装|库存|还剩|剩下?|[红黄蓝绿白黑灰紫粉棕米青橙金银]色?|哪些|哪种|哪款|什么|请问|你们|咱们|店里|家里|[一二两三四五六七八九十几\d]+[件款个条双只块元台把套张盒斤克]?|[有吗呢吧啊呀么嘛哦我想要买看找卖的了款件个条双只这那来点些和跟与或最好下求您你家是不在都能可给送用]/g;
const en = new Set(
  `a an the i im id ill my me we us you u your do does did is are was be have has had got get any some one ones of for with in on at to from by and or this that these those it its them there here
  question questions want wants need needs like love looking look search searching find finding show see buy buying purchase order sell sells carry stock available recommend suggest suggestions help choose please pls plz hi hello hey thanks
  good nice best better great cheap cheaper cheapest affordable popular new other more another different what which whats who hows kind kinds type types sort colour colours color colors size sizes small medium large big xs s m l xl xxl xxxl left come comes option options sold out shade shades kilo gram grams pack packs
  how much price prices cost costs under below over above around about less than up between budget max maximum usd dollar dollars bucks rmb yuan eur euro euros gbp
  red yellow blue green white black grey gray purple pink brown beige orange gold golden silver navy dark light
  men mens man women womens woman lady ladies boys girls kids something anything would could can will`.split(/\s+/),
);

/** Returns the words of a message that neither stand in `goods` nor belong to a wish for goods. Han one by one. */
export function beyondWish(text: string, goods: ReadonlyArray<readonly string[]>): string[] {
  let left = ` ${words(plainly(text)).join(' ')} `;
  for (const phrase of [...goods].sort((a, b) => b.length - a.length)) left = left.replaceAll(` ${phrase.join(' ')} `, '  ');
  const han = (left.match(/\p{Script=Han}(?: \p{Script=Han})*/gu) ?? []).map((run) => run.replaceAll(' ', '').replace(zh, ''));
  const latin = left.split(' ').filter((word) => /^[\p{L}\p{N}']+$/u.test(word) && !/\p{Script=Han}/u.test(word) && !/^\d+$/.test(word) && !en.has(word));
  return [...[...han.join('')], ...latin];
}

/** Tells whether a text asks which of two kinds is better. */
export function whichOfTwo(text: string): boolean {
  return (
    text.length <= 400 &&
    /\b(?:which|better|difference)\b.*\bor\b|\bdifference between\b|(?:有什么|有啥)(?:区别|差别|不同)|(?:好|合适|划算)还是|还是.{1,8}(?:好|合适|划算)/i.test(
      text,
    )
  );
}

/** Tells whether a clause says nothing but what it may cost. */
export function saysBudget(clause: string): boolean {
  return /^(?:my |our |the |with a )?(?:budget|price range)\b|^(?:under|below|around|about|up to|max(?:imum)?|less than|no more than|at most) ?(?:[$€£¥]|\d)|^(?:最好)?(?:不要|别|不用|不能|不想要?)(?:太|那么)贵|^(?:最好)?(?:不太?贵|便宜点?|实惠点?)的$|^(?:but |and |just )?(?:not|nothing) (?:too |very |so |that )?(?:expensive|pric[ey]+)|^预算|^\d+(?:\.\d+)?(?:元|块|刀)?(?:左右|以内|以下|上下)/i.test(
    clause.trim(),
  );
}

/** Tells whether a text asks how, why or how long, or which of two kinds. That is no wish for goods. */
export function asksHow(text: string): boolean {
  return /怎么(?!卖)|如何|为什么|为啥|多久|几天|\b(?:how (?!much (?:is|are|for)|about)|why)\b/i.test(text) || whichOfTwo(text);
}

/** Tells whether a text says plainly that somebody wants to have or to find something. */
export function wantsPlainly(text: string): boolean {
  return /想买|想要|我要|需要|求购|推荐|帮我(?:找|选|挑)|\b(?:i )?(?:need|want|wanna)(?: to (?:buy|get|order))? (?:an?|some|the|my|\d)\b|looking for|show me|recommend/i.test(
    text,
  );
}
