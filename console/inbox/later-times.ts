/** Times that people put something off to. */
import { moment } from '../times.ts';
import type { Words } from '../words-en.ts';

export interface LaterTime {
  label: string;
  at: number;
}

const hour = 3_600_000;

/** In an hour, this evening, tomorrow morning, Monday morning: those that lie ahead, in the zone of whoever looks. */
export function laterTimes(now: number, t: Words, lang: string): LaterTime[] {
  const at = (days: number, hours: number): number => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    day.setHours(hours, 0, 0, 0);
    return day.getTime();
  };
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7;
  const times = [
    { label: t.inAnHour, at: now + hour },
    { label: t.thisEvening, at: at(0, 18) },
    { label: t.tomorrowMorning, at: at(1, 9) },
    ...(toMonday > 1 ? [{ label: t.mondayMorning, at: at(toMonday, 9) }] : []),
  ];
  return times.filter((one) => one.at > now + hour / 2).map((one) => ({ ...one, label: `${one.label} · ${moment(one.at, now, lang)}` }));
}

/** What stands in a field of date and time. */
export const localTime = (at: number): string => {
  const zone = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - zone).toISOString().slice(0, 16);
};
