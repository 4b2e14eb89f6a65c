/**
 * Questions that are asked in few words, or in the words of the matter that is open, in full: "how long to usa", 寄到澳洲要几天, and 运费谁出
 * of a return. An entry of the FAQ is then looked for in the words in which shops write it.
 */

import { plainly } from '../said-plainly.ts';
import { haggles } from './haggling.ts';

interface Short {
  asks(plain: string): boolean;
  /** Pattern of what the open flow has to be about. */
  within?: RegExp;
  zh: string;
  en: string;
}

const matches =
  (...patterns: readonly RegExp[]) =>
  (plain: string): boolean =>
    patterns.some((pattern) => pattern.test(plain));

const returning = /退|return|refund/i;
/** What came wrong or broken is sent back at somebody's cost too. */
const sendingBack = /退|换|问题|坏|错|return|refund|exchange|problem|wrong|fault/i;
const delivering = /寄|发货|送货|快递|几天到|ship|deliver/i;
const day =
  '(?:(?:this |next |the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|(?:this |next |the )?(?:weekend|week)|christmas|xmas|valentines?|easter|(?:the )?\\d{1,2}(?:st|nd|rd|th)|(?:my |his |her )?birthday)';
const place = '(?!my\\b|me\\b|it\\b|reply|answer|get a|wash|charge)';

