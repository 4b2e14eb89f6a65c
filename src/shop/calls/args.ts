/** Reads what a flow passes to a call: a value, an object that an earlier call gave, or nothing. */
import type { Json, Vars } from '../../json.ts';

export function isVars(value: Json | undefined): value is Vars {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a text, or the named field of an object: `order.cancel` takes `SO-10001` as well as the whole order. Empty text is nothing. */
export function textOf(value: Json | undefined, field?: string): string | undefined {
  const plain = field !== undefined && isVars(value) ? value[field] : value;
  if (typeof plain === 'number') return String(plain);
  if (typeof plain === 'string' && plain.trim() !== '') return plain.trim();
  return isVars(plain) && typeof plain.text === 'string' && plain.text.trim() !== '' ? plain.text.trim() : undefined;
}

export function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Returns the number of rows that a list call may return: `fallback` by default, at most 20. */
export function limitOf(value: Json | undefined, fallback: number): number {
  return Math.min(20, Math.max(1, Math.floor(numberOf(value) ?? fallback)));
}

/** Reads the named field of each entry of a list, or of a single entry; texts stand for themselves. */
export function listOf(value: Json | undefined, field: string): string[] {
  const entries = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return entries.flatMap((entry) => textOf(entry, field) ?? []);
}

/** Most pictures of one answer that are kept with a case, and most characters of all that is kept of them. */
const picturesMost = 10;
const pictureText = 2_000;

/** Returns what is kept of a photo that a flow asked for: where each picture of it is, and what was written below; undefined when there is none. */
export function photoOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (!isVars(value)) return JSON.stringify(value).slice(0, pictureText);
  const whole = isVars(value.photo) ? value.photo : value;
  const all = Array.isArray(whole.all) ? whole.all : [whole];
  const pictures = all.slice(0, picturesMost).flatMap((one) => {
    const place = isVars(one) && (['stored', 'url', 'ref'] as const).find((name) => typeof one[name] === 'string');
    return place ? [{ [place]: one[place] }] : [];
  });
  const text = textOf(value.text)?.slice(0, 300);
  // Whole pictures only: half an address leads nowhere.
  for (; pictures.length > 0; pictures.pop()) {
    const kept = JSON.stringify({ pictures, ...(text && { text }) });
    if (kept.length <= pictureText) return kept;
  }
  return text;
}

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `48h` as ms; undefined when it is no duration between a minute and a year. */
export function durationOf(value: Json | undefined): number | undefined {
  const [, count, unit] = /^\s*(\d{1,6})\s*([mhdw])\s*$/.exec(typeof value === 'string' ? value : '') ?? [];
  const ms = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  return ms >= 60_000 && ms <= 366 * 86_400_000 ? ms : undefined;
}
