/**
 * Which broadcast an order counts for. A coupon of the broadcast is certain; else the latest click within a window before the order; else the latest delivery
 * within a shorter one. A click alone is never revenue, and an order counts once, for one broadcast.
 */
import { coupons, type OrderRow } from '../../shop/shop.ts';
import type { Store } from '../../store/store.ts';
import { type BroadcastMarkRow, broadcastMarks, type RecipientRow, recipientId, recipients } from '../broadcast/rows.ts';

/** Windows before the order, ms. */
export const attributionWindows = { click: 7 * 86_400_000, delivery: 24 * 3_600_000 };
const mostRows = 200;

/** The campaign of the coupons that a broadcast gives. */
export function couponCampaign(broadcast: string): string {
  return `broadcast:${broadcast}`;
}

interface Told {
  /** The recipient whose broadcast gave the coupon of the order. */
  coupon?: RecipientRow | undefined;
  clicks: readonly { recipient: RecipientRow; at: number }[];
  got: readonly RecipientRow[];
}

/** Decides; `at` is when the order was placed, epoch ms. Pure. */
export function attributed(at: number, { coupon, clicks, got }: Told): { recipient: RecipientRow; by: NonNullable<BroadcastMarkRow['by']> } | null {
  if (coupon) return { recipient: coupon, by: 'coupon' };
  const within = (then: number, window: number) => then <= at && at - then <= window;
  const click = clicks.filter((one) => within(one.at, attributionWindows.click)).toSorted((a, b) => b.at - a.at)[0];
  if (click) return { recipient: click.recipient, by: 'click' };
  const sent = got
    .filter(({ sentAt, state }) => sentAt !== undefined && ['sent', 'delivered', 'read'].includes(state) && within(sentAt, attributionWindows.delivery))
    .toSorted((a, b) => (b.sentAt ?? 0) - (a.sentAt ?? 0))[0];
  return sent ? { recipient: sent, by: 'delivery' } : null;
}

/** Orders that bring no money: what was counted for them is taken back. */
const undone: ReadonlySet<string> = new Set(['cancelled', 'returned', 'refunded']);

/** Counts an order for its broadcast, or takes it back when it was cancelled. The same order again changes nothing. */
export async function attributeOrder(store: Store, order: OrderRow, now: number): Promise<BroadcastMarkRow | null> {
  const marks = store.collection(broadcastMarks);
  const told = await toldOf(store, order);
  const contacts = [...new Set([order.contact ?? '', told.coupon?.contact ?? ''])].filter(Boolean);
  const own = (await Promise.all(contacts.map((contact) => marks.find({ where: { contact }, limit: mostRows })))).flat();
  const counted = own.find((mark) => mark.mark === 'ordered' && mark.order === order.number);
  if (undone.has(order.status)) {
    if (counted) await marks.delete(counted._id);
    return null;
  }
  if (counted) return counted;
  const found = attributed(order.placedAt, told);
  if (!found) return null;
  const { recipient, by } = found;
  const row: Omit<BroadcastMarkRow, 'v'> = {
    _id: `ordered:${recipient._id}:${order.number}`,
    broadcast: recipient.broadcast,
    mark: 'ordered',
    contact: recipient.contact,
    at: now,
    order: order.number,
    money: { amount: order.total, currency: order.currency },
    by,
    ...(recipient.variant !== undefined && { variant: recipient.variant }),
  };
  await marks.insert(row);
  return { ...row, v: 1 };
}

async function toldOf(store: Store, { contact, coupon: code }: OrderRow): Promise<Told> {
  const rows = store.collection(recipients);
  const given = code ? await store.collection(coupons).get(code) : null;
  const broadcast = given?.campaign.startsWith('broadcast:') ? given.campaign.slice('broadcast:'.length) : undefined;
  const coupon = (given && broadcast !== undefined && (await rows.get(recipientId(broadcast, given.contact)))) || undefined;
  if (!contact) return { coupon, clicks: [], got: [] };
  const got = await rows.find({ where: { contact }, limit: mostRows });
  const marks = await store.collection(broadcastMarks).find({ where: { contact }, limit: mostRows });
  const clicks = marks.flatMap((mark) => {
    const recipient = mark.mark === 'clicked' ? got.find((row) => row.broadcast === mark.broadcast) : undefined;
    return recipient ? [{ recipient, at: mark.at }] : [];
  });
  return { coupon, clicks, got };
}

export interface Orders {
  count: number;
  revenue: { amount: number; currency: string }[];
  by: Record<NonNullable<BroadcastMarkRow['by']>, number>;
}

/** Orders of a broadcast, and what they brought, for each currency. */
export async function ordersOf(store: Store, broadcast: string): Promise<Orders> {
  const sums = new Map<string, number>();
  const by = { coupon: 0, click: 0, delivery: 0 };
  let count = 0;
  for (let after = ''; ; ) {
    const page = await store.collection(broadcastMarks).find({ where: { broadcast, mark: 'ordered', _id: { gt: after } }, sort: { by: '_id' }, limit: 1_000 });
    for (const mark of page) {
      count++;
      if (mark.by) by[mark.by]++;
      if (mark.money) sums.set(mark.money.currency, (sums.get(mark.money.currency) ?? 0) + mark.money.amount);
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < 1_000) break;
  }
  return { count, revenue: [...sums].map(([currency, amount]) => ({ amount, currency })), by };
}