const shorts: readonly Short[] = [
  {
    within: sendingBack,
    asks: matches(
      /(?:运费|邮费|快递费|运输费|取件费|路费|寄回).{0,8}(?:谁|自己|我|你们|承担|负责|出|付|算|报销)|(?:谁|自己|要我|我要|你们).{0,6}(?:出|付|承担|负责|报销).{0,4}(?:运费|邮费|快递费|费用)/u,
      /\b(?:who|do i|do you|am i|must i|have to|is the|are the)\b.*\b(?:pays?|paying|covers?|free)\b.*\b(?:postage|shipping|delivery|return|label|courier)\b|\b(?:postage|shipping|return label)\b.*\b(?:who|pays?|free|cover|cost|on me)\b|\b(?:return label|prepaid label)\b/,
    ),
    zh: '退货运费谁出',
    en: 'who pays for return shipping',
  },
  {
    within: returning,
    asks: matches(
      /(?:钱|款).{0,6}(?:退|到账|到(?:卡|手|$|[呢啊了?？])|回来|返还)|(?:退|返).{0,4}(?:钱|款|现金|余额|积分)|^(?:那|一般|大概|要|得)*(?:多久|几天|多长时间|什么时候)(?:才|可以|能|会)*(?:到账|退回?来?|返还)(?:呢|啊)?[?？]?$/u,
      /\b(?:money back|store credit|get (?:my |the )?(?:money|refund)|refund(?:ed)? (?:to|on|in|as))\b/,
    ),
    zh: '什么时候退款',
    en: 'when will I get my refund',
  },
  {
    within: returning,
    asks: matches(
      /(?:几天|多久|多长时间|什么时候)(?:之?内|以内|前)|(?:有|给)(?:几天|多久|多长时间)/u,
      /\bhow (?:many days|long|much time) (?:do|have|would) i\b|\btime limit\b|\bdeadline\b|\bwithin how many\b/,
    ),
    zh: '几天可以退',
    en: 'how many days to return',
  },
  {
    within: returning,
    asks: matches(
      /(?:拆|开|用|喝|穿|戴|吃|试|洗)(?:开|封|过|了|掉)+(?:.{0,6}(?:吗|么|嘛|不|行|呢))|(?:拆|开)(?:了)?(?:封|包装|箱)/u,
      /^(?:and |but |so |what |also )*(?:even |only )?(?:if|when|though|after) (?:i|its|it is|it was|ive|i have|the (?:box|seal|bag|packet|packaging)|weve)\b.*\b(?:open|opened|used|unsealed|worn|tried|tasted|unpacked|unboxed)\b|^(?:and |but |so |also )*(?:opened|used|unsealed|worn)(?: (?:ones?|items?|things?|too|as well))*$/,
    ),
    zh: '拆封了还能退吗',
    en: 'can I return it if I opened it',
  },
  {
    asks: matches(
      /(?:寄|发|送|运)(?:到|去|往)?[^，。？?]{0,8}?(?:要|得|需要|大概)?(?:几天|多久|多少天|多长时间)|^到[^，。？?]{1,6}(?:要|得|需要|大概)?(?:几天|多久|多少天)/u,
      new RegExp(`\\bhow long (?:to|till|until|for|would it take to|does it take to) ${place}[a-z]`),
    ),
    zh: '几天能到',
    en: 'how long does delivery take',
  },
  {
    asks: matches(
      /(?:寄|发|送|运|到)(?:到|去|往)?[^，。？?]{0,10}?(?:运费|邮费|快递费)(?:是|要|得)?(?:多少|怎么算|几块|贵不贵)/u,
      /\bhow much (?:to|for) (?:ship|send|post|deliver|mail|shipping|postage|delivery)|\bhow much to (?:the )?(?:usa?|uk|eu|canada|australia|germany|france)\b/,
    ),
    zh: '运费多少',
    en: 'how much is shipping',
  },
  {
    asks: matches(
      /(?:送|发|寄|到)[^，。？?]{0,6}(?:村|乡下|乡镇|农村|镇上|县城|偏远|山区)|(?:村|乡下|乡镇|农村|镇上|县城|偏远|山区)[^，。？?]{0,6}(?:送|发|寄|到)/u,
      /\b(?:deliver|ship|send|bring)\b.*\b(?:villages?|countryside|rural|remote|farms?|islands?|outside (?:the )?(?:city|town))\b/,
    ),
    zh: '偏远地区送不送',
    en: 'do you deliver to remote areas',
  },
  {
    asks: matches(
      /退(?:货|回去?|换货?)?(?:的)?(?:要|需要|得)?(?:自己|我)?(?:出|付|承担)?(?:运费|邮费|快递费)|寄回(?:去|来)?(?:的)?(?:运费|邮费)/u,
      /\b(?:pay|paying|cover|charged?|cost)\b.{0,30}\b(?:send|sending|ship|shipping|post|mail) (?:it |them |this |that )?back\b|\breturn (?:costs?|postage|shipping(?: costs?| fee)?|fees?)\b/,
    ),
    zh: '退货运费谁出',
    en: 'who pays for return shipping',
  },
  {
    asks: matches(
      /^(?!.*(?:我的|我那|订单|还没|怎么还)).*(?:退款|退钱)(?:一般|大概|通常)?(?:要|需要|得)?(?:多久|几天|多长时间)/u,
      /\bhow (?:long|many days) (?:does|do|will|would|until|till|before|for) (?:the |a |an |your |you )?refunds?(?: usually| normally)?(?: take)?\b/,
    ),
    zh: '什么时候退款',
    en: 'when will I get my refund',
  },
  {
    within: delivering,
    asks: matches(
      /^(?:那)?(?:大概|一般|要)*(?:多久|几天|多长时间)(?:呢|啊|能到)?$/u,
      /^(?:and |so |ok )*how long (?:would|will|does|do) (?:it|that|they|this) (?:take|be)(?: then)?$/,
    ),
    zh: '几天能到',
    en: 'how long does delivery take',
  },
  {
    asks: matches(
      /(?:周[一二三四五六日天末]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|明天|后天|月底|[0-9]+[号日]|过年|春节|中秋|圣诞)(?:之?前)?(?:就|我)?(?:能不能|能|可以|要|需要|得)(?:送到|送来|收到|到货|到|拿到)/u,
      new RegExp(
        `\\b(?:need|want|get|have|arrives?|delivered|delivery|here|come)\\b.{0,40}\\b(?:by|before|in time for) ${day}\\b|\\b(?:be |get )?deliver(?:ed|y)? (?:this|next) week\\b`,
      ),
    ),
    zh: '周五能到吗',
    en: 'will it arrive by Friday',
  },
  {
    asks: matches(
      /(?:你们?|您|店|公司|门店)(?:是|们)?在(?:哪个|什么|哪座|哪一个)(?:城市|地方|省份?|国家|区)|(?:哪里|哪个城市|什么地方)的(?:店|商家|公司)/u,
      /\b(?:which|what) (?:city|town|country|place|part of \w+) (?:are|is|r) (?:you|u|your|the)\b|\b(?:do|have) (?:you|u)(?: have| got)?(?: a| any)? ?(?:shops?|stores?|branch(?:es)?|showrooms?|outlets?|locations?) in [a-z]+/,
    ),
    zh: '店在哪',
    en: 'where are you located',
  },
  {
    asks: matches(
      /(?:店|门店|展厅|你们?)(?:今天|明天|后天|周[一二三四五六日天末]|星期[一二三四五六日天]|现在|晚上|节假日)*(?:还)?(?:开门|营业|开着|开不开)(?:吗|么|嘛)?$/u,
      /\b(?:is|are) (?:the |your )?(?:shop|store|showroom|boutique|office)s? (?:still )?open\b/,
    ),
    zh: '营业时间',
    en: 'what are your opening hours',
  },
  {
    asks: matches(
      /(?:降价|便宜|打折|特价|价格(?:降|低|下))[^，。？?]{0,6}(?:告诉|通知|提醒|叫|喊|说一?声|发消息)/u,
      /\b(?:let me know|tell me|notify me|inform me|ping me|message me|text me|alert me|email me|remind me)\b.{0,12}\b(?:when|if|once)\b.*\b(?:cheaper|on sale|reduced|discounted|price (?:drops?|goes down|falls|is lower|comes down)|drops in price|(?:gets?|has) a discount)\b/,
    ),
    zh: '降价的时候提醒我',
    en: 'let me know when it is cheaper',
  },
  { asks: haggles, zh: '能便宜点吗', en: 'can you give me a better price' },
];

/** Returns the questions that a text asks in few words, each in full; those of the open matter only with what that is about. */
export function inFull(text: string, about?: string): string[] {
  const plain = plainly(text);
  if (plain.length > 160) return [];
  const lang = /\p{Script=Han}/u.test(plain) ? 'zh' : 'en';
  return shorts.filter(({ asks, within }) => (!within || (about !== undefined && within.test(about))) && asks(plain)).map((short) => short[lang]);
}

/** Returns the questions of the open matter only. */
export function inFullHere(text: string, about: string | undefined): string[] {
  const anywhere = new Set(inFull(text));
  return inFull(text, about).filter((question) => !anywhere.has(question));
}
