/** Yes and no in both languages. */
import { key } from '../wording.ts';
import type { Reader } from './answer.ts';

const yes = [
  'yes',
  'y',
  'yeah',
  'yep',
  'yup',
  'sure',
  'ok',
  'okay',
  'of course',
  'correct',
  'right',
  'that is right',
  "that's right",
  'confirm',
  'confirmed',
  'please do',
  'yes please',
  'go ahead',
  'fine',
  'agree',
  'i agree',
  'true',
  'do it',
  'absolutely',
  'definitely',
  'sounds good',
  '是',
  '是的',
  '对',
  '对的',
  '好',
  '好的',
  '可以',
  '行',
  '嗯',
  '嗯嗯',
  '要',
  '要的',
  '没错',
  '确认',
  '确定',
  '同意',
  '没问题',
  '当然',
  '愿意',
  '有',
  '好呀',
  '好啊',
  '行吧',
  '1',
  '👍',
  '👌',
  '✅',
  '🆗',
];
const no = [
  'no',
  'n',
  'nope',
  'nah',
  'not',
  'no thanks',
  'no thank you',
  'wrong',
  'not correct',
  "that's wrong",
  'not now',
  'false',
  "don't",
  'do not',
  'never',
  'disagree',
  'i do not',
  "i don't",
  'not really',
  '不',
  '不是',
  '不对',
  '不好',
  '不要',
  '不用',
  '不用了',
  '不行',
  '没有',
  '否',
  '别',
  '不可以',
  '不同意',
  '不确认',
  '算了',
  '错',
  '错了',
  '不了',
  '不愿意',
  '不需要',
  '不想',
  '2',
  '👎',
  '❌',
];

const answers = new Map<string, boolean>([...yes.map((word) => [key(word), true] as const), ...no.map((word) => [key(word), false] as const)]);

/** Is the yes taken back in the same breath ("好的，但是不要发广告", "yes, but do not send ads")? Then it is none. */
export function takesBack(text: string): boolean {
  return /(?:^|[\s,，.。!！;；])(?:但是?|不过|可是|but\s)\s*(?:请|please\s)?\s*(?:不|别|no\b|don['’]t|do not|never)/i.test(text);
}

/** A message that is yes or no, or begins with it ("yes, but ...", "不用了，谢谢"); the rest is what was said besides. */
export const readYesNo: Reader = (text) => {
  const whole = answers.get(key(text));
  if (whole !== undefined) return { value: whole, rest: '' };
  const cut = /^([^,，.。!！;；\n]{1,24})[,，.。!！;；\n]\s*(\S[\s\S]*)$/.exec(text);
  const first = cut && answers.get(key(cut[1]!));
  if (cut && first !== undefined) {
    if (/^(谢谢|thanks|thank you|thx)\W*$/.test(cut[2]!)) return { value: first, rest: '' };
    if (first && takesBack(text)) return null;
    return { value: first, rest: cut[2]! };
  }
  const begun = /^(yes|yeah|yep|sure|no|nope)\b\s*(.+)$/s.exec(text);
  const positive = begun ? !begun[1]!.startsWith('n') : false;
  if (begun && !(positive && takesBack(text))) return { value: positive, rest: begun[2]! };
  return null;
};
