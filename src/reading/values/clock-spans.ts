/** Finds the times of day that a folded text names: 15:30, 3pm, half past seven, 下午3点半, 晚上八点一刻, noon. */
import { chineseNumber } from './han-number.ts';
import { counters, englishNumbers } from './number-words.ts';

/** `minute` of the day; null: morning or afternoon, or no time that exists. */
export interface ClockSpan {
  minute: number | null;
  text: string;
}

export interface Clocks {
  spans: ClockSpan[];
  /** The text with blanks where times stood. */
  rest: string;
}

const hourWords = [...englishNumbers].filter(([, value]) => value >= 1 && value <= 12).map(([word]) => word);
const spelledMinutes: Record<string, number> = { five: 5, ten: 10, quarter: 15, twenty: 20, 'twenty-five': 25, 'twenty five': 25, half: 30 };
const hanPart = '(凌晨|早上|早晨|清晨|上午|中午|正午|下午|傍晚|晚上|夜里|半夜|深夜|午夜|早|晚|[ap]\\.?m\\.?)';
const hanHour = '(\\d{1,2}|[零一二两三四五六七八九十]{1,3})';
/** Without 分 they are two digits or two words, and no number of people or things: 2点10, not 2点 10个人. */
const hanMinutes = `${hanHour}\\s*分|(?:\\d{2}|[零一二两三四五六七八九十]{2,3}|十)(?!\\d|[零一二两三四五六七八九十]{0,2}\\s?(?:[点月天日号]|${counters.source}))`;
const part = '(?:\\s*([ap])\\.?\\s?m\\b\\.?|\\s+(?:in\\s+the|this)\\s+(morning|afternoon|evening)|\\s+(at\\s+night|tonight))?';
const hourWord = `(\\d{1,2}|${hourWords.join('|')})`;
const block = '(?<![\\p{L}\\d:.,/-])';

/** Returns the hour of the day; null when it may be one of the morning or of the afternoon. Hours of one to six are rarely those of the night. */
function hourOf(hour: number, of: string | undefined, sure = false): number | null {
  if (hour > 24) return null;
  if (of === undefined) return sure || hour === 0 || hour >= 7 ? hour % 24 : null;
  if (/^[ap](?:\.?m)?\.?$/.test(of)) {
    if (hour > 12 || hour === 0) return null;
    return of.startsWith('p') ? (hour % 12) + 12 : hour % 12;
  }
  if (hour > 12) return hour % 24;
  if (/凌晨|morning|早|清/.test(of)) return hour % 12 === 0 ? 0 : hour;
  if (of === '上午') return hour === 12 ? null : hour;
  if (/中午|正午/.test(of)) return hour < 3 ? hour + 12 : hour >= 10 ? hour : null;
  if (/夜|night/.test(of)) return hour === 12 ? 0 : hour < 6 ? hour : hour + 12;
  if (/晚|evening/.test(of)) return hour === 12 ? 0 : hour + 12;
  return (hour % 12) + 12;
}

function minuteOf(hour: number | null, minutes: number): number | null {
  if (hour === null || !(minutes < 60)) return null;
  return (((hour * 60 + minutes) % 1440) + 1440) % 1440;
}

function number(text: string | undefined): number {
  if (text === undefined) return 0;
  return englishNumbers.get(text) ?? chineseNumber(text) ?? Number(text);
}

/** Tells whether an hour is of the clock of 24 hours: it has a leading zero, or is above twelve. */
function exact(hour: string): boolean {
  return hour.length === 2 && (hour.startsWith('0') || Number(hour) > 12);
}

type Finder = readonly [RegExp, (match: readonly (string | undefined)[]) => number | null];

const quarters: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 };

