/** The variant that did best on the sample of a broadcast. */
import type { Store } from '../../store/store.ts';
import { broadcastMarks, type Mark, type RecipientRow, recipientId, recipients } from './rows.ts';

const pageSize = 1_000;
/** Longest time that a sample is waited for, beyond the time that it is given, ms: quiet hours end within a day. */
const waitMs = 24 * 3_600_000;
const got: ReadonlySet<RecipientRow['state']> = new Set(['sent', 'delivered', 'read']);
const onTheWay: ReadonlySet<RecipientRow['state']> = new Set(['waiting', 'released']);

export interface Sample {
  /** Variants by the id of the recipient. */
  variants: ReadonlyMap<string, string>;
  sent: readonly RecipientRow[];
  /** Number that is still to go out. */
  pending: number;
}

/** Recipients of the sample of a broadcast, page by page. */
export async function sampleOf(store: Store, broadcast: string): Promise<Sample> {
  const variants = new Map<string, string>();
  const sent: RecipientRow[] = [];
  let pending = 0;
  for (let after = ''; ; ) {
    const rows = await store.collection(recipients).find({ where: { broadcast, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of rows) {
      if (row.variant === undefined) continue;
      variants.set(row._id, row.variant);
      if (got.has(row.state)) sent.push(row);
      else if (onTheWay.has(row.state)) pending += 1;
    }
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) return { variants, sent, pending };
  }
}

/**
 * Tells whether the sample was out for long enough: half of it for `afterMs`. Quiet hours put that off, so that a night does not decide; for more than a day
 * nothing waits for it.
 */
export function isDecided({ sent, pending }: Sample, startedAt: number, afterMs: number, now: number): boolean {
  if (now < startedAt + afterMs) return false;
  if (now >= startedAt + afterMs + waitMs) return true;
  const times = sent.map(({ sentAt }) => sentAt ?? startedAt).sort((a, b) => a - b);
  const half = times[Math.ceil((times.length + pending) / 2) - 1];
  return times.length + pending === 0 || (half !== undefined && now >= half + afterMs);
}

/** Resolves to the variant with the largest share of recipients of the sample who have the mark; of equal ones the first. */
export async function winnerOf(store: Store, broadcast: string, names: readonly string[], mark: Mark, sample: Sample): Promise<string | undefined> {
  const reached = new Map<string, number>();
  const people = new Map<string, Set<string>>();
  for (const { variant = '' } of sample.sent) reached.set(variant, (reached.get(variant) ?? 0) + 1);
  for (let after = ''; ; ) {
    const rows = await store.collection(broadcastMarks).find({ where: { broadcast, mark, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    for (const { contact } of rows) {
      const variant = sample.variants.get(recipientId(broadcast, contact));
      if (variant !== undefined) people.set(variant, (people.get(variant) ?? new Set()).add(contact));
    }
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) break;
  }
  const share = (name: string): number => (people.get(name)?.size ?? 0) / Math.max(1, reached.get(name) ?? 0);
  return [...names].sort((a, b) => share(b) - share(a))[0];
}
