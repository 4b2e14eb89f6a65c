/** Finds the days that a folded text names, in the words of day-words.ts and in digits. */
import { type Day, dayOf, weekday, yearMonth } from './calendar.ts';
import { firstIn } from './day-order.ts';
import { type DayWords, dayWords, type Meaning } from './day-words.ts';
import { chineseNumber } from './han-number.ts';
import { counters } from './number-words.ts';

/** `day`: the day meant; null: none that exists, or unclear. `either`: the two that an unclear one may be. `weekday`: only the name of a day was said. `short`: in three letters that may be another word. */
export interface DaySpan {
  day: Day | null;
  either?: readonly Day[];
  weekday?: number;
  short?: true;
  text: string;
}

export interface Days {
  spans: DaySpan[];
  /** The text with blanks where days stood. */
  rest: string;
}

type Place = 'n' | 'd' | 'm' | 'w' | 'y';

interface Finder {
  pattern: RegExp;
  places: readonly Place[];
  meaning: Meaning;
  by: number;
  words: DayWords;
}

/** Letters of the languages of day-words.ts: a class of all of Unicode takes a tenth of a second to make for all patterns. */
const latin = 'a-zß-öø-ÿ';
const hanCount = '[零一二两三四五六七八九十百廿卅]{1,8}';

function compile(lang: string, words: DayWords): Finder[] {
  const han = lang === 'zh';
  const sources: Record<Place, string> = {
    n: han ? `(\\d{1,3}|${hanCount})` : `(\\d{1,3}|${Object.keys(words.counts).join('|')})`,
    d: han
      ? `\\s*(\\d{1,2}|${hanCount})\\s*`
      : `(\\d{1,2}${words.ordinals ? `|${Object.keys(words.ordinals).join('|')}` : ''})${words.ordinal ? `(?:${words.ordinal})?` : ''}`,
    m: han ? `\\s*(\\d{1,2}|${hanCount})\\s*` : `(${(words.months ?? []).join('|')})`,
    w: `(${words.weekdays.join('|')})`,
    y: han ? '(\\d{4}|\\d{2}|[零〇一二三四五六七八九]{4})' : "(\\d{4}|['’]\\d{2})",
  };
  return words.patterns.map(([source, meaning, by = 0]) => {
    const places: Place[] = [];
    const filled = source.replace(/\{([ndmwy])\}/g, (_, place: Place) => {
      places.push(place);
      return sources[place];
    });
    const bounded = han ? `(?<!\\d)(?:${filled})` : `(?<![${latin}\\d])(?:${filled})(?![${latin}\\d])`;
    return { pattern: new RegExp(bounded, 'gu'), places, meaning, by, words };
  });
}

const compiled = new Map<string, Finder[]>();

function findersOf(lang: string): readonly Finder[] {
  let finders = compiled.get(lang);
  const words = dayWords[lang];
  if (!finders && words) {
    finders = compile(lang, words);
    compiled.set(lang, finders);
  }
  return finders ?? [];
}

function numberOf(text: string, words: DayWords): number {
  if (/^\d+$/.test(text)) return Number(text);
  const named = Object.entries({ ...words.counts, ...words.ordinals }).find(([word]) => new RegExp(`^(?:${word})$`, 'u').test(text));
  return named?.[1] ?? chineseNumber(text.replace('廿', '二十').replace('卅', '三十')) ?? Number.NaN;
}

function indexOf(text: string, names: readonly string[]): number {
  return names.findIndex((name) => new RegExp(`^(?:${name})$`, 'u').test(text));
}