const finders: readonly Finder[] = [
  [
    new RegExp(`(?:${hanPart}\\s*)?(?<![\\d:.,/-])(\\d{1,2})\\s?([:.]|h|uhr\\s?)\\s?(\\d{2})(?::\\d{2})?${part}h?(?![\\da-z]|[./-]\\d)`, 'gu'),
    ([, before, hour = '', , minutes = '', ap, day, night]) => minuteOf(hourOf(Number(hour), ap ?? day ?? night ?? before, exact(hour)), Number(minutes)),
  ],
  [new RegExp(`${block}(\\d{1,2})\\s?(\\d{2})\\s?([ap])\\.?m\\b\\.?`, 'gu'), ([, hour, minutes, ap]) => minuteOf(hourOf(Number(hour), ap), Number(minutes))],
  [
    new RegExp(`${hanPart}?的?\\s*差(?:${hanHour}分钟?|(一刻))\\s*${hanHour}点`, 'gu'),
    ([, of, minutes, quarter, hour]) => minuteOf(hourOf(number(hour), of), 0 - (quarter ? 15 : number(minutes))),
  ],
  [
    new RegExp(`${hanPart}?\\s*${hanHour}\\s*[点时](?!间|候|钟头|[快了多几])(?:钟?\\s*(半|一刻|三刻|整|${hanMinutes}))?`, 'gu'),
    ([, of, hour, after, minutes]) => minuteOf(hourOf(number(hour), of, exact(hour ?? '')), quarters[after ?? ''] ?? number(minutes ?? after)),
  ],
  [
    new RegExp(
      `${block}(?:a\\s+)?(half|quarter|twenty[- ]five|twenty|ten|five|\\d{1,2})\\s+(past|to|after|before)\\s+${hourWord}(?:\\s+o['’]?clock)?${part}(?![\\p{L}\\d])`,
      'gu',
    ),
    ([, minutes = '', way = '', hour, ap, day, night]) => {
      const count = spelledMinutes[minutes.replace('-', ' ')] ?? Number(minutes);
      return minuteOf(hourOf(number(hour), ap ?? day ?? night), /past|after/.test(way) ? count : -count);
    },
  ],
  [
    new RegExp(`${block}(${hourWords.join('|')})[ -](thirty|fifteen|forty[- ]five)${part}(?![\\p{L}\\d-])`, 'gu'),
    // Without a part of the day "two thirty" may be thirty of two.
    ([, hour, minutes = '', ap, day, night]) => {
      const of = ap ?? day ?? night;
      return of === undefined ? null : minuteOf(hourOf(number(hour), of), minutes === 'thirty' ? 30 : minutes === 'fifteen' ? 15 : 45);
    },
  ],
  [
    new RegExp(`${block}${hourWord}(?:\\s*o['’]?clock)${part}(?![\\p{L}\\d])`, 'gu'),
    ([, hour, ap, day, night]) => minuteOf(hourOf(number(hour), ap ?? day ?? night), 0),
  ],
  // "For six tonight" may be six people.
  [
    new RegExp(
      `${block}${hourWord}(?:\\s*([ap])\\.?\\s?m\\b\\.?|(?<=\\d)(p)|\\s+(?:in\\s+the|this)\\s+(morning|afternoon|evening)|\\s+(at\\s+night|(?<!for\\s\\w{1,9}\\s)tonight))(?![\\p{L}\\d])`,
      'gu',
    ),
    ([, hour, ap, p, day, night]) => minuteOf(hourOf(number(hour), ap ?? p ?? day ?? night), 0),
  ],
  [new RegExp(`${block}(\\d{1,2})\\s?(?:h|uhr)(?![\\p{L}\\d])`, 'gu'), ([, hour = '']) => minuteOf(hourOf(Number(hour), undefined, exact(hour)), 0)],
  [/(?<![\p{L}\d])(?:12\s?)?(?:noon|midday)(?![\p{L}])|正午|中午/gu, () => 720],
  [/(?<![\p{L}\d])(?:12\s?)?midnight(?![\p{L}])|午夜|半夜/gu, () => 0],
];

/** Most times of an answer; a message that names more is no answer. */
const most = 12;
const dotted = /^(?:am\s+)?\d{1,2}\.\d{2}$/;

/** Parts a day from a time that touches it: 明晚7点 is a day and a time, 7点半晚上 a time whose half of the day follows: both as they usually stand. */
export function dayApart(text: string): string {
  return text
    .replace(/^([^上下中早晚傍凌]{0,40}[点:][^上下中早晚傍凌]{0,20}?)\s{0,3}(上午|下午|晚上|早上|傍晚|凌晨)\s{0,3}$/, '$2$1')
    .replace(/([明今昨])([晚早])(?=\s*[\d零一二两三四五六七八九十])/g, '$1天$2');
}

/** Finds all times of day that a folded text names. With `dates`, `25.12` is left to them. */
export function clocksIn(text: string, dates = false): Clocks {
  const spans: ClockSpan[] = [];
  let rest = text;
  for (const [pattern, read] of finders) {
    for (const match of rest.matchAll(pattern)) {
      if (spans.length > most) break;
      if (dates && dotted.test(match[0].trim())) continue;
      spans.push({ minute: read(match), text: match[0] });
      rest = rest.slice(0, match.index) + '\u0000'.repeat(match[0].length) + rest.slice(match.index + match[0].length);
    }
  }
  return { spans, rest: rest.replaceAll('\u0000', ' ') };
}
