/** Mark by which every process that has read the catalogue learns that it has changed. */
import { randomUUID } from 'node:crypto';
import type { Op, Store } from '../../store/store.ts';
import { type CatalogueMarkRow, catalogueMarks } from '../shop.ts';

const only = 'products';

/** Returns the op to write with each change of products. */
export function markingCatalogue(): Op {
  const row: CatalogueMarkRow = { _id: only, v: 1, mark: randomUUID() };
  return { op: 'put', in: catalogueMarks.name, row };
}

/** Returns the mark that stands now; empty before the first change. */
export async function catalogueMark(store: Store): Promise<string> {
  return (await store.collection(catalogueMarks).get(only))?.mark ?? '';
}
