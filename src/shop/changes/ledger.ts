/** The ledger of changes: each row goes from `prepared` over `sent` to its end, and every step is a write of its own that only one can make. */
import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { type ChangeRow, type ChangeState, orderChanges } from '../shop.ts';
import type { Wish } from './wish.ts';

/** A row that was prepared and went no further is over after this: whoever prepared it is gone, ms. */
const preparedFor = 15 * 60_000;
/** A request that was sent is looked after from this age on, ms. */
export const sentFor = 30_000;

export const ledgerOf = (store: Store) => store.collection(orderChanges);

/** Returns the id of a row from the idempotency key of its call, which names the customer; a store knows the request again by it. */
export const changeId = (key: string): string => createHash('sha256').update(`change ${key}`).digest('hex').slice(0, 36);

/**
 * Opens a row before anything else is done. Resolves to the row; to the one that was there when this key was known; or to `busy` when another change of
 * the order is under way.
 */
export async function openRow(
  store: Store,
  about: Pick<ChangeRow, '_id' | 'contact' | 'conversation' | 'order' | 'currency' | 'undoes'> & { wish: Wish },
  now: number,
): Promise<ChangeRow | 'busy'> {
  const { wish, ...rest } = about;
  const row: Omit<ChangeRow, 'v'> = {
    ...rest,
    open: about.order,
    kind: wish.do,
    state: 'prepared',
    wish,
    difference: 0,
    at: now,
    due: now + preparedFor,
    tries: 0,
    steps: [{ at: now, state: 'prepared' }],
  };
  if ((await ledgerOf(store).insert(row)) === 'done') return { ...row, v: 1 };
  return (await ledgerOf(store).get(about._id)) ?? 'busy';
}

/** Moves a row on; null when somebody else was faster. An end frees the order for further changes. */
export async function stepRow(store: Store, row: ChangeRow, state: ChangeState, now: number, more: Partial<ChangeRow> = {}): Promise<ChangeRow | null> {
  const { open, due, why: _, ...rest } = row;
  const isOver = state === 'confirmed' || state === 'refused';
  const step = { at: now, state, ...(more.why === undefined ? {} : { why: more.why }) };
  // Looking again and again adds no line.
  const steps = row.state === state && row.steps.at(-1)?.why === more.why ? row.steps : [...row.steps, step];
  return ledgerOf(store).replace({
    ...rest,
    ...(isOver ? { endedAt: now } : { ...(open === undefined ? {} : { open }), ...(due === undefined ? {} : { due }) }),
    state,
    steps,
    ...more,
  });
}

/** Changes of one order, newest last. */
export async function changesOf(store: Store, order: string): Promise<ChangeRow[]> {
  return (await ledgerOf(store).find({ where: { order }, limit: 200 })).sort((a, b) => a.at - b.at);
}

const day = 86_400_000;

/** Counts a customer's changes of a kind in the last 24 hours, without those that were refused or take another back. */
export async function countToday(store: Store, contact: string, kind: ChangeRow['kind'], but: string, now: number): Promise<number> {
  const rows = await ledgerOf(store).find({ where: { contact }, limit: 1_000 });
  return rows.filter((row) => row._id !== but && row.kind === kind && row.state !== 'refused' && !row.undoes && now - row.at < day).length;
}
