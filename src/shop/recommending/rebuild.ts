/** Reckons what goes with what, keeps it, and lets it hold from one moment to the next. */
import { randomBytes } from 'node:crypto';
import type { Op, Store } from '../../store/store.ts';
import type { ProductRow } from '../shop.ts';
import type { Reckoner } from './model-apart.ts';
import { readPurchases } from './purchases.ts';
import { holds, type Lists, type ListsRow, lists, listsId, type ReckoningRow, reckonings } from './rows.ts';

/** Rows of one write, or of one look at what is there: a few ms, since each holds lists of many products. */
const slice = 25;
/**
 * Rows after which nothing is written for so many ms: the embedded database copies its log back in such a pause, and others wait for that the longer, the
 * more there is to copy.
 */
const breath = 800;
const breathMs = 300;
/** Age at which lists that hold no more are removed, ms: who asks just now may still read those before. */
const grace = 60_000;

export interface Rebuilding {
  store: Store;
  products: readonly ProductRow[];
  reckon: Reckoner;
  now(): number;
  /** Time that a reckoning which holds no more stays, ms. */
  graceMs?: number;
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Returns a pause after each write, a long one after many rows. */
function pausing(): (rows: number) => Promise<void> {
  let written = 0;
  return async (rows) => {
    written += rows;
    if (written < breath) return await pause();
    written = 0;
    await new Promise((resolve) => setTimeout(resolve, breathMs));
  };
}

/** Reckons anew and returns what holds from now on. What held before holds until all is written; after a failure it goes on to hold. */
export async function rebuild({ store, products, reckon, now, graceMs = grace }: Rebuilding): Promise<ReckoningRow> {
  const began = now();
  const { purchases, orders } = await readPurchases(store, products);
  const { popular, lists: pieces } = await reckon(products, purchases);
  const of = `${began.toString(36)}-${randomBytes(4).toString('hex')}`;
  let place = 0;
  const written = pausing();
  for await (const piece of pieces) {
    const rows = piece.flatMap((one): ListsRow[] => {
      const product = products[place++]!;
      return isEmpty(one) ? [] : [{ _id: listsId(of, product._id), v: 1, of, ...one }];
    });
    for (let at = 0; at < rows.length; at += slice) {
      const some = rows.slice(at, at + slice);
      await store.write(some.map((row): Op => ({ op: 'put', in: lists.name, row })));
      await written(some.length);
    }
  }
  const row: ReckoningRow = { _id: holds, v: 1, of, at: began, products: products.length, orders, popular, ms: now() - began };
  await store.write([{ op: 'put', in: reckonings.name, row }]);
  await sweep(store, of, now() - graceMs);
  return row;
}

const isEmpty = ({ together, also, alike }: Lists): boolean => together.length + also.length + alike.length === 0;

/** Returns when a reckoning began, epoch ms. */
const begunOf = (of: string): number => Number.parseInt(of, 36);

/** Removes the lists of reckonings that began before, also of those that were never finished. */
async function sweep(store: Store, kept: string, before: number): Promise<void> {
  const gone: string[] = [];
  const written = pausing();
  const clear = async (): Promise<void> => {
    const ids = gone.splice(0);
    await store.write(ids.map((id): Op => ({ op: 'delete', in: lists.name, id })));
    await written(ids.length);
  };
  for (let after = ''; ; ) {
    const page = await store.collection(lists).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: slice });
    for (const { _id, of } of page) if (of !== kept && begunOf(of) < before) gone.push(_id);
    if (gone.length > 0) await clear();
    const last = page.at(-1);
    if (!last || page.length < slice) return;
    // What holds stays, and need not be read.
    after = last.of === kept ? listsId(kept, '\u{10ffff}') : last._id;
    await pause();
  }
}
