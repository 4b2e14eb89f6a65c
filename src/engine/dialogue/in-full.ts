/**
 * Questions that are asked in few words, or in the words of the matter that is open, in full: "how long to usa", 寄到澳洲要几天, and 运费谁出
 * of a return. An entry of the FAQ is then looked for in the words in which shops write it.
 */
import { haggles } from './haggling.ts';
import { plainly } from './said-plainly.ts';

interface Short {
  asks(plain: string): boolean;
  /** What the open flow has to be about. */
  within?: RegExp;
  zh: string;
  en: string;
}

const matches =
  (...patterns: readonly RegExp[]) =>
  (plain: string): boolean =>
    patterns.some((pattern) => pattern.test(plain));

const returning = /退|return|refund/i;
const place = '(?!my\\b|me\\b|it\\b|reply|answer|get a|wash|charge)';

const shorts: readonly Short[] = [
  {
    within: returning,
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
      /(?:钱|款).{0,6}(?:退|到账|回来|返还)|(?:退|返).{0,4}(?:钱|款|现金|余额|积分)/u,
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
  { asks: haggles, zh: '能便宜点吗', en: 'can you give me a better price' },
];

/** The questions that a text asks in few words, each in full; those of the open matter only with what that is about. */
export function inFull(text: string, about?: string): string[] {
  const plain = plainly(text);
  if (plain.length > 160) return [];
  const lang = /\p{Script=Han}/u.test(plain) ? 'zh' : 'en';
  return shorts.filter(({ asks, within }) => (!within || (about !== undefined && within.test(about))) && asks(plain)).map((short) => short[lang]);
}

/** The questions of the open matter only. */
export function inFullHere(text: string, about: string | undefined): string[] {
  const anywhere = new Set(inFull(text));
  return inFull(text, about).filter((question) => !anywhere.has(question));
}
