/** Schedules, quiet hours and opening hours while the clocks of a zone change. */
import { describe, expect, test } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import type { FlowSet } from '../../src/flow-tree/flow-tree.ts';
import { quietUntil } from '../../src/marketing/gate.ts';
import { wallTime } from '../../src/marketing/zone-time.ts';
import { openingAt } from '../../src/runtime/base/opening-hours.ts';
import { dueSchedules } from '../../src/runtime/conversation/due-schedules.ts';
import { noFlows } from './scripted-engine.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A day of UTC at whose side the clocks change. */
const changes: [string, string, number][] = [
  ['Europe/Berlin', '2026-03-29', 60],
  ['Europe/Berlin', '2026-10-25', -60],
  ['America/New_York', '2026-03-08', 60],
  ['America/New_York', '2026-11-01', -60],
  // Half an hour, and in the other half of the year.
  ['Australia/Lord_Howe', '2026-10-04', 30],
  ['Australia/Lord_Howe', '2026-04-05', -30],
  // New rules: a day that never was; an hour given up for good; the last daylight saving.
  ['Pacific/Apia', '2011-12-30', day / minute],
  ['Asia/Almaty', '2024-02-29', -60],
  ['America/Mexico_City', '2022-10-30', -60],
];
const times = ['00:15', '01:15', '01:45', '02:00', '02:15', '02:30', '03:00', '23:45'];
const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function daily(time: string): FlowSet {
  const flow = parseFlow(`flow: daily\nstart:\n  - schedule: "${time}"\nsteps:\n  - say: Hi\n`, 'daily.yaml');
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  return { ...noFlows, live: new Map([[flow.name, flow]]) };
}

const dateOf = (at: number, zone: string): string => {
  const { year, month, date } = wallTime(at, zone);
  return `${year}-${month}-${date}`;
};

/** Every quarter of an hour of the five days around it. */
function* around(date: string, step = 15 * minute): Generator<number> {
  const from = Date.parse(`${date}T00:00:00Z`) - 2 * day;
  for (let at = from; at <= from + 5 * day; at += step) yield at;
}

describe.each(changes)('%s on %s', (zone, date, by) => {
  test.each(times)('what starts every day at %s starts once a day, at that time or as much later as the clock went', (time) => {
    const flows = daily(time);
    const [first = 0, ...looks] = around(date);
    const fired: number[] = [];
    let before = first;
    for (const now of looks) {
      fired.push(...dueSchedules(flows, zone, before, now).map(({ at }) => at));
      before = now;
    }
    // Each whole day in between has one; the first and the last may be cut.
    const days = new Map<string, number>();
    for (const now of looks) days.set(dateOf(now, zone), 0);
    for (const at of fired) days.set(dateOf(at, zone), (days.get(dateOf(at, zone)) ?? 0) + 1);
    const counts = [...days.values()];
    expect(counts.slice(1, -1).every((count) => count === 1)).toBe(true);
    expect(counts.every((count) => count <= 1)).toBe(true);
    for (const at of fired) expect([0, by]).toContain(wallTime(at, zone).minute - minutes(time));
  });

  test.each(times)('quiet hours until %s end then, and never in the past', (time) => {
    const quiet = { from: 21 * 60, to: minutes(time) };
    for (const now of around(date)) {
      const until = quietUntil(quiet, zone, now);
      if (until === undefined) continue;
      expect(until).toBeGreaterThan(now);
      expect(until - now).toBeLessThanOrEqual(7 * hour + (time === '23:45' ? day : 0) + hour);
      expect(quietUntil(quiet, zone, until)).toBeUndefined();
    }
  });

  test.each(times.slice(0, -1))('a shop that opens at %s is open when it is said to open', (time) => {
    const span = [`${time}-20:00`];
    const hours = { mon: span, tue: span, wed: span, thu: span, fri: span, sat: span, sun: span };
    for (const now of around(date)) {
      const { open, opensAt } = openingAt(hours, zone, now);
      if (open) continue;
      expect(opensAt).toBeGreaterThan(now);
      expect(opensAt - now).toBeLessThanOrEqual(8 * hour);
      expect(openingAt(hours, zone, opensAt).open).toBe(true);
      expect(openingAt(hours, zone, opensAt - minute).open).toBe(false);
    }
  });
});
