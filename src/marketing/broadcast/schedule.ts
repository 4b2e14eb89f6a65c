/** The time at which a broadcast goes out: a wall-clock time in the shop's zone, or in that of each customer. */
import { z } from 'zod';
import { instantOf, isZone, wallTime } from '../zone-time.ts';

/** `2026-12-01 10:00`, `2026-12-01T10:00`. */
const wallPattern = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})$/;

export interface WallClock {
  year: number;
  month: number;
  date: number;
  minute: number;
}

/** Reads a wall-clock time; null for one that is none, or a day that no month has. */
export function wallClock(text: string): WallClock | null {
  const [, ...found] = wallPattern.exec(text.trim()) ?? [];
  const [year, month, date, hour, minute] = found.map(Number);
  if (year === undefined || month === undefined || date === undefined || hour === undefined || minute === undefined) return null;
  const day = new Date(Date.UTC(year, month - 1, date));
  if (day.getUTCMonth() !== month - 1 || day.getUTCDate() !== date || hour > 23 || minute > 59) return null;
  return { year, month, date, minute: hour * 60 + minute };
}

/** A wall-clock time as {@link wallClock} reads it. */
export function wallText({ year, month, date, minute }: WallClock): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Reads a time of the day, `10:00`, as minutes after midnight; null for one that is none. */
export function clockMinute(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim()) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return Number(hour) * 60 + Number(minute);
}

/** The instant of a wall-clock time in a zone, epoch ms. A minute that a clock change skips becomes the one after it; of one that comes twice it is the first. */
export function instantIn({ year, month, date, minute }: WallClock, zone: string): number {
  const around = Date.UTC(year, month - 1, date, 12);
  const here = wallTime(around, zone);
  const off = Math.round((Date.UTC(year, month - 1, date) - Date.UTC(here.year, here.month - 1, here.date)) / 86_400_000);
  return instantOf(around - 48 * 3_600_000, zone, off + 2, minute);
}

/** The first zone and the last in which a day begins. */
const earliest = 'Pacific/Kiritimati';
const latest = 'Pacific/Pago_Pago';

export const zoneModes = z.enum(['shop', 'customer']);
export type ZoneMode = z.infer<typeof zoneModes>;

/** The first and the last moment at which a broadcast may begin for somebody, epoch ms. */
export function span(wall: WallClock, mode: ZoneMode, shopZone: string): { from: number; to: number } {
  if (mode === 'shop') return { from: instantIn(wall, shopZone), to: instantIn(wall, shopZone) };
  return { from: instantIn(wall, earliest), to: instantIn(wall, latest) };
}

/** Moments that were found, by the time and the zone: one broadcast asks a million times for a few dozen. */
const found = new WeakMap<WallClock, Map<string, number>>();

/** The moment for one customer. */
export function momentFor(wall: WallClock, mode: ZoneMode, shopZone: string, customerZone: string | undefined): number {
  const moments = found.get(wall) ?? new Map<string, number>();
  found.set(wall, moments);
  const wanted = mode === 'customer' && customerZone !== undefined ? customerZone : shopZone;
  const known = moments.get(wanted);
  if (known !== undefined) return known;
  const moment = instantIn(wall, wanted === shopZone || isZone(wanted) ? wanted : shopZone);
  moments.set(wanted, moment);
  return moment;
}
