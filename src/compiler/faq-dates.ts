/** The day until which an entry of the FAQ is sure to be right (`check_by`). */

import type { Faq, FaqEntry } from '../flow-tree/flow-tree.ts';
import { isoDay, localTime } from '../reading/values/calendar.ts';

/** Returns the day in a zone at `now` (epoch ms): `2026-12-31`. */
export function dayIn(zone: string, now: number): string {
  return isoDay(localTime(now, zone).day);
}

/** Tells whether the day has passed; on the day itself it has not. */
export function isOverdue(checkBy: string, today: string): boolean {
  return checkBy < today;
}

/** Returns the entries whose day has passed, the longest ago first. */
export function overdueEntries(faqs: Iterable<Faq>, today: string): { file: string; entry: FaqEntry; checkBy: string }[] {
  return [...faqs]
    .flatMap(({ file, entries }) =>
      entries.flatMap((entry) => (entry.check_by !== undefined && isOverdue(entry.check_by, today) ? [{ file, entry, checkBy: entry.check_by }] : [])),
    )
    .sort((a, b) => (a.checkBy < b.checkBy ? -1 : a.checkBy > b.checkBy ? 1 : 0));
}
