/** Finds the choices that a customer means: by number, label, or other words for them. */

import { limits } from '../../limits.ts';
import { courteous } from '../courtesy.ts';
import { isNegated } from '../negated.ts';
import { isSlip } from '../slip.ts';
import { folded, key, placeOf, words } from '../wording.ts';
import { chineseNumber } from './number.ts';
import { englishNumbers, englishOrdinals } from './number-words.ts';

export interface Candidate {
  /** Its place among all options, base 36. */
  option: string;
  label: string;
  also?: readonly string[];
}

export type Match = { one: string; whole: boolean; exact?: true; rest?: string } | { several: string[] } | { unclear: string[] } | null;

/** A place in words, or a number that stands for one: twelfth, twelve, twenty-first, twenty-one. */
function spelledPlace(word: string): number | undefined {
  const [tens = '', unit] = word.split('-');
  const value = englishOrdinals.get(word) ?? (unit === undefined ? englishNumbers.get(tens) : undefined);
  if (value !== undefined || unit === undefined) return value;
  const [ten, one] = [englishNumbers.get(tens), englishNumbers.get(unit)];
  return ten !== undefined && one !== undefined && ten >= 20 && one > 0 && one < 10 ? ten + one : undefined;
}

const fromEnd = /^倒数第(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个|项|条|种)?$/;

/** Returns the position that a text names: 2, ２, ②, 2️⃣, no. 2, 第二个, the second one; -1 is the last, -2 the one before it. */
function position(text: string): number | undefined {
  const plain = folded(text).trim();
  const digits =
    /^(?:the\s+)?(?:[#(（【[]|no\.?\s*|number\s+|option\s+|选项?|第)?\s*(\d{1,3})\s*(?:[.)）】\]、:,，。!]|号|个|项|条|种|(?:st|nd|rd|th)(?:\s+(?:one|option))?)?$/.exec(
      plain,
    );
  if (digits) return Number(digits[1]);
  const han = /^(?:选?第)?([一二两三四五六七八九十]{1,3})(?:号|个|项|条|种)?$/.exec(plain);
  if (han) return chineseNumber(han[1]!) ?? undefined;
  const spelled = /^(?:the |option |number )?([a-z]+(?:[- ](?!option$)[a-z]+)?)(?: one| option)?$/.exec(plain);
  const said = spelled?.[1]?.replace(' ', '-');
  const place = said && (spelledPlace(said) ?? spelledPlace(said.replace(/-one$/, '')));
  if (place) return place;
  const back = fromEnd.exec(plain)?.[1];
  if (back !== undefined) return -(/\d/.test(back) ? Number(back) : (chineseNumber(back) ?? 1));
  if (/^(?:the )?(?:second|2nd)[- ](?:to[- ])?last(?: one| option)?$/.test(plain)) return -2;
  return /^(the )?last( one| option)?$|^最后(一个|一项)?$/.test(plain) ? -1 : undefined;
}

/** Letters of a word that may be a slip of another: there are few options, and a slip keeps to them. */
const leastSlip = 4;

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

/** Finds one choice by its position on show, or by its exact words. */
function exact(text: string, all: readonly Known[], onShow: readonly string[]): string | undefined {
  const said = key(text);
  const named = all.find(({ keys }) => keys.includes(said));
  if (named) return named.option;
  return atPlace(position(text), onShow);
}

function atPlace(place: number | undefined, onShow: readonly string[]): string | undefined {
  return place === undefined ? undefined : onShow[place < 0 ? onShow.length + place : place - 1];
}

const wanting =
  /^(?:(?:i(?:['’]ll| will| would)? (?:take|have|choose|pick|go (?:with|for)|want(?: to)?|need(?: to)?|prefer|like(?: to)?)|i['’]d (?:like|love|prefer)(?: to)?|give me|make it|my choice is|let['’]?s (?:take|go with))(?![a-z])\s*|(?:那?我?就?(?:选择?|想?要选?|想选?|来|用|走)|那?就|给我)\s*)/;
const tail = /(?:[\s,，.。!！~]*(?:(?<![a-z])(?:then|now)|吧|呢|啦|哦|啊|的))+$/;
/** A place in a row, which is no count of things. */
const inRow = /第|最后|倒数|(?:st|nd|rd|th)(?![a-z])|(?<![a-z])(?:first|second|third|last|option|number|no\.)(?![a-z])/;

/** Finds a choice by its place, or part of its label, with words around it that only want it: "I'll take the third", 要第二个，谢谢, "I'd like express". */
function wanted(text: string, all: readonly Known[], onShow: readonly string[]): string | undefined {
  const said = courteous(folded(text)).core.replace(tail, '');
  const core = said.replace(wanting, '').trim();
  if (core === '' || core === folded(text).trim()) return undefined;
  // "I want two" may be a count.
  const place = core === said || inRow.test(core) || /选择?\s*$/.test(said.slice(0, -core.length)) ? atPlace(position(core), onShow) : undefined;
  if (place !== undefined) return place;
  const partly = withPart(words(core), all);
  return partly.length === 1 ? partly[0]!.option : undefined;
}

/** Returns the candidates in whose label these words stand in a row. */
function withPart(said: readonly string[], all: readonly Known[]): Known[] {
  if (said.join('').length < 2 && !/\p{Script=Han}/u.test(said.join(''))) return [];
  return all.filter(({ forms: [label = []] }) => placeOf(said, label) >= 0);
}

/** Returns the text with words that are one slip away from a word of the options written like that; undefined when there are none. */
function respelled(said: readonly string[], all: readonly Known[]): string | undefined {
  if (!said.every((word) => /^[a-z']+$/.test(word))) return undefined;
  const known = new Set(all.flatMap(({ forms }) => forms.flat()));
  const near = said.map((word) => (known.has(word) ? word : ([...known].find((other) => isSlip(other, word, leastSlip)) ?? word)));
  return near.some((word, at) => word !== said[at]) ? near.join(' ') : undefined;
}

interface Contained {
  option: string;
  words: readonly string[];
  /** True when the words are there and denied: "not large". */
  denied: boolean;
}

/** Tells whether the words stand somewhere without being denied. `pieces`: the words between two commas; a denial reaches no further. */
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

/** Finds the choice that a text means. `onShow`: the options that the customer sees, in order; numbers count these. */
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
  const partly = withPart(said, all);
  if (partly.length === 1) return { one: partly[0]!.option, whole: true };
  if (partly.length > 1) return { unclear: partly.map(({ option }) => option) };
  const meant = wanted(text, all, onShow);
  if (meant !== undefined) return { one: meant, whole: true };
  const spelled = respelled(said, all);
  if (spelled) return matchOne(spelled, all, onShow);
  const close = all.filter(({ forms: [label = []] }) => label.length === said.length && label.every((word, index) => isSlip(word, said[index]!, leastSlip)));
  return close.length === 1 ? { one: close[0]!.option, whole: true } : null;
}

/** Finds several choices: "1, 3", "1 3", "13" never, "red and blue", "红色、蓝色", all. Null when a piece is none of them. */
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

/** Returns the choices that are named among other words. */
function byWords(text: string, all: readonly Known[]): Match {
  const inside = contained(text, all).filter(({ denied }) => !denied);
  return inside.length > 0 ? { several: inside.map(({ option }) => option) } : null;
}
