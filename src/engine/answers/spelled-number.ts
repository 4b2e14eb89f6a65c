/** Numbers in English words: twenty-one, two hundred and fifty, half a dozen, two and a half. */
import { englishNumbers, englishScales } from './number-words.ts';

/** Words before "one" that make a thing of it: "the blue one", "this one". */
const leads = new Set(
  "just only need want like have get take buy order for maybe about around give me i'll it's is are we yes yeah ok okay please exactly number quantity qty to say make it would with send add i'd us them one".split(
    ' ',
  ),
);
const noCount = /\s*(?:moment|sec|secs|second|minute|min|more|day|time|thing|question|issue|problem|side|of\s+(?:the|these|those|my|your|them|each))(?![a-z])/y;

/** The number that begins with the word at a place; its value is null when it is said in a way that may be two numbers ("one fifty"). */
export function spelledAt(text: string, index: number): { value: number | null; start: number; end: number } | undefined {
  const half = at(/half\s+(?:an?\s+)?(?=(?:dozen|hundred|thousand|grand|million)(?![a-z]))/y, text, index);
  if (half) return timesScale(text, { value: 0.5, start: index, end: index + half[0].length });
  const lone = at(/half(?!\s+(?:price|off|past|of|way|hour|the|day))(?![a-z-])/y, text, index);
  if (lone) return { value: 0.5, start: index, end: index + 4 };
  const article = at(/an?\s+(?=(?:dozen|hundred|thousand|million|grand)(?![a-z]))/y, text, index);
  const minus = at(/minus\s+(?=[a-z\d])/y, text, index);
  if (minus) return negative(text, index, index + minus[0].length);
  const from = index + (article?.[0].length ?? 0);
  const word = at(/[a-z]+/y, text, from)?.[0] ?? '';
  if (!englishNumbers.has(word) && !englishScales.has(word)) return undefined;
  const read = words(text, from);
  if (word === 'one' && read.end === from + 3 && !isCount(text, from)) return { value: null, start: index, end: read.end };
  const andHalf = at(/\s+and\s+(?:a|one)\s+half(?![a-z])/y, text, read.end);
  if (andHalf && read.value !== null) return timesScale(text, { value: read.value + 0.5, start: index, end: read.end + andHalf[0].length });
  return { value: read.value, start: index, end: read.end };
}

interface Found {
  value: number;
  start: number;
  end: number;
}

/** A number with a half, times the scale behind it: two and a half thousand, half a dozen. */
export function timesScale(text: string, found: Found): Found {
  const word = at(/\s*([a-z]+)/y, text, found.end);
  const scale = word && englishScales.get(word[1]!);
  return word && scale ? { ...found, value: found.value * scale, end: found.end + word[0].length } : found;
}

function negative(text: string, start: number, from: number): ReturnType<typeof spelledAt> {
  const digits = at(/\d+(?:\.\d+)?/y, text, from);
  if (digits) return { value: -Number(digits[0]), start, end: from + digits[0].length };
  const spelled = spelledAt(text, from);
  return spelled && { ...spelled, start, value: spelled.value === null ? null : -spelled.value };
}

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function isCount(text: string, start: number): boolean {
  if (at(noCount, text, start + 3)) return false;
  const before = /([a-z'’]+)[^a-z'’]*$/.exec(text.slice(Math.max(0, start - 24), start));
  return !before || leads.has(before[1]!.replace('’', "'")) || /[,.!;:]\s*$/.test(text.slice(0, start));
}

/** Words of numbers in a row. */
function words(text: string, from: number): { value: number | null; end: number } {
  let total = 0;
  let group = -1;
  let end = from;
  let unclear = false;
  const next = /[\s-]*(and\s+)?([a-z]+)/y;
  for (let hit = at(next, text, from); hit; hit = at(next, text, end)) {
    const plain = englishNumbers.get(hit[2]!);
    const scale = englishScales.get(hit[2]!);
    if (plain === undefined && scale === undefined) break;
    // "one and two" are two numbers, "two hundred and fifty" is one.
    if (hit[1] && (group % 100 > 0 || plain === undefined)) break;
    if (scale === undefined) {
      const room = group < 0 || (group > 0 && group % 100 === 0) || (group === 0 && total > 0) ? 100 : group % 10 === 0 && group >= 20 ? 10 : 0;
      if (plain! >= room || (room === 10 && plain === 0)) unclear = true;
      group = Math.max(group, 0) + plain!;
    } else if (scale < 1000) group = (group <= 0 ? 1 : group) * scale;
    else {
      total += (group <= 0 ? 1 : group) * scale;
      group = 0;
    }
    end = hit.index + hit[0].length;
  }
  return { value: unclear ? null : total + Math.max(group, 0), end };
}
