/** Wall-clock time in IANA zones, by Intl. Zones change their offset; every function here looks it up for the moment in question. */

const formats = new Map<string, Intl.DateTimeFormat>();
const DAY = 86_400_000;

/** Wall-clock time somewhere. `day` 0 is Sunday; `minute` counts from midnight. */
export interface WallTime {
  year: number;
  month: number;
  date: number;
  day: number;
  minute: number;
}

/** Is it a zone that this Node knows? */
export function isZone(zone: string): boolean {
  try {
    format(zone);
    return true;
  } catch {
    return false;
  }
}

/** The wall-clock time of an instant (epoch ms) in a zone. Throws RangeError for an unknown zone. */
export function wallTime(at: number, zone: string): WallTime {
  const local = at + offsetOf(at, zone);
  const date = new Date(local);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    day: date.getUTCDay(),
    minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
  };
}

/** Epoch ms of `minute` minutes after midnight, `days` days after the date of `at` in the zone. A minute that a clock change skips becomes the one after it. */
export function instantOf(at: number, zone: string, days: number, minute: number): number {
  const here = wallTime(at, zone);
  const local = Date.UTC(here.year, here.month - 1, here.date) + days * DAY + minute * 60_000;
  const first = local - offsetOf(local, zone);
  return local - offsetOf(first, zone);
}

/** How far the zone's wall clock is ahead of UTC at an instant, ms. */
function offsetOf(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const part of format(zone).formatToParts(at)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, made);
  }
  return made;
}
