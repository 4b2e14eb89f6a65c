/** Tells whether a message says what should be done about a fault: a new one, a part, money: "just send me a new one", 补寄一个扣子就行. */
import { plainly } from '../said-plainly.ts';

const zh =
  /(?:补|重新?)(?:发|寄)|(?:换|发|寄|给)(?:我|个|一个|一?把|一?张|一?件|一?台)*新的|赔(?:我|钱|偿|点)|[退补](?:我|一?点|一半|部分|一?些|的)*钱|退一部分|打个?折(?:给我|算了)/;
const en =
  /\b(?:send|get|give|ship|want|need|like|prefer|have)(?: \w+){0,3} (?:new one|another one|another|replacements?|spare part|spare)\b|\b(?:replace it|replacement|money back|my money|partial refund|compensat\w+|pay me|just refund)\b/;

export function wantsRemedy(text: string): boolean {
  const plain = plainly(text);
  return plain.length <= 120 && (zh.test(plain) || en.test(plain));
}
