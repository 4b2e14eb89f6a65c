/** All numbers that a text mentions, the vague and the ambiguous ones too, so that no answer takes one and overlooks another. */
import { between, chineseNumber, hanPieces, type Piece, valueOfPieces } from './han-number.ts';
import {
  boundsAfter,
  boundsBefore,
  counters,
  formalHan,
  gluedBefore,
  idioms,
  otherKind,
  otherKindBefore,
  scaleAfterDigits,
  vagueAfter,
  vagueEnglish,
  vagueHan,
} from './number-words.ts';
import { digitsRun, numeralOf } from './numerals.ts';
import { spelledAt, timesScale } from './spelled-number.ts';

export interface Mention {
  /** One value when the number is exact; none, or those that may be meant, when it is not. */
  values: readonly number[];
  /** Start of the mention, with the words of its limit. */
  start: number;
  /** Start of the number itself. */
  first: number;
  /** End of the number, without its counter word. */
  bare: number;
  end: number;
  counter?: string;
  /** Set when the value is the most or the least that is meant. */
  bound?: 'up' | 'low';
  /** True for a time, a share, a place in a row, a part of a code. */
  other?: true;
  /** True when the values are the ends of a range. */
  spread?: true;
  /** Value if its only point parts thousands: 1.299. */
  grouped?: number;
}

/** Tells whether a mention stands for one value and nothing else. */
export function isExact(mention: Mention): boolean {
  return mention.values.length === 1 && !mention.bound && !mention.other && !mention.spread;
}

const hanRun = /[零〇一二两俩三仨四五六七八九壹贰叁叄参肆伍陆柒捌玖十拾百佰千仟万亿廿卅]{1,24}/y;
/** Most numbers that are read, more than an answer has; what stands behind them is not looked at. */
const most = 24;
const mixedTail = /(?:[十百千万亿kw](?![a-z])(?:零?\d{1,5}(?![\d:]))?)+/y;
const candidate = /\d|[零〇一二两俩三仨四五六七八九壹贰叁叄参肆伍陆柒捌玖十拾百佰千仟万亿廿卅半几数上好统唯之多大双]|[a-z]+/g;

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** Finds the numbers in `text`: folded, digits plain. `glued`: further words that may touch digits without making a code of them, as the names of currencies. */
export function mentionsOf(text: string, glued: ReadonlySet<string> = new Set()): Mention[] {
  const found: Mention[] = [];
  let seen = 0;
  candidate.lastIndex = 0;
  for (let hit = candidate.exec(text); hit && seen < most; hit = candidate.exec(text)) {
    const start = hit.index;
    const idiom = at(idioms, text, start);
    const mention = idiom ? undefined : (digitsAt(text, start, glued) ?? hanAt(text, start) ?? wordAt(text, start));
    const end = idiom ? start + idiom[0].length : mention?.end;
    if (mention) {
      seen++;
      add(found, text, bounded(text, mention));
    }
    candidate.lastIndex = Math.max(end ?? 0, start + hit[0].length, found.at(-1)?.end ?? 0);
  }
  return found;
}

const either = /^\s*(?:or|或者?|还是)\s*[$€£¥]?$/;
const range = /^\s*(?:[-–—~]|到|至|to)\s*[$€£¥]?$/;

/** Adds a mention; "3 or 4" and "2-3" are one mention of two numbers. */
function add(found: Mention[], text: string, mention: Mention): void {
  const last = found.at(-1);
  const between = last && !last.bound ? text.slice(last.end, mention.first) : '';
  if (last && (either.test(between) || range.test(between))) {
    const { other: _, grouped: __, bound: ___, ...rest } = mention;
    const spread = last.spread || range.test(between);
    found[found.length - 1] = {
      ...rest,
      ...(spread ? { spread: true } : {}),
      values: [...last.values, ...mention.values].slice(0, most),
      start: last.start,
      first: last.first,
    };
  } else found.push(mention);
}

/** Makes the limit that stands around a number part of its mention. */
function bounded(text: string, mention: Mention): Mention {
  const before = text.slice(Math.max(0, mention.start - 24), mention.start);
  for (const [bound, pattern] of boundsBefore) {
    const lead = pattern.exec(before);
    if (lead) return { ...mention, bound, start: mention.start - lead[0].length };
  }
  for (const [bound, pattern] of boundsAfter) {
    const trail = at(pattern, text, mention.end);
    if (trail) return { ...mention, bound, end: mention.end + trail[0].length };
  }
  return mention;
}

