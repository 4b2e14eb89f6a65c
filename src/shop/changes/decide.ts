/** The one decision about a change: rules and facts go in; allowed with its plan, refused with the reason, or for a person comes out. Nothing here reads or writes. */
import { z } from 'zod';
import { minorDigits } from '../../numbers/minor-digits.ts';
import type { OrderChange } from '../adapter.ts';
import type { ChangeKind } from '../change-kinds.ts';
import { type ChangeRules, ruleOf } from '../change-rules.ts';
import { plainAddress } from '../orders/address-told.ts';
import { mayReturn } from '../orders/return-rules.ts';
import type { Reason } from '../outcome-texts.ts';
import type { ChangeRow, LocalName, OrderItem, OrderRow, ProductRow, Variant } from '../shop.ts';
import type { Terms } from '../terms.ts';
import type { Wish } from './wish.ts';

export interface Facts {
  order: OrderRow;
  wish: Wish;
  rules: ChangeRules;
  terms: Terms;
  /** Changes that the shop itself can make. */
  can: ReadonlySet<ChangeKind>;
  /** Other changes of this order. */
  earlier: readonly ChangeRow[];
  /** Changes of this kind that the customer made in the last 24 hours, over all orders. */
  today: number;
  /** Products of the catalogue that the wish is about, by SKU. */
  goods: ReadonlyMap<string, { product: ProductRow; variant: Variant }>;
  now: number;
  /** It takes an earlier change back: how often is no question. */
  isUndo?: boolean;
}

/** The change to be made and its consequences for the customer. Amounts are minor units of the order's currency. */
export interface Plan {
  /** For the shop; a return and an exchange are opened here and told to the shop. */
  change: OrderChange | { do: 'return'; items: string[] } | { do: 'exchange'; items: string[]; to?: { sku: string; title: LocalName; price: number } };
  /** Amount that the customer pays more; below 0: gets back. */
  difference: number;
  /** Amount that is refunded; null where the change refunds nothing. */
  refund: number | null;
  /** Until when it can be changed, epoch ms; null: until the order is sent. */
  until: number | null;
  /** Wish that takes it back; null where nothing does. */
  back: Wish | null;
}

export type Decision =
  | { verdict: 'allowed'; plan: Plan }
  | { verdict: 'refused'; why: Reason; values?: Record<string, string | number> }
  | { verdict: 'person'; why: Reason };

const hour = 3_600_000;
const day = 24 * hour;
const sentStates: readonly string[] = ['shipped', 'out_for_delivery', 'delivered', 'stalled', 'return_requested', 'returned', 'refunded'];

const refused = (why: Reason, values?: Record<string, string | number>): Decision => ({ verdict: 'refused', why, ...(values ? { values } : {}) });
const person = (why: Reason): Decision => ({ verdict: 'person', why });

/** Tells whether money has come in for the order: else a difference only changes what is asked for. */
const isPaid = ({ status, payment }: OrderRow): boolean => status !== 'placed' && payment !== 'cod';

/** Decides. The first rule that says no gives the reason; that a person is needed comes after everything that nobody could do. */
export function decide(facts: Facts): Decision {
  const { order, wish, rules, earlier, today, now, can, isUndo } = facts;
  const rule = ruleOf(rules, wish.do);
  if (rule.by === 'off') return refused('change_off');
  if (order.status === 'cancelled' && wish.do !== 'refund_account' && wish.do !== 'profile_address') return refused('change_cancelled');
  if (!rule.states.includes(order.status)) return refused(sentStates.includes(order.status) ? 'too_late' : 'change_state');
  const until = rule.within_hours === undefined ? null : order.placedAt + rule.within_hours * hour;
  if (until !== null && now > until) return refused('change_window', { hours: rule.within_hours ?? 0 });
  const done = earlier.filter(({ kind, state, undoes, undone }) => kind === wish.do && state === 'confirmed' && !undoes && !undone);
  if (!isUndo && done.length >= rule.times) return refused(rule.times === 1 ? 'change_once' : 'change_times', { times: rule.times });
  if (!isUndo && today >= rule.per_day) return refused('change_today', { times: rule.per_day });
  const planned = planOf(facts, until);
  if (planned.verdict !== 'allowed') return planned;
  const { difference } = planned.plan;
  if (difference > 0 && isPaid(order) && rule.dearer !== 'auto') return rule.dearer === 'off' ? refused('change_dearer_off') : person('change_dearer');
  if (rule.by === 'person') return person('change_person');
  if (rule.person_from !== undefined && order.total >= rule.person_from * 10 ** minorDigits(order.currency)) return person('change_person');
  if (wish.do === 'exchange' && wish.to === undefined) return planned;
  return can.has(wish.do) ? planned : person('store_cannot');
}

const allowed = (plan: Partial<Plan> & Pick<Plan, 'change'>, until: number | null): Decision => ({
  verdict: 'allowed',
  plan: { difference: 0, refund: null, back: null, until, ...plan },
});

