/**
 * Lists of products that were read lately, of the reckoning that holds, as numbers: a row takes long to read, what sells well is in most carts, and names of
 * products are slow to compare by the thousand.
 */
import type { Store } from '../../store/store.ts';
import type { ProductRow } from '../shop.ts';
import { type ListsRow, lists, listsId } from './rows.ts';

/** The lists of one product, one behind the other: what it is bought with, then what its customers buy also, then what is like it. */
export interface NumberedLists {
  /** Numbers of the other products. */
  others: Int32Array;
  /** How much speaks for each. */
  scores: Float64Array;
  /** Ends of the first and the second list. */
  together: number;
  also: number;
}

export interface KeptLists {
  reckoning: string;
  /** Ids of products by their number, and the other way round. */
  ids: string[];
  numbers: Map<string, number>;
  rows: Map<string, NumberedLists>;
}

/** About 1 KB each. */
const mostKept = 10_000;
const keptOf = new WeakMap<Store, KeptLists>();
const noLists: NumberedLists = { others: new Int32Array(0), scores: new Float64Array(0), together: 0, also: 0 };

/** Reads what is not there yet. The rows are those of the seeds, in their order. */
export async function listsOf(store: Store, reckoning: string, seeds: readonly ProductRow[]): Promise<{ kept: KeptLists; rows: readonly NumberedLists[] }> {
  let kept = keptOf.get(store);
  if (kept?.reckoning !== reckoning) {
    kept = { reckoning, ids: [], numbers: new Map(), rows: new Map() };
    keptOf.set(store, kept);
  }
  const { rows } = kept;
  // Taken before the wait: others put theirs in meanwhile, and what was read longest ago goes.
  const had = new Map(seeds.map(({ _id }) => [_id, rows.get(_id)]));
  const missing = seeds.filter(({ _id }) => !had.get(_id));
  const found = missing.length > 0 ? await store.collection(lists).getMany(missing.map(({ _id }) => listsId(reckoning, _id))) : [];
  const read = new Map(found.map((row) => [row._id.slice(reckoning.length + 1), row]));
  const own: NumberedLists[] = [];
  for (const { _id } of seeds) {
    const row = read.get(_id);
    const numbered = had.get(_id) ?? rows.get(_id) ?? (row ? numberedOf(kept, row) : noLists);
    own.push(numbered);
    // The latest stands last: the first one goes when there is no more room.
    rows.delete(_id);
    rows.set(_id, numbered);
  }
  for (const id of rows.keys()) {
    if (rows.size <= mostKept) break;
    rows.delete(id);
  }
  return { kept, rows: own };
}

function numberedOf({ ids, numbers }: KeptLists, { together, also, alike }: ListsRow): NumberedLists {
  const all = [...together, ...also, ...alike];
  const others = new Int32Array(all.length);
  const scores = new Float64Array(all.length);
  for (const [n, { id, score }] of all.entries()) {
    let number = numbers.get(id);
    if (number === undefined) {
      number = ids.push(id) - 1;
      numbers.set(id, number);
    }
    others[n] = number;
    scores[n] = score;
  }
  return { others, scores, together: together.length, also: together.length + also.length };
}
