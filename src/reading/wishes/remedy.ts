/** Tells whether a message says what should be done about a fault: a new one, a part, money: "just send me a new one", 补寄一个扣子就行. */
import { plainly } from '../said-plainly.ts';

const zh =
  /(?:补|重新?)(?:发|寄)|(?:换|发|寄|给)(?:我|个|一个|一?把|一?张|一?件|一?台)*新的|赔(?:我|钱|偿|点)|[退补](?:我|一?点|一半|部分|一?些|的)*钱|退一部分|打个?折(?:给我|算了)/;
const en =
  /\b(?:send|get|give|ship|want|need|like|prefer|have)(?: \w+){0,3} (?:new one|another one|another|replacements?|spare part|spare)\b|\b(?:replace it|replacement|money back|my money|partial refund|compensat\w+|pay me|just (?:send|ship|refund|replace))\b/;

const longest = 120;

export function wantsRemedy(text: string): boolean {
  const plain = plainly(text);
  return plain.length <= longest && (zh.test(plain) || en.test(plain));
}

/** What is wanted in place of sending it back: `new`, the same once more; `part`, some money, and it stays where it is. */
export type Remedy = 'new' | 'part';

const asNew =
  /(?:补|重新?|再)(?:发|寄)(?!票)|(?:换|发|寄|给)(?:我|个|一个|一?把|一?张|一?件|一?台)*(?:全)?新的|\b(?:send|get|give|ship|have)(?: \w+){0,3} (?:new one|another one|replacement)s?\b|\bjust replace (?:it|them)\b|\breplacement instead\b/;
const asMoney =
  /补(?:我|一?点|一?些|个|下)*(?:差价|钱)(?!.{0,3}换)|补偿(?:我|一?点|一?些|下)*|赔(?:我)?(?:一?点|一?些)|退(?:我)?(?:一?点|一半|部分|一?些)(?:的)?钱|退一?部分|(?:便宜|优惠|少|折扣|打折).{0,8}(?:不退|留(?:着|下))|不退.{0,10}(?:便宜|优惠|折扣|打折|打个?折)|\bpartial(?:ly)? refund|\b(?:keep|hold on to) (?:it|them|this|these)\b.{0,40}\b(?:discount|money|off|refund|compensat\w+|voucher|less|cheaper|price)\b|\b(?:discount|money off|something off|some money|\d+ ?% ?off|part of (?:the|my) money|compensat\w+)\b.{0,50}\b(?:keep|instead)\b/;
/** Another size or colour is an exchange. */
const otherKind =
  /[大小]一?[号码点]|尺码|颜色|[别其]的?[色款]|[xsml]+码|\b(?:size|colou?r|bigger|smaller|larger|different|in (?:black|white|red|blue|green|grey|gray|pink|[xsml]+))\b/;

/** Returns what is wanted in place of a return. */
export function remedyIn(text: string): Remedy | undefined {
  const plain = plainly(text);
  if (plain.length > longest || otherKind.test(plain)) return undefined;
  if (asMoney.test(plain)) return 'part';
  return asNew.test(plain) ? 'new' : undefined;
}
