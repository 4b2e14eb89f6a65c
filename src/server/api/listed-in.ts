/** A list of rows of a period of which some are asked for: read on while a page has none of them. */
import type { Collection, Row } from '../../store/store.ts';
import { page } from './cursor.ts';

/** Pages read for one answer at most: an answer without rows still tells where to go on. */
const mostPages = 40;

/** The next rows that are asked for, newest first, of one page at most. Null where the cursor is no one's. `begin` and `end`: epoch ms. */
export async function listedIn<T extends Row>(
  rows: Collection<T>,
  by: keyof T & string,
  { begin, end }: { begin: number; end: number },
  isAsked: (row: T) => boolean,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: T[]; next?: string } | null> {
  let from = cursor;
  for (let read = 0; read < mostPages; read++) {
    const found = await page(rows, by, from === undefined ? { [by]: { gte: begin, lt: end } } : {}, limit, from);
    if (!found) return null;
    const items = found.items.filter((row) => Number(row[by]) >= begin && Number(row[by]) < end && isAsked(row));
    if (found.next === undefined || Number(found.items.at(-1)?.[by] ?? 0) < begin) return { items };
    if (items.length > 0) return { items, next: found.next };
    from = found.next;
  }
  return { items: [], ...(from !== undefined && { next: from }) };
}