function planOf(facts: Facts, until: number | null): Decision {
  const { order, wish } = facts;
  switch (wish.do) {
    case 'cancel':
      return allowed({ change: wish, refund: isPaid(order) ? order.total : null }, until);
    case 'change_address':
      if (plainAddress(order.address) === plainAddress(wish.address)) return refused('change_same');
      return allowed({ change: wish, back: order.address.length >= 6 ? { do: 'change_address', address: order.address } : null }, until);
    case 'profile_address':
      if (plainAddress(order.customer.address ?? '') === plainAddress(wish.address)) return refused('change_same');
      return allowed({ change: wish, back: order.customer.address ? { do: 'profile_address', address: order.customer.address } : null }, until);
    case 'refund_account':
      if (order.refundTo === wish.account) return refused('change_same');
      return allowed({ change: wish, back: order.refundTo ? { do: 'refund_account', account: order.refundTo } : null }, until);
    case 'change_payment':
      if (order.payment === wish.payment) return refused('change_same');
      return allowed({ change: wish, back: { do: 'change_payment', payment: order.payment } }, until);
    case 'change_items':
      return swap(facts, wish.item, wish.to, until);
    case 'return':
    case 'exchange':
      return sendBack(facts, wish);
  }
}

const refunding: ReadonlySet<ChangeKind> = new Set(['return', 'exchange']);
const refundSchema = z.object({ refund: z.number().nullable() });

/** Returns the part of the price that has not been given back yet: with a coupon less was paid than the things cost, and of several returns each would have all of it. */
function leftOf({ order, earlier }: Facts): number {
  const given = earlier.filter(({ kind, state }) => refunding.has(kind) && state === 'confirmed');
  return Math.max(
    0,
    given.reduce((left, { plan }) => left - (refundSchema.safeParse(plan).data?.refund ?? 0), order.total),
  );
}

/** The other variant of the same product, as a line of the order. */
function otherVariant({ order, goods }: Facts, item: string, to: string): { line: OrderItem; next: OrderItem } | Decision {
  const line = order.items.find(({ sku }) => sku === item);
  if (!line) return refused('not_in_order');
  if (item === to) return refused('change_same');
  const [old, wanted] = [goods.get(item), goods.get(to)];
  // What left the catalogue has no price to compare with.
  if (!old || !wanted || old.product._id !== wanted.product._id) return refused('change_other_product');
  if (wanted.product.currency !== order.currency) return person('change_other_money');
  if (wanted.variant.stock < line.quantity) return refused('variant_sold_out');
  const { title } = wanted.product;
  const image = line.image ?? wanted.product.image;
  return { line, next: { sku: to, title, quantity: line.quantity, price: wanted.variant.price, ...(image ? { image } : {}) } };
}

function swap(facts: Facts, item: string, to: string, until: number | null): Decision {
  const found = otherVariant(facts, item, to);
  if ('verdict' in found) return found;
  const { line, next } = found;
  const { order } = facts;
  // A shop changes every line of the variant, and the difference is of one.
  if ([item, to].some((one) => order.items.filter(({ sku }) => sku === one).length > 1)) return person('change_person');
  const has = order.items.find(({ sku }) => sku === to)?.quantity ?? 0;
  const difference = (next.price - line.price) * line.quantity;
  const refund = difference < 0 && isPaid(order) ? Math.min(-difference, leftOf(facts)) : null;
  const back: Wish | null = has === 0 ? { do: 'change_items', item: to, to: item } : null;
  const change = { do: 'change_items', from: item, to: next, count: has + line.quantity, total: Math.max(0, order.total + difference) } as const;
  return allowed({ change, difference, refund, back }, until);
}

function sendBack(facts: Facts, wish: Extract<Wish, { do: 'return' | 'exchange' }>): Decision {
  const { order, terms, now } = facts;
  const skus = order.items.map(({ sku }) => sku);
  const items = wish.items.length > 0 ? wish.items : skus;
  if (items.some((sku) => !skus.includes(sku))) return refused('not_in_order');
  const verdict = mayReturn(order, wish.do, wish.reason, terms, now);
  if (!verdict.ok) {
    if (verdict.code === 'not_allowed') return refused(verdict.why);
    return refused(wish.do === 'return' ? 'return_days_over' : 'exchange_days_over', { days: verdict.days, limit: verdict.limit });
  }
  const limit = wish.do === 'exchange' ? terms.exchange_days : terms.return_days;
  const until = order.deliveredAt === undefined || limit === undefined ? null : order.deliveredAt + limit * day;
  if (wish.do === 'return') {
    const worth = order.items.filter(({ sku }) => items.includes(sku)).reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    return allowed({ change: { do: 'return', items }, refund: Math.min(worth, leftOf(facts)) }, until);
  }
  const [item] = items;
  if (wish.to === undefined || items.length !== 1 || item === undefined) return allowed({ change: { do: 'exchange', items } }, until);
  const found = otherVariant(facts, item, wish.to);
  if ('verdict' in found) return found;
  const difference = (found.next.price - found.line.price) * found.line.quantity;
  const to = { sku: found.next.sku, title: found.next.title, price: found.next.price };
  return allowed({ change: { do: 'exchange', items, to }, difference, refund: difference < 0 ? Math.min(-difference, leftOf(facts)) : null }, until);
}

/** Tells whether the order shows the change. */
export function isApplied(order: OrderRow, change: OrderChange): boolean {
  const count = (sku: string): number => order.items.filter((item) => item.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);
  switch (change.do) {
    case 'cancel':
      return order.status === 'cancelled';
    // A store may write town and country behind what it was given.
    case 'change_address':
      return plainAddress(order.address).startsWith(plainAddress(change.address));
    case 'change_items':
      return count(change.from) === 0 && count(change.to.sku) === change.count;
    case 'change_payment':
      return order.payment === change.payment;
    case 'refund_account':
      return order.refundTo === change.account;
    case 'profile_address':
      return plainAddress(order.customer.address ?? '').startsWith(plainAddress(change.address));
  }
}
