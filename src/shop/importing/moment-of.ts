/** Times as shop systems, Excel and people write them. */

/** Order of day and month when both numbers are below 13: known from other lines of the file, or from the merchant. */
export type DateOrder = 'dmy' | 'mdy';
/** `order`: it could be two days. `excel`: Excel's count of days, which depends on the sheet. `year`: with two digits. */
export type MomentDoubt = 'order' | 'excel' | 'year';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the zone is ahead of UTC at a moment. */
function aheadOf(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '') ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const clock =
  /^(?:(上午|下午|早上|中午|晚上)\s*)?(\d{1,2})[:时時点](\d{2})(?:[:分](\d{2})(?:\.\d{1,9})?秒?|分)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt)?\s*(?:([+-]\d{1,2}):?(\d{2})?)?$/i;

interface Day {
  year: number;
  month: number;
  day: number;
  /** Text after the day. */
  rest: string;
}

/** Reads 3/4/2026 and 22.11.2026 as their three numbers; null for what is written otherwise. With dots the day is first everywhere. */
export function numericDay(text: string): { first: number; second: number; order?: DateOrder } | null {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text.normalize('NFKC').trim());
  return match && { first: Number(match[1]), second: Number(match[3]), ...(match[2] === '.' ? { order: 'dmy' as const } : {}) };
}

function dayOf(plain: string, order: DateOrder | undefined): Day | MomentDoubt | null {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T|\s+|$)(.*)$/i.exec(plain) ?? /^(\d{4})()(\d{2})(\d{2})(?:\s+|$)(.*)$/.exec(plain);
  if (iso) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), rest: iso[5] ?? '' };
  const tight = /^(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(plain);
  if (tight) return { year: Number(tight[1]), month: Number(tight[2]), day: Number(tight[3]), rest: `${tight[4]}:${tight[5]}:${tight[6]}` };
  const numeric = numericDay(plain);
  if (numeric) {
    const [, , year, rest] = /^\d{1,2}([-/.])\d{1,2}\1(\d{4}),?\s*(.*)$/.exec(plain) ?? [];
    const { first, second } = numeric;
    const is = numeric.order ?? (first > 12 ? 'dmy' : second > 12 ? 'mdy' : first === second ? 'dmy' : order);
    if (!is) return 'order';
    return { year: Number(year), month: is === 'dmy' ? second : first, day: is === 'dmy' ? first : second, rest: rest ?? '' };
  }
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)/.test(plain)) return 'year';
  const words = plain.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, '');
  const named = new RegExp(`^${monthName}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?:,|\\s+at|@)?\\s*(.*)$`, 'i').exec(words);
  if (named) return { year: Number(named[3]), month: months.indexOf(named[1]!.slice(0, 3).toLowerCase()) + 1, day: Number(named[2]), rest: named[4] ?? '' };
  const dayFirst = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${monthName}[\\s,-]+(\\d{4})(?:,|\\s+at|@)?\\s*(.*)$`, 'i').exec(words);
  if (dayFirst)
    return { year: Number(dayFirst[3]), month: months.indexOf(dayFirst[2]!.slice(0, 3).toLowerCase()) + 1, day: Number(dayFirst[1]), rest: dayFirst[4] ?? '' };
  return /^[2-6]\d{4}(?:[.,]\d{1,12})?$/.test(plain) ? 'excel' : null;
}

function utcOf({ year, month, day, rest }: Day): { utc: number; ahead?: number } | null {
  const time = rest === '' ? [] : clock.exec(rest);
  if (!time) return null;
  const [, half, hours = '0', minutes = '0', seconds = '0', english, universal, ahead, aheadMinutes] = time;
  const isLate = half === '下午' || half === '晚上' || (half === '中午' && Number(hours) < 3) || /^p/i.test(english ?? '');
  const isTwelve = half !== undefined || english !== undefined;
  if (isTwelve && Number(hours) > 12) return null;
  const hour = isTwelve ? (Number(hours) % 12) + (isLate || (half === '中午' && hours === '12') ? 12 : 0) : Number(hours);
  const utc = Date.UTC(year, month - 1, day, hour, Number(minutes), Number(seconds));
  const there = new Date(utc);
  if (there.getUTCMonth() !== month - 1 || there.getUTCDate() !== day || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  if (ahead) return { utc, ahead: Number(ahead) * 60 + (ahead.startsWith('-') ? -1 : 1) * Number(aheadMinutes ?? 0) };
  return universal ? { utc, ahead: 0 } : { utc };
}

/** Days from 1 January 1900 to 1 January 1904, which some sheets count from. */
const laterStart = 1_462;

/** Reads Excel's count of days in a cell as the moment that it is in the zone, epoch ms; `since1904`: where the sheet counts from 1904. */
export function countedMoment(text: string, zone: string, since1904 = false): number {
  const days = Number(text.normalize('NFKC').trim().replace(',', '.')) + (since1904 ? laterStart : 0);
  const utc = Math.round((days - 25_569) * 86_400) * 1_000;
  return utc - aheadOf(zone, utc - aheadOf(zone, utc) * 60_000) * 60_000;
}

/**
 * Reads a date or time as epoch ms; without a zone it is in the shop's. Null when it is none, or no day of the calendar; a doubt when it is in a form
 * that means different days to different people.
 */
export function momentOf(text: string, zone: string, order?: DateOrder): number | MomentDoubt | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[年月]/g, '-')
    .replace(/日\s*/, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (/^1\d{9}(\.\d+)?$/.test(plain)) return Math.round(Number(plain) * 1_000);
  if (/^1\d{12}$/.test(plain)) return Number(plain);
  const day = dayOf(plain, order);
  if (day === null || typeof day === 'string') return day;
  const found = utcOf({ ...day, rest: day.rest.trim() });
  if (!found) return null;
  const { utc, ahead } = found;
  return utc - (ahead ?? aheadOf(zone, utc - aheadOf(zone, utc) * 60_000)) * 60_000;
}
