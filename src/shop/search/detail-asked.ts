/** Check whether a product's text answers the detail that a question asks of it: its weight, how long it lasts, a microphone. */

import type { ProductRow } from '../shop.ts';
import { isHan, plainText } from './letters.ts';
import { restOf } from './options-said.ts';
import { formsOf, has, searchedOf } from './searched-text.ts';

/** Patterns of what is measured: how it is asked for, and how a text states it. */
const measures: readonly (readonly [asked: RegExp, told: RegExp])[] = [
  [
    /多重|重量|几斤|多少[克斤]|[最更][轻重]|[轻重]一?[点些]|\bhow heavy\b|\bweigh\w*|\b(?:light|heavi)(?:er|est)\b/u,
    /\d(?:\.\d+)?\s*(?:k?g|oz|lbs?|kilos?|grams?)(?![a-z])|[克斤]|重量|净重|轻便|\blight(?:weight)?\b/u,
  ],
  [
    /续航|[能可]以?[用撑](?:多久|多长时间|几[个小天])|[最更]?耐用|用得?久|\b(?:battery|lasts?(?! (?:ones?|two|three|of)\b)|lasting|run ?time)\b/u,
    /\d\s*(?:小时|分钟|天|h(?:ou)?rs?|hours?|minutes?|days?)(?![a-z])|续航|\d\s*mah|毫安/u,
  ],
  [/充几次|充多少次|几次|\bhow many (?:times|charges)\b|\bcharges\b/u, /\d\s*次|\btimes\b|\bcharges\b/u],
  [/容量|多大容量|\bcapacity\b/u, /\d\s*(?:mah|毫安|ml|毫升|升|l|gb|tb)(?![a-z])|容量/u],
  [/承重|多少(?:公)?斤|多少kg|\bhow many k(?:g|ilos?)\b|\bhold\w*\b.*\b(?:weight|kg)\b|\bmost weight\b/u, /\d\s*(?:kg|公斤|千克)|承重/u],
  [
    /材质|材料|面料|什么(?:做|料)|实木|真皮|纯棉|纯银|\bmaterial|\bmade (?:of|from)\b|\bfabric\b/u,
    /木|皮|棉|麻|丝|绒|钢|铁|铝|瓷|陶|玻璃|硅胶|塑料|紫砂|布|乳胶|wood|oak|walnut|beech|leather|cotton|linen|silk|wool|cashmere|steel|alumini|porcelain|glass|silicone|plastic|clay|fabric|latex|braided/u,
  ],
  [
    /多长|长度|多高|高度|多宽|宽度|多深|尺寸|[最更][长宽高]|\bhow (?:long|tall|high|wide|deep) (?:is|are)\b|\bdimensions?\b|\bmeasure\w*|\b(?:long|tall|wid|high)est\b/u,
    /\d\s*(?:c?m|mm|inch|厘米|毫米|米|寸)(?![a-z])/u,
  ],
  [/功率|快充|瓦|\bwatts?\b|\bpower\b|\bfast charg\w*/u, /\d\s*w(?![a-z])|快充|瓦|fast/u],
];

/** Asks for the price or how to buy, which is always told. */
const always =
  /多少钱|什么价|价格|怎么卖|怎么(?:买|下单|购买|拍)|\bhow much\b(?! (?:does it (?:weigh|hold)|weight))|\bprice\b|\bhow (?:do|can|to) (?:i )?(?:buy|order|get)\b/u;
const degree = /最|更|比较|[好大小高低强弱快慢多少]|一?[点些]|哪|有|带|能|是|可以|支持|吗|呢|做|的|几|件|个|款|会|用|不/gu;
const degreeWords = new Set(
  'most least more less better best biggest bigger largest larger smallest smaller highest higher lowest lower strongest stronger fastest faster has have had which does do come comes with included include includes'.split(
    ' ',
  ),
);

/** Returns `known` where the text states the detail; undefined when no detail is asked for. */
export function detailAsked(product: ProductRow, said: string): 'known' | 'unknown' | undefined {
  const plain = plainText(said);
  const { title, tags, text } = searchedOf(product);
  const written = `${title} ${tags} ${text}`;
  const measure = measures.find(([asked]) => asked.test(plain));
  if (measure) return measure[1].test(written) ? 'known' : 'unknown';
  if (always.test(plain)) return undefined;
  const words = restOf(plain, product)
    .flatMap((word) =>
      isHan(word)
        ? word
            .replace(/(?<=.)(?:[下起出]来|[上进下]去)/gu, '')
            .replace(degree, ' ')
            .split(' ')
        : [word],
    )
    .filter((word) => (isHan(word) || word.length > 2) && !degreeWords.has(word) && word !== '');
  if (words.length === 0) return undefined;
  const told = words.filter((word) => has(written, formsOf(word)));
  return told.length * 2 > words.length ? 'known' : 'unknown';
}
