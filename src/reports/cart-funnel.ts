/** Carts as a funnel: how many were left, were reminded of, came back, and were ordered; and the carts behind each number. */
import { cartLadders, type Ending, type LadderRow, type SentKind } from '../marketing/carts/ladder-rows.ts';
import { ordersWith } from '../shop/orders/order-with.ts';
import { carts } from '../shop/shop.ts';
import type { Store } from '../store/store.ts';

/**
 * How far a cart has come: left; reminded of, by whatever step; back after a reminder (the customer wrote, or changed or emptied the cart); ordered after
 * a reminder; ordered by itself, before any.
 */
export const cartStages = ['left', 'reminded', 'back', 'ordered', 'alone'] as const;
export type CartStage = (typeof cartStages)[number];

/** One cart with all that was done for it in the days. */
export interface FollowedCart {
  cart: string;
  /** When it was left first and last, epoch ms. */
  leftAt: number;
  lastLeftAt: number;
  contact?: string;
  stage: CartStage;
  sent: LadderRow['sent'];
  /** Why the last ladder ended; unset while it goes on. */
  why?: Ending;
  order?: string;
  orderedAt?: number;
}

export interface CartFunnel {
  left: number;
  /** Of them, each part of the one before. */
  reminded: number;
  back: number;
  ordered: number;
  /** Of those left: ordered before any reminder. */
  alone: number;
  /** By the last step that went out. */
  steps: { step: SentKind; carts: number; back: number; ordered: number }[];
  /** Of those that were not ordered: why nothing more is sent; `open`: it goes on. */
  endings: { why: Ending | 'open'; carts: number }[];
  /** False where there were more than are looked at. */
  complete: boolean;
}

type Known = Pick<LadderRow, 'cart' | 'startedAt' | 'sent' | 'why' | 'endedAt' | 'contact'>;

/** Returns how far a cart has come, of its ladders in any order, and of the order that came of it. */
export function followed(ladders: readonly Known[], order?: { number: string; placedAt: number }): FollowedCart | undefined {
  const rows = [...ladders].sort((a, b) => a.startedAt - b.startedAt);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return undefined;
  const sent = rows.flatMap((row) => row.sent).sort((a, b) => a.at - b.at);
  const reminded = sent[0]?.at;
  const orderedAt = order?.placedAt ?? rows.find(({ why }) => why === 'ordered')?.endedAt;
  const isAfter = (at: number | undefined): boolean => reminded !== undefined && at !== undefined && at > reminded;
  const cameBack =
    isAfter(last.startedAt) || rows.some(({ why, endedAt }) => why === 'replied' || ((why === 'changed' || why === 'emptied') && isAfter(endedAt)));
  const stage: CartStage =
    orderedAt !== undefined ? (isAfter(orderedAt) ? 'ordered' : 'alone') : reminded === undefined ? 'left' : cameBack ? 'back' : 'reminded';
  const contact = last.contact ?? first.contact;
  return {
    cart: first.cart,
    leftAt: first.startedAt,
    lastLeftAt: last.startedAt,
    ...(contact !== undefined && { contact }),
    stage,
    sent,
    ...(last.why && { why: last.why }),
    ...(order && { order: order.number }),
    ...(orderedAt !== undefined && { orderedAt }),
  };
}

/** Stages that a number counts: each of the funnel has those behind it. */
export const countedIn: Readonly<Record<CartStage, readonly CartStage[]>> = {
  left: cartStages,
  reminded: ['reminded', 'back', 'ordered'],
  back: ['back', 'ordered'],
  ordered: ['ordered'],
  alone: ['alone'],
};

/** Ladders that are looked at for one report. */
const most = 50_000;
const pageSize = 1_000;

/** The orders of carts, by the cart. */
async function ordersOf(store: Store, ids: readonly string[]): Promise<Map<string, { number: string; placedAt: number }>> {
  const rows = (await store.collection(carts).getMany(ids)).filter(({ order }) => order !== undefined);
  const found = await ordersWith(store, [...new Set(rows.flatMap(({ order }) => order ?? []))]);
  const placed = new Map(found.map(({ number, placedAt }) => [number, placedAt]));
  return new Map(
    rows.flatMap(({ _id, order = '' }) => {
      const placedAt = placed.get(order);
      return placedAt === undefined ? [] : [[_id, { number: order, placedAt }]];
    }),
  );
}

/** The carts that were left from `begin` on and before `end`, epoch ms, the last left first; `complete`: false where there were more than are looked at. */
export async function followedCarts(store: Store, begin: number, end: number): Promise<{ carts: FollowedCart[]; complete: boolean }> {
  const ladders = new Map<string, Known[]>();
  const seen = new Set<string>();
  let complete = false;
  for (let before = end; seen.size < most; ) {
    const where = { startedAt: { gte: begin, lte: before } };
    const page = await store.collection(cartLadders).find({ where, sort: { by: 'startedAt', desc: true }, limit: pageSize });
    // Those of one millisecond may stand on both sides of a page's end.
    const fresh = page.filter(({ _id }) => !seen.has(_id));
    for (const { _id, cart, startedAt, sent, why, endedAt, contact } of fresh) {
      seen.add(_id);
      if (startedAt >= end) continue;
      const one = { cart, startedAt, sent, ...(why && { why }), ...(endedAt !== undefined && { endedAt }), ...(contact !== undefined && { contact }) };
      ladders.set(cart, [...(ladders.get(cart) ?? []), one]);
    }
    complete = page.length < pageSize;
    if (complete || fresh.length === 0) break;
    before = page.at(-1)?.startedAt ?? begin;
  }
  const found: FollowedCart[] = [];
  const ids = [...ladders.keys()];
  for (let at = 0; at < ids.length; at += pageSize) {
    const some = ids.slice(at, at + pageSize);
    const ordered = await ordersOf(store, some);
    for (const id of some) found.push(...[followed(ladders.get(id) ?? [], ordered.get(id))].filter((one) => one !== undefined));
  }
  return { carts: found.sort((a, b) => b.lastLeftAt - a.lastLeftAt || (a.cart < b.cart ? -1 : 1)), complete };
}

const stepOrder: readonly SentKind[] = ['help', 'remind', 'offer', 'alternatives'];

/** Adds up the carts. */
export function funnelOf(all: readonly FollowedCart[]): Omit<CartFunnel, 'complete'> {
  const count = (stage: CartStage, some: readonly FollowedCart[] = all) => some.filter((one) => countedIn[stage].includes(one.stage)).length;
  const endings = new Map<Ending | 'open', number>();
  for (const { stage, why = 'open' } of all) if (stage !== 'ordered' && stage !== 'alone') endings.set(why, (endings.get(why) ?? 0) + 1);
  return {
    left: all.length,
    reminded: count('reminded'),
    back: count('back'),
    ordered: count('ordered'),
    alone: count('alone'),
    steps: stepOrder.flatMap((step) => {
      const some = all.filter(({ sent, stage }) => stage !== 'alone' && sent.at(-1)?.do === step);
      return some.length === 0 ? [] : [{ step, carts: some.length, back: count('back', some), ordered: count('ordered', some) }];
    }),
    endings: [...endings].map(([why, n]) => ({ why, carts: n })).sort((a, b) => b.carts - a.carts),
  };
}
