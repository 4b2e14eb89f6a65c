import type { Collection, Query, Row } from '../../store/store.ts';

/**
 * A page of rows sorted by a number field, newest first. The cursor says where the last page ended and how many rows
 * of that very value were already given, so that equal times are neither skipped nor repeated.
 */
export async function page<T extends Row>(
  rows: Collection<T>,
  by: keyof T & string,
  where: Query['where'],
  limit: number,
  cursor?: string,
): Promise<{ items: T[]; next?: string } | null> {
  const start = cursor === undefined ? null : readCursor(cursor);
  if (start === undefined) return null;
  const skip = start?.given ?? 0;
  const found = await rows.find({
    where: { ...where, ...(start ? { [by]: { lte: start.value } } : {}) },
    sort: { by, desc: true },
    limit: Math.min(limit + skip + 1, 1_000),
  });
  const items = found.slice(skip, skip + limit);
  const last = items.at(-1)?.[by];
  if (found.length <= skip + limit || typeof last !== 'number') return { items };
  const same = items.filter((item) => item[by] === last).length + (start && start.value === last ? skip : 0);
  return { items, next: Buffer.from(`${last}~${same}`).toString('base64url') };
}

function readCursor(cursor: string): { value: number; given: number } | undefined {
  const [, value, given] = /^(\d{1,16})~(\d{1,4})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return value === undefined || given === undefined ? undefined : { value: Number(value), given: Number(given) };
}
