import { expect, it } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import type { ProductRow } from '../shop.ts';
import { listsOf } from './kept-lists.ts';
import { lists, listsId } from './rows.ts';

const seeds = (...ids: string[]): ProductRow[] => ids.map((_id) => ({ _id }) as ProductRow);

it('gives the lists of a product that others put out while the rest is read', async () => {
  const { store, close } = await openTestStore();
  const listed = { together: [{ id: 'b', score: 2 }], also: [], alike: [] };
  await store.write([{ op: 'put', in: lists.name, row: { _id: listsId('r', 'a'), v: 1, ...listed } }]);
  const { kept } = await listsOf(store, 'r', seeds('a'));
  const reading = listsOf(store, 'r', seeds('a', 'new'));
  kept.rows.delete('a');
  const { rows } = await reading;
  expect(rows.map(({ others }) => others.length)).toEqual([1, 0]);
  await close();
});
