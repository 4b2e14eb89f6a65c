/** Makes a catalogue ready to be searched, in a thread of its own or in slices of this one. */
import { inSlices } from '../../event-loop/slices.ts';
import { asking } from '../../threads/asking.ts';
import type { ProductRow } from '../shop.ts';
import { indexing, keepPlaces } from './catalogue-index.ts';
import type { Answered, Told } from './index-thread.ts';
import { keepKinds, readKinds } from './kinds.ts';
import { placesFrom } from './placing.ts';

/** Makes the index of a catalogue and its kinds, which are there for `indexing` and `readKinds` from then on. */
export type Indexer = (rows: readonly ProductRow[]) => Promise<void>;

/** Products in one piece: what is handed over at once is copied at once. */
const piece = 100;
/** Products up to which a thread would take longer to start than the work takes. */
const few = 1_000;
/** Memory that the thread may take, MB. */
const heapMb = 1_024;

const pause = () => new Promise((resolve) => setImmediate(resolve));

/** Indexes in slices of this thread: small catalogues, and all of them where the program runs from its sources. */
export const indexHere: Indexer = async (rows) => {
  await inSlices(readKinds(rows));
  await inSlices(indexing(rows));
};

/**
 * Creates an indexer that works in a thread, which ends with the index. `entry` is the URL of index-thread.ts, or of a module that runs it. Where the thread
 * ends too early, it is done here after `failed` was told why.
 */
export function indexApart(entry: URL, failed: (error: unknown) => void): Indexer {
  return async (rows) => {
    if (rows.length <= few) return indexHere(rows);
    const thread = asking<Told, Answered>(entry, 'catalogue', heapMb);
    try {
      for (let at = 0; at < rows.length; at += piece) {
        thread.tell({ goods: rows.slice(at, at + piece).map(slim) });
        await pause();
      }
      const first = await thread.ask({ make: true });
      if (!('kinds' in first)) throw new Error('the thread gave no kinds');
      const { kinds, parts } = first;
      for (const [field, table] of parts.texts.entries()) {
        for (let from = 0; ; ) {
          const next = await thread.ask({ field, from });
          if (!('chunks' in next) || next.chunks.length === 0) break;
          table.chunks.push(...next.chunks);
          from += next.chunks.length;
        }
      }
      keepKinds(rows, kinds);
      keepPlaces(rows, placesFrom(parts));
    } catch (error) {
      failed(error);
      await indexHere(rows);
    } finally {
      await thread.end();
    }
  };
}

/** A product without what no index reads. */
function slim({ _id, v, title, text, category, tags, wearers, variants }: ProductRow): ProductRow {
  return {
    ...{ _id, v, title, text, category, tags, ...(wearers && { wearers }), currency: '', price: 0, sold: 0, image: '', url: '' },
    variants: variants.map(({ sku, options }) => ({ sku, options, price: 0, stock: 0 })),
  };
}