function yearOf(text: string, words: DayWords): number {
  const year = numberOf(text.replace(/^['’]/, ''), words);
  return year < 100 ? 2000 + year : year;
}

/** A day of the month that is `months` on. */
function inMonth(today: Day, months: number, date: number): Day | null {
  const { year, month } = yearMonth(today);
  const count = month - 1 + months;
  return dayOf(year + Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, date);
}

/** The same date so many months on, the last of a month that is shorter. */
function monthsOn(today: Day, months: number): Day | null {
  const { date } = yearMonth(today);
  for (let at = date; at > 27; at--) {
    const day = inMonth(today, months, at);
    if (day !== null) return day;
  }
  return inMonth(today, months, date);
}

/** A day and month without a year: the next one, or the one of the last two months. */
export function coming(today: Day, month: number, date: number): Day | null {
  const { year } = yearMonth(today);
  const day = dayOf(year, month, date);
  return day !== null && day < today - 60 ? dayOf(year + 1, month, date) : day;
}

/** A day of the week that is `weeks` on, Monday first. */
function ofWeek(today: Day, wanted: number, weeks: number): Day {
  const monday = today - ((weekday(today) + 6) % 7);
  return monday + weeks * 7 + ((wanted + 6) % 7);
}

function ahead(today: Day, wanted: number): number {
  return (((wanted - weekday(today)) % 7) + 7) % 7;
}

/** "Last Friday" on a Saturday may be yesterday or a week before: null. */
function lastOne(today: Day, wanted: number): Day | null {
  const day = today - (ahead(wanted, 0) >= 0 ? ((weekday(today) - wanted + 6) % 7) + 1 : 7);
  return day >= ofWeek(today, 1, 0) ? null : day;
}

/** 两三天: two or three. */
const about = /^[一二两三四五六七八九]{2,3}$/;

function meant(finder: Finder, match: RegExpExecArray, today: Day): Omit<DaySpan, 'text'> {
  const span = meantBy(finder, match, today);
  return span.day === null || Number.isFinite(span.day) ? span : { day: null };
}

function meantBy(finder: Finder, match: RegExpExecArray, today: Day): Omit<DaySpan, 'text'> {
  const { meaning, by, words, places } = finder;
  const given = match.slice(1);
  const at = (place: Place): string | undefined => given[places.indexOf(place)];
  const date = numberOf(at('d') ?? given[0] ?? '', words);
  const count = about.test(at('n') ?? '') ? Number.NaN : numberOf(at('n') ?? '', words);
  const named = at('w');
  // A pattern with alternatives has its weekday in one of several places.
  const wanted = indexOf(named ?? given.find((text, index) => text !== undefined && places[index] === 'w') ?? '', words.weekdays);
  const spoken = given.find((text, index) => text !== undefined && places[index] === 'm') ?? '';
  const month = words.months ? indexOf(spoken, words.months) + 1 : numberOf(spoken, words);
  switch (meaning) {
    case 'near':
      return { day: today + by };
    case 'days':
      return { day: today + by * count };
    case 'weeks':
      return { day: today + by * 7 * count };
    case 'months':
      return { day: monthsOn(today, by * count) };
    case 'week':
      return { day: ofWeek(today, wanted, by) };
    case 'weekday':
      return {
        day: ahead(today, wanted) === 0 ? null : today + ahead(today, wanted),
        ...(ahead(today, wanted) === 0 && { either: [today, today + 7] }),
        weekday: wanted,
        ...(/^[a-z]{3}$/.test(match[0]) ? { short: true } : {}),
      };
    case 'coming':
      return { day: today + (ahead(today, wanted) || 7) };
    case 'last':
      return { day: lastOne(today, wanted) };
    case 'from':
      return { day: today + ahead(today, wanted) + by };
    case 'date': {
      const year = at('y');
      return { day: year ? dayOf(yearOf(year, words), month, date) : coming(today, month, date) };
    }
    case 'year':
      return { day: dayOf(yearMonth(today).year + by, month, date) };
    case 'ofMonth':
      return { day: inMonth(today, by, date) };
    case 'day':
      return { day: inMonth(today, date >= yearMonth(today).date ? 0 : 1, date) };
    case 'monthEnd': {
      if (!spoken) return { day: (inMonth(today, by + 1, 1) ?? 1) - 1 };
      const first = coming(today, month, 1);
      return { day: first === null ? null : (inMonth(first, 1, 1) ?? 1) - 1 };
    }
    case 'fixed':
      return { day: coming(today, Math.floor(by / 100), by % 100) };
    case 'unclear':
      return { day: null };
  }
}

const inDigits =
  /(?<![\d.,/-])(?:(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})|(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])|(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})|(\d{1,2})([-/.])(\d{1,2})(\.?))(?![\d/]|[.,-]\d)/g;

