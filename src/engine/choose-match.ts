/** Which of the choices a customer means: by number, label, or other words for it. */
import { chineseNumber } from './answers/number.ts';
import { limits } from './limits.ts';
import { isNegated } from './negated.ts';
import { isSlip } from './slip.ts';
import { folded, key, placeOf, words } from './wording.ts';

export interface Candidate {
  /** Its place among all options, base 36. */
  option: string;
  label: string;
  also?: readonly string[];
}

export type Match = { one: string; whole: boolean; exact?: true; rest?: string } | { several: string[] } | { unclear: string[] } | null;

const ordinals: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
};

/** The position that a text names: 2, ２, ②, 2️⃣, no. 2, 第二个, the second one; -1 is the last. */
function position(text: string): number | undefined {
  const plain = folded(text).trim();
  const digits = /^(?:[#(（【[]|no\.?\s*|number\s+|option\s+|选项?|第)?\s*(\d{1,3})\s*(?:[.)）】\]、:,，。!]|号|个|项|条|种|st|nd|rd|th)?$/.exec(plain);
  if (digits) return Number(digits[1]);
  const han = /^(?:选?第)?([一二两三四五六七八九十]{1,3})(?:号|个|项|条|种)?$/.exec(plain);
  if (han) return chineseNumber(han[1]!) ?? undefined;
  const spelled = /^(?:the )?([a-z]+)(?: one| option)?$/.exec(plain);
  if (spelled && ordinals[spelled[1]!] !== undefined) return ordinals[spelled[1]!];
  return /^(the )?last( one| option)?$|^最后(一个|一项)?$/.test(plain) ? -1 : undefined;
}

/** A candidate, and its label and other words as they are compared. */
interface Known {
  option: string;
  keys: readonly string[];
  forms: readonly (readonly string[])[];
}

function known(all: readonly Candidate[]): Known[] {
  return all.map(({ option, label, also = [] }) => {
    const texts = [label, ...also];
    return { option, keys: texts.map(key), forms: texts.map(words) };
  });
}

/** One choice by its position on show, or by its exact words. */
function exact(text: string, all: readonly Known[], onShow: readonly string[]): string | undefined {
  const said = key(text);
  const named = all.find(({ keys }) => keys.includes(said));
  if (named) return named.option;
  const place = position(text);
  return place === undefined ? undefined : onShow[place === -1 ? onShow.length - 1 : place - 1];
}

/** The text with words that are one slip away from a word of the options written like that; undefined when there are none. */
function respelled(said: readonly string[], all: readonly Known[]): string | undefined {
  if (!said.every((word) => /^[a-z']+$/.test(word))) return undefined;
  const known = new Set(all.flatMap(({ forms }) => forms.flat()));
  const near = said.map((word) => (known.has(word) ? word : ([...known].find((other) => isSlip(other, word)) ?? word)));
  return near.some((word, at) => word !== said[at]) ? near.join(' ') : undefined;
}

interface Contained {
  option: string;
  words: readonly string[];
  /** The words are there and denied: "not large". */
  denied: boolean;
}

/** Do the words stand somewhere without being denied? `pieces`: the words between two commas; a denial reaches no further. */
function isMeant(form: readonly string[], pieces: readonly (readonly string[])[]): boolean {
  let denied = false;
  for (const said of pieces) {
    for (let from = 0, at = placeOf(form, said); at >= 0; at = placeOf(form, said.slice(from))) {
      if (!isNegated(said, from + at, form.length)) return true;
      denied = true;
      from += at + 1;
    }
  }
  return !denied;
}

/** Choices whose words stand in the text, the longest label first; a label inside another one that also matched does not count. */
function contained(text: string, all: readonly Known[]): Contained[] {
  const said = words(text);
  const pieces = text.split(/[,，。.;；!！?？、\n]+/, limits.options).map(words);
  const hits = all.flatMap(({ option, forms }) => {
    const found = forms.filter((form) => form.length > 0 && placeOf(form, said) >= 0);
    const longest = found.sort((a, b) => b.join('').length - a.join('').length)[0];
    return longest ? [{ option, words: longest, denied: !isMeant(longest, pieces) }] : [];
  });
  return hits
    .filter((hit) => !hits.some((other) => other !== hit && other.words.length > hit.words.length && placeOf(hit.words, other.words) >= 0))
    .sort((a, b) => b.words.join('').length - a.words.join('').length);
}

/** `onShow`: the options that the customer sees, in order; numbers count these. */
export function matchChoice(text: string, all: readonly Candidate[], onShow: readonly string[]): Match {
  return matchOne(text, known(all), onShow);
}

function matchOne(text: string, all: readonly Known[], onShow: readonly string[]): Match {
  if (text.trim() === '') return null;
  const hit = exact(text, all, onShow);
  if (hit !== undefined) return { one: hit, whole: true, exact: true };
  const found = contained(text, all);
  const inside = found.filter(({ denied }) => !denied);
  if (inside.length === 0 && found.length > 0) {
    const denied = new Set(found.map(({ option }) => option));
    return { unclear: all.map(({ option }) => option).filter((option) => !denied.has(option)) };
  }
  if (inside.length === 1) {
    const rest = words(text).length - inside[0]!.words.length;
    return { one: inside[0]!.option, whole: rest <= 3, ...(rest > 3 ? { rest: text } : {}) };
  }
  if (inside.length > 1) return { unclear: inside.map(({ option }) => option) };
  const said = words(text);
  if (said.join('').length < 2 && !/\p{Script=Han}/u.test(said.join(''))) return null;
  const partly = all.filter(({ forms: [label = []] }) => placeOf(said, label) >= 0);
  if (partly.length === 1) return { one: partly[0]!.option, whole: true };
  if (partly.length > 1) return { unclear: partly.map(({ option }) => option) };
  const spelled = respelled(said, all);
  if (spelled) return matchOne(spelled, all, onShow);
  const close = all.filter(({ forms: [label = []] }) => label.length === said.length && label.every((word, index) => isSlip(word, said[index]!)));
  return close.length === 1 ? { one: close[0]!.option, whole: true } : null;
}

/** Several choices: "1, 3", "1 3", "13" never, "red and blue", "红色、蓝色", all. Null when a piece is none of them. */
export function matchSeveral(text: string, candidates: readonly Candidate[], onShow: readonly string[]): Match {
  const all = known(candidates);
  const one = exact(text, all, onShow);
  if (one !== undefined) return { several: [one] };
  if (/^(all|all of them|everything|both|全部|全都|都要|都退|全要|所有|全选|都选|两个都要)(吧|的)?$/.test(folded(text).trim()))
    return { several: all.map(({ option }) => option) };
  const plain = folded(text);
  const pieces = plain.split(/\s*(?:[,，、;；/+&]|\band\b|和|跟|还有|以及)\s*/).filter((piece) => piece !== '');
  const numbers = plain.trim().split(/[\s,，、;；/+&.]+/);
  const list = new Set(numbers.length > 1 && numbers.every((piece) => position(piece) !== undefined) ? numbers : pieces);
  // More different words than there are options to pick name something else as well.
  if (list.size === 0 || list.size > limits.options) return byWords(text, all);
  const picked = new Set<string>();
  for (const piece of list) {
    const match = matchOne(piece, all, onShow);
    if (!match || !('one' in match)) return byWords(text, all);
    picked.add(match.one);
  }
  return { several: [...picked] };
}

/** The choices that are named among other words. */
function byWords(text: string, all: readonly Known[]): Match {
  const inside = contained(text, all).filter(({ denied }) => !denied);
  return inside.length > 0 ? { several: inside.map(({ option }) => option) } : null;
}
