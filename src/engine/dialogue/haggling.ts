/** Does a customer haggle, goods and sums in the sentence or not: "could you do 2000 for the bed", "knock 100 off", 买两把打个折呗? */
import { plainly } from './said-plainly.ts';

const en = [
  /\b(?:can|could|will|would|wont|cant|may) (?:you|u|i|we)(?: guys)?(?: please| maybe| possibly)? (?:do|go|make it|accept|have it for|get it for|let it go for|let me have it for)(?: me)?(?: it| this| that| them)?(?: for| at| to)? ?[$€£¥]?\d/,
  /\b(?:knock|take|cut|shave|get) (?:[$€£¥]?\d+(?: ?(?:%|percent))?|some(?:thing)?|a bit|a little|a few|\w+ percent)\b.{0,14}\boff\b/,
  /\b\d+ ?(?:%|percent) (?:off|discount)\b.*\bif (?:i|we)\b|\bif (?:i|we) (?:buy|take|order|get)\b.*(?:\boff\b|discount|cheaper|better price|deal)/,
  /\b(?:a |any |some |your )?(?:better|best|lower|lowest|special|bulk|final|last) (?:price|deal|offer)\b(?! (?:for|guarantee)\b.*\b(?:was|charged))/,
  /\b(?:can|could|will|would) (?:you|u) (?:please )?(?:lower|drop|reduce|beat|match|negotiate|give (?:me|us) (?:a )?(?:discount|deal|better))/,
  /\b(?:price|prices) (?:is |are )?(?:still )?negotiable\b|\bhaggle\b|\bmake (?:it|them) cheaper\b|\bcheaper if (?:i|we)\b|\b(?:would|will) (?:you|u) take [$€£¥]?\d/,
];
const zh = [
  /(?:能|可以|可不可以|能不能|可否|行不行)(?:再|不能|给|帮我|稍微)*(?:便宜|优惠|少|让|降|打)(?:一?[点些个]|价|折|\d|[一二三四五六七八九]折)/u,
  /打(?:个|一?点)?(?:\d|[一二三四五六七八九对])?(?:\.?\d)?折(?:吧|呗|吗|么|行|可以|卖|嘛|啊|给|我)/u,
  /(?:打|给|来)(?:个|点|一?点)?折(?:扣)?(?:吧|呗|吗|么|嘛|行|可以)|(?:再|给我|能)?少(?:个|收|要|算)?(?:一?点|一?些)?\s?\d+(?:块|元)?/u,
  /\d+(?:块|元|刀)?(?:钱)?(?:卖不卖|卖吗|卖么|卖我|行不行|行吗|行么|成交|拿走|成不成|怎么样)/u,
  /抹(?:个|掉)?零|还(?:个)?价|砍(?:个)?价|讲价|议价|最低(?:多少|价)|便宜(?:一?点|一?些)?(?:吧|呗|嘛|卖|行|可以|给我|我就)|再便宜|让(?:一?点|一?些)(?:利|价)?(?:吧|呗|嘛)?$/u,
];
/** Orders, and codes that do not work, are another matter. */
const elsewhere = /订单|优惠[券码]|折扣码|退|\b(?:coupon|code|voucher|refund|my order|charged)\b/;

export function haggles(text: string): boolean {
  const plain = plainly(text);
  return plain.length <= 160 && !elsewhere.test(plain) && [...en, ...zh].some((pattern) => pattern.test(plain));
}
