/**
 * Memory of a row of the events that made it, so that each takes effect once and older data never replace newer. It is kept in the row itself: the
 * same write that has the effect remembers it, on every store, and no crash comes between.
 */
import { createHash } from 'node:crypto';

/** Ids that a row remembers; a shop sends far fewer events about one cart or order while it still repeats an old one. */
const mostSeen = 128;

export interface Told {
  /** Short hashes of the events that were taken in, newest last. */
  seen?: string[];
  /** Time of the last news of each field, epoch ms; `whole` is that of every field without a time of its own. */
  toldAt?: Record<string, number>;
}

/** Returns the key under which a row remembers an event; `id` is the shop's (`webhook-id`). */
export function eventKey(name: string, id: string): string {
  return createHash('sha256').update(`${name} ${id}`).digest('base64url').slice(0, 16);
}

/** Tells whether this event was taken in already; false for one without a key. */
export function wasSeen(row: Told, key: string | undefined): boolean {
  return key !== undefined && (row.seen?.includes(key) ?? false);
}

/** Returns the ids that the row remembers, with this one. */
export function withSeen(row: Told, key: string | undefined): Pick<Told, 'seen'> {
  if (key === undefined) return row.seen ? { seen: row.seen } : {};
  return { seen: [...(row.seen ?? []), key].slice(-mostSeen) };
}

/** Clocks of several processes may differ by this, ms. */
const slack = 300_000;

/** Tells whether a time in a row is in the future. It was then written while the clock was ahead, and does not show what is newer. */
export function isAhead(at: number | undefined, now: number): boolean {
  return at !== undefined && at > now + slack;
}

/** Returns the row without times in the future: news that comes now is newer than news from while the clock was ahead. */
export function believed<T extends Told>(row: T, now: number): T {
  if (!Object.values(row.toldAt ?? {}).some((at) => isAhead(at, now))) return row;
  return { ...row, toldAt: Object.fromEntries(Object.entries(row.toldAt ?? {}).filter(([, at]) => !isAhead(at, now))) };
}

/**
 * Tells whether something that happened at `at` is not older than the row's value of the field. Of two at the same time the one that arrives later is
 * taken.
 */
export function isNewer(row: Told, field: string, at: number): boolean {
  return at >= (row.toldAt?.[field] ?? row.toldAt?.whole ?? Number.NEGATIVE_INFINITY);
}
