/** Report of a broadcast, from the rows themselves: nothing is counted twice by a repeated receipt. */
import type { Store } from '../../store/store.ts';
import { type BroadcastRow, broadcastMarks, marks, type RecipientState, recipientStates, recipients } from '../broadcast/rows.ts';
import { type Orders, ordersOf } from './attribution.ts';
import type { Cost } from './cost.ts';
import { costOfBroadcast } from './spent.ts';
import { type VariantReport, variantsOf } from './variants.ts';

export interface Report {
  state: BroadcastRow['state'];
  /** People whom the condition named. */
  planned: number;
  excluded: Record<string, number>;
  pending: number;
  sent: number;
  /** Null where no channel of the recipients reports it. */
  delivered: number | null;
  read: number | null;
  replied: number;
  clicked: number;
  ordered: number;
  /** Minor units, for each currency. */
  revenue: Orders['revenue'];
  ordered_by: Orders['by'];
  opted_out: number;
  failed: Record<string, number>;
  unknown: number;
  stopped: number;
  /** By the price table; how many messages have no known price is in `unpriced`. */
  cost: Cost['sums'];
  unpriced: Cost['unknown'];
  /** Set where several texts were tried. */
  variants?: VariantReport[];
}

const pageSize = 1_000;

/** Counts what came of a broadcast. `receipts`: the kinds that its channels report; `variants`: names of the texts that were tried. */
export async function reportOf(store: Store, row: BroadcastRow, receipts: ReadonlySet<string>, variants: readonly string[] = []): Promise<Report> {
  const rows = store.collection(recipients);
  const states = Object.fromEntries(
    await Promise.all(recipientStates.map(async (state) => [state, await rows.count({ broadcast: row._id, state })])),
  ) as Record<RecipientState, number>;
  const marked = Object.fromEntries(
    await Promise.all(marks.map(async (mark) => [mark, await store.collection(broadcastMarks).count({ broadcast: row._id, mark })])),
  ) as Record<(typeof marks)[number], number>;
  const [excluded, failed, orders, cost] = await Promise.all([
    reasonsOf(store, row._id, 'excluded', states.excluded),
    reasonsOf(store, row._id, 'failed', states.failed),
    ordersOf(store, row._id),
    costOfBroadcast(store, row._id),
  ]);
  return {
    state: row.state,
    planned: recipientStates.reduce((sum, state) => sum + states[state], 0),
    excluded,
    pending: states.waiting + states.released,
    sent: states.sent + states.delivered + states.read,
    delivered: receipts.has('delivered') ? marked.delivered : null,
    read: receipts.has('read') ? marked.read : null,
    replied: marked.replied,
    clicked: marked.clicked,
    ordered: orders.count,
    revenue: orders.revenue,
    ordered_by: orders.by,
    opted_out: marked.opted_out,
    failed,
    unknown: states.unknown,
    stopped: states.stopped,
    cost: cost.sums,
    unpriced: cost.unknown,
    ...(variants.length > 0 && { variants: await variantsOf(store, row._id, variants, row.winner, receipts) }),
  };
}

async function reasonsOf(store: Store, broadcast: string, state: 'excluded' | 'failed', count: number): Promise<Record<string, number>> {
  const reasons: Record<string, number> = {};
  for (let after = ''; count > 0; ) {
    const rows = await store.collection(recipients).find({ where: { broadcast, state, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const { reason = 'other' } of rows) reasons[reason] = (reasons[reason] ?? 0) + 1;
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) break;
  }
  return reasons;
}
