/** The variant that did best on the sample of a broadcast. */
import type { Store } from '../../store/store.ts';
import { broadcastMarks, type Mark, recipients } from './rows.ts';

const pageSize = 1_000;

/**
 * Resolves to the variant with the largest share of recipients who have the mark; of equal ones the first. Reads the sample page by page.
 */
export async function winnerOf(store: Store, broadcast: string, variants: readonly string[], mark: Mark): Promise<string | undefined> {
  const got = new Map<string, number>();
  const did = new Map<string, number>();
  const variantOf = new Map<string, string>();
  const add = (to: Map<string, number>, name: string) => to.set(name, (to.get(name) ?? 0) + 1);
  for (const state of ['sent', 'delivered', 'read'] as const) {
    for (let after = ''; ; ) {
      const rows = await store.collection(recipients).find({ where: { broadcast, state, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
      for (const row of rows) {
        if (row.variant === undefined) continue;
        variantOf.set(row._id, row.variant);
        add(got, row.variant);
      }
      after = rows.at(-1)?._id ?? '';
      if (rows.length < pageSize) break;
    }
  }
  for (let after = ''; ; ) {
    const rows = await store.collection(broadcastMarks).find({ where: { broadcast, mark, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of rows) {
      const variant = variantOf.get(row._id.slice(mark.length + 1));
      if (variant !== undefined) add(did, variant);
    }
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) break;
  }
  const share = (name: string): number => (did.get(name) ?? 0) / Math.max(1, got.get(name) ?? 0);
  return [...variants].sort((a, b) => share(b) - share(a))[0];
}
