/** The catalogue in memory, with what a search needs of it: read once, and again when it was changed. */
import { inSlices } from '../../event-loop/slices.ts';
import type { Store } from '../../store/store.ts';
import { type ProductRow, products } from '../shop.ts';
import { reuseIndex } from './catalogue-index.ts';
import { catalogueMark } from './catalogue-mark.ts';
import { type Indexer, indexHere } from './index-apart.ts';
import { reuseKinds } from './kinds.ts';
import { saysTheSame } from './same-catalogue.ts';
import { warmingUp } from './warm-up.ts';

export interface Catalogue {
  /** All products. The first reading, and that of a small catalogue, is waited for; else what was read last is there at once. */
  rows(now: number): Promise<readonly ProductRow[]>;
  /** Looks for changes now; resolves when what is there is read. */
  refresh(now: number): Promise<void>;
  /** Resolves when nothing is being read. */
  rest(): Promise<void>;
  /** Called with each reading that brought something else. */
  onChange(listener: (rows: readonly ProductRow[]) => void): void;
}

const pageSize = 200;
/** Shortest time between two looks at the mark, ms. */
const fresh = 1_000;
/** Age at which the catalogue is read again without any new mark, ms: somebody may write to the tables by hand. */
const oldest = 600_000;
/** Turn of the first searches, ms: a piece of what runs for the first time takes long. */
const warmMs = 2;
/** Number of products that are read while a customer waits. */
const few = 1_000;

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The rows in the order of their ids; one that is as it was before is the same object, so that what is known of it stays. */
async function readAll(store: Store, before: readonly ProductRow[]): Promise<ProductRow[]> {
  const known = new Map(before.map((row) => [row._id, row]));
  const all: ProductRow[] = [];
  for (let after = ''; ; ) {
    const page = await store.collection(products).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of page) {
      const old = known.get(row._id);
      all.push(old && old.v === row.v && JSON.stringify(old) === JSON.stringify(row) ? old : row);
    }
    const last = page.at(-1);
    if (page.length < pageSize || !last) return all;
    after = last._id;
    await pause();
  }
}

/** `index` makes a large catalogue ready to be searched. */
export function catalogueOf(store: Store, index: Indexer = indexHere): Catalogue {
  let read: { rows: readonly ProductRow[]; mark: string; at: number } | undefined;
  let looked = Number.NEGATIVE_INFINITY;
  let working: Promise<void> | undefined;
  const listeners: ((rows: readonly ProductRow[]) => void)[] = [];

  async function catchUp(now: number): Promise<void> {
    looked = now;
    for (;;) {
      const mark = await catalogueMark(store);
      if (read && read.mark === mark && now - read.at < oldest && now >= read.at) return;
      const before = read?.rows ?? [];
      const rows = await readAll(store, before);
      const same = rows.length === before.length && rows.every((row, at) => row === before[at]);
      if (!same || !read) {
        if (read && (await inSlices(saysTheSame(before, rows)))) {
          reuseKinds(before, rows);
          reuseIndex(before, rows);
        } else await index(rows);
        if (!read) await inSlices(warmingUp(rows), warmMs);
      }
      read = { rows: same && read ? before : rows, mark, at: now };
      if (!same) for (const listener of listeners) listener(read.rows);
    }
  }

  const refresh = (now: number): Promise<void> => {
    working ??= catchUp(now).finally(() => {
      working = undefined;
    });
    return working;
  };

  return {
    async rows(now) {
      const isDue = now - looked >= fresh || now < looked;
      if (!read) await refresh(now);
      else if (isDue || working) {
        const done = refresh(now);
        if (read.rows.length <= few) await done;
        else done.catch(() => {});
      }
      return read?.rows ?? [];
    },
    refresh,
    rest: async () => working?.catch(() => {}),
    onChange: (listener) => void listeners.push(listener),
  };
}
