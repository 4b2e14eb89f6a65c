/** A moment that a flow names: epoch ms, `2026-11-23`, `2026-11-23 18:00`, or ISO 8601 with a zone. */
import type { Json } from '../../json.ts';
import { dayOf, momentOf } from './calendar.ts';

/** Returns the moment of a value, epoch ms; a date without time is nine in the morning of the shop. Null when the value is no date. */
export function momentOfValue(value: Json, zone: string): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const local = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(value.trim());
  if (local) {
    const [, y, m, d, hour = '09', minute = '00'] = local;
    const day = dayOf(Number(y), Number(m), Number(d));
    return day === null ? null : momentOf(day, Number(hour) * 60 + Number(minute), zone);
  }
  // Other texts are read only where the zone stands in them: else the answer would be that of the machine's own zone.
  const at = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(value.trim()) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
