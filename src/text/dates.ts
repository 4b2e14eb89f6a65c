/** Dates for people, by Intl and in the zone of the shop. */
import { momentOfValue } from '../reading/values/moment.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const relative = new Map<string, Intl.RelativeTimeFormat>();

/** Styles that `date:` takes. Without one: day and time, the year only when it is not this year's; a bare day has no time. */
const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  day: { month: 'short', day: 'numeric' },
  weekday: { weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  short: { year: 'numeric', month: 'numeric', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
};

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Returns the epoch ms of what a flow may hold as a date: epoch ms, ISO text (in the zone of the shop when it names none) or a bare day, which is its
 * midnight in UTC.
 */
function instantOf(value: unknown, zone: string, now: number | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= 8.64e15 ? value : undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  if (value === 'now' || value === 'today') return now;
  if (/^\d{11,14}$/.test(value)) return Number(value);
  const ms = dayOnly.test(value) ? Date.parse(value) : momentOfValue(value, zone);
  return ms === null || Number.isNaN(ms) ? undefined : ms;
}

function formatter(lang: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(lang, { ...options, timeZone: zone });
    formats.set(key, format);
  }
  return format;
}

/** Shows a date in a language; undefined for a value that is no date: it is shown as it came. */
export function showDate(value: unknown, lang: string, zone: string, now: number | undefined, style?: string): string | undefined {
  const at = instantOf(value, zone, now);
  if (at === undefined) return undefined;
  const bare = typeof value === 'string' && dayOnly.test(value);
  const inZone = bare ? 'UTC' : zone;
  const named = style === undefined ? undefined : dateStyles[style];
  if (named) return formatter(lang, inZone, named).format(at);
  const year = formatter('en', inZone, { year: 'numeric' });
  const sameYear = now !== undefined && year.format(at) === formatter('en', zone, { year: 'numeric' }).format(now);
  return formatter(lang, inZone, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    ...(bare ? {} : { hour: 'numeric', minute: '2-digit' }),
  }).format(at);
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** Shows how long ago a moment is, or in how long it comes: "3 days ago", "in 2 hours". */
export function showAgo(value: unknown, lang: string, zone: string, now: number | undefined): string | undefined {
  const at = instantOf(value, zone, now);
  if (at === undefined || now === undefined) return undefined;
  let format = relative.get(lang);
  if (!format) {
    format = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
    relative.set(lang, format);
  }
  const distance = at - now;
  for (const [unit, ms] of units) {
    if (Math.abs(distance) >= ms) return format.format(Math.trunc(distance / ms), unit);
  }
  return format.format(0, 'second');
}
