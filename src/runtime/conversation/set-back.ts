/** Rows that were written while the clock was ahead, once it has been set back: what waits in them waits as long as it was meant to. */
import type { ConversationRow, OutboxItem } from '../../store/collections.ts';
import { dueAt } from '../rows/due.ts';

/** Clocks of several processes may differ by this, ms. */
export const slack = 5_000;
/** Longest time between two tries to sync the owner with the provider, ms. */
const longestTell = 300_000;

const late = (at: number | undefined, now: number): at is number => at !== undefined && at > now + slack;
const kept = (at: number, set: number, now: number): number => now + Math.max(0, at - set);

/** Tells whether the row was written, or is due, at a time far in the future. */
export function isAhead(row: ConversationRow, now: number): boolean {
  if (row.timers.some((timer) => late(timer.set, now)) || row.outbox.some((item) => late(item.set ?? item.since, now))) return true;
  if (late(row.lastInAt, now) || late(row.lastAt, now) || (row.tell && late(row.tell.at - longestTell, now))) return true;
  return late(row.due, now) && row.due > (dueAt(row, now) ?? Number.POSITIVE_INFINITY) + slack;
}

/** Returns the row as if it had been written now: what waits in it waits its time from now on. A timer for a date keeps its date. */
export function setBack(row: ConversationRow, now: number): ConversationRow {
  return {
    ...row,
    timers: row.timers.map((timer) => (late(timer.set, now) ? { ...timer, at: kept(timer.at, timer.set, now), set: now } : timer)),
    outbox: row.outbox.map((item): OutboxItem => {
      if (!late(item.set ?? item.since, now)) return item;
      const failed = item.failed && { ...item.failed, at: Math.min(item.failed.at, now) };
      const since = item.since === undefined ? undefined : Math.min(item.since, now);
      // Until when quiet hours last is a matter of the clock, and is asked again.
      const waits = item.state === 'held' && item.reason !== 'quiet_hours';
      return { ...item, at: waits ? kept(item.at, item.set ?? item.at, now) : now, set: now, since, failed };
    }),
    // The time to answer begins again with the write.
    silent: undefined,
    lastInAt: Math.min(row.lastInAt, now),
    lastAt: Math.min(row.lastAt, now),
    tell: row.tell && late(row.tell.at - longestTell, now) ? { ...row.tell, at: now } : row.tell,
  };
}
