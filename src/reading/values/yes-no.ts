/** Yes and no in both languages: the whole message, each part of it; "yeah no" and "好的，但是…" are neither. */
import { folded, placeOf, words } from '../wording.ts';
import type { Reader } from './answer.ts';
import { besides, heard, no, settled, tones, unsettled, yes } from './yes-no-words.ts';

/** Skin tones, and the signs that make a man or a woman of a face. */
const skinTones = /[\u{1F3FB}-\u{1F3FF}♀♂]/gu;

/** Returns a part of a message as the lists have it: no signs around it, 好好好 and "yesss" as they are once. */
function bare(text: string): string {
  return text
    .replace(/['’‘`]/g, '')
    .replace(/[\s.。!！~～…·,，;；、:：()（）"“”]+/g, ' ')
    .replace(/([a-z])\1{2,}/g, '$1$1')
    .trim();
}

const forms = (list: readonly string[]) => list.map((phrase) => bare(folded(phrase)));
const answers = new Map<string, boolean>([...forms(yes).map((form) => [form, true] as const), ...forms(no).map((form) => [form, false] as const)]);
const around = new RegExp(`^(?:(?:${besides})(?![a-z])\\s*)|\\s*(?<![a-z])(?:${besides})$`);
const tone = new RegExp(`(?:${tones})$`);

/** Tells whether the yes is taken back in the same breath ("好的，但是不要发广告", "yes, but do not send ads"): it does not count then. */
export function takesBack(text: string): boolean {
  return /(?:^|[\s,，.。!！;；])(?:但是?|不过|可是|but\s)\s*(?:请|please\s)?\s*(?:不|别|no\b|don['’]t|do not|never)/i.test(text);
}

/** What is meant without being named, and courtesy. */
const pointing =
  /\b(?:it|that|this|them|the|my|order|address|please|pls|now|then|thanks|thank you)\b|帮我|请|把|我的|这一?[单个]|订单|收货|地址|它|一下|谢谢|[吧了的啊呀嘛]/g;

const core = (text: string) => words(folded(text).replace(pointing, ' '));

/** Tells whether the words behind a yes only say once more what its button says: "yes, cancel it", 是的，取消吧. */
export function saysAgain(rest: string, label: string): boolean {
  return placeOf(core(rest), core(label)) >= 0;
}

/** Yes, no, nothing but courtesy, or something else. */
type Said = { answer: boolean; weak: boolean } | 'courtesy' | undefined;

/** Returns what a part without commas says. */
function saidIn(part: string): Said {
  if (part === '') return 'courtesy';
  if (part.length > 60) return undefined;
  for (const form of [part, ...shorter(part)]) {
    if (form === '') return 'courtesy';
    const answer = answers.get(form);
    if (answer !== undefined) return { answer, weak: heard.has(form) };
    const again = repeated(form);
    const same = again === undefined ? undefined : answers.get(again);
    if (again !== undefined && same !== undefined) return { answer: same, weak: heard.has(again) };
  }
  return undefined;
}

/** Returns the part without courtesy around it and tone behind it, piece by piece. */
function shorter(part: string): string[] {
  const found: string[] = [];
  let left = part;
  for (let round = 0; round < 6 && left !== ''; round++) {
    const next = tone.test(left) && left.length > 1 ? left.replace(tone, '') : left.replace(around, '');
    if (next === left) break;
    left = next.trim();
    found.push(left);
  }
  return found;
}

/** Returns a text that repeats itself, or letters, in its short form: 好好好, 是的是的, "no no no", 👍👍, "yess"; undefined for every other one. */
function repeated(form: string): string | undefined {
  const twice = /^(.{1,6}?)(?: ?\1)+$/u.exec(form)?.[1]?.trim();
  if (twice !== undefined) return twice.replace(tone, '') || twice;
  return /([a-z])\1$/.test(form) ? form.replace(/([a-z])\1/g, '$1') : undefined;
}

/** Returns the answer of all parts of a text together; undefined where one is something else, or where they differ. */
function wholeAnswer(parts: readonly string[]): boolean | undefined {
  let answer: { answer: boolean; weak: boolean } | undefined;
  for (const part of parts) {
    const said = saidIn(part) ?? joined(part);
    if (said === undefined) return undefined;
    if (said === 'courtesy') continue;
    if (answer && said.answer !== answer.answer && !(answer.weak && !said.answer)) return undefined;
    answer = said;
  }
  return answer?.answer;
}

/** Reads two answers without a comma: "ok no thanks", 好的不用了, "yes definitely", 嗯嗯好. */
function joined(part: string): Said {
  const cuts = /\p{Script=Han}|\p{Extended_Pictographic}/u.test(part) ? [...part].map((_, index) => index) : [...part.matchAll(/ /g)].map(({ index }) => index);
  if (part.length > 30) return undefined;
  for (const cut of cuts) {
    const first = saidIn(bare(part.slice(0, cut)));
    const second = saidIn(bare(part.slice(cut)));
    if (cut === 0 || !first || !second || /^(?:[不没别]|不是)$/.test(part.slice(0, cut))) continue;
    if (first === 'courtesy') return second;
    if (second === 'courtesy') return first;
    if (first.answer === second.answer) return { answer: first.answer, weak: first.weak && second.weak };
    if (first.weak && !second.answer) return second;
  }
  return undefined;
}

/** Reads a message that is yes or no, or begins with it ("yes, and do you ship to Canada"); the rest is what was said besides. */
export const readYesNo: Reader = (text) => {
  const plain = text.replace(skinTones, '').trim();
  const all = bare(plain);
  if (all === '' && !answers.has(plain)) return null;
  const parts = plain
    .split(/[,，.。!！;；、\n]+/)
    .map(bare)
    .filter((part) => part !== '');
  if (parts.length <= 6 && (settled.test(all) || !unsettled.test(plain) || /^(?:sure[ ,]*)?why not\??$/.test(plain))) {
    const whole = wholeAnswer(parts);
    if (whole !== undefined) return { value: whole, rest: '' };
  }
  return begun(plain);
};

/** Reads an answer with something else behind it. */
function begun(plain: string): ReturnType<Reader> {
  const cut =
    /^([^,，.。!！;；\n]{1,24})[,，.。!！;；\n]\s*(\S[\s\S]*)$/.exec(plain) ??
    /^(yes|yeah|yep|sure(?=\s+(?:i|we|let|go|send|please))|no|nope)\s+([\s\S]+)$/.exec(plain);
  // 对了 before something else only brings it up.
  if (!cut || cut[1] === '对了') return null;
  const [, first = '', rest = ''] = cut;
  const said = unsettled.test(first) ? undefined : saidIn(bare(first));
  if (!said || said === 'courtesy' || !/[\p{L}\p{N}]/u.test(rest)) return null;
  const second = saidIn(bare(rest.split(/[,，.。!！;；\n]/)[0] ?? ''));
  // "Yes, not now", 是，不是: the second takes the first back.
  if (second && second !== 'courtesy' && second.answer !== said.answer) return null;
  if (/^(?:no|nope)$/.test(first) && !/^[,.!;\n]/.test(plain.slice(first.length)) && !/^(?:i|it|we|they|please|that|this|the)(?![a-z])/.test(rest)) return null;
  if (takesBack(plain) || /(?:^|[^a-z])(?:if|unless)(?![a-z])|如果|要是|的话/.test(rest) || denies(rest)) return null;
  return { value: said.answer, rest };
}

/** Tells whether a denial follows a yes: it does not count then, whatever is denied. */
function denies(rest: string): boolean {
  return /^(?:(?:and|or|but)\s+)*(?:不|别|没|not|dont|don['’]t|do not|never|no(?![a-z]))|^or(?![a-z])/.test(rest.trim());
}
