/** Days as people say them: 明天, 下周三, 5月20日, 三天后, 2026-05-20, tomorrow, next Friday, 20 May, in 3 days. The value is `YYYY-MM-DD`. */
import { type Reader, without } from './answer.ts';
import { type Day, dayOf, isoDay, localTime, weekday, yearMonth } from './calendar.ts';
import { chineseNumber } from './number.ts';

const near: [RegExp, number][] = [
  [/大后天/, 3],
  [/后天|day after tomorrow/, 2],
  [/明天|明日|明儿|明早|明晚|\b(?:tomorrow|tmrw?|tmr)\b/, 1],
  [/今天|今日|今晚|今早|\b(?:today|tonight)\b/, 0],
  [/大前天/, -3],
  [/前天|day before yesterday/, -2],
  [/昨天|昨日|昨晚|\byesterday\b/, -1],
];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const hanDays = '日一二三四五六';

interface Span {
  day: Day | null;
  start: number;
  end: number;
}
type Finder = (text: string, today: Day) => Span | null;

function number(text: string): number {
  return chineseNumber(text) ?? Number(text);
}

/** The coming one of a day and month without a year. */
function coming(today: Day, month: number, date: number): Day | null {
  const { year } = yearMonth(today);
  const day = dayOf(year, month, date);
  return day !== null && day < today - 60 ? dayOf(year + 1, month, date) : day;
}

function finder(pattern: RegExp, read: (match: RegExpExecArray, today: Day) => Day | null): Finder {
  return (text, today) => {
    const match = pattern.exec(text);
    return match ? { day: read(match, today), start: match.index, end: match.index + match[0].length } : null;
  };
}

/** A day of this week or of the week after, Monday first. */
function ofWeek(today: Day, wanted: number, weeks: number): Day {
  const monday = today - ((weekday(today) + 6) % 7);
  return monday + weeks * 7 + ((wanted + 6) % 7);
}

const n = '(\\d{1,3}|[一二两三四五六七八九十百]{1,8})';
const finders: Finder[] = [
  finder(/(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/, ([, y, m, d]) => dayOf(Number(y), Number(m), Number(d))),
  finder(new RegExp(`${n}\\s*月\\s*${n}\\s*[日号]?`), ([, m, d], today) => coming(today, number(m!), number(d!))),
  finder(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthName}\\b(?:,?\\s*(\\d{4}))?`), ([, d, m, y], today) => english(today, m!, d!, y)),
  finder(new RegExp(`\\b${monthName}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s*(\\d{4}))?`), ([, m, d, y], today) => english(today, m!, d!, y)),
  finder(new RegExp(`(?:过)?${n}\\s*天(?:之后|以后|后)|过${n}\\s*天`), ([, a, b], today) => today + number((a ?? b)!)),
  finder(new RegExp(`${n}\\s*(?:周|个?星期|个?礼拜)(?:之后|以后|后)`), ([, a], today) => today + 7 * number(a!)),
  finder(/\bin\s+(\d{1,3}|a|one|two|three|four|five|six|seven)\s+(day|week)s?\b/, ([, a, unit], today) => {
    const counted = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'].indexOf(a!);
    return today + (a === 'a' ? 1 : counted > 0 ? counted : Number(a)) * (unit === 'week' ? 7 : 1);
  }),
  finder(new RegExp(`(这|本|下下|下)?(?:个)?(?:周|星期|礼拜)([${hanDays}天末])`), ([, which, day], today) => {
    const wanted = day === '天' ? 0 : day === '末' ? 6 : hanDays.indexOf(day!);
    if (which === '下下') return ofWeek(today, wanted, 2);
    if (which === '下') return ofWeek(today, wanted, 1);
    const here = ofWeek(today, wanted, 0);
    return which || here >= today ? here : here + 7;
  }),
  finder(/\b(next|this|on)?\s*(sun|mon|tue|wed|thu|fri|sat)(?:day|sday|nesday|rsday|urday|s|rs|r)?\b/, ([, which, day], today) => {
    const wanted = days.indexOf(day!);
    if (which === 'next') return ofWeek(today, wanted, 1);
    return today + ((((wanted - weekday(today)) % 7) + 7) % 7);
  }),
  ...near.map(([pattern, offset]) => finder(pattern, (_match, today) => today + offset)),
  finder(/(?<![\d/.])(\d{1,2})[/.-](\d{1,2})(?![\d/.])/, ([, a, b], today) => coming(today, Number(a), Number(b)) ?? coming(today, Number(b), Number(a))),
  finder(/(这|本|下)?个?月底/, ([, which], today) => (inMonth(today, which === '下' ? 2 : 1, 1) ?? 1) - 1),
  finder(new RegExp(`(这|本|下下|下)个?月的?\\s*${n}\\s*[日号]`), ([, which, d], today) =>
    inMonth(today, which === '下下' ? 2 : which === '下' ? 1 : 0, number(d!)),
  ),
  finder(new RegExp(`(?<!\\d)${n}[日号](?!码)`), ([, d], today) => inMonth(today, number(d!) >= yearMonth(today).date ? 0 : 1, number(d!))),
];

/** A day of the month that many months from now. */
function inMonth(today: Day, months: number, date: number): Day | null {
  const { year, month } = yearMonth(today);
  const count = month - 1 + months;
  return dayOf(year + Math.floor(count / 12), (count % 12) + 1, date);
}

function english(today: Day, month: string, date: string, year?: string): Day | null {
  const index = months.indexOf(month.slice(0, 3)) + 1;
  return year ? dayOf(Number(year), index, Number(date)) : coming(today, index, Number(date));
}

export const readDate: Reader = (text, _raw, { now, zone }) => {
  const today = localTime(now, zone).day;
  let left = text;
  for (const find of finders) {
    const span = find(left, today);
    if (!span) continue;
    // What is no day (30 February) is not read as another one by its last part.
    if (span.day === null) left = left.slice(0, span.start) + ' '.repeat(span.end - span.start) + left.slice(span.end);
    else return { value: isoDay(span.day), rest: without(text, span.start, span.end) };
  }
  return null;
};
