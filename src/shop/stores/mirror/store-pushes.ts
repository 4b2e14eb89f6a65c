/** Rows that are opened or issued here and pushed to the store: returns and coupons. Each row remembers that it is still to be told. */
import type { Store } from '../../../store/store.ts';
import { coupons, orders, returns } from '../../shop.ts';
import type { Failure, Result, StoreAdapter } from '../kit/store-adapter.ts';

const atOnce = 20;
/** Pause before a refused row is tried again, ms. */
const later = 15 * 60_000;
/** Refusals that no further try would change. */
const final: readonly Failure['code'][] = ['not_possible', 'not_allowed', 'not_found'];

/** Tells the store what is due. Stops at the first failure of the connection, which is the result; a refusal of one row is noted by `refused`. */
export async function pushDue(
  adapter: StoreAdapter,
  store: Store,
  currency: string,
  now: number,
  refused: (what: string, failure: Failure) => void,
): Promise<Failure | null> {
  const settle = async (name: string, id: string, result: Result<void>): Promise<Failure | null> => {
    const isOver = result.ok || final.includes(result.code);
    await store.write([{ op: 'patch', in: name, id, set: { push: isOver ? null : now + later } }]);
    if (result.ok) return null;
    refused(`${name} ${id}`, result);
    return isOver ? null : result;
  };
  for (const row of adapter.can.has('coupon') ? await store.collection(coupons).find({ where: { push: { lte: now } }, limit: atOnce }) : []) {
    const failed = await settle(coupons.name, row._id, await adapter.createCoupon(row, currency));
    if (failed) return failed;
  }
  for (const row of adapter.can.has('return') ? await store.collection(returns).find({ where: { push: { lte: now } }, limit: atOnce }) : []) {
    const order = await store.collection(orders).get(row.order);
    const read = await adapter.order(order?.ref ? { ref: order.ref } : { number: row.order });
    const wish = { skus: row.items, kind: row.kind ?? 'return', reason: row.reason, key: row.number };
    const failed = await settle(returns.name, row._id, read.ok ? await adapter.openReturn({ ...wish, order: read.value }) : read);
    if (failed) return failed;
  }
  return null;
}
