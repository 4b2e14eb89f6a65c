/** The wrong proofs of the whole shop, counted by the hour in one row; and in others what it may not do without end. */
import type { Store } from '../../store/store.ts';
import { type LookupGuardRow, lookupGuards } from '../shop.ts';

const hourMs = 3_600_000;
const wrongProofs = 'sum';

/** More wrong proofs than this, in any hour or any 24 hours, are guessing. */
export interface SumLimit {
  perHour: number;
  perDay: number;
}

/** Returns the limit for a number a day: a quarter of it may come within an hour. */
export function sumLimit(perDay: number): SumLimit {
  return { perDay, perHour: Math.ceil(perDay / 4) };
}

type Hours = NonNullable<LookupGuardRow['hours']>;

/** Returns the counts of the last 24 hours. An hour in the future was counted before the clock was set back: it counts as this one. */
function recent(row: LookupGuardRow | null, hour: number): Hours {
  const counts = new Map<number, number>();
  for (const entry of row?.hours ?? []) {
    const at = Math.min(entry.hour, hour);
    if (at >= hour - 24) counts.set(at, (counts.get(at) ?? 0) + entry.count);
  }
  return [...counts].map(([at, count]) => ({ hour: at, count }));
}

function over(hours: Hours, hour: number, { perHour, perDay }: SumLimit): boolean {
  const sum = (from: number): number => hours.reduce((all, entry) => all + (entry.hour >= from ? entry.count : 0), 0);
  return sum(hour - 1) >= perHour || sum(hour - 24) >= perDay;
}

/** Tells whether the shop allows no more weak proofs now. */
export async function isOver(store: Store, limit: SumLimit, now: number, id = wrongProofs): Promise<boolean> {
  const hour = Math.floor(now / hourMs);
  return over(recent(await store.collection(lookupGuards).get(id), hour), hour, limit);
}

/** Counts one, also beyond the limit; `over`: the limit was reached before, or the count could not be written. */
export async function countWrong(store: Store, limit: SumLimit, now: number, id = wrongProofs): Promise<'counted' | 'over'> {
  const rows = store.collection(lookupGuards);
  const hour = Math.floor(now / hourMs);
  for (let round = 0; round < 50; round++) {
    const row = await rows.get(id);
    const hours = recent(row, hour);
    const isFull = over(hours, hour, limit);
    const thisHour = hours.find((entry) => entry.hour === hour);
    const next = [...hours.filter((entry) => entry !== thisHour), { hour, count: (thisHour?.count ?? 0) + 1 }];
    const fields = { failures: next.reduce((all, { count }) => all + count, 0), until: 0, at: now, hours: next };
    const stored = row ? (await rows.replace({ ...row, ...fields })) !== null : (await rows.insert({ _id: id, ...fields })) === 'done';
    if (stored) return isFull ? 'over' : 'counted';
  }
  return 'over';
}
