/** The shop of a store that is mirrored in the program's own tables: reads are from here, that of one order is live, changes go to the store. */
import { realClock } from '../../../event-loop/clock.ts';
import { within } from '../../../event-loop/within.ts';
import { orderKey } from '../../../numbers/order-number.ts';
import type { ChangeResult, OrderChange, ShopAdapter } from '../../adapter.ts';
import { type ChangeKind, changeKinds } from '../../change-kinds.ts';
import { isApplied } from '../../changes/decide.ts';
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

/** Looks for the new state after a write, and the pause between them, ms. */
const looks = 4;
const lookPause = 500;
/** Failures of a write that may have had its effect. */
const doubtful: readonly Failure['code'][] = ['unclear', 'invalid'];

/** The order as the store itself has it: what is known here beside it is no proof that the store has it. */
function seenIn(row: OrderRow, { status, address, items, payment, refundTo, customer }: StoreOrder): OrderRow {
  const { refundTo: _, ...rest } = row;
  return { ...rest, status, address, items, payment, customer, ...(refundTo === undefined ? {} : { refundTo }) };
}

export interface MirroredShopParts {
  own: ShopAdapter;
  adapter: StoreAdapter;
  tools: MirrorTools & { pause(ms: number): Promise<void> };
  /** Called with failures of the store, for the merchant. */
  failed(failure: Failure): void;
}

export function mirroredShop({ own, adapter, tools, failed }: MirroredShopParts): ShopAdapter {
  const kinds: ReadonlySet<string> = adapter.can;
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
    return within(realClock(), patience, asked, () => known);
  }

  const order = async (number: string): Promise<OrderRow | null> => live(await own.order(number), number);

  /** Reads the order until it shows the change: some stores do it after their answer. */
  async function shown(ref: string, change: OrderChange): Promise<{ row: OrderRow | null; isDone: boolean }> {
    let row: OrderRow | null = null;
    for (let look = 0; look < looks; look++) {
      if (look > 0) await tools.pause(lookPause);
      const after = await adapter.order({ ref });
      // The customer hears of it by the answer, not by an event too.
      row = after.ok ? await kept(after.value, true) : null;
      if (row && after.ok && isApplied(seenIn(row, after.value), change)) return { row, isDone: true };
    }
    return { row, isDone: false };
  }

  async function changeOrder(number: string, change: OrderChange, key: string): Promise<ChangeResult> {
    if (!adapter.can.has(change.do)) return { ok: false, code: 'not_possible' };
    const known = await own.order(number);
    const before = await adapter.order(known?.ref ? { ref: known.ref } : { number });
    if (!before.ok) return refused(before);
    const row = await kept(before.value, true);
    if (!row) return { ok: false, code: 'unavailable' };
    if (isApplied(seenIn(row, before.value), change)) return { ok: true, order: row };
    const done = await adapter.change(before.value, change, key);
    // What was refused for certain is not waited for.
    if (!done.ok && !doubtful.includes(done.code)) return refused(done);
    const after = await shown(before.value.ref, change);
    if (after.isDone && after.row) return { ok: true, order: after.row };
    failed(done.ok ? { ok: false, code: 'unclear', detail: `${adapter.name} does not show the change: ${change.do}` } : done);
    return { ok: false, code: 'unclear' };
  }

  function refused(failure: Failure): ChangeResult {
    const { code } = failure;
    if (code === 'not_found' || code === 'not_allowed' || code === 'not_possible') return { ok: false, code };
    failed(failure);
    return { ok: false, code: code === 'changed' ? 'not_allowed' : 'unavailable' };
  }

  async function readOrder(number: string): Promise<OrderRow | null | 'unavailable'> {
    const known = await own.order(number);
    const found = await adapter.order(known?.ref ? { ref: known.ref } : { number });
    if (!found.ok) return found.code === 'not_found' ? null : 'unavailable';
    const row = await kept(found.value, true);
    return row ? seenIn(row, found.value) : 'unavailable';
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
    confirmOrder: own.confirmOrder,
    can: new Set<ChangeKind>(['return', 'exchange', ...changeKinds.filter((kind) => kinds.has(kind))]),
    isRemote: true,
    changeOrder,
    readOrder,
  };
}