/** Year first needs no guess; else the numbers themselves, or what the language and the country write, say which is the month. */
function meantInDigits(match: RegExpExecArray, today: Day, lang: string, zone: string): Pick<DaySpan, 'day' | 'either'> {
  const [, y1, m1, d1, y2, m2, d2, a3, sign3, b3, y3, a4, sign4, b4, point] = match;
  if (y1) return { day: dayOf(Number(y1), Number(m1), Number(d1)) };
  if (y2) return { day: dayOf(Number(y2), Number(m2), Number(d2)) };
  const [a, b] = [Number(a3 ?? a4), Number(b3 ?? b4)];
  const sign = sign3 ?? sign4;
  const first =
    a > 12 ? 'day' : b > 12 ? 'month' : a === b ? 'month' : sign === '.' && (y3 || point || lang !== 'en') && lang !== 'zh' ? 'day' : firstIn(lang, zone);
  // "12.30" is a time.
  if (!y3 && lang === 'en' && sign === '.' && !point && a <= 12) return { day: null };
  const day = (month: number, date: number) => (y3 ? dayOf(Number(y3) + (y3.length === 2 ? 2000 : 0), month, date) : coming(today, month, date));
  if (!first) return { day: null, either: [day(a, b), day(b, a)].filter((one) => one !== null) };
  return { day: first === 'month' ? day(a, b) : day(b, a) };
}

/** A message that names more than so many, or is longer, is no answer. */
const most = 12;
const longest = 600;

/** "3-5" is from three to five, and 12-15人 so many people: numbers that are left beside a day. */
function isCounted(text: string, end: number): boolean {
  counters.lastIndex = text[end] === ' ' ? end + 1 : end;
  return counters.test(text);
}

/** All days that a folded text names. The words of the conversation's language, English and Chinese are tried first, then those of others. */
export function daysIn(text: string, today: Day, lang: string, zone: string): Days {
  if (text.length > longest) return { spans: [{ day: null, text: '' }], rest: text };
  const spans: DaySpan[] = [];
  let rest = text;
  const cut = (index: number, found: string): void => {
    rest = rest.slice(0, index) + '\u0000'.repeat(found.length) + rest.slice(index + found.length);
  };
  for (const match of text.matchAll(inDigits)) {
    if (spans.length > most) break;
    if (match[12] === '-' && (isCounted(text, match.index + match[0].length) || (Number(match[11]) <= 12 && Number(match[13]) <= 12))) continue;
    spans.push({ ...meantInDigits(match, today, lang, zone), text: match[0] });
    cut(match.index, match[0]);
  }
  const own = ['zh', ...new Set([lang, 'en'])].filter((name) => dayWords[name]);
  const search = (langs: readonly string[]): void => {
    for (const finder of langs.flatMap(findersOf)) {
      for (const match of rest.matchAll(finder.pattern)) {
        if (match[0] === '' || spans.length > most) break;
        spans.push({ ...meant(finder, match, today), text: match[0] });
        cut(match.index, match[0]);
      }
    }
  };
  search(own);
  for (const other of Object.keys(dayWords)) if (spans.length === 0 && !own.includes(other)) search([other]);
  return { spans, rest: rest.replaceAll('\u0000', ' ') };
}

/** The one day that is meant: all that was said names it, and a weekday beside a date is its own. Undefined: no day was named; null: it is unclear which. */
export function theDay({ spans }: Days): Day | null | undefined {
  const dates = spans.filter(({ weekday: name }) => name === undefined);
  const names = spans.filter(({ weekday: name }) => name !== undefined);
  const [one] = dates.length > 0 ? dates : names;
  if (!one) return undefined;
  const { day } = one;
  if (day === null) return null;
  const agree = dates.every((span) => span.day === day) && names.every((span) => span.weekday === weekday(day));
  return agree ? day : null;
}

/** The two days between which it is unclear, the earlier one first; empty when there are not just two. */
export function candidateDays({ spans }: Days): readonly Day[] {
  const days = [...new Set(spans.flatMap(({ day, either }) => either ?? (day === null ? [] : [day])))].sort((a, b) => a - b);
  return days.length === 2 && spans.every(({ day, either }) => day !== null || either) ? days : [];
}
