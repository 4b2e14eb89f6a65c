/** Broadcasts that come again: each occurrence is a row of its own, made when the one before begins. */
import { instantOf, wallTime } from '../zone-time.ts';
import type { BroadcastRow } from './rows.ts';

/** A time of every day, or of one day of each week (0 is Sunday); minutes after midnight. */
export interface Every {
  day?: number;
  minute: number;
}

const days: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].flatMap((name, n) => [
      [name, n],
      [name.slice(0, 3), n],
    ]),
  ),
  ...Object.fromEntries([...'日一二三四五六'].flatMap((name, n) => ['周', '星期', '每周', '礼拜'].map((week) => [week + name, n]))),
  周天: 0,
  星期天: 0,
  每周天: 0,
  礼拜天: 0,
};
const daily: ReadonlySet<string> = new Set(['', 'day', 'daily', 'every day', '每天', '每日']);

/**
 * Reads a recurring time; null for what is none.
 * @example
 * ```ts
 * import { readEvery } from './recurring.ts';
 * [readEvery('monday 10:00'), readEvery('每天 9:30'), readEvery('mon 25:00')]; // => [{ day: 1, minute: 600 }, { minute: 570 }, null]
 * ```
 */
export function readEvery(text: string): Every | null {
  const [, word = '', hour, minute] = /^(.*?)\s*(\d{1,2})[:：](\d{2})$/su.exec(text.normalize('NFKC').trim().toLowerCase()) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  const at = Number(hour) * 60 + Number(minute);
  if (daily.has(word)) return { minute: at };
  const day = Object.hasOwn(days, word) ? days[word] : undefined;
  return day === undefined ? null : { day, minute: at };
}

/** The first occurrence after a moment, epoch ms. On a day whose clocks skip the minute it is the one after it. */
export function nextOccurrence({ day, minute }: Every, zone: string, after: number): number {
  const today = wallTime(after, zone).day;
  for (let ahead = 0; ahead <= 8; ahead++) {
    if (day !== undefined && (today + ahead) % 7 !== day) continue;
    const at = instantOf(after, zone, ahead, minute);
    if (at > after) return at;
  }
  throw new Error(`no day of the week is ${day}`);
}

/**
 * The occurrence that follows one which begins now. Its id tells series and number, so that making it twice makes it once; what was missed while the
 * program stood still is left out.
 */
export function nextInSeries(row: BroadcastRow, every: Every, zone: string, now: number): BroadcastRow {
  const { of, n } = row.series ?? { of: row._id, n: 1 };
  return {
    _id: `${of}-${n + 1}`,
    v: 1,
    name: row.name,
    state: 'scheduled',
    draft: row.draft,
    createdAt: now,
    updatedAt: now,
    startAt: nextOccurrence(every, zone, Math.max(now, row.startAt ?? now)),
    series: { of, n: n + 1 },
  };
}
