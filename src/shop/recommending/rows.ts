/** Rows of a reckoning: the lists of each product, and which reckoning holds now. Nothing in them is about a person. */
import type { CollectionSpec, Row } from '../../store/store.ts';

/** Another product, and how much speaks for it: 1 is the most that is possible. */
export interface Near {
  id: string;
  score: number;
}

/** Products that go with a product, the best first. */
export interface Lists {
  /** Bought in one order with it. */
  together: Near[];
  /** Bought by the same customers, in other orders. */
  also: Near[];
  /** Told in like words, of like kind and price. */
  alike: Near[];
}

/** The lists of one product; `_id` is the reckoning and the product's id. */
export interface ListsRow extends Row, Lists {
  /** The reckoning that it is of. */
  of: string;
}

/** The reckoning that holds; `_id` is `now`. It changes in one write, so that no two reckonings are ever mixed. */
export interface ReckoningRow extends Row {
  /** Begin of the ids of its lists. */
  of: string;
  /** Epoch ms. */
  at: number;
  products: number;
  orders: number;
  /** Ids of the products that sell best of late. */
  popular: string[];
  /** Duration of the reckoning, ms. */
  ms: number;
}

export const lists: CollectionSpec<ListsRow> = { name: 'recommendation_lists', indexes: [{ fields: ['of'] }] };
export const reckonings: CollectionSpec<ReckoningRow> = { name: 'recommendation_reckonings', indexes: [] };

/** Id of the row that says which reckoning holds. */
export const holds = 'now';

export function listsId(reckoning: string, product: string): string {
  return `${reckoning} ${product}`;
}
