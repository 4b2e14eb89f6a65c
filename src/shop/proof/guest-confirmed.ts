/**
 * What a call has confirmed, kept by the key of the call: made again, it finds it though two contacts have become one since, and the mail that comes of it goes
 * out once. Where the process ended while it went out nobody knows whether it arrived; then it is not sent again.
 */
import type { Store } from '../../store/store.ts';
import { type GuestCodeRow, guestCodes } from '../shop.ts';

const idOf = (key: string): string => `confirmed:${key}`;

/** Returns what the call confirmed before; null: nothing. */
export const confirmedBy = (store: Store, key: string): Promise<GuestCodeRow | null> => store.collection(guestCodes).get(idOf(key));

/** Keeps that the call has shown `to` to be the guest's. */
export async function keepConfirmed(store: Store, contact: string, to: string, key: string, now: number): Promise<void> {
  await store.collection(guestCodes).insert({ _id: idOf(key), contact, phone: to, code: '', until: now, tries: 0, at: now, usedBy: key });
}

/** Sends what `send` sends, once for the call. False when it did not go, or nobody knows. */
export async function mailOnce(store: Store, key: string, send: () => Promise<boolean>): Promise<boolean> {
  const rows = store.collection(guestCodes);
  const row = await confirmedBy(store, key);
  if (!row || row.mailed !== undefined) return row?.mailed === 'sent';
  const begun = await rows.replace({ ...row, mailed: 'begun' });
  if (!begun || !(await send())) return false;
  await rows.replace({ ...begun, mailed: 'sent' });
  return true;
}
