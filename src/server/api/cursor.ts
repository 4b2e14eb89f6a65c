import type { Collection, Query, Row } from '../../store/store.ts';

/**
 * Reads a page of rows sorted by a number field, newest first or, with `up`, oldest first. The cursor says where the last page ended and how many rows
 * of that very value were already given, so that equal times are neither skipped nor repeated.
 */
export async function page<T extends Row>(
  rows: Collection<T>,
  by: keyof T & string,
  where: Query['where'],
  limit: number,
  cursor?: string,
  up = false,
): Promise<{ items: T[]; next?: string } | null> {
  const start = cursor === undefined ? null : readCursor(cursor);
  if (start === undefined) return null;
  const skip = start?.given ?? 0;
  const found = await rows.find({
    where: { ...where, ...(start ? { [by]: up ? { gte: start.value } : { lte: start.value } } : {}) },
    sort: { by, desc: !up },
    limit: Math.min(limit + skip + 1, 1_000),
  });
  const items = found.slice(skip, skip + limit);
  return { items, next: found.length <= skip + limit ? undefined : cursorAfter(items, by, cursor) };
}

/** Returns the cursor behind the last of `items`, which were read from `cursor` on without a gap. */
export function cursorAfter<T extends Row>(items: readonly T[], by: keyof T & string, cursor?: string): string | undefined {
  const last = items.at(-1)?.[by];
  if (typeof last !== 'number') return cursor;
  const start = cursor === undefined ? undefined : readCursor(cursor);
  const same = items.filter((item) => item[by] === last).length + (start?.value === last ? start.given : 0);
  return Buffer.from(`${last}~${same}`).toString('base64url');
}

function readCursor(cursor: string): { value: number; given: number } | undefined {
  const [, value, given] = /^(\d{1,16})~(\d{1,4})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return value === undefined || given === undefined ? undefined : { value: Number(value), given: Number(given) };
}
