/** The comparison of customers' words: width, case, script, accents of punctuation and spacing do not count. */

import { limits } from '../limits.ts';
import { spelledOut } from '../understanding/normal-form.ts';
import { remembered } from '../understanding/remembered.ts';
import { simplified } from '../understanding/simplified.ts';

const longBlank = /([\s\u200B-\u200D\u2060]{40})[\s\u200B-\u200D\u2060]+/g;
/** A letter has at most 30 (Unicode's stream-safe text format, UAX 15): to sort more of them takes the square of their number. */
const longMarks = /(\p{M}{30})\p{M}+/gu;

/**
 * Returns the part of a customer's text that is read: its first characters, no blank in it wider than 40. Reading it then takes time in proportion to
 * its length.
 */
export function heardText(text: string): string {
  return text.slice(0, limits.heard).replace(longBlank, '$1');
}

/**
 * Returns a text in NFKC, lower case and simplified characters: full-width digits and letters, circled numbers and compatibility forms become plain.
 * Keycap and direction marks and what has no width go. No longer than a message: one character can stand for 18.
 */
export const folded: (text: string) => string = remembered((text) => {
  const plain = text
    .replace(/[\uFE0F\u20E3\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(longMarks, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, limits.heard);
  return simplified(plain);
});

/** Scripts that are written without spaces: each character is a word of its own. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}\p{M}](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}\p{M}]|['’](?=\p{L}))*/gu;
const plainAscii = /^[\x20-\x7e\n]*$/;
const asciiWord = /[a-z0-9](?:[a-z0-9]|'(?=[a-z]))*/g;

const wordsIn = remembered((text): readonly string[] => {
  const plain = folded(text);
  const written = (plainAscii.test(plain) ? plain.match(asciiWord) : plain.match(word)) ?? [];
  return written.length > 1 ? written.map(spelledOut) : written;
});

/** A long text is asked for its words again and again in a turn. */
let long: { text: string; words: readonly string[] } | undefined;

/** Returns the words of a text: whole words in spaced scripts, single characters in Chinese, Japanese and Thai. Punctuation and symbols do not count. */
export function words(text: string): readonly string[] {
  if (long?.text === text) return long.words;
  const found = wordsIn(text);
  if (text.length > 100) long = { text, words: found };
  return found;
}

/** Returns a text reduced to its words, to compare by equality. A text without any word (emoji) stands for itself. */
export function key(text: string): string {
  const found = words(text);
  return found.length > 0 ? found.join(' ') : folded(text).trim();
}

/** Returns the place in `whole` from which the words of `part` stand in a row, or -1. */
export function placeOf(part: readonly string[], whole: readonly string[]): number {
  if (part.length === 0) return -1;
  for (let at = 0; at + part.length <= whole.length; at++) {
    let same = 0;
    while (same < part.length && part[same] === whole[at + same]) same++;
    if (same === part.length) return at;
  }
  return -1;
}

/** Tells whether a text reads like a question. It is not taken as a free text answer then when an FAQ knows it. */
export function looksLikeQuestion(text: string): boolean {
  return (
    /[?？]/.test(text) ||
    /(吗|呢|么|多久|多少|几天|怎么|如何|哪里|哪儿|哪[个款种些件家天]|啥时|咋|[配要]几|几[点号把张条]|多[大长高宽深重厚](?!了)|什么|能不能|可不可以|有没有|是不是|会不会|要不要|行不行)|(?:还|也|可以|能|行|会|是)[^，。]{0,6}不$|\p{Script=Han}{3}(?<![绝都并也还])不(?:[，,。\s]|$)/u.test(
      simplified(text),
    ) ||
    /^(?:how|what|when|where|which|who|why|can|could|do|does|is|are|will|would|any|got any|(?:do )?(?:you|u|ya) (?:got|have|sell|do)|whats|hows|wheres)\b|[,.;] ?(?:is|are|do|does|can|could|will|would) (?:i|it|they|that|this|there|you|u|we|the|a|an)\b/i.test(
      text.trim(),
    )
  );
}
