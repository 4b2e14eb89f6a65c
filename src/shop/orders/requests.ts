/** Requests of customers to the team: an invoice, the difference to a lower price, a repair, a gift that was left out. */
import type { Store } from '../../store/store.ts';
import { type RequestKind, type RequestRow, requests } from '../request-rows.ts';
import { caseNumber } from './case-number.ts';

export interface RequestWish {
  kind: RequestKind;
  /** Number of the order that it is about. */
  order?: string | undefined;
  contact: string;
  conversation: string;
  facts: Readonly<Record<string, string>>;
  /** The same key gives the same request. */
  key: string;
}

/** Keeps a request. One that is open for the same order, or without one for the same customer, is given instead, as `already_open`. */
export async function createRequest(store: Store, wish: RequestWish, now: number): Promise<{ ok: boolean; row: RequestRow }> {
  const { kind, order, contact, conversation, facts, key } = wish;
  const rows = store.collection(requests);
  const claim = `${kind}:${order ?? contact}`;
  const number = caseNumber('RQ', key);
  for (;;) {
    const [open] = await rows.find({ where: { claim }, limit: 1 });
    if (open) return { ok: open._id === number, row: open };
    const row = { _id: number, kind, ...(order === undefined ? {} : { order }), contact, conversation, facts, claim, status: 'open' as const, at: now };
    if ((await rows.insert(row)) === 'done') return { ok: true, row: { ...row, v: 1 } };
    const same = await rows.get(number);
    if (same) return { ok: true, row: same };
  }
}

/** Marks a request as done or refused, so that the customer is told, with `words` of the team, and can make another; null when there is none. */
export async function closeRequest(
  store: Store,
  number: string,
  { status, words }: { status: 'done' | 'refused'; words?: string | undefined },
  now: number,
): Promise<RequestRow | null> {
  const rows = store.collection(requests);
  for (;;) {
    const row = await rows.get(number);
    if (row?.status !== 'open') return row;
    const stored = await rows.replace({ ...row, status, claim: `${row.claim}:${number}`, closedAt: now, tellAt: now, ...(words && { words }) });
    if (stored) return stored;
  }
}