/** Adds what stands right behind a number: 多, a counter, 半, or what makes it another kind. */
function finished(text: string, start: number, bare: number, values: readonly number[]): Mention {
  const vague = at(vagueAfter, text, bare);
  const from = bare + (vague?.[0].length ?? 0);
  const blank = at(/[ ]?/y, text, from)?.[0].length ?? 0;
  const other = at(otherKind, text, from);
  if (other && !(values.length === 1 && at(counters, text, from + blank)))
    return { values: [], start, first: start, bare, end: from + other[0].length, other: true };
  const counter = at(counters, text, from + blank);
  let end = counter ? from + blank + counter[0].length : from;
  if (vague || values.length !== 1) return { values: vague ? [] : values, start, first: start, bare, end, ...(counter ? { counter: counter[0] } : {}) };
  const more = counter ? /^[半多]/.exec(text.slice(end, end + 1)) : null;
  end += more ? 1 : 0;
  const [value] = values;
  const exact = more?.[0] === '多' ? [] : [(value ?? 0) + (more ? 0.5 : 0)];
  const before = otherKindBefore.test(text.slice(Math.max(0, start - 20), start));
  return { values: before ? [] : exact, start, first: start, bare, end, ...(counter ? { counter: counter[0] } : {}), ...(before ? { other: true } : {}) };
}

function digitsAt(text: string, index: number, glued: ReadonlySet<string>): Mention | undefined {
  const run = at(digitsRun, text, index);
  if (!run) return undefined;
  let start = index;
  let end = index + run[0].length;
  const behind = text[index - 1] ?? '';
  const further = text[index - 2] ?? '';
  let { value, grouped } = numeralOf(run[0]);
  const code = (to: number): Mention => ({ values: [], start, first: start, bare: to, end: to, other: true });
  if (behind === '.' && !/[\d.a-z]/.test(further) && /^\d+$/.test(run[0])) {
    value = Number(`0.${run[0]}`);
    start--;
  } else if (behind === '-' && !/[\p{L}\d]/u.test(further)) {
    value = value === null ? null : -value;
    start--;
  } else if (/[a-z]/.test(behind) || (behind === '-' && /[a-z]/.test(further))) {
    const word = /[a-z]+$/.exec(text.slice(Math.max(0, index - 10), index))?.[0] ?? '';
    if (!gluedBefore.has(word) && !glued.has(word)) return code(end + (at(/[\w.-]*/y, text, end)?.[0].length ?? 0));
  }
  const slash = fraction(text, index, end, run[0]);
  if (slash) return slash.values.length === 1 ? finished(text, start, slash.end, slash.values) : { ...slash, start, first: start, bare: slash.end };
  const half = at(/(?: and a| 1\/2| half)(?: half)?(?![a-z])/y, text, end);
  if (value !== null && half && /half|\//.test(half[0])) {
    const whole = timesScale(text, { value: value + 0.5, start, end: end + half[0].length });
    return finished(text, start, whole.end, [whole.value]);
  }
  const tail = /[十百千万亿kw]/.test(text[end] ?? '') ? at(mixedTail, text, end) : null;
  if (tail && value !== null) {
    const whole = mixed(value, tail[0]);
    return finished(text, start, end + tail[0].length, whole === null ? [] : [whole]);
  }
  const scale = at(/ ?([a-z]+|[十百千万亿打]+)/y, text, end);
  const factor = scale && (scaleAfterDigits.get(scale[1]!) ?? (/^[百千万亿]+$/.test(scale[1]!) ? chineseNumber(scale[1]!) : null));
  if (scale && factor && value !== null) {
    end += scale[0].length;
    return finished(text, start, end, [Number((value * factor).toPrecision(15))]);
  }
  if (at(/ish(?![a-z])/y, text, end)) return finished(text, start, end + 3, value === null ? [] : [value]);
  const word = at(/-?([a-z]+)/y, text, end);
  if (word && !glued.has(word[1]!) && !(word[0] === word[1] && (at(counters, text, end) || at(otherKind, text, end))))
    return code(end + (at(/[\w.-]*/y, text, end)?.[0].length ?? 0));
  const mention = finished(text, start, end, value === null ? [] : [value]);
  return grouped === undefined ? mention : { ...mention, grouped };
}

