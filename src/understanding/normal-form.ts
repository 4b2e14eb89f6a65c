import { inMandarin } from './cantonese.ts';
import { spelledOut } from './short-spellings.ts';
import { simplified } from './simplified.ts';

/** Only this much of a message is looked at: a longer text is a story, and its subject stands at the start. */
export const longest = 400;

const marks = /\p{M}|[\u200b-\u200d\u200e\u200f\u2060]/gu;
const between = /[^\p{L}\p{N}]+/gu;
const apostrophes = /(?<=[a-z])['’‘`](?=[a-z])/g;
const plain = /^[a-z0-9 ]*$/;
const han = /\p{Script=Han}/u;

/**
 * One spelling for what customers write in many: NFKC, lower case, no accents, simplified characters, letters and digits
 * apart from each other by single spaces. "don’t" becomes "dont".
 */
export function normalForm(text: string): string {
  let t = text.slice(0, longest).toLowerCase();
  if (plain.test(t)) return inFull(t.replace(/ +/g, ' ').trim());
  t = t.normalize('NFKD').replace(marks, '').normalize('NFKC').toLowerCase().replace(apostrophes, '').replace(between, ' ').trim();
  return han.test(t) ? inMandarin(simplified(t)) : inFull(t);
}

/** Words of a text that holds several, none in a hurry. */
function inFull(text: string): string {
  return text.includes(' ') ? text.split(' ').map(spelledOut).join(' ') : text;
}

/** Han, Kana, Hangul, Thai and other scripts that write words without spaces. */
export function isUnspaced(code: number): boolean {
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0x0e00 && code <= 0x0eff) || (code >= 0xac00 && code <= 0xd7af);
}
