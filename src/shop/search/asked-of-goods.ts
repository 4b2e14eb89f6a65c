/** Question about a product: what it costs, whether it can be had, in which sizes or colours. */
import { plainText } from './letters.ts';

export type AskedOfGoods = 'price' | 'stock' | 'sizes' | 'colours' | 'options';

/** The first that fits is what is asked. */
const asks: readonly (readonly [AskedOfGoods, RegExp])[] = [
  [
    'price',
    /多少钱|几多钱|什么价|啥价|价格|价钱|报价|怎么卖|几块|多少一[斤克两件个盒包]|贵不贵|售价|\bhow much (?!(?:is |are )?(?:shipping|postage|delivery))|\bhow much$|\bprices?\b|\bcosts?\b|\bpricing\b/,
  ],
  [
    'colours',
    /(?:什么|哪些|哪几种|几种|几个|有几|别的|其他)(?:颜色|色)|颜色(?:有哪些|有什么|呢|$)|\b(?:what|which|other|any other) colou?rs?\b|\bcolou?rs? (?:do|does|is|are|available)/,
  ],
  [
    'sizes',
    /(?:什么|哪些|哪几种|几个|几种|有几|多大|有没有).{0,3}(?:尺码|码|尺寸|规格|型号|包装|大小|克数)|(?:尺码|规格|尺寸|型号)(?:有哪些|有什么|是多少|怎么样|齐吗|呢|$)|有[大中小加]*码吗|\bwhat sizes?\b|\bwhich sizes?\b|\bsizes? (?:do|does|is|are|available|come)|\bcomes? in\b(?!.*colou?r)|\bwhat options\b|\bwhich options\b/,
  ],
  [
    'options',
    /(?:什么|哪些|哪几种?|几种|多少种|有几)(?:品质|质量|版本|款式|选项|种类|长度|容量|等级)|(?:品质|版本|款式|长度|容量|等级)(?:有哪些|有什么|有几|呢|$)|^有几[种款个](?:的|吗)?$|^(?:有|是)?多[长大重](?:的|啊|呢)?$|\b(?:what|which|how many|any other) (?:qualit(?:y|ies)|versions?|variants?|lengths?|capacit(?:y|ies)|grades?|kinds|types)\b|^how (?:long|big|large) (?:is|are) (?:it|they|this|these)\b/,
  ],
  [
    'stock',
    /有货|现货|没货|缺货|断货|断码|库存|还剩|剩多少|剩几|还有(?:吗|么|没|多少|几|货)|还有.{0,6}码|有.{0,4}[smlxSMLX]\s*码|\bin stock\b|\bavailable\b|\bavailability\b|\bsold out\b|\bout of stock\b|\bleft\b|什么时候(?:有|到|来)|\bin (?:size |an? )?(?:xs|s|m|l|xl|xxl|xxxl|\d{2,3})\b/,
  ],
];

/** Reads what a text asks of goods; undefined when it asks nothing of that kind. */
export function askedOf(text: string): AskedOfGoods | undefined {
  const plain = plainText(text);
  return asks.find(([, pattern]) => pattern.test(plain))?.[0];
}
