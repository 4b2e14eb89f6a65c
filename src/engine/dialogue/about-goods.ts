/** Does a message ask what goods on show can do, or what comes with them: "does it work with an S24", "is a mattress included", 带床垫吗? */
import { plainly } from './said-plainly.ts';

const enGoods = '(?:it|they|these|those|this|that|them|both|either|(?:this|that|the (?:\\w+ )?)(?:one|ones|first|second|third|last))';
const en = [
  new RegExp(
    `\\b(?:do|does|is|are|can|could|will|would|has|have|did) ${enGoods}(?: \\w+){0,2} (?:work|fit|support|charge|suit|go|come|includ|contain|have|need|hold|last|match|connect|run|use|take|compatible|suitable|ok|okay|good|safe|made|enough|waterproof|washable|strong|soft|heavy|loud|easy|big|large|small|hot|bitter|sweet)\\w*`,
  ),
  new RegExp(`\\b(?:do|does|can|will|would) ${enGoods} (?:work|fit|support|charge|suit|go|come|include|contain|hold|last|match|connect)\\b`),
  /\b(?:is|are) (?:a |an |the |any )?[a-z]+(?: [a-z]+)? (?:included|in the box|part of it)\b/,
  /\bcompatible with\b|\b(?:works?|ok|okay|good|suitable|fit) (?:with|for) (?:an? |my )?[a-z0-9]/,
];
const zh = [
  /(?:能用|可以用|用得了|用得上|支持|适配|兼容|匹配|适用|通用|能充|可以充|能装|能放|能连|防水|防尘|耐摔|耐用|重不重|大不大)[^，。？?]{0,10}(?:吗|么|不|嘛|没|吧)?[?？]?$/u,
  /(?:带|含|附带|附|配|送|包)(?!邮|修|退|换|装|安|运|货|快递|到)(?:的是|了|有)?[^，。？?多少什]{1,8}(?:吗|么|不|嘛)[?？]?$/u,
  /(?:包不包|带不带|送不送|含不含|配不配|能不能用|支不支持|适不适合)/u,
  /(?:适合|合适)[^，。？?]{1,10}(?:吗|么|不|嘛)[?？]?$/u,
];
/** What was ordered, sent or paid, and what a shop does, is no matter of the goods. */
const elsewhere =
  /订单|快递|物流|退|换货|发票|签收|没收到|收到|坏了|客服|人工|售后|保修|运费|包邮|送货|送到|送过来|支付|付款|分期|安装费|\b(?:refund|returns?|returned|my order|arriv\w*|ship\w*|deliver\w*|track\w*|invoice|warranty|guarantee|agent|human|pay|paid|paypal|discount|coupon|cancel\w*|exchange\w*)\b/;

const longest = 100;

export function asksOfGoods(said: string): boolean {
  const plain = plainly(said);
  if (plain.length > longest || elsewhere.test(plain)) return false;
  return [...en, ...zh].some((pattern) => pattern.test(plain));
}
