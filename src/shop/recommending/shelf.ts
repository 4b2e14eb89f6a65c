/** The places of a catalogue's products by id and by SKU: made once for each reading of it, in slices. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';

export interface Shelf {
  placeOfId: ReadonlyMap<string, number>;
  placeOfSku: ReadonlyMap<string, number>;
}

const shelves = new WeakMap<readonly ProductRow[], Shelf>();
/** Products between two pauses: about a millisecond. */
const slice = 500;

export function* shelving(products: readonly ProductRow[]): Sliced<Shelf> {
  const known = shelves.get(products);
  if (known) return known;
  const [placeOfId, placeOfSku] = [new Map<string, number>(), new Map<string, number>()];
  for (const [place, { _id, variants }] of products.entries()) {
    placeOfId.set(_id, place);
    for (const { sku } of variants) placeOfSku.set(sku, place);
    if (place % slice === slice - 1) yield;
  }
  const made = { placeOfId, placeOfSku };
  shelves.set(products, made);
  return made;
}
