/** Repetition of a draft. */
import { type Repeats, readEvery } from '../broadcast/recurring.ts';
import { clockMinute, wallClock } from '../broadcast/schedule.ts';
import { draftSchema } from './draft.ts';

/** Reads the recurring time of a draft that was checked; null where it has none. */
export function repeatsOf(written: unknown, shopZone: string): Repeats | null {
  const { data } = draftSchema.safeParse(written);
  const every = data?.every === undefined ? null : readEvery(data.every);
  if (!data || !every || data.at === undefined) return null;
  const from = wallClock(data.at);
  const until = data.until === undefined ? null : wallClock(`${data.until} 00:00`);
  const minute = from?.minute ?? clockMinute(data.at) ?? 0;
  return { every, minute, ...(from && { from }), ...(until && { until }), zone: data.zone, shopZone };
}
