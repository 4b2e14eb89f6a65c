/** Question about goods that only their texts, or people, can answer: "will this work with my laptop", 会不会发黄, 这两款一样吗. It is no wish for others. */
import { askedOf } from './asked-of-goods.ts';
import { plainText } from './letters.ts';

const en =
  /^(?:(?:so|and|but|ok|okay|hi|hello|hey|also|sorry|btw)[ ,]+)*(?:(?:is|are|does|do|did|will|would|can|could) (?!you (?:show|recommend|suggest|help|find)\b|there\b|anyone\b|any\b|i (?:see|buy|order)\b)|what(?:s|'s| is| are) the [a-z ]{3,30} (?:of|on|for|in)\b|how (?!much\b|many\b|about\b|can i\b|do i (?:buy|order)\b)|how (?:long|fast|strong|heavy|loud|thick|warm|old|hot) (?:is|are|do|does|will)\b|what(?:s|'s| is| are)(?: the)? dif+e?ren(?:ce|t)\b|which (?:one |ones |of (?:them|these|those) )?(?:is|are|has|lasts|works|fits) )/;
const zh =
  /能不能|可不可以|行不行|几[把张条根层]|怎么(?!卖)|(?:能|可以|要)[^，。？?买]{1,14}(?:吗|么|嘛|不)[?？]?$|会不会|会[^，。？?]{1,6}(?:吗|么|嘛)|是不是|能不能[用充带放装煮泡洗]|支不支持|支持(?!.{0,8}(?:花呗|付款|支付|退))|是[^，。？?有]{1,12}(?:吗|么|嘛)$|一样(?:吗|么|不|嘛)|通用|(?:跟|和|与)[^，。？?]{1,10}(?:哪[个款种]|区别|不同|一样)|哪[个款种](?:更|比较|最)?[好香浓淡甜苦大小轻重快久]|多少[瓦度伏]|耐[用泡摔磨]|(?:能|可以)[用充带放装煮][^，。？?]{0,10}(?:吗|么|不|嘛)$/u;
/** Says that something is wanted, or asks whether there is any. */
const wanting =
  /有没有|有[^，。？?]{0,14}(?:吗|么|嘛|没|不)[?？]?$|卖|想要|想买|我要|推荐|找|买[个一点]|\b(?:looking for|(?:do|have) (?:you|u|ya)\b|(?:you|u|ya) (?:guys )?(?:have|sell|got)|got a(?:ny|n)?|i need|i want|recommend|show me)\b/u;

export function asksWhetherSo(said: string): boolean {
  const plain = plainText(said).trim();
  return plain.length <= 120 && (en.test(plain) || zh.test(plain)) && !wanting.test(plain.replace(/^do i need\b/, '')) && askedOf(plain) === undefined;
}
