/** Appointments: free times by the plan of the shop, each place given once. Times are epoch ms. */
import { isoDay, localTime, momentOf, weekday } from '../../reading/values/calendar.ts';
import type { Store } from '../../store/store.ts';
import { type AppointmentPlan, weekdays } from '../appointment-plan.ts';
import { type AppointmentRow, appointments } from '../request-rows.ts';

export interface Calendar {
  plan: AppointmentPlan;
  /** IANA. */
  zone: string;
  /** Days on which nobody comes: `2026-10-01`. */
  closed: readonly string[];
}

export interface Slot {
  start: number;
  /** Day in the shop's zone: `2026-12-01`. */
  day: string;
  free: number;
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Times of the plan that can still be booked, earliest first, whether taken or not. Pure. */
export function slotTimes({ plan, zone, closed }: Calendar, now: number): Omit<Slot, 'free'>[] {
  const today = localTime(now, zone).day;
  const earliest = now + plan.notice_hours * 3_600_000;
  return Array.from({ length: plan.days + 1 }, (_, after) => today + after).flatMap((day) => {
    const name = weekdays[weekday(day)];
    if (!name || closed.includes(isoDay(day))) return [];
    return (plan.hours[name] ?? []).flatMap((span) => {
      const [from, to] = [minutesOf(span.slice(0, 5)), minutesOf(span.slice(6))];
      const count = Math.max(0, Math.floor((to - from) / plan.minutes));
      return Array.from({ length: count }, (_, n) => ({ day: isoDay(day), start: momentOf(day, from + n * plan.minutes, zone) })).filter(
        ({ start }) => start >= earliest,
      );
    });
  });
}

const idOf = (start: number, place: number): string => `${start}:${place}`;

/** Times that somebody can still have. */
export async function freeSlots(store: Store, calendar: Calendar, now: number): Promise<Slot[]> {
  const times = slotTimes(calendar, now);
  const first = times[0]?.start;
  if (first === undefined) return [];
  const taken = new Map<number, number>();
  const booked = await store.collection(appointments).find({ where: { start: { gte: first } }, sort: { by: 'start' }, limit: 10_000 });
  for (const { start } of booked) taken.set(start, (taken.get(start) ?? 0) + 1);
  return times.map((time) => ({ ...time, free: calendar.plan.at_once - (taken.get(time.start) ?? 0) })).filter(({ free }) => free > 0);
}

/** The customer's next appointment; null when they have none. */
export async function nextAppointment(store: Store, contact: string, now: number): Promise<AppointmentRow | null> {
  const mine = await store.collection(appointments).find({ where: { contact }, limit: 100 });
  return mine.filter(({ start }) => start > now).sort((a, b) => a.start - b.start)[0] ?? null;
}

export interface Booking {
  start: number;
  contact: string;
  conversation: string;
  order?: string | undefined;
  note?: string | undefined;
  /** The same key books once. */
  key: string;
}

export type Booked = { ok: true; row: AppointmentRow } | { ok: false; code: 'taken' | 'too_late' | 'already' };

/**
 * Books a time. A customer who has one already is refused with `already`, unless `instead` is that one: then it is given back, after the new one is
 * theirs.
 */
export async function book(store: Store, calendar: Calendar, wish: Booking, instead: AppointmentRow | null, now: number): Promise<Booked> {
  const rows = store.collection(appointments);
  const mine = await rows.find({ where: { contact: wish.contact }, limit: 100 });
  const same = mine.find(({ key }) => key === wish.key);
  if (same) return { ok: true, row: same };
  if (mine.some(({ start, _id }) => start > now && _id !== instead?._id)) return { ok: false, code: 'already' };
  if (instead && instead.start - now < calendar.plan.notice_hours * 3_600_000) return { ok: false, code: 'too_late' };
  if (!slotTimes(calendar, now).some(({ start }) => start === wish.start)) return { ok: false, code: 'taken' };
  for (let place = 0; place < calendar.plan.at_once; place++) {
    const { order, note, ...booking } = wish;
    const row = { _id: idOf(wish.start, place), ...booking, ...(order && { order }), ...(note && { note }), at: now };
    if ((await rows.insert(row)) !== 'done') continue;
    if (instead) await rows.delete(instead._id);
    return { ok: true, row: { ...row, v: 1 } };
  }
  return { ok: false, code: 'taken' };
}

/** Gives the customer's next appointment back; null when there is none. */
export async function cancelAppointment(store: Store, { plan }: Calendar, contact: string, now: number): Promise<AppointmentRow | 'too_late' | null> {
  const row = await nextAppointment(store, contact, now);
  if (!row) return null;
  if (row.start - now < plan.notice_hours * 3_600_000) return 'too_late';
  await store.collection(appointments).delete(row._id);
  return row;
}
