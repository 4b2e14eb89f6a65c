/** The shop of a store that is mirrored in the program's own tables: reads are from here, that of one order is live, changes go to the store. */
import { createHash } from 'node:crypto';
import { orderKey } from '../../../numbers/order-number.ts';
import type { ChangeResult, OrderChange, ShopAdapter } from '../../adapter.ts';
import type { OrderRow } from '../../shop.ts';
import type { Failure, StoreAdapter, StoreOrder } from '../kit/store-adapter.ts';
import { type MirrorTools, mirrorOrder } from './mirror-order.ts';

/** Age up to which what was read of an order counts as live, ms. */
const fresh = 10_000;
/** Longest wait for the store while a customer waits, ms; then what is known is told. */
const patience = 4_000;
/** Numbers that nobody here knows are asked of the store at most so often a minute: whoever guesses must not use up the store's rate. */
const strangersAMinute = 30;
/** Orders of which it is remembered when they were read. */
const remembered = 5_000;

export interface MirroredShopParts {
  own: ShopAdapter;
  adapter: StoreAdapter;
  tools: MirrorTools;
  /** Called with failures of the store, for the merchant. */
  failed(failure: Failure): void;
}

export function mirroredShop({ own, adapter, tools, failed }: MirroredShopParts): ShopAdapter {
  const readAt = new Map<string, number>();
  let minute = { at: 0, asked: 0 };

  function note(key: string): void {
    readAt.delete(key);
    readAt.set(key, tools.now());
    const [oldest] = readAt.keys();
    if (readAt.size > remembered && oldest !== undefined) readAt.delete(oldest);
  }

  function mayAsk(): boolean {
    const at = Math.floor(tools.now() / 60_000);
    if (minute.at !== at) minute = { at, asked: 0 };
    minute.asked += 1;
    return minute.asked <= strangersAMinute;
  }

  async function kept(order: StoreOrder, isQuiet = false): Promise<OrderRow | null> {
    const row = await mirrorOrder(tools, order, isQuiet);
    if ('field' in row) return null;
    note(row.key);
    return row;
  }

  /** The order as the store has it now, or as it is known where the store is slow or away. */
  async function live(known: OrderRow | null, number: string): Promise<OrderRow | null> {
    const key = known?.key ?? orderKey(number);
    if (tools.now() - (readAt.get(key) ?? Number.NEGATIVE_INFINITY) < fresh) return known;
    if (!known && !mayAsk()) return null;
    const asking = adapter.order(known?.ref ? { ref: known.ref } : { number }).then(async (found) => {
      if (found.ok) return kept(found.value);
      if (found.code === 'not_found') note(key);
      else failed(found);
      return known;
    });
    const asked = asking.catch(() => known);
    let stop: NodeJS.Timeout | undefined;
    const late = new Promise<OrderRow | null>((resolve) => {
      stop = setTimeout(() => resolve(known), patience);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(stop));
  }

  const order = async (number: string): Promise<OrderRow | null> => live(await own.order(number), number);

  async function changeOrder(number: string, change: OrderChange, now: number): Promise<ChangeResult> {
    // That the customer has confirmed is kept here alone.
    if (change.do === 'confirm') return own.changeOrder(number, change, now);
    if (!adapter.can.has(change.do)) return { ok: false, code: 'not_possible' };
    const known = await own.order(number);
    const before = await adapter.order(known?.ref ? { ref: known.ref } : { number });
    if (!before.ok) return refused(before);
    const key = createHash('sha256')
      .update(`${adapter.name} ${before.value.ref} ${JSON.stringify(change)}`)
      .digest('hex')
      .slice(0, 36);
    const done = change.do === 'cancel' ? await adapter.cancel(before.value, key) : await adapter.changeAddress(before.value, change.address, key);
    // Whatever the answer was: the store's state decides, and what it cannot tell is not told as done.
    const after = await adapter.order({ ref: before.value.ref });
    // The customer hears of it by the answer, not by an event too.
    const row = after.ok ? await kept(after.value, true) : null;
    if (done.ok && row) return { ok: true, order: row };
    if (change.do === 'cancel' && row?.status === 'cancelled') return { ok: true, order: row };
    return refused(done.ok ? (after.ok ? { ok: false, code: 'invalid', detail: 'the new state cannot be read' } : after) : done);
  }

  function refused(failure: Failure): ChangeResult {
    const { code } = failure;
    if (code === 'not_found' || code === 'not_allowed' || code === 'not_possible') return { ok: false, code };
    failed(failure);
    return { ok: false, code: code === 'changed' ? 'not_allowed' : 'unavailable' };
  }

  return {
    ...own,
    pushes: { returns: adapter.can.has('return'), coupons: adapter.can.has('coupon') },
    order,
    async ordersOf(who, most) {
      const rows = await own.ordersOf(who, most);
      const [latest, ...rest] = rows;
      if (!latest) return rows;
      return [(await live(latest, latest.number)) ?? latest, ...rest];
    },
    changeOrder,
  };
}
