/** Whether a catalogue that was read again differs in more than prices and stock. */
import type { Sliced } from '../slices.ts';
import type { ProductRow } from './shop.ts';

/** Rows compared between two pauses. */
const slice = 200;

/** What a row is found by; two rows with the same stand in the same places. */
function signOf({ _id, title, text, category, tags, wearers, variants }: ProductRow): string {
  return JSON.stringify([_id, title, text, category, tags, wearers, variants.map(({ sku, options }) => [sku, options])]);
}

/** Do all rows say the same, in the same order? */
export function* saysTheSame(before: readonly ProductRow[], rows: readonly ProductRow[]): Sliced<boolean> {
  if (before.length !== rows.length) return false;
  for (const [at, row] of rows.entries()) {
    if (at % slice === slice - 1) yield;
    const old = before[at];
    if (!old || (old !== row && signOf(old) !== signOf(row))) return false;
  }
  return true;
}
