/** Which of some days or moments a customer means: 明天下午, 周六上午10点, 周末, "next Tuesday at 3", "after 5 pm", "the earliest". */
import { folded } from '../wording.ts';
import { accounted } from './accounted.ts';
import { without } from './answer.ts';
import { type Day, localTime, weekday } from './calendar.ts';
import { clocksIn, dayApart } from './clock-spans.ts';
import { candidateDays, daysIn, theDay } from './day-spans.ts';

/** A day as `2026-11-29`, or a moment, epoch ms. */
export type When = string | number;

export interface Clock {
  now: number;
  /** IANA zone of the shop. */
  zone: string;
  lang: string;
}

/** `fit`: places of those that fit, none when what was said is not among them. `timed`: a time of day was said too. */
export interface WhenSaid {
  fit: number[];
  timed: boolean;
}

/** Parts of a day: first minute, minute after the last. */
const parts: readonly (readonly [RegExp, number, number])[] = [
  [/上午|早上|早晨|清晨|一早|(?<!\p{L})mornings?(?!\p{L})/u, 0, 720],
  [/中午|午间|(?<!\p{L})(?:noon|midday|lunch ?time)(?!\p{L})/u, 660, 840],
  [/下午|午后|(?<!\p{L})afternoons?(?!\p{L})/u, 720, 1080],
  [/傍晚|晚上|晚间|夜里|下班后|(?<!\p{L})(?:evenings?|tonight|at night|after work)(?!\p{L})/u, 1020, 1440],
];
const weekend = /(这|本|下下|下)?个?(?:周末|星期末|礼拜末|双休日)|(?<!\p{L})(?:(this|next|the)\s+|at\s+the\s+)?week-?ends?(?!\p{L})/u;
const earliest = /最早|最快|越[早快]越好|尽[早快]|(?<!\p{L})(?:earliest|first available|soonest|as soon as possible|asap|as early as possible)(?!\p{L})/u;
const later = /以后|之后|过后|往后|后(?!天|年|面)|(?<!\p{L})(?:after|past|from)(?!\p{L})|onwards?/u;
const sooner = /以前|之前|前(?!天|年|面|台)|(?<!\p{L})(?:before|by|until)(?!\p{L})/u;
/** "At 3": an hour that stands beside a day. */
const hour = /(?<!\p{L})(?:at|by|before|after|from|around)\s+(\d{1,2})(?![\d:.])|(?<=\s|^)(\d{1,2})\s*$/u;

/** Minutes of the day that may be meant; an hour of one to twelve without a half of the day may be either. */
function minutesOf(text: string): { minutes: number[]; rest: string } {
  const { spans, rest } = clocksIn(text, true);
  const exact = spans.flatMap(({ minute }) => (minute === null ? [] : [minute]));
  if (spans.length > 1 && new Set(exact).size !== 1) return { minutes: [], rest };
  if (exact[0] !== undefined) return { minutes: [exact[0]], rest };
  const loose = spans[0]?.text ?? hour.exec(rest)?.[0];
  if (loose === undefined) return { minutes: [], rest };
  const both = [`${loose} am`, `${loose} pm`, `上午${loose}`, `下午${loose}`].flatMap((one) =>
    clocksIn(one.trim()).spans.flatMap(({ minute }) => minute ?? []),
  );
  const bare = Number(/\d{1,2}/.exec(loose)?.[0] ?? Number.NaN);
  const found = both.length > 0 ? both : bare >= 1 && bare <= 12 ? [(bare % 12) * 60, (bare % 12) * 60 + 720] : bare <= 23 ? [bare * 60] : [];
  return { minutes: [...new Set(found)], rest: spans.length > 0 ? rest : rest.replace(hour, ' ') };
}

/** Days that are meant; null: unclear, or turned round; undefined: none was said. */
function daysOf(text: string, today: Day, { zone, lang }: Clock): { days: ((day: Day) => boolean) | null | undefined; rest: string } {
  const ends = weekend.exec(text);
  if (ends) {
    const monday = today - ((weekday(today) + 6) % 7);
    const weeks = ends[1] === '下' || ends[2] === 'next' ? 1 : ends[1] === '下下' ? 2 : 0;
    const saturday = monday + 5 + weeks * 7;
    return { days: (day) => day === saturday || day === saturday + 1, rest: text.replace(weekend, ' ') };
  }
  const found = daysIn(text, today, lang, zone);
  const day = theDay(found);
  if (day === undefined) return { days: undefined, rest: text };
  const either = day === null ? candidateDays(found) : [day];
  return { days: either.length > 0 ? (one) => either.includes(one) : null, rest: found.rest };
}

/** Finds the entries that a text names; null when it names no day and no time, or turns what it names round ("not Saturday"). */
export function whenSaid(raw: string, entries: readonly When[], clock: Clock): WhenSaid | null {
  const text = folded(raw);
  if (earliest.test(text) && accounted(text.replace(earliest, ' '), { numbers: 'none' })) return { fit: entries.length > 0 ? [0] : [], timed: true };
  const today = localTime(clock.now, clock.zone).day;
  const said = dayApart(text);
  const withoutClock = clocksIn(said, true).rest;
  const day = daysOf(withoutClock, today, clock);
  if (day.days === null) return null;
  const time = minutesOf(daysOf(said, today, clock).rest);
  const part = parts.find(([pattern]) => pattern.test(said));
  if (day.days === undefined && time.minutes.length === 0 && !part) return null;
  const bound = time.minutes.length > 0 || part ? (later.test(time.rest) ? 'later' : sooner.test(time.rest) ? 'sooner' : undefined) : undefined;
  const beside = part ? time.rest.replace(part[0], ' ') : time.rest;
  const left = bound ? beside.replace(later, ' ').replace(sooner, ' ') : beside;
  if (!accounted(without(left, 0, 0), { numbers: 'any', when: true })) return null;
  const fits = (entry: When): boolean => {
    const { day: at, minute } =
      typeof entry === 'number' ? localTime(entry, clock.zone) : { day: Date.parse(`${entry}T00:00:00Z`) / 86_400_000, minute: undefined };
    if (day.days && !day.days(at)) return false;
    if (minute === undefined) return true;
    if (bound === 'later') return minute >= Math.min(...(time.minutes.length > 0 ? asDaytime(time.minutes) : [part?.[1] ?? 0]));
    if (bound === 'sooner') return minute <= Math.max(...(time.minutes.length > 0 ? asDaytime(time.minutes) : [part?.[1] ?? 1440]));
    const inPart = !part || (minute >= part[1] && minute < part[2]);
    return time.minutes.length > 0 ? time.minutes.includes(minute) && (time.minutes.length === 1 || inPart) : inPart;
  };
  return { fit: entries.flatMap((entry, at) => (fits(entry) ? [at] : [])), timed: time.minutes.length > 0 || part !== undefined };
}

/** Of three in the morning or the afternoon the one that shops are open at. */
function asDaytime(minutes: readonly number[]): readonly number[] {
  const open = minutes.filter((minute) => minute >= 480 && minute < 1200);
  return open.length === 1 ? open : minutes;
}
