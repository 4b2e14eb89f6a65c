/** When customers write: their messages by weekday and hour of the shop's zone. Pure. */
import type { DayFigures } from './figures.ts';

export interface Hours {
  /** Monday first, each with 24 counts. */
  days: number[][];
  total: number;
  /** Messages of days that were counted before hours were. */
  without: number;
}

/** Adds up the days; `channel`: only this one. */
export function hoursOf(found: ReadonlyMap<string, DayFigures>, channel?: string): Hours {
  const days = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  let written = 0;
  let total = 0;
  for (const [day, { channels }] of found) {
    // 0 is Sunday there.
    const row = days[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [];
    for (const [name, { in: count, hours }] of Object.entries(channels)) {
      if (channel !== undefined && name !== channel) continue;
      written += count;
      for (const [hour, more] of Object.entries(hours ?? {})) {
        row[Number(hour)] = (row[Number(hour)] ?? 0) + more;
        total += more;
      }
    }
  }
  return { days, total, without: Math.max(0, written - total) };
}
