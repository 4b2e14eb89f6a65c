/** Has a model reckoned, in a thread of its own or in slices of this one. */
import { inSlices } from '../../event-loop/slices.ts';
import { asking } from '../../threads/asking.ts';
import type { ProductRow } from '../shop.ts';
import { modelling } from './model.ts';
import type { Answered, Told } from './model-thread.ts';
import type { Purchases } from './purchases.ts';
import type { Lists } from './rows.ts';

export interface Reckoned {
  popular: string[];
  /** The lists of the products in the order of the catalogue, in pieces; to be read once, to its end or until `break`. */
  lists: AsyncIterable<Lists[]>;
}

/** Reckons a model. Rejects when the thread ends before it is done. */
export type Reckoner = (products: readonly ProductRow[], purchases: Purchases) => Promise<Reckoned>;

/** Products in one piece: what is handed over at once is copied at once. */
const piece = 100;
/** Lists in one piece: each names many products. */
const listPiece = 25;
/** Memory that the thread may take, MB: 20,000 products and 100,000 orders need half of it. */
const heapMb = 1_024;

/** Reckons in slices of this thread: for small shops, and from the sources, where a thread would have to compile them first. */
export const reckonHere: Reckoner = async (products, purchases) => {
  const { popular, lists } = await inSlices(modelling(products, purchases));
  return {
    popular,
    lists: (async function* () {
      for (let at = 0; at < lists.length; at += listPiece) yield lists.slice(at, at + listPiece);
    })(),
  };
};

const pause = () => new Promise((resolve) => setImmediate(resolve));

/** Creates a reckoner that works in a thread, which ends with the model. `entry` is the URL of model-thread.ts, or of a module that runs it. */
export function reckonApart(entry: URL): Reckoner {
  return async (products, purchases) => {
    const thread = asking<Told, Answered>(entry, 'recommendations', heapMb);
    try {
      for (let at = 0; at < products.length; at += piece) {
        thread.tell({ goods: products.slice(at, at + piece).map(slim) });
        await pause();
      }
      const answered = await thread.ask({ purchases });
      const lists = async function* (): AsyncGenerator<Lists[]> {
        try {
          for (let from = 0; from < products.length; from += listPiece) {
            const next = await thread.ask({ from, count: listPiece });
            if ('lists' in next) yield next.lists;
          }
        } finally {
          await thread.end();
        }
      };
      return { popular: 'popular' in answered ? answered.popular : [], lists: lists() };
    } catch (error) {
      await thread.end();
      throw error;
    }
  };
}

/** A product without what no model reads. */
function slim(product: ProductRow): ProductRow {
  const { _id, v, title, text, category, currency, price, tags, wearers, sold } = product;
  const variants = product.variants.map(({ sku, options }) => ({ sku, options, price: 0, stock: 0 }));
  return { _id, v, title, text, category, currency, price, tags, ...(wearers && { wearers }), sold, variants, image: '', url: '' };
}
