/** Changes that a store told of: kept until the thing itself was read, so that nothing is lost when the store or this program is away in between. */
import type { Store } from '../../../store/store.ts';
import { type StoreChangeRow, type StoreDeliveryRow, storeChanges, storeDeliveries } from '../../shop.ts';
import type { Change } from '../kit/store-adapter.ts';

/** Time for which the ids of deliveries are known, ms: stores repeat one for two days. */
export const deliveriesKept = 7 * 86_400_000;

/** Keeps the change of a delivery; the same delivery again changes nothing. Rejects with StoreUnavailable. */
export async function keepChange(
  store: Store,
  source: string,
  delivery: string,
  change: Change | undefined,
  now: number,
): Promise<'kept' | 'known' | 'nothing'> {
  if (!change) return 'nothing';
  const id = `${source} ${delivery}`.slice(0, 300);
  if (await store.collection(storeDeliveries).get(id)) return 'known';
  const row: StoreChangeRow = { _id: `${change.kind} ${change.ref}`.slice(0, 300), v: 1, ...change, at: now, due: now, tries: 0 };
  const delivered: StoreDeliveryRow = { _id: id, v: 1, at: now };
  await store.write([
    { op: 'put', in: storeChanges.name, row },
    { op: 'insert', in: storeDeliveries.name, row: delivered },
  ]);
  return 'kept';
}

/** Changes whose time has come, the oldest first. */
export function changesDue(store: Store, now: number, limit: number): Promise<StoreChangeRow[]> {
  return store.collection(storeChanges).find({ where: { due: { lte: now } }, sort: { by: 'due' }, limit });
}

/** Notes that the change was read. One that came again meanwhile stays. */
export async function changeRead(store: Store, row: StoreChangeRow): Promise<void> {
  const rows = store.collection(storeChanges);
  const now = await rows.get(row._id);
  if (now && now.at === row.at) await rows.delete(row._id);
}

/** Notes that it could not be read now. */
export async function changeLater(store: Store, row: StoreChangeRow, due: number): Promise<void> {
  await store.collection(storeChanges).replace({ ...row, tries: row.tries + 1, due });
}
