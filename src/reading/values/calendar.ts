/** Days of the calendar in a zone, without time of day. */

/** Days since 1970-01-01. */
export type Day = number;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    try {
      format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts });
    } catch {
      format = new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', ...parts });
    }
    formats.set(zone, format);
  }
  return format;
}

/** Returns the local day and minute of the day of a moment (epoch ms) in a zone. */
export function localTime(now: number, zone: string): { day: Day; minute: number } {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(now)) parts[type] = Number(value);
  return { day: dayOf(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1) ?? 0, minute: (parts.hour ?? 0) * 60 + (parts.minute ?? 0) };
}

/** Returns a day of the calendar; null when there is none, e.g. 31 April. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? Math.round(at.getTime() / 86_400_000) : null;
}

/** Returns a day as `2026-11-23`. */
export function isoDay(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Returns the day of the week; 0 is Sunday. */
export function weekday(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function yearMonth(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * 86_400_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/**
 * Returns the moment (epoch ms) when the clocks of a zone show this minute of this day: the first of two. A minute that a clock change skips is as much
 * later as the change is long.
 */
export function momentOf(day: Day, minute: number, zone: string): number {
  const wanted = day * 1440 + minute;
  const shown = (at: number): number => {
    const local = localTime(at * 60_000, zone);
    return local.day * 1440 + local.minute;
  };
  const [before, after] = [wanted - 1440, wanted + 1440].map((at) => wanted - (shown(at) - at));
  const first = before ?? wanted;
  const second = after ?? wanted;
  return (shown(first) !== wanted && shown(second) === wanted ? second : first) * 60_000;
}
