/** An order as flows see it: numbers ready to compare, money with its currency, words in the customer's language, times in epoch ms. */
import type { Vars } from '../../json.ts';
import { localText } from '../local-text.ts';
import type { OrderItem, OrderRow, Parcel } from '../shop.ts';
import type { Terms } from '../terms.ts';

const hour = 3_600_000;
const day = 24 * hour;

function itemView(item: OrderItem, currency: string, lang: string): Vars {
  return {
    sku: item.sku,
    title: localText(item.title, lang),
    quantity: item.quantity,
    price: { amount: item.price, currency },
    image: item.image ?? null,
  };
}

function parcelView(parcel: Parcel, lang: string): Vars {
  const last = parcel.steps.at(-1);
  return {
    carrier: parcel.carrier,
    number: parcel.number,
    url: parcel.url,
    status: last?.status ?? null,
    text: last ? localText(last.text, lang) : null,
    place: last?.place ?? null,
    at: last?.at ?? null,
  };
}

/** Tells whether the order is paid, not sent, and older than the shop promises to send within. */
function isOverdue({ status, history, placedAt }: OrderRow, now: number, hours: number | undefined): boolean {
  if (hours === undefined || (status !== 'paid' && status !== 'packed')) return false;
  const paidAt = history.find((entry) => entry.status === 'paid')?.at ?? placedAt;
  return now - paidAt > hours * hour;
}

/**
 * Shows an order as flows see it. `delivered_days` (whole days since delivery) is null until then. `last_*` is the newest tracking step of all parcels;
 * `split` says that there are several parcels; `can_change` that address and cancelling are still open; `overdue` that it is paid and not sent, though
 * the hours in which the shop sends are over; `return_days` how many days are left to return it for any reason, 0 when over, null when the shop sets no
 * days.
 */
export function orderView(order: OrderRow, lang: string, now: number, { return_days, dispatch_hours }: Pick<Terms, 'return_days' | 'dispatch_hours'>): Vars {
  const parcels = order.parcels.map((parcel) => parcelView(parcel, lang));
  const newest = order.parcels
    .flatMap((parcel) => parcel.steps)
    .reduce<Parcel['steps'][number] | undefined>((best, step) => (best && best.at >= step.at ? best : step), undefined);
  const deliveredDays = order.deliveredAt === undefined ? null : Math.floor((now - order.deliveredAt) / day);
  return {
    number: order.number,
    status: order.status,
    items: order.items.map((item) => itemView(item, order.currency, lang)),
    count: order.items.reduce((sum, item) => sum + item.quantity, 0),
    title: order.items[0] ? localText(order.items[0].title, lang) : '',
    total: { amount: order.total, currency: order.currency },
    payment: order.payment,
    address: order.address,
    customer: order.customer.name,
    parcels,
    split: parcels.length > 1,
    carrier: order.parcels[0]?.carrier ?? null,
    tracking: order.parcels[0]?.number ?? null,
    tracking_url: order.parcels[0]?.url ?? '',
    last_text: newest ? localText(newest.text, lang) : null,
    last_place: newest?.place ?? null,
    last_at: newest?.at ?? null,
    quiet_days: newest && order.deliveredAt === undefined ? Math.floor((now - newest.at) / day) : 0,
    placed_at: order.placedAt,
    placed_days: Math.floor((now - order.placedAt) / day),
    shipped_at: order.shippedAt ?? null,
    delivered_at: order.deliveredAt ?? null,
    delivered_days: deliveredDays,
    confirmed: order.confirmedAt !== undefined,
    overdue: isOverdue(order, now, dispatch_hours),
    can_change: ['placed', 'paid', 'packed'].includes(order.status),
    return_days: deliveredDays === null || return_days === undefined ? null : Math.max(0, return_days - deliveredDays),
  };
}
