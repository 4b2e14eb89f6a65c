/** Conversations in the order of their due time, a page at a time, however many wait for one moment. */
import type { ConversationRow } from '../../store/collections.ts';
import type { Collection } from '../../store/store.ts';

/** Yields the rows due after `from`, at most at `to` (epoch ms; no end by default). The store is asked again when the next page is wanted, at the earliest. */
export async function* rowsByDue(rows: Collection<ConversationRow>, page: number, from: number, to?: () => number): AsyncGenerator<ConversationRow[]> {
  for (let after: number | undefined = from; after !== undefined; ) {
    const found: ConversationRow[] = await rows.find({ where: { due: { gt: after, ...(to && { lte: to() }) } }, sort: { by: 'due' }, limit: page });
    yield found;
    const last = found.at(-1)?.due;
    if (found.length < page || last === undefined) return;
    // Many may wait for one moment, and the page ends among them.
    for (let more = found; more.length === page; ) {
      more = await rows.find({ where: { due: last, _id: { gt: more === found ? '' : (more.at(-1)?._id ?? '') } }, sort: { by: '_id' }, limit: page });
      yield more;
    }
    after = last;
  }
}
