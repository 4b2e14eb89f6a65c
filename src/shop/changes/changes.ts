/**
 * The one path of every change that a customer makes: decided, kept in the ledger before the request goes out, made with one write, and told as done only
 * when the shop shows it. Whoever comes to a row that another process left reads the shop first, and never repeats what a store may have done already.
 */
import { realClock } from '../../event-loop/clock.ts';
import { within } from '../../event-loop/within.ts';
import type { Store } from '../../store/store.ts';
import type { ChangeResult, OrderChange, ShopAdapter } from '../adapter.ts';
import type { ChangeRules } from '../change-rules.ts';
import { createReturn, returnNumber } from '../orders/returns.ts';
import type { Reason } from '../outcome-texts.ts';
import { type ChangeRow, type OrderRow, type ProductRow, type ReturnRow, returns, type Variant } from '../shop.ts';
import type { Terms } from '../terms.ts';
import { type Decision, decide, isApplied, type Plan } from './decide.ts';
import { changeId, changesOf, countToday, ledgerOf, openRow, sentFor, stepRow } from './ledger.ts';
import { planSchema } from './plan.ts';
import { type Quote, type Wish, wishSchema } from './wish.ts';

export interface ChangeTools {
  store: Store;
  shop: ShopAdapter;
  terms: Terms;
  rules: ChangeRules;
  /** Tells a person of the shop about a row that is in doubt, or what became of it. */
  tell(row: ChangeRow, what: 'doubt' | 'done' | 'not_done'): Promise<void>;
  /** Receives every row that is over, for the audit. */
  audit(row: ChangeRow): Promise<void>;
}

export interface Who {
  contact: string;
  conversation: string;
}

export type Applied =
  | { ok: true; order: OrderRow; plan: Plan; row: ChangeRow; opened?: ReturnRow }
  | { ok: false; code: 'refused' | 'person'; why: Reason; values?: Record<string, string | number> }
  /** The preview no longer holds. */
  | { ok: false; code: 'changed' }
  | { ok: false; code: 'already_open'; opened: ReturnRow }
  | { ok: false; code: 'busy' | 'doubt' | 'unavailable' | 'not_found' };

/** A preview holds for so long, ms. */
const holds = 30 * 60_000;
/** Longest wait for the shop while a customer waits, ms; a call of a flow has 15 s. */
const patience = 11_000;
/** After so long a request that the store does not show was not done, and will not be, ms. */
const over = 5 * 60_000;
const pauses = [30_000, 60_000, 300_000, 900_000, 3_600_000];

/** Returns a key of what a preview shows of the order: what has changed in it since makes another one. */
export const seenOf = ({ status, total, address, items }: OrderRow): string =>
  `${status} ${total} ${items.map(({ sku, quantity }) => `${sku}*${quantity}`).join(',')} ${address.length}`.slice(0, 100);

