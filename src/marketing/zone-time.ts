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

/** Tells whether this Node knows the zone. */
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

/**
 * Epoch ms of `minute` minutes after midnight, `days` days after the date of `at` in the zone. A minute that a clock change skips becomes the one after
 * it, one of a day that never was that of the next day; of one that comes twice it is the first, or the second when the first is not after `at`.
 */
export function instantOf(at: number, zone: string, days: number, minute: number): number {
  const here = wallTime(at, zone);
  const local = Date.UTC(here.year, here.month - 1, here.date) + days * DAY + minute * 60_000;
  const [early, late] = [local - offsetOf(local - DAY, zone), local - offsetOf(local + DAY, zone)];
  const shown = [early, late].filter((one) => one + offsetOf(one, zone) === local);
  const [first, second] = shown;
  if (first === undefined) return early - late < DAY ? changeBetween(late, early, zone) : early;
  return second !== undefined && first <= at ? second : first;
}

/** The moment at which the clocks of the zone change between two, to the minute. */
function changeBetween(from: number, to: number, zone: string): number {
  const before = offsetOf(from, zone);
  let [low, high] = [from, to];
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offsetOf(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Returns how far the zone's wall clock is ahead of UTC at an instant, ms. */
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
