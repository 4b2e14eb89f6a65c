import { expect, it } from 'vitest';
import type { Collection, Query, Row } from '../../store/store.ts';
import { cursorAfter, page } from './cursor.ts';

type Item = Row & { at: number };
const rows: Item[] = [5, 5, 5, 4, 4, 3, 2, 2, 2, 2].map((at, n) => ({ _id: `r${n}`, v: 1, at }));
const collection = {
  async find({ where, limit = 100 }: Query) {
    const most = where?.at as { lte: number } | undefined;
    return rows.filter((row) => most === undefined || row.at <= most.lte).slice(0, limit);
  },
} as unknown as Collection<Item>;

it.each([1, 2, 3, 4, 7, 10, 11])('gives every row once, %i at a time, also where values are equal', async (limit) => {
  const seen: string[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const got = await page(collection, 'at', {}, limit, cursor);
    seen.push(...(got?.items ?? []).map((row) => row._id));
    cursor = got?.next;
  }
  expect(seen).toEqual(rows.map((row) => row._id));
});

it('goes on behind any row of a page', async () => {
  const got = await page(collection, 'at', {}, 4);
  const next = await page(collection, 'at', {}, 3, cursorAfter(got?.items.slice(0, 2) ?? [], 'at'));
  expect(next?.items.map((row) => row._id)).toEqual(['r2', 'r3', 'r4']);
});

it('refuses a cursor that is not one of ours', async () => expect(await page(collection, 'at', {}, 3, 'nonsense')).toBeNull());
