/** Numbers and moments that somebody outside tells: read, bounded, and never NaN or infinite. */
import { z } from 'zod';

/** March 1973, epoch ms. What is earlier was no time but a small number. */
const earliest = 1e11;
/** Lead that a provider's clock may have on ours, ms. */
const ahead = 24 * 60 * 60_000;
/** As seconds this is the year 5138: whoever writes more means milliseconds. */
const secondsEnd = 1e11;

export interface ToldTime {
  /** Epoch ms. */
  at: number;
  /** The value as it was told, where it makes no sense or is of another unit than it should be: for the log, at most 60 characters. */
  odd?: string[];
}

/** A number, or a text of digits that is one; undefined for everything else. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string') return /^\d{1,20}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Returns a value as a log shows it. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}

/**
 * Reads when something happened: seconds, as a number or a text; more than {@link secondsEnd} is milliseconds, which is told as odd unless `unit` is
 * `either`. What is no moment, before {@link earliest} or more than a day ahead is `now`: nothing that a customer wrote is lost for its time.
 */
export function toldTime(value: unknown, now: number, unit: 'seconds' | 'either' = 'seconds'): ToldTime {
  const told = numberOf(value);
  if (told === undefined) return { at: now, odd: [`time ${shown(value)}`] };
  const inMs = told >= secondsEnd;
  const at = Math.round(inMs ? told : told * 1000);
  if (at < earliest || at > now + ahead) return { at: now, odd: [`time ${shown(value)}`] };
  return { at, ...(inMs && unit === 'seconds' ? { odd: [`time ${shown(value)}`] } : {}) };
}

const digits = z.string().regex(/^-?\d{1,20}(?:\.\d{1,20})?$/);
const number = z.union([z.number(), digits.transform(Number)]);

/** Reads a number from 0 to `most`; anything else is left out. */
export function toldAmount(most: number) {
  return number.pipe(z.number().min(0).max(most)).optional().catch(undefined);
}
/** The same, as a whole number. */
function toldWhole(most: number) {
  return number.pipe(z.number().min(0).max(most)).transform(Math.round).optional().catch(undefined);
}

/** Bytes of a file: no channel carries a larger one than 100 GB. */
export const toldBytes = toldWhole(100_000_000_000);
/** Seconds of a recording, a week at most. */
export const toldSeconds = toldWhole(7 * 24 * 60 * 60);

function degrees(most: number) {
  return number.pipe(z.number().min(-most).max(most));
}

/** A place on earth, as numbers or texts. */
export const toldLatitude = degrees(90);
export const toldLongitude = degrees(180);
