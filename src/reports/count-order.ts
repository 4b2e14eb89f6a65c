/** Counts orders for what they came of, or takes them back. The order and the sums of its day are one write: told again, nothing changes. */
import { type BroadcastMarkRow, broadcastMarks, recipientId, recipients } from '../marketing/broadcast/rows.ts';
import { coupons, type OrderRow, undoneStatuses } from '../shop/shop.ts';
import { dayOf } from '../store/conversation-days.ts';
import type { Op, Store } from '../store/store.ts';
import { armsOf, creditOf } from './credit.ts';
import { emptyDay, withCredit } from './credit-sums.ts';
import { type CreditRow, credits, orderDays } from './rows.ts';
import { touchesOf } from './touches.ts';

const mostRows = 200;
const tries = 20;

/** Counts an order, or takes it back when it was cancelled or refunded. Resolves to what it counts for; null: nothing. `zone`: of the shop. */
export async function countOrder(store: Store, order: OrderRow, now: number, zone: string): Promise<CreditRow | null> {
  const rows = store.collection(credits);
  for (let n = 0; n < tries; n++) {
    // The day before the order: whatever is counted from here on makes the day another one, and this try is lost.
    const placed = dayOf(order.placedAt, zone);
    const days = store.collection(orderDays);
    let was = (await days.get(placed)) ?? emptyDay(placed);
    let before = await rows.get(order.number);
    if (before && before.day !== placed) {
      was = (await days.get(before.day)) ?? emptyDay(before.day);
      before = await rows.get(order.number);
    }
    const after = await creditFor(store, order, before, zone);
    if (before === null && after === null) return null;
    if (before && after && before.amount === after.amount && before.currency === after.currency) return before;
    const { contact } = after ?? before ?? { contact: '' };
    const others = contact === '' ? [] : (await rows.find({ where: { contact }, limit: mostRows })).filter(({ _id }) => _id !== order.number);
    const next = withCredit(was, before, after, others);
    const ops: Op[] = [
      after ? { op: 'put', in: credits.name, row: after } : { op: 'delete', in: credits.name, id: order.number },
      ...(await markOf(store, order, before, after, now)),
    ];
    if ((await store.write(ops, { in: orderDays.name, row: { ...next, v: was.v + 1 } })) === 'done') return after;
  }
  throw new Error('an order could not be counted: its day was always written elsewhere');
}

async function creditFor(store: Store, order: OrderRow, before: CreditRow | null, zone: string): Promise<CreditRow | null> {
  if (undoneStatuses.has(order.status) || order.total < 0) return null;
  const money = { amount: order.total, currency: order.currency };
  // What was decided stays, whatever reached the customer since; an order that cost less in the end counts for less.
  if (before) return { ...before, ...money };
  const coupon = order.coupon ? await store.collection(coupons).get(order.coupon) : null;
  // The code of everybody tells nothing of the person.
  const owner = order.contact || (coupon && coupon.contact !== '*' ? coupon.contact : '');
  const person = owner === '' ? null : await touchesOf(store, owner, order.placedAt, zone);
  const credit = creditOf(order.placedAt, coupon?.campaign, person?.touches ?? []);
  const arms = armsOf(order.placedAt, person?.touches ?? []).map((arm) => ({ ...arm, day: dayOf(arm.at, zone) }));
  if (!credit && arms.length === 0) return null;
  return {
    _id: order.number,
    v: 1,
    day: dayOf(order.placedAt, zone),
    at: order.placedAt,
    contact: person?.contacts[0] ?? owner,
    ...money,
    ...(credit && { campaign: credit.campaign, by: credit.by, ...(credit.at !== undefined && { touched: credit.at }) }),
    ...(credit?.by === 'coupon' && order.coupon && { coupon: order.coupon }),
    ...(person?.channel !== undefined && { channel: person.channel }),
    arms,
  };
}

/** The mark by which a broadcast and its variants count the order. */
async function markOf(store: Store, order: OrderRow, before: CreditRow | null, after: CreditRow | null, now: number): Promise<Op[]> {
  const counted = after ?? before;
  if (counted?.campaign?.kind !== 'broadcast') return [];
  const broadcast = counted.campaign.id;
  const owner = order.coupon ? (await store.collection(coupons).get(order.coupon))?.contact : undefined;
  const people = [
    ...new Set([
      owner,
      order.contact,
      counted.contact,
      ...(counted.contact === '' ? [] : (await touchesOf(store, counted.contact, order.placedAt, 'UTC')).contacts),
    ]),
  ];
  const got = await store.collection(recipients).getMany(people.flatMap((one) => (one ? [recipientId(broadcast, one)] : [])));
  const recipient = got[0];
  if (!recipient) return [];
  const id = `ordered:${recipient._id}:${order.number}`;
  if (!after) return [{ op: 'delete', in: broadcastMarks.name, id }];
  const row: BroadcastMarkRow = {
    _id: id,
    v: 1,
    broadcast,
    mark: 'ordered',
    contact: recipient.contact,
    at: now,
    order: order.number,
    money: { amount: after.amount, currency: after.currency },
    ...(after.by && { by: after.by }),
    ...(recipient.variant !== undefined && { variant: recipient.variant }),
  };
  return [{ op: 'put', in: broadcastMarks.name, row }];
}
