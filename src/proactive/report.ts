/** Results of speaking first: by rule, with the visitors beside it who were not spoken to. */
import { conversationId } from '../message.ts';
import { type OrderRow, orders, undoneStatuses } from '../shop/shop.ts';
import { conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { type MomentRow, moments } from './rows.ts';

/** Figures of one side. Of the held out there is nothing to open. */
export interface Side {
  moments: number;
  /** Visitors, and those of them who ordered. */
  people: number;
  buyers: number;
  opened: number;
  dismissed: number;
  /** Wrote within a day. */
  answered: number;
  /** Ordered within seven days; an order counts for the last moment before it. */
  ordered: number;
  /** Minor units, for each currency. */
  revenue: Record<string, number>;
  /** Sum of the squares of what each visitor spent. */
  squares: Record<string, number>;
}

export interface ProactiveReport {
  rules: { rule: string; shown: Side; held: Side }[];
  /** False when there were more moments than are counted at once. */
  complete: boolean;
}

const orderMs = 7 * 86_400_000;
const pageSize = 1_000;
const mostMoments = 50_000;

const emptySide = (): Side => ({ moments: 0, people: 0, buyers: 0, opened: 0, dismissed: 0, answered: 0, ordered: 0, revenue: {}, squares: {} });

/** Counts the moments from `from` on and before `to`, epoch ms. */
export async function proactiveReport(store: Store, from: number, to: number): Promise<ProactiveReport> {
  const { rows, complete } = await momentsBetween(store, from, to);
  const byVisitor = new Map<string, MomentRow[]>();
  for (const row of rows) byVisitor.set(row.visitor, [...(byVisitor.get(row.visitor) ?? []), row]);
  const rules = new Map<string, { rule: string; shown: Side; held: Side }>();
  for (const row of rows) {
    const found = rules.get(row.rule) ?? { rule: row.rule, shown: emptySide(), held: emptySide() };
    rules.set(row.rule, found);
    const side = row.held ? found.held : found.shown;
    side.moments += 1;
    for (const what of ['opened', 'dismissed', 'answered'] as const) side[what] += row[what] === undefined ? 0 : 1;
  }
  for (const [visitor, own] of byVisitor) {
    const sides = new Set(own.map(({ rule, held }) => rules.get(rule)?.[held ? 'held' : 'shown']));
    for (const side of sides) if (side) side.people += 1;
    const credited = new Set<MomentRow>();
    const spent = new Map<Side, Record<string, number>>();
    for (const order of await ordersOf(store, visitor)) {
      const moment = own.findLast(({ at }) => at < order.placedAt && order.placedAt <= at + orderMs);
      const found = moment && rules.get(moment.rule);
      if (!moment || !found) continue;
      const side = moment.held ? found.held : found.shown;
      if (!credited.has(moment)) side.ordered += 1;
      credited.add(moment);
      side.revenue[order.currency] = (side.revenue[order.currency] ?? 0) + order.total;
      const sums = spent.get(side) ?? {};
      sums[order.currency] = (sums[order.currency] ?? 0) + order.total;
      spent.set(side, sums);
    }
    for (const [side, sums] of spent) {
      side.buyers += 1;
      for (const [currency, sum] of Object.entries(sums)) side.squares[currency] = (side.squares[currency] ?? 0) + sum ** 2;
    }
  }
  return { rules: [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1)), complete };
}

async function momentsBetween(store: Store, from: number, to: number): Promise<{ rows: MomentRow[]; complete: boolean }> {
  const rows: MomentRow[] = [];
  const seen = new Set<string>();
  for (let after = from; rows.length < mostMoments; ) {
    const page = await store.collection(moments).find({ where: { at: { gte: after, lt: to } }, sort: { by: 'at' }, limit: pageSize });
    // Those of one millisecond may stand on both sides of a page's end.
    const fresh = page.filter(({ _id }) => !seen.has(_id));
    for (const { _id } of fresh) seen.add(_id);
    rows.push(...fresh);
    const last = page.at(-1)?.at;
    if (last === undefined || page.length < pageSize || fresh.length === 0) return { rows, complete: page.length < pageSize || fresh.length > 0 };
    after = last;
  }
  return { rows, complete: false };
}

async function ordersOf(store: Store, visitor: string): Promise<OrderRow[]> {
  const id = conversationId({ channel: 'webchat', account: 'main', user: visitor });
  // Whoever never wrote has the contact that their conversation would have.
  const contact = (await store.collection(conversations).get(id))?.contact ?? id;
  const found = await store.collection(orders).find({ where: { contact }, limit: 200 });
  return found.filter(({ status }) => !undoneStatuses.has(status)).sort((a, b) => a.placedAt - b.placedAt);
}
