/** Opening hours in the shop's own zone. Pure. */
import { instantOf, wallTime } from '../marketing/zone-time.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** Spans like `09:00-18:00`, by weekday; a span may end after midnight (`18:00-02:00`). A day without spans is closed. */
export type WeekHours = Partial<Record<Weekday, readonly string[]>> & {
  /** Dates (`2026-12-25`) on which the shop does not open. */
  closed?: readonly string[];
};

/** Minutes after midnight; `to` is above 1440 when the span ends after midnight. A span until 23:59 has the last minute of the day. Null when the text is no span. */
export function parseSpan(text: string): { from: number; to: number } | null {
  const match = /^([01]\d|2[0-4]):([0-5]\d)\s*-\s*([01]\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  if (!match) return null;
  const from = Number(match[1]) * 60 + Number(match[2]);
  const end = Number(match[3]) * 60 + Number(match[4]);
  const to = end === 1439 ? 1440 : end;
  if (from > 1440 || to > 1440 || from === to) return null;
  return { from, to: to > from ? to : to + 1440 };
}

/** Whether the shop is open, and when it opens next (`now` when open or when it never opens), epoch ms. */
export function openingAt(hours: WeekHours | undefined, zone: string, now: number): { open: boolean; opensAt: number } {
  if (!hours) return { open: true, opensAt: now };
  const { minute } = wallTime(now, zone);
  const open = spansOf(hours, zone, now, 0).some((span) => minute >= span.from && minute < span.to);
  const late = spansOf(hours, zone, now, -1).some((span) => minute < span.to - 1440);
  if (open || late) return { open: true, opensAt: now };
  for (let days = 0; days <= 366; days++) {
    const starts = spansOf(hours, zone, now, days).map((span) => instantOf(now, zone, days, span.from));
    const next = starts.filter((at) => at > now).sort((a, b) => a - b)[0];
    if (next !== undefined) return { open: false, opensAt: next };
  }
  return { open: false, opensAt: now };
}

function spansOf(hours: WeekHours, zone: string, now: number, days: number): { from: number; to: number }[] {
  const noon = wallTime(instantOf(now, zone, days, 720), zone);
  const date = `${noon.year}-${String(noon.month).padStart(2, '0')}-${String(noon.date).padStart(2, '0')}`;
  const day = weekdays[noon.day];
  if (!day || hours.closed?.includes(date)) return [];
  return (hours[day] ?? []).flatMap((text) => parseSpan(text) ?? []);
}
