/** Settings of calls at Meta: on, with the shop's opening hours. https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/call-settings */
import { z } from 'zod';
import type { CallHours } from '../../src/channel.ts';

const days = {
  mon: 'MONDAY',
  tue: 'TUESDAY',
  wed: 'WEDNESDAY',
  thu: 'THURSDAY',
  fri: 'FRIDAY',
  sat: 'SATURDAY',
  sun: 'SUNDAY',
} as const;
type Day = keyof typeof days;
const order = Object.keys(days).filter((day): day is Day => day in days);

/** Meta takes two spans a day and 20 holidays. */
const spansADay = 2;
const holidaysMost = 20;

const clock = z.object({ day_of_week: z.string(), open_time: z.string(), close_time: z.string() });
const holiday = z.object({ date: z.string(), start_time: z.string(), end_time: z.string() });
const callHours = z.object({
  status: z.string(),
  timezone_id: z.string().optional(),
  weekly_operating_hours: z.array(clock).catch([]),
  holiday_schedule: z.array(holiday).catch([]),
});
/** What the number has; anything that is not said counts as not set. */
export const callingNode = z.object({
  calling: z
    .object({ status: z.string().optional(), callback_permission_status: z.string().optional(), call_hours: callHours.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** `0900` from minutes; midnight at the end of a day is its last minute. */
const hhmm = (minutes: number) => {
  const shown = Math.min(minutes, 1439);
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}${String(shown % 60).padStart(2, '0')}`;
};
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** Spans by day, those over midnight cut in two, the longest two of a day where there are more. */
function weekOf(hours: CallHours): z.infer<typeof clock>[] {
  const spans = order.map((): [number, number][] => []);
  for (const [n, day] of order.entries()) {
    for (const text of hours[day] ?? []) {
      const [from = 0, to = 0] = text.split('-').map(minutesOf);
      if (to > from) spans[n]?.push([from, to]);
      else {
        spans[n]?.push([from, 1440]);
        if (to > 0) spans[(n + 1) % order.length]?.push([0, to]);
      }
    }
  }
  return spans.flatMap((ofDay, n) => {
    const kept = joined(ofDay)
      .sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
      .slice(0, spansADay);
    const day = order[n];
    if (!day) return [];
    return kept.sort((a, b) => a[0] - b[0]).map(([from, to]) => ({ day_of_week: days[day], open_time: hhmm(from), close_time: hhmm(to) }));
  });
}

/** Spans of a day that meet or overlap become one: Meta refuses overlaps. */
function joined(spans: readonly [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** Returns the settings that the number should have; `today` (`2026-11-30`) leaves out the holidays that are over. */
export function callingSettings(zone: string, hours: CallHours | undefined, today: string) {
  const holidays = (hours?.closed ?? []).filter((date) => date >= today).sort();
  return {
    status: 'ENABLED',
    callback_permission_status: 'ENABLED',
    call_hours: hours
      ? {
          status: 'ENABLED',
          timezone_id: zone,
          weekly_operating_hours: weekOf(hours),
          ...(holidays.length > 0 && {
            holiday_schedule: holidays.slice(0, holidaysMost).map((date) => ({ date, start_time: '0000', end_time: '2359' })),
          }),
        }
      : { status: 'DISABLED' },
  };
}

/** Tells whether the number has these settings already. Order does not count. */
export function hasSettings(raw: unknown, wanted: ReturnType<typeof callingSettings>): boolean {
  const has = callingNode.safeParse(raw).data?.calling;
  if (has?.status !== wanted.status || has.callback_permission_status !== wanted.callback_permission_status) return false;
  const {
    weekly_operating_hours: week = [],
    holiday_schedule: closed = [],
    ...rest
  } = { weekly_operating_hours: [], holiday_schedule: [], ...wanted.call_hours };
  const hours = has.call_hours;
  if (rest.status === 'DISABLED') return (hours?.status ?? 'DISABLED') === 'DISABLED';
  const words = (list: readonly object[]) =>
    list
      .map((each) => Object.values(each).join(' '))
      .sort()
      .join('\n');
  return (
    hours?.status === rest.status &&
    hours.timezone_id === ('timezone_id' in rest ? rest.timezone_id : undefined) &&
    words(hours.weekly_operating_hours.map((each) => clock.parse(each))) === words(week) &&
    words(hours.holiday_schedule) === words(closed)
  );
}
