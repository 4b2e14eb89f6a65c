/** Broadcasts that come again: the days that a merchant writes, and the occurrences that follow from them. Pure. */
import type { BroadcastRow } from './rows.ts';
import { span, type WallClock, wallText, type ZoneMode } from './schedule.ts';

/** Every day, some days of each week (0 is Sunday), or some days of each month (`lastDate` is its last). */
export interface Every {
  days?: readonly number[];
  dates?: readonly number[];
}

/** A recurring time: the days, the minutes after midnight, and the first and last day of it. */
export interface Repeats {
  every: Every;
  minute: number;
  /** Not before this time. */
  from?: WallClock;
  /** Last day. */
  until?: WallClock;
  zone: ZoneMode;
  shopZone: string;
}

export interface Occurrence {
  wall: WallClock;
  /** First moment at which somebody may get it, epoch ms. */
  at: number;
}

/** Stands for the last day of each month, however long. */
export const lastDate = 32;
/** A month and a half is the longest time between two days that a merchant can name. */
const daysAhead = 64;
const DAY = 86_400_000;

const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const short: Readonly<Record<string, number>> = { tues: 2, wednes: 3, weds: 3, thur: 4, thurs: 4 };
const groups: Readonly<Record<string, readonly number[]>> = {
  weekday: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  workday: [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  weekend: [0, 6],
  weekends: [0, 6],
  工作日: [1, 2, 3, 4, 5],
  周末: [0, 6],
};
const daily: ReadonlySet<string> = new Set(['day', 'days', 'daily', '天', '日']);
const digits = '日一二三四五六七八九';

/**
 * Reads the days of a recurring broadcast; null for what names none. A day that a month lacks is its last day.
 * @example
 * ```ts
 * import { readEvery } from './recurring.ts';
 * readEvery('week on mon, thu'); // => { days: [1, 4] }
 * readEvery('每月1号'); // => { dates: [1] }
 * readEvery('mon 10:00'); // => null
 * ```
 */
export function readEvery(text: string): Every | null {
  const said = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:every|each)\s+|^每个?/u, '');
  if (daily.has(said)) return {};
  if (Object.hasOwn(groups, said)) return { days: groups[said] ?? [] };
  const month = /^(?:month|monthly)\s+(?:on\s+)?(.+)$|^个?月(?:的)?(.+)$/u.exec(said);
  if (month) return listed(month[1] ?? month[2] ?? '', dateOf, (dates) => ({ dates }));
  const inChinese = /^(?:周|星期|礼拜)(.+)$/u.exec(said);
  if (inChinese) return listed([...(inChinese[1] ?? '').replace(/周|星期|礼拜|[、,和及\s]/gu, '')].join(','), chineseDay, (days) => ({ days }));
  const week = /^(?:week|weekly)\s+(?:on\s+)?(.+)$/.exec(said);
  return listed(week?.[1] ?? said, dayOf, (days) => ({ days }));
}

function listed(text: string, read: (word: string) => number | undefined, made: (found: number[]) => Every): Every | null {
  const found = text
    .split(/\s*(?:[,，、&]|\band\b|和|及)\s*/u)
    .filter((word) => word !== '')
    .map(read);
  const known = found.flatMap((one) => one ?? []);
  return known.length > 0 && known.length === found.length ? made([...new Set(known)].sort((a, b) => a - b)) : null;
}

function dayOf(word: string): number | undefined {
  const bare = word.replace(/s$/, '');
  const found = names.findIndex((name) => name === bare || (bare.length === 3 && name.startsWith(bare)));
  return found === -1 ? (Object.hasOwn(short, word) ? short[word] : undefined) : found;
}

function chineseDay(word: string): number | undefined {
  const found = '日一二三四五六'.indexOf(word === '天' ? '日' : word);
  return found === -1 || word === '' ? undefined : found;
}

