/** Results of each variant of a broadcast. */
import type { Store } from '../../store/store.ts';
import { broadcastMarks, type Mark, type RecipientRow, recipientId, recipients } from '../broadcast/rows.ts';

export interface VariantReport {
  variant: string;
  /** Took part in the comparison of the sample and won it. */
  won: boolean;
  planned: number;
  sent: number;
  delivered: number | null;
  read: number | null;
  replied: number;
  clicked: number;
  ordered: number;
  revenue: { amount: number; currency: string }[];
}

const pageSize = 1_000;
const sentStates: ReadonlySet<RecipientRow['state']> = new Set(['sent', 'delivered', 'read']);
const counted = ['delivered', 'read', 'replied', 'clicked', 'ordered'] as const satisfies readonly Mark[];

/** Counts each variant from the rows, in the order of `names`. `receipts`: the kinds that the channels report. */
export async function variantsOf(
  store: Store,
  broadcast: string,
  names: readonly string[],
  winner: string | undefined,
  receipts: ReadonlySet<string>,
): Promise<VariantReport[]> {
  const found = new Map(names.map((variant) => [variant, { planned: 0, sent: 0, marks: { delivered: 0, read: 0, replied: 0, clicked: 0, ordered: 0 } }]));
  const sums = new Map(names.map((variant) => [variant, new Map<string, number>()]));
  const variantOf = new Map<string, string>();
  for (let after = ''; ; ) {
    const rows = await store.collection(recipients).find({ where: { broadcast, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const { _id, variant = '', state } of rows) {
      const own = found.get(variant);
      if (!own) continue;
      variantOf.set(_id, variant);
      own.planned += 1;
      if (sentStates.has(state)) own.sent += 1;
    }
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) break;
  }
  for (const mark of counted) {
    for (let after = ''; ; ) {
      const rows = await store.collection(broadcastMarks).find({ where: { broadcast, mark, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
      for (const { contact, money } of rows) {
        const variant = variantOf.get(recipientId(broadcast, contact)) ?? '';
        const own = found.get(variant);
        if (own) own.marks[mark] += 1;
        const sum = sums.get(variant);
        if (sum && money) sum.set(money.currency, (sum.get(money.currency) ?? 0) + money.amount);
      }
      after = rows.at(-1)?._id ?? '';
      if (rows.length < pageSize) break;
    }
  }
  return [...found].map(([variant, { planned, sent, marks }]) => ({
    variant,
    won: variant === winner,
    planned,
    sent,
    delivered: receipts.has('delivered') ? marks.delivered : null,
    read: receipts.has('read') ? marks.read : null,
    replied: marks.replied,
    clicked: marks.clicked,
    ordered: marks.ordered,
    revenue: [...(sums.get(variant) ?? [])].map(([currency, amount]) => ({ amount, currency })),
  }));
}