/** Reads a fraction: 1/2, 1 1/2, ½ (folded to 1⁄2, and 1½ to 11⁄2); what else has a slash may be two numbers. */
function fraction(text: string, start: number, end: number, run: string): { values: number[]; end: number } | undefined {
  const vulgar = at(/⁄(\d+)/y, text, end);
  if (vulgar) {
    const whole = Number(run.slice(0, -1));
    return { values: [whole + Number(run.slice(-1)) / Number(vulgar[1])], end: end + vulgar[0].length };
  }
  const mixedNumber = at(/(\d{1,3}) (1\/[2348]|3\/4)(?![\d/])/y, text, start);
  if (mixedNumber) {
    const [over, under] = mixedNumber[2]!.split('/').map(Number);
    return { values: [Number(mixedNumber[1]) + over! / under!], end: start + mixedNumber[0].length };
  }
  const plain = at(/ ?\/ ?(\d+)(?:\/\d+)*/y, text, end);
  if (!plain) return undefined;
  const half = run === '1' && (plain[1] === '2' || plain[1] === '4') && /^ ?\/ ?\d$/.test(plain[0]);
  return { values: half ? [1 / Number(plain[1])] : [Number(run), Number(plain[1])].filter(Number.isFinite), end: end + plain[0].length };
}

/** Reads digits with units behind: 3万2, 25万6千, 1千零20, 3w5. */
function mixed(first: number, tail: string): number | null {
  const pieces: Piece[] = [{ digit: first, width: 1 }];
  for (const [token] of tail.matchAll(/\d+|./g)) {
    if (/\d/.test(token)) pieces.push({ digit: Number(token), width: token.length });
    else if (token === 'k' || token === 'w') pieces.push(token === 'k' ? { unit: 1000 } : { group: 10_000 });
    else pieces.push(...(hanPieces(token) ?? []));
  }
  const value = valueOfPieces(pieces);
  return value === null ? null : Number(value.toPrecision(15));
}

function hanAt(text: string, index: number): Mention | undefined {
  const vague = at(vagueHan, text, index);
  if (vague) return finished(text, index, index + vague[0].length, []);
  if (text[index] === '半') return halfAt(text, index);
  const run = at(hanRun, text, index)?.[0];
  if (run === undefined) return undefined;
  let end = index + run.length;
  const counted = at(counters, text, end) !== null;
  const lone = run.length === 1;
  if (lone && formalHan.test(run) && !counted && text.trim() !== run) return undefined;
  // 百, 千, 万 with nothing before them begin other words.
  if (/^[百千万亿佰仟]/.test(run) && !/^[来把几多余]/.test(text.slice(end, end + 1)) && text.trim() !== run && !counted) return undefined;
  if (/^[来把](?=[个块元件条人])|^把(?=块)/.test(text.slice(end, end + 2)) && /[十百千万]$/.test(run)) return finished(text, index, end + 1, []);
  // 百八十 is about a hundred.
  if (/^[百千万].*[十百千万]/.test(run)) return finished(text, index, end, []);
  const either = between(run);
  const onlyDigits = /^[零〇一二两三四五六七八九]+$/.test(run);
  if (either || (onlyDigits && run.length > 1 && run.length < 4 && !/[零〇]/.test(run))) return finished(text, index, end, either ?? []);
  let value = chineseNumber(run);
  const point = at(/点([零〇一二三四五六七八九]+)(?![十分刻])/y, text, end);
  if (point && value !== null) {
    value = Number(`${value}.${[...point[1]!].map((char) => chineseNumber(char)).join('')}`);
    end += point[0].length;
  }
  const scale = at(/[打wk](?![a-z])/y, text, end);
  if (scale && value !== null) {
    value *= scaleAfterDigits.get(scale[0]) ?? 1;
    end++;
  }
  const minus = text[index - 1] === '负';
  if (minus && value !== null) value = -value;
  return finished(text, minus ? index - 1 : index, end, value === null ? [] : [value]);
}

/** Reads a half: 半打 is 6, 半斤 half a pound. */
function halfAt(text: string, index: number): Mention | undefined {
  const dozen = text[index + 1] === '打';
  const end = index + (dozen ? 2 : 1);
  if (text[index - 1] === '一' || (!dozen && !at(counters, text, end) && text.trim() !== '半')) return undefined;
  return finished(text, index, end, [dozen ? 6 : 0.5]);
}

function wordAt(text: string, index: number): Mention | undefined {
  if (/[a-z'’]/.test(text[index - 1] ?? '')) return undefined;
  const vague = at(vagueEnglish, text, index);
  if (vague) return finished(text, index, index + vague[0].length, []);
  const spelled = spelledAt(text, index);
  return spelled && finished(text, spelled.start, spelled.end, spelled.value === null ? [] : [spelled.value]);
}