export function createChanges(tools: ChangeTools) {
  const { store, shop, terms, rules } = tools;

  async function goodsOf(wish: Wish, now: number): Promise<Map<string, { product: ProductRow; variant: Variant }>> {
    const found = new Map<string, { product: ProductRow; variant: Variant }>();
    const skus = wish.do === 'change_items' ? [wish.item, wish.to] : wish.do === 'exchange' && wish.to !== undefined ? [wish.to, ...wish.items] : [];
    if (skus.length === 0) return found;
    for (const product of await shop.products(now))
      for (const variant of product.variants) if (skus.includes(variant.sku)) found.set(variant.sku, { product, variant });
    return found;
  }

  async function decided(order: OrderRow, wish: Wish, contact: string, but: string, isUndo: boolean, now: number): Promise<Decision> {
    const earlier = (await changesOf(store, order._id)).filter(({ _id }) => _id !== but);
    const today = await countToday(store, contact, wish.do, but, now);
    return decide({ order, wish, rules, terms, can: shop.can, earlier, today, goods: await goodsOf(wish, now), now, isUndo });
  }

  /** Computes what the change would mean now. Reads only. */
  const preview = (order: OrderRow, wish: Wish, who: Who, now: number): Promise<Decision> => decided(order, wish, who.contact, '', false, now);

  async function end(row: ChangeRow, state: 'confirmed' | 'refused', now: number, more: Partial<ChangeRow> = {}): Promise<ChangeRow | null> {
    const ended = await stepRow(store, row, state, now, more);
    if (!ended) return null;
    await tools.audit(ended);
    if (ended.state === 'confirmed' && ended.undoes !== undefined)
      await store.write([{ op: 'patch', in: 'order_changes', id: ended.undoes, set: { undone: ended._id } }]);
    return ended;
  }

  async function doubt(row: ChangeRow, why: string, now: number): Promise<Applied> {
    const due = now + (pauses[Math.min(row.tries, pauses.length - 1)] ?? 0);
    const kept = await stepRow(store, row, 'doubt', now, { why, due, tries: row.tries + 1 });
    if (kept && row.state !== 'doubt') await tools.tell(kept, 'doubt');
    return { ok: false, code: 'doubt' };
  }

  const planOf = (row: ChangeRow): Plan => planSchema.parse(row.plan);

  async function confirmed(row: ChangeRow, order: OrderRow, now: number, more: Partial<ChangeRow> = {}): Promise<Applied> {
    const ended = await end(row, 'confirmed', now, more);
    if (!ended) return resume(row._id, now);
    if (row.state === 'doubt') await tools.tell(ended, 'done');
    const opened = await openedBy(ended);
    return { ok: true, order, plan: planOf(ended), row: ended, ...(opened ? { opened } : {}) };
  }

  async function openedBy({ kind, _id }: ChangeRow): Promise<ReturnRow | undefined> {
    if (kind !== 'return' && kind !== 'exchange') return undefined;
    return (await store.collection(returns).get(returnNumber(_id))) ?? undefined;
  }

  async function refused(row: ChangeRow, why: Reason, now: number): Promise<Applied> {
    if (!(await end(row, 'refused', now, { why }))) return resume(row._id, now);
    if (row.state === 'doubt') await tools.tell(row, 'not_done');
    return { ok: false, code: 'refused', why };
  }

  /** Opens a return or an exchange in our own tables: the same key opens the same one, so that it may be done again. */
  async function opens(row: ChangeRow, { change, difference }: Plan, now: number): Promise<Applied> {
    const wish = wishSchema.parse(row.wish);
    if ((change.do !== 'return' && change.do !== 'exchange') || (wish.do !== 'return' && wish.do !== 'exchange')) throw new Error('no return');
    const order = await shop.order(row.order);
    if (!order) return refused(row, 'not_found', now);
    const { items } = change;
    const to = change.do === 'exchange' ? change.to : undefined;
    const { reason, photo } = wish;
    const isPushed = shop.pushes.returns;
    const done = await createReturn(
      store,
      { order, contact: row.contact, items, kind: change.do, reason, ...(photo ? { photo } : {}), ...(to ? { to, difference } : {}), key: row._id, isPushed },
      terms,
      now,
    );
    if (done.ok) return confirmed(row, (await shop.order(row.order)) ?? order, now);
    if (done.code !== 'already_open') return refused(row, done.code === 'too_late' ? 'too_late' : done.why, now);
    await end(row, 'refused', now, { why: `already_open ${done.row.number}` });
    return { ok: false, code: 'already_open', opened: done.row };
  }

  /** The shop's answer, or `unclear` when it takes longer than a customer waits: what came of it is then read later. */
  async function answered(row: ChangeRow, change: OrderChange, now: number): Promise<ChangeResult> {
    return within(realClock(), patience, shop.changeOrder(row.order, change, row._id, now), (): ChangeResult => ({ ok: false, code: 'unclear' }));
  }

  /** Makes the change of a row that was marked as sent by this very run. */
  async function make(row: ChangeRow, now: number): Promise<Applied> {
    const plan = planOf(row);
    const { change } = plan;
    if (change.do === 'return' || change.do === 'exchange') return opens(row, plan, now);
    const done = await answered(row, change, now);
    if (done.ok) return confirmed(row, done.order, now);
    switch (done.code) {
      case 'unclear':
        return doubt(row, 'the store gave no clear answer', now);
      case 'unavailable':
        return (await end(row, 'refused', now, { why: 'store_away' })) ? { ok: false, code: 'unavailable' } : resume(row._id, now);
      case 'not_possible':
        return (await end(row, 'refused', now, { why: 'store_cannot' })) ? { ok: false, code: 'person', why: 'store_cannot' } : resume(row._id, now);
      case 'not_found':
        return refused(row, 'not_found', now);
      case 'not_allowed':
        return refused(row, 'too_late', now);
    }
  }

  /** Settles a row whose request may have gone out before a crash, or without an answer: by what the shop shows. */
  async function look(row: ChangeRow, now: number): Promise<Applied> {
    const plan = planOf(row);
    const { change } = plan;
    if (change.do === 'return' || change.do === 'exchange') return opens(row, plan, now);
    const order = await shop.readOrder(row.order);
    if (order === 'unavailable') return doubt(row, 'the store cannot be read', now);
    if (order && isApplied(order, change)) return confirmed(row, order, now);
    // In our own tables there is nothing on its way: what is not there was not done.
    if (!shop.isRemote) return make(row, now);
    if (now - (row.sentAt ?? row.at) < over) return doubt(row, 'the store does not show it yet', now);
    return refused(row, 'change_not_done', now);
  }

  /** Answers for a row that was there already. */
  async function resume(id: string, now: number): Promise<Applied> {
    const row = await ledgerOf(store).get(id);
    if (!row) return { ok: false, code: 'not_found' };
    if (row.state === 'sent' || row.state === 'doubt') return look(row, now);
    if (row.state === 'prepared') return { ok: false, code: 'busy' };
    if (row.state === 'confirmed') {
      const order = await shop.order(row.order);
      const opened = await openedBy(row);
      return order ? { ok: true, order, plan: planOf(row), row, ...(opened ? { opened } : {}) } : { ok: false, code: 'not_found' };
    }
    if (row.why === 'changed') return { ok: false, code: 'changed' };
    if (row.why === 'store_away') return { ok: false, code: 'unavailable' };
    return { ok: false, code: 'refused', why: 'change_not_done' };
  }

  const fits = ({ difference, refund, seen, at }: Quote, plan: Plan, order: OrderRow, now: number): boolean =>
    difference === plan.difference && refund === plan.refund && seen === seenOf(order) && now - at <= holds;

  /**
   * Makes the change. `key`: the same for every try; a known one is settled and answered, never made anew. `quote`: what the customer said yes to; without
   * it the flow has asked in its own words. Rejects with StoreUnavailable.
   */
  async function apply(order: OrderRow, wish: Wish, who: Who, key: string, quote: Quote | undefined, now: number, undoes?: string): Promise<Applied> {
    const id = changeId(key);
    const known = await ledgerOf(store).get(id);
    if (known && known.state !== 'prepared') return resume(id, now);
    const about = { _id: id, contact: who.contact, conversation: who.conversation, order: order._id, currency: order.currency, wish };
    const row = known ?? (await openRow(store, { ...about, ...(undoes ? { undoes } : {}) }, now));
    if (row === 'busy') return (await settleOrder(order._id, now)) ? apply(order, wish, who, key, quote, now, undoes) : { ok: false, code: 'busy' };
    if (row.state !== 'prepared') return resume(id, now);
    const current = (await shop.order(order.number)) ?? order;
    const decision = await decided(current, wish, who.contact, id, undoes !== undefined, now);
    if (decision.verdict !== 'allowed') {
      await end(row, 'refused', now, { why: decision.why });
      return { ok: false, code: decision.verdict, why: decision.why, ...('values' in decision && decision.values ? { values: decision.values } : {}) };
    }
    const { plan } = decision;
    if (quote && !fits(quote, plan, current, now)) {
      await end(row, 'refused', now, { why: 'changed' });
      return { ok: false, code: 'changed' };
    }
    const sent = await stepRow(store, row, 'sent', now, { plan, difference: plan.difference, sentAt: now, due: now + sentFor });
    return sent ? make(sent, now) : resume(id, now);
  }

  /** Settles what holds up an order when its time has come; true when the order is free then. */
  async function settleOrder(order: string, now: number): Promise<boolean> {
    const [row] = await ledgerOf(store).find({ where: { open: order }, limit: 1 });
    if (!row) return true;
    if ((row.due ?? 0) > now) return false;
    await settle(row, now);
    return (await ledgerOf(store).find({ where: { open: order }, limit: 1 })).length === 0;
  }

  async function settle(row: ChangeRow, now: number): Promise<void> {
    if (row.state === 'prepared') await refused(row, 'change_not_done', now);
    else await look(row, now);
  }

  return {
    preview,
    apply,
    /** Settles rows whose time has come: those that a crash or a silent store left. Resolves to how many there were. */
    async settleDue(now: number): Promise<number> {
      const due = await ledgerOf(store).find({ where: { due: { lte: now } }, limit: 50 });
      for (const row of due) await settle(row, now);
      return due.length;
    },
    /** The last change of the order that can be taken back, with the wish that does so. */
    async undoable(order: OrderRow, contact: string): Promise<{ row: ChangeRow; back: Wish } | null> {
      const rows = await changesOf(store, order._id);
      const last = rows.filter(({ state, undoes, undone }) => state === 'confirmed' && !undoes && !undone).at(-1);
      if (!last || last.contact !== contact) return null;
      const { back } = planOf(last);
      return back ? { row: last, back } : null;
    },
  };
}
export type Changes = ReturnType<typeof createChanges>;