function dateOf(word: string): number | undefined {
  const bare = word.replace(/^the\s+/, '');
  if (/^(?:last(?: day)?|最后一天|末|底)$/u.test(bare)) return lastDate;
  const [, number, tens, ten, ones] = /^(?:(\d{1,2})(?:st|nd|rd|th|号|日)?|([二三])?(十)?([一二三四五六七八九])?[号日])$/u.exec(bare) ?? [];
  const date = number === undefined ? digits.indexOf(tens ?? (ten === undefined ? '日' : '一')) * 10 + digits.indexOf(ones ?? '日') : Number(number);
  return (number === undefined && tens !== undefined && ten === undefined) || date < 1 || date > 31 ? undefined : date;
}

function fits({ days, dates }: Every, day: Date): boolean {
  if (days) return days.includes(day.getUTCDay());
  if (!dates) return true;
  const date = day.getUTCDate();
  const last = new Date(day.getTime() + DAY).getUTCDate() === 1;
  return dates.includes(date) || (last && dates.some((one) => one > date));
}

/** The first occurrence after a moment; null when the last one is over. On a day whose clocks skip the minute it is the one after it. */
export function nextOccurrence({ every, minute, from, until, zone, shopZone }: Repeats, after: number): Occurrence | null {
  const first = from ? span(from, zone, shopZone).from - 1 : after;
  const begin = Math.max(after, first);
  const day = Math.floor(begin / DAY) * DAY - DAY;
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const date = new Date(day + ahead * DAY);
    if (!fits(every, date)) continue;
    const wall = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate(), minute };
    if (until && wallText({ ...wall, minute: 0 }) > wallText({ ...until, minute: 0 })) return null;
    const { from: at } = span(wall, zone, shopZone);
    if (at > begin) return { wall, at };
  }
  return null;
}

/** The next few occurrences after a moment. */
export function nextOccurrences(repeats: Repeats, after: number, most: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let next = nextOccurrence(repeats, after); next && found.length < most; next = nextOccurrence(repeats, next.at)) found.push(next);
  return found;
}

export interface Turned {
  /** The series with its next occurrence, or at its end. */
  series: BroadcastRow;
  /** Rows of occurrences that are due: the one that begins, and the last of those that were missed. */
  rows: BroadcastRow[];
  missed: number;
}

/**
 * What becomes of a series whose time has come: the occurrence that begins now, and those that are over for longer than `missedMs`, which are told and
 * not sent. Ids tell series and number, so that making an occurrence twice makes it once.
 */
export function turnSeries(row: BroadcastRow, repeats: Repeats, now: number, missedMs: number): Turned {
  const due: Occurrence[] = [];
  let next = nextOccurrence(repeats, (row.startAt ?? now) - 1);
  for (; next && next.at <= now; next = nextOccurrence(repeats, next.at)) due.push(next);
  const made = row.occurrences ?? 0;
  const missed = due.filter(({ at }) => now - at > missedMs);
  const rows = due.flatMap((one, n): BroadcastRow[] => {
    const late = n < missed.length;
    if (late ? n !== missed.length - 1 : n !== due.length - 1) return [];
    const begun = late ? ({ state: 'stopped', why: 'missed', endedAt: now } as const) : ({ state: 'sending', startedAt: now } as const);
    const { every: _, until: __, ...draft } = typeof row.draft === 'object' && row.draft !== null ? { every: null, until: null, ...row.draft } : {};
    const series = { of: row._id, n: made + n + 1 };
    const own = { _id: `${row._id}-${series.n}`, v: 1, name: row.name, draft: { ...draft, at: wallText(one.wall) }, series, startAt: one.at };
    return [{ ...own, ...begun, createdAt: now, updatedAt: now }];
  });
  const { endedAt: _, ...same } = row;
  const series: BroadcastRow = { ...same, occurrences: made + due.length, updatedAt: now };
  if (next) Object.assign(series, { state: 'scheduled', startAt: next.at });
  else Object.assign(series, { state: 'completed', endedAt: now });
  return { series, rows, missed: missed.length };
}
